/** How much one principal, or one address, may ask: a bucket of tokens each, that fills at a steady rate. */
import { AwsError } from '../wire/index.ts';
import { Recent } from './recent.ts';

export interface Rate {
  readonly perSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

/** Subjects whose buckets are remembered; those not seen for long are forgotten first, which gives them a full bucket. */
const REMEMBERED = 100_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

export class RateLimit {
  private readonly rate: Rate;
  private readonly buckets = new Recent<string, Bucket>(REMEMBERED);

  constructor(rate: Rate) {
    this.rate = rate;
  }

  /**
   * Takes a token of the subject.
   * @param now milliseconds, of a clock that never runs backwards.
   * @throws AwsError `Throttling`, as AWS's Query services say it.
   */
  admit(subject: string, now: number): void {
    const { perSecond, burst } = this.rate;
    let bucket = this.buckets.get(subject);
    if (bucket === undefined) {
      bucket = { tokens: burst, filledAt: now };
      this.buckets.set(subject, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) * perSecond) / 1000);
    bucket.filledAt = now;
    if (bucket.tokens < 1) throw new AwsError('Throttling', 400, 'Rate exceeded');
    bucket.tokens -= 1;
  }
}
