import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from './aws-error.ts';
import { encodeErrorXml, encodeXml } from './encode-xml.ts';
import { loadModel } from './load-model.ts';
import { encodePolicyDocument } from './policy-document.ts';
import { AWS_FAULT_NAMESPACE, invalidAction } from './refusals.ts';
import { escapeXml, isXmlText } from './xml-text.ts';

const iam = loadModel('iam');
const sts = loadModel('sts');

const encode = (model: typeof iam, operation: string, output: object) =>
  encodeXml(model, model.operations.get(operation)!, output, 'b7e1a2c4-0000-4000-8000-000000000000');

/** The lines between the first and the response metadata. */
const resultOf = (xml: string) => xml.slice(xml.indexOf('\n') + 1, xml.indexOf('  <ResponseMetadata>'));

describe('answers have the shape of AWS', () => {
  it('GetCallerIdentity, as recorded: Arn, UserId, Account, two spaces a level, a final line end', () => {
    const output = {
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/alice',
      UserId: 'AIDAEXAMPLE',
    };
    expect(encode(sts, 'GetCallerIdentity', output)).toBe(
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/alice</Arn>
    <UserId>AIDAEXAMPLE</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>b7e1a2c4-0000-4000-8000-000000000000</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
`,
    );
  });

  it('an operation without output has no result', () => {
    expect(encode(iam, 'DeleteUser', {})).toBe(
      `<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ResponseMetadata>
    <RequestId>b7e1a2c4-0000-4000-8000-000000000000</RequestId>
  </ResponseMetadata>
</DeleteUserResponse>
`,
    );
  });

  it('AssumeRole names the user before the credentials', () => {
    const xml = encode(sts, 'AssumeRole', {
      Credentials: {
        AccessKeyId: 'ASIA',
        SecretAccessKey: 's',
        SessionToken: 't',
        Expiration: new Date(1.5e12),
      },
      AssumedRoleUser: { Arn: 'arn', AssumedRoleId: 'AROA:me' },
      SourceIdentity: 'alice',
    });
    expect(resultOf(xml)).toBe(
      `  <AssumeRoleResult>
    <SourceIdentity>alice</SourceIdentity>
    <AssumedRoleUser>
      <AssumedRoleId>AROA:me</AssumedRoleId>
      <Arn>arn</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIA</AccessKeyId>
      <SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken>
      <Expiration>2017-07-14T02:40:00Z</Expiration>
    </Credentials>
  </AssumeRoleResult>
`,
    );
  });

  it.each<[string, string, object, string]>([
    [
      'an empty list is an empty element',
      'ListGroups',
      { Groups: [], IsTruncated: false },
      '    <Groups/>\n    <IsTruncated>false</IsTruncated>\n',
    ],
    [
      'an absent list shows nothing',
      'ListGroups',
      { IsTruncated: false, Marker: undefined },
      '    <IsTruncated>false</IsTruncated>\n',
    ],
    [
      'null shows nothing',
      'ListGroups',
      { Groups: null, IsTruncated: true },
      '    <IsTruncated>true</IsTruncated>\n',
    ],
    [
      'elements are members',
      'ListAccountAliases',
      { AccountAliases: ['a', 'b'] },
      '    <AccountAliases>\n      <member>a</member>\n      <member>b</member>\n    </AccountAliases>\n',
    ],
    [
      'maps are entries',
      'GetAccountSummary',
      { SummaryMap: { Users: 2, Groups: 0 } },
      '    <SummaryMap>\n      <entry>\n        <key>Users</key>\n        <value>2</value>\n      </entry>\n      <entry>\n        <key>Groups</key>\n        <value>0</value>\n      </entry>\n    </SummaryMap>\n',
    ],
    [
      'dates lose their fractions',
      'GetCredentialReport',
      { GeneratedTime: new Date('2025-03-06T12:24:58.999Z') },
      '    <GeneratedTime>2025-03-06T12:24:58Z</GeneratedTime>\n',
    ],
    [
      'bytes are base64',
      'GetCredentialReport',
      { Content: Buffer.from('user,arn') },
      '    <Content>dXNlcixhcm4=</Content>\n',
    ],
    [
      'an empty text is an empty pair of tags',
      'GetCredentialReport',
      { ReportFormat: '' },
      '    <ReportFormat></ReportFormat>\n',
    ],
    [
      'members that the model does not know are not written',
      'ListAccountAliases',
      { AccountAliases: [], Secret: 'x' },
      '    <AccountAliases/>\n',
    ],
    [
      'markup is escaped',
      'ListAccountAliases',
      { Marker: `<a href="&">'\r\n` },
      `    <Marker>&lt;a href=&quot;&amp;&quot;&gt;'&#xD;\n</Marker>\n`,
    ],
  ])('%s', (_, operation, output, inner) => {
    expect(resultOf(encode(iam, operation, output))).toBe(
      `  <${operation}Result>\n${inner}  </${operation}Result>\n`,
    );
  });

  it('a result with nothing in it is an empty element', () => {
    expect(resultOf(encode(iam, 'ListGroups', {}))).toBe('  <ListGroupsResult/>\n');
  });

  it('a date that is none fails loudly', () => {
    expect(() => encode(iam, 'GetCredentialReport', { GeneratedTime: new Date(Number.NaN) })).toThrow(
      RangeError,
    );
  });
});

