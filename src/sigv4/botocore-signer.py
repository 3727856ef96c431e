"""Signs requests as botocore does: one JSON object a line in, one a line out. Run by differential.test.ts."""

import base64
import json
import sys

from botocore.auth import S3SigV4Auth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(case):
    request = AWSRequest(
        method=case['method'],
        url='http://' + case['host'] + case['target'],
        data=base64.b64decode(case['body']) or None,
    )
    for name, value in case['headers']:
        request.headers[name] = value
    credentials = Credentials(case['accessKeyId'], case['secret'], case['token'])
    if case['expires'] is not None:
        auth = SigV4QueryAuth(credentials, case['service'], case['region'], case['expires'])
    else:
        kind = S3SigV4Auth if case['service'] == 's3' else SigV4Auth
        auth = kind(credentials, case['service'], case['region'])
    # What add_auth does, at the time given and not now.
    request.context['timestamp'] = case['amzDate']
    auth._modify_request_before_signing(request)
    canonical = auth.canonical_request(request)
    signature = auth.signature(auth.string_to_sign(request, canonical), request)
    auth._inject_signature_to_request(request, signature)
    target = request.url[len('http://' + case['host']):]
    return {'target': target, 'headers': request.headers.items(), 'canonical': canonical}


for line in sys.stdin:
    sys.stdout.write(json.dumps(sign(json.loads(line))) + '\n')
