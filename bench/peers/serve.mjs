/**
 * What every measured engine does: read a fixture, make its policies ready, answer all questions, and then, for each
 * line of standard input, `{"seconds": N}`, measure for so long and print a line of JSON. Rates are by processor time,
 * so that what else runs on the machine does not count.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const TIMED_CALLS = 20_000;

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Calls an engine for so many seconds of processor time. @returns calls a second */
async function rateOf(decide, questions, seconds) {
  const begun = processorSeconds();
  let calls = 0;
  let batch = 1;
  for (;;) {
    const before = processorSeconds();
    for (let i = 0; i < batch; i++) {
      for (const question of questions) {
        const answer = decide(question);
        if (answer instanceof Promise) await answer;
      }
    }
    calls += batch * questions.length;
    const now = processorSeconds();
    if (now - begun >= seconds) return calls / (now - begun);
    if (now - before < seconds / 50) batch *= 2;
  }
}

/** Times single calls, for as many as there is time. @returns microseconds */
async function timesOf(decide, questions, seconds) {
  const times = [];
  const begun = process.hrtime.bigint();
  while (times.length < TIMED_CALLS && Number(process.hrtime.bigint() - begun) < seconds * 1e9) {
    for (const question of questions) {
      const before = process.hrtime.bigint();
      const answer = decide(question);
      if (answer instanceof Promise) await answer;
      times.push(Number(process.hrtime.bigint() - before) / 1e3);
    }
  }
  times.sort((a, b) => a - b);
  const share = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return { p50: share(0.5), p99: share(0.99) };
}

/**
 * @param make from a fixture's layers to a function from a question to whether it is allowed (or a promise of it);
 *   `prepare`, if there is one, makes of a question what the engine is asked with, once
 */
export async function serve(make) {
  const { layers, questions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const { decide, prepare = (question) => question } = await make(layers);
  const prepared = questions.map(prepare);
  const answers = [];
  for (const question of prepared) answers.push(await decide(question));
  say({ answers });
  for await (const line of createInterface({ input: process.stdin })) {
    const { seconds } = JSON.parse(line);
    const rate = await rateOf(decide, prepared, seconds);
    say({ rate, ...(await timesOf(decide, prepared, seconds)) });
  }
}