describe('an item of a list', () => {
  const listed = (item: object) => encode(iam, 'ListGroups', { Groups: [item], IsTruncated: false });
  const group = { Path: '/', GroupName: 'a<b', GroupId: 'AGPA', Arn: 'arn' };

  it('that is frozen reads the same each time, alone and among others', () => {
    const frozen = Object.freeze({ ...group });
    const once = listed(frozen);
    expect(once).toBe(listed({ ...group }));
    expect(listed(frozen)).toBe(once);
    expect(encode(iam, 'ListGroupsForUser', { Groups: [frozen, { ...group, GroupName: 'c' }] })).toContain(
      '<GroupName>c</GroupName>',
    );
  });

  it('that can change is read each time', () => {
    const changing = { ...group };
    listed(changing);
    changing.GroupName = 'other';
    expect(listed(changing)).toContain('<GroupName>other</GroupName>');
  });
});

describe('errors have the shape of AWS', () => {
  it('an error of the caller, as recorded', () => {
    const error = new AwsError('NoSuchEntity', 404, 'The user with name <bob> cannot be found.');
    expect(encodeErrorXml(iam.xmlNamespace, error, 'r-1')).toBe(
      `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>The user with name &lt;bob&gt; cannot be found.</Message>
  </Error>
  <RequestId>r-1</RequestId>
</ErrorResponse>
`,
    );
  });

  it.each([
    [500, 'Receiver'],
    [503, 'Receiver'],
    [404, 'Sender'],
  ])('HTTP %d is the fault of the %s', (status, type) => {
    expect(encodeErrorXml(iam.xmlNamespace, new AwsError('X', status, 'm'), 'r')).toContain(
      `<Type>${type}</Type>`,
    );
  });

  it('an error without a text has no Message element', () => {
    expect(encodeErrorXml(sts.xmlNamespace, new AwsError('MalformedInput', 400, ''), 'r')).not.toContain(
      'Message',
    );
  });

  it('an unknown action is answered in the namespace of faults, its control characters replaced', () => {
    const xml = encodeErrorXml(AWS_FAULT_NAMESPACE, invalidAction('a\u0000b', '1'), 'r');
    expect(xml).toContain('<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">');
    expect(xml).toContain('Could not find operation a\uFFFDb for version 1');
  });
});

it('no escaped text holds a character that XML forbids or that a parser would read as markup', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '\u0000', '\uD800', '\uFFFE', '\u001F'),
      (text, odd) => {
        const escaped = escapeXml(text + odd);
        expect(isXmlText(escaped)).toBe(true);
        expect(escaped).not.toMatch(/[<>"\r]|&(?!amp;|lt;|gt;|quot;|#xD;)/);
      },
    ),
    { numRuns: 2000 },
  );
});

describe('policy documents are percent-encoded', () => {
  it.each([
    ['{"a": "b"}\n', '%7B%22a%22%3A%20%22b%22%7D%0A'],
    ["!'()*", '%21%27%28%29%2A'],
    ['Az09-_.~', 'Az09-_.~'],
    ['%3A', '%253A'],
    ['é', '%C3%A9'],
  ])('%j', (text, encoded) => {
    expect(encodePolicyDocument(text)).toBe(encoded);
  });

  it('and come back byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = encodePolicyDocument(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
  });
});
