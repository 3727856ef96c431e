/**
 * L5 in full: thousands of connections that send a byte every ten seconds, beside a client that asks as usual.
 *
 *     node test/security/slowloris.mjs http://127.0.0.1:4780 [connections, default 10000]
 *
 * Needs as many free file descriptors in both processes (ulimit -n). Prints how long connections lived and how long
 * /health took meanwhile; ends with 1 when a connection lived longer than 15 s.
 */
import { connect } from 'node:net';

const [, , address = 'http://127.0.0.1:4780', wanted = '10000'] = process.argv;
const { hostname, port } = new URL(address);
const connections = Number(wanted);
const limitMilliseconds = 15_000;

/** @type {number[]} */
const lives = [];
/** @type {number[]} */
const times = [];
let open = 0;
let refused = 0;
let unanswered = 0;

/** From several addresses of loopback, since each may have only so many connections. @param {number} n */
function slow(n) {
  const started = performance.now();
  const from = { port: Number(port), host: hostname, localAddress: `127.0.0.${2 + (n % 8)}` };
  const socket = connect(from, () => {
    open += 1;
    socket.write('POST / HTTP/1.1\r\nhost: localhost\r\nx-a: ');
  });
  const dripping = setInterval(() => socket.write('a'), 10_000);
  socket.resume();
  socket.on('error', () => undefined);
  socket.on('close', (hadError) => {
    clearInterval(dripping);
    if (hadError && socket.bytesRead === 0 && performance.now() - started < 1_000) refused += 1;
    else lives.push(performance.now() - started);
  });
}

async function ask() {
  const started = performance.now();
  try {
    await fetch(`${address}/health`).then((answer) => answer.text());
    times.push(performance.now() - started);
  } catch {
    unanswered += 1;
  }
}

/** @param {number[]} values @param {number} part */
function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

for (let n = 0; n < connections; n += 1) {
  slow(n);
  // A little at a time: the backlog of the listening socket is short.
  if (n % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 10));
}
const until = performance.now() + limitMilliseconds + 5_000;
while (performance.now() < until && lives.length + refused < connections) {
  await ask();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const longest = Math.round(Math.max(0, ...lives));
console.log(
  `${open} connections were taken, ${refused} refused; ${lives.length} were dropped, the last after ${longest} ms; ` +
    `/health took ${percentile(times, 0.5)} ms (p50), ${percentile(times, 0.99)} ms (p99), and was not answered ${unanswered} times`,
);
process.exit(longest > limitMilliseconds || lives.length + refused < connections || unanswered > 0 ? 1 : 0);
