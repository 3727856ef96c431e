/** A source of random bytes, handed in from the edge so that the core stays pure. */
export type Random = (length: number) => Uint8Array;
