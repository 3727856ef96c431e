/** What a browser gets from the port of the API. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const TEXT =
  'This is Stint. It speaks the protocols of AWS IAM and STS: point an AWS SDK or the AWS CLI at this address.\n';

export function site(request: IncomingMessage, response: ServerResponse): void {
  const isRoot = request.url === '/' && (request.method === 'GET' || request.method === 'HEAD');
  const body = isRoot ? TEXT : 'There is nothing here.\n';
  response.writeHead(isRoot ? 200 : 404, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? '' : body);
}
