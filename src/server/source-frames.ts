/** Where a line of a stack stands in the sources, when the program runs from one file that was made of them. */
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/** `at Api.run (/opt/stint/dist/stint.cjs:37210:14)` */
const PLACE = /((?:\/|[A-Za-z]:\\)[^()\n]*\.cjs):([0-9]+):([0-9]+)/;

const maps = new Map<string, SourceMap | undefined>();

/** Read when a stack is first shown: nobody else needs it. */
function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    // Not a bundle, or one without its map: its own lines are shown.
    return undefined;
  }
}

/** The frame with its place in the sources (`src/server/api.ts:120:14`), or as it is when that is not known. */
export function sourceFrame(frame: string): string {
  return frame.replace(PLACE, (place, file: string, line: string, column: string) => {
    const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return place;
    const source = entry.originalSource.replace(/^(?:\.\.?\/)+/, '');
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
