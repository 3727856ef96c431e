/** The server's log for a terminal: a line of text for each JSON line. */
import { printable, type Style, styled } from '../output.ts';

const LEVELS: Readonly<Record<number, readonly [name: string, style: Style]>> = {
  10: ['trace', 'dim'],
  20: ['debug', 'dim'],
  30: ['info', 'cyan'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
  60: ['fatal', 'red'],
};

/** What has its own place in the line. */
const PLACED: ReadonlySet<string> = new Set(['level', 'time', 'msg']);

export function readableLine(json: string, stream: NodeJS.WriteStream): string {
  const entry = JSON.parse(json) as Record<string, unknown> & { level: number; time: string; msg?: string };
  const [name, style] = LEVELS[entry.level] ?? ['log', 'dim'];
  const facts = Object.entries(entry)
    .filter(([key]) => !PLACED.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const time = styled('dim', entry.time.slice(11, 19), stream);
  return `${time} ${styled(style, name, stream)} ${printable((entry.msg ?? '') + facts.join(''))}\n`;
}

/** A destination for the server's log. */
export function readableLog(stream: NodeJS.WriteStream): { write(json: string): void } {
  return { write: (json) => void stream.write(readableLine(json, stream)) };
}
