/** What a benchmark found, printed as it comes: lines for people, or lines of JSON. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
  readonly holds?: boolean;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

function judged(value: number, target: Target | undefined): Pick<Figure, 'target' | 'holds'> {
  if (target === undefined) return {};
  return 'atLeast' in target
    ? { target: `>= ${target.atLeast}`, holds: value >= target.atLeast }
    : { target: `<= ${target.atMost}`, holds: value <= target.atMost };
}

function line({ name, value, unit, target, holds }: Figure): string {
  const verdict = holds === undefined ? '' : `${holds ? 'holds' : 'MISSED'} (${target})`;
  return `${name.padEnd(52)} ${String(value).padStart(10)} ${unit.padEnd(6)} ${verdict}`;
}

export class Figures {
  private readonly json: boolean;
  private readonly all: Figure[] = [];

  constructor(json: boolean) {
    this.json = json;
  }

  report(name: string, value: number, unit: string, target?: Target): void {
    const figure = { name, value: Number(value.toPrecision(4)), unit, ...judged(value, target) };
    this.all.push(figure);
    process.stdout.write(`${this.json ? JSON.stringify(figure) : line(figure)}\n`);
  }

  get isEveryTargetMet(): boolean {
    return this.all.every(({ holds }) => holds !== false);
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
