/** Exact decimals: binary fractions would make `0.1` and `0.10000000000000001` equal. */
export interface Decimal {
  readonly text: string;
  /** Nearest double. */
  readonly approximate: number;
}

/** Doubles keep 15 significant decimal digits apart, in order and identity. */
const SAFE_LENGTH = 15;

const DECIMAL = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/;

/** An optional sign, digits, optionally a point and digits. No exponent, no blanks; `undefined` for all else. */
export function parseDecimal(text: string): Decimal | undefined {
  return DECIMAL.test(text) ? { text, approximate: Number(text) } : undefined;
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.text.length <= SAFE_LENGTH && b.text.length <= SAFE_LENGTH) return a.approximate - b.approximate;
  const left = digitsOf(a);
  const right = digitsOf(b);
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  return left.negative ? compareSizes(right, left) : compareSizes(left, right);
}

/** Digits without leading or trailing zeros; zero has none and no sign. */
interface Digits {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function digitsOf(decimal: Decimal): Digits {
  const [, sign, digits = '', decimals = ''] = DECIMAL.exec(decimal.text)!;
  const whole = digits.slice(countLeadingZeros(digits));
  const fraction = withoutTrailingZeros(decimals);
  return { negative: sign === '-' && (whole !== '' || fraction !== ''), whole, fraction };
}

function countLeadingZeros(digits: string): number {
  let zeros = 0;
  while (digits[zeros] === '0') zeros++;
  return zeros;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function compareSizes(a: Digits, b: Digits): number {
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}
