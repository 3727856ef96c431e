import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAnchors } from './anchors.ts';
import { verifiedStatement } from './checkpoint.ts';
import { appendEvents, eventually, LogPlace, verify } from './testing/logs.ts';

let place: LogPlace;
beforeEach(() => {
  place = new LogPlace();
});
afterEach(() => place.remove());

async function oneRecord(anchor: { file?: string; syslog?: string }): Promise<void> {
  const log = await place.open({ checkpoint: { anchor } });
  appendEvents(log, 1);
  await log.close();
}

describe('anchors get a copy of each signed statement', () => {
  it('a file, which only its owner may read', async () => {
    const file = join(place.root, 'anchor');
    await oneRecord({ file });
    await oneRecord({ file });
    const own = readFileSync(join(place.directory, 'checkpoints.jsonl'), 'utf8');
    expect(own.split('\n')).toHaveLength(3);
    expect(readFileSync(file, 'utf8')).toBe(own);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('a logging daemon, by UDP', async () => {
    const daemon = createSocket('udp4');
    daemon.bind(0, '127.0.0.1');
    await once(daemon, 'listening');
    const message = once(daemon, 'message') as Promise<[Buffer]>;
    await oneRecord({ syslog: `127.0.0.1:${daemon.address().port}` });
    const [bytes] = await message;
    expect(bytes.toString()).toMatch(/^<109>1 \d{4}-\d\d-\d\dT[0-9:.]+Z \S+ stint \d+ audit-statement - \{/);
    expect(verifiedStatement(bytes.toString(), verify)).toMatchObject({ kind: 'checkpoint', seq: 1 });
    daemon.close();
  });

  it('a logging daemon, by its socket', async () => {
    const path = join(place.root, 'log.sock');
    let received = '';
    const daemon = createServer((connection) => {
      connection.setEncoding('utf8').on('data', (text: string) => {
        received += text;
      });
    });
    await once(daemon.listen(path), 'listening');
    await oneRecord({ syslog: path });
    await eventually(() => received.endsWith('\n'));
    expect(verifiedStatement(received, verify)).toMatchObject({ kind: 'checkpoint', seq: 1 });
    daemon.close();
  });

  it('an anchor that is not there is reported, and holds nothing up', async () => {
    const file = join(place.root, 'a directory');
    mkdirSync(file);
    await oneRecord({ file, syslog: join(place.root, 'no.sock') });
    expect(place.alarms.map(({ kind }) => kind)).toEqual(['anchor', 'anchor']);
    expect(place.alarms.map(({ message }) => message).join()).toContain(`${file} did not take`);
    expect((await place.records()).map(({ seq }) => seq)).toEqual([1]);
  });

  it.each([
    'logs.example:514',
    '192.0.2.1:514',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:70000',
    '127.x:1',
    'log.sock',
  ])('refuses %s as a logging daemon of this machine', (syslog) => {
    expect(() => openAnchors({ syslog })).toThrow(RangeError);
  });

  it.each(['127.0.0.1:514', '[::1]:514', 'localhost:514', '/run/log.sock'])('accepts %s', (syslog) => {
    expect(openAnchors({ syslog })).toHaveLength(1);
  });
});

describe('a signed statement', () => {
  const signed = readLine();
  async function readLine(): Promise<string> {
    const own = new LogPlace();
    const log = await own.open();
    appendEvents(log, 1);
    await log.close();
    const line = readFileSync(join(own.directory, 'checkpoints.jsonl'), 'utf8').trimEnd();
    own.remove();
    return line;
  }

  it('holds as it was signed, and with nothing changed in it', async () => {
    const line = await signed;
    expect(verifiedStatement(line, verify)).toMatchObject({ kind: 'checkpoint' });
    for (let at = 0; at < line.length; at++) {
      const changed = `${line.slice(0, at)}${line[at] === 'x' ? 'y' : 'x'}${line.slice(at + 1)}`;
      expect(verifiedStatement(changed, verify), changed).toBeUndefined();
    }
  });
});
