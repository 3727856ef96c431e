/** A decimal number without loss: `units` × 10^-`places`. */
export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

export function isDigits(text: string): boolean {
  return text.length > 0 && Array.from(text).every((character) => character >= '0' && character <= '9');
}

/** policy-language §6.1: integer or decimal, optional sign; no exponent, no blanks. */
export function decimalOf(text: string): Decimal | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  const [whole = '', fraction, ...more] = (signed ? text.slice(1) : text).split('.');
  if (more.length > 0 || !isDigits(whole)) return undefined;
  if (fraction !== undefined && !isDigits(fraction)) return undefined;
  const magnitude = BigInt(whole + (fraction ?? ''));
  return { units: text.startsWith('-') ? -magnitude : magnitude, places: fraction?.length ?? 0 };
}

/** Negative, zero or positive as `a` is below, at or above `b`: `10` = `10.0`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places);
  const x = a.units * 10n ** BigInt(places - a.places);
  const y = b.units * 10n ** BigInt(places - b.places);
  return x < y ? -1 : x > y ? 1 : 0;
}
