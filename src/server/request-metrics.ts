/**
 * Counts and durations of requests, for Prometheus. Noting one is a lookup and some additions: it is done for each
 * request; the text is made when it is asked for.
 */
import type { Answered } from './api.ts';

/** Upper bounds of the buckets, seconds. */
const BOUNDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] as const;

class Durations {
  /** One count a bucket, and one for what is above them all. */
  readonly counts = new Float64Array(BOUNDS.length + 1);
  sum = 0;

  note(seconds: number): void {
    let bucket = 0;
    while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]!) bucket += 1;
    this.counts[bucket]! += 1;
    this.sum += seconds;
  }
}

/** Labels come from the tables of operations and error codes, never from a request: their number is bounded. */
interface OfOperation {
  readonly service: string;
  readonly operation: string;
  readonly durations: Durations;
  readonly byCode: Map<string, number>;
}

export class RequestMetrics {
  private readonly services = new Map<string, Map<string, OfOperation>>();

  note({ service, operation, code = 'OK', seconds }: Answered): void {
    let operations = this.services.get(service);
    if (operations === undefined) {
      operations = new Map();
      this.services.set(service, operations);
    }
    let of = operations.get(operation);
    if (of === undefined) {
      of = { service, operation, durations: new Durations(), byCode: new Map() };
      operations.set(operation, of);
    }
    of.durations.note(seconds);
    of.byCode.set(code, (of.byCode.get(code) ?? 0) + 1);
  }

  /** In Prometheus's text format, version 0.0.4. */
  text(): string {
    const all = [...this.services.values()].flatMap((operations) => [...operations.values()]);
    return [
      '# HELP stint_requests_total Requests answered, by service, operation and error code.',
      '# TYPE stint_requests_total counter',
      ...all.flatMap(counterLines),
      '# HELP stint_request_duration_seconds Time from a request that was read to its answer.',
      '# TYPE stint_request_duration_seconds histogram',
      ...all.flatMap(histogramLines),
      '',
    ].join('\n');
  }
}

function counterLines({ service, operation, byCode }: OfOperation): string[] {
  return [...byCode].map(
    ([code, count]) =>
      `stint_requests_total{service="${service}",operation="${operation}",code="${code}"} ${count}`,
  );
}

function histogramLines({ service, operation, durations }: OfOperation): string[] {
  const name = 'stint_request_duration_seconds';
  const labels = `service="${service}",operation="${operation}"`;
  let below = 0;
  const buckets = [...durations.counts].map((count, index) => {
    below += count;
    return `${name}_bucket{${labels},le="${BOUNDS[index] ?? '+Inf'}"} ${below}`;
  });
  return [...buckets, `${name}_sum{${labels}} ${durations.sum}`, `${name}_count{${labels}} ${below}`];
}
