/**
 * How often passwords may be tried: of one name, from one network, and by everybody together. Wrong ones count; an
 * attempt counts from when it begins, so that many at once are no more than many in a row. Whoever signed in from a
 * network before is counted there alone: others who try its name do not keep it out.
 */
import ipaddr from 'ipaddr.js';
import { type Rate, RateLimit } from './rate-limits.ts';
import { Recent } from './recent.ts';

const MINUTE = 60;

const RATES = {
  /** Of a name, existing or not, from networks that it never signed in from. */
  name: { burst: 5, perSecond: 1 / MINUTE },
  /** Of a name from a network that it signed in from. */
  familiar: { burst: 5, perSecond: 1 / MINUTE },
  network: { burst: 20, perSecond: 6 / MINUTE },
  overall: { burst: 500, perSecond: 10 },
} as const satisfies Record<string, Rate>;

const EVERYBODY = 'everybody';
/** Pairs of name and network; those not seen for long are forgotten first. */
const REMEMBERED = 100_000;

/** An attempt that has begun: it counts as a wrong one until it is said to be right. */
export interface Attempt {
  readonly right: () => void;
}

/** IPv6 addresses are given out by the network of 64 bits: whoever has one has all of it. */
export function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const { parts } = ipaddr.IPv6.parse(address);
  return `${parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/** In memory: a restart forgets, and takes longer than the attempts that it gives. */
export class SignInAttempts {
  private readonly limits = {
    name: new RateLimit(RATES.name),
    familiar: new RateLimit(RATES.familiar),
    network: new RateLimit(RATES.network),
    overall: new RateLimit(RATES.overall),
  };
  private readonly familiar = new Recent<string, true>(REMEMBERED);

  /**
   * @param name whose password is tried: one text for all ways to write it.
   * @param now milliseconds.
   * @throws AwsError `Throttling`.
   */
  begin(name: string, address: string, now: number): Attempt {
    const network = networkOf(address);
    const pair = `${network} ${name}`;
    const taken: (() => void)[] = [];
    const take = (limit: RateLimit, subject: string): void => {
      limit.admit(subject, now);
      taken.push(() => limit.giveBack(subject));
    };
    const giveBack = (): void => {
      for (const back of taken) back();
    };
    const { limits } = this;
    if (this.familiar.get(pair)) {
      take(limits.familiar, pair);
    } else {
      // A network that asks too much uses up nobody's name, and a name that is asked too much nothing of everybody's.
      take(limits.network, network);
      take(limits.name, name);
      try {
        take(limits.overall, EVERYBODY);
      } catch (error) {
        giveBack();
        throw error;
      }
    }
    return {
      right: () => {
        giveBack();
        this.familiar.set(pair, true);
      },
    };
  }
}
