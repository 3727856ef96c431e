/**
 * The floors: a bare node:http server that reads the same bodies and answers the same bytes; with `hashes`, it also
 * computes the hashes and the HMAC that verifying a signature costs at the least.
 */
import { createHmac, createSecretKey, hash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { answer, hashes } = JSON.parse(process.argv[2] ?? '{}') as { answer: string; hashes: boolean };
const body = Buffer.from(answer, 'base64');
const key = createSecretKey(randomBytes(32));
// As long as the canonical request and the string to sign of a request of the AWS SDK.
const canonical = 'c'.repeat(420);
const toSign = 's'.repeat(140);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (hashes) {
      hash('sha256', Buffer.concat(chunks));
      hash('sha256', canonical);
      createHmac('sha256', key).update(toSign).digest('hex');
    }
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`),
);
process.on('SIGTERM', () => process.exit(0));
