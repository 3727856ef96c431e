/** A finding: its code, what it is about, and what to do. `undefined`: nothing to say. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}
