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

/** As AWS's Query services refuse who asks too much. */
export function rateExceeded(): AwsError {
  return new AwsError('Throttling', 400, 'Rate exceeded');
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
   * @throws AwsError `Throttling`.
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
    if (bucket.tokens < 1) throw rateExceeded();
    bucket.tokens -= 1;
  }

  /** Gives a token back that was taken for what turned out not to count. */
  giveBack(subject: string): void {
    const bucket = this.buckets.get(subject);
    if (bucket !== undefined) bucket.tokens = Math.min(this.rate.burst, bucket.tokens + 1);
  }
}
