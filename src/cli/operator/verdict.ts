/** What verifying the log of events found. */
import { printable } from '../output.ts';

export interface Verdict {
  readonly Verified: boolean;
  readonly Records: string;
  readonly FirstPosition: string;
  readonly LastPosition: string;
  readonly LastHash: string;
  readonly VouchedPosition: string;
  readonly BadRecord?: {
    /** `modified`, `missing` … */
    readonly Defect: string;
    readonly Position: string;
    readonly File: string;
    readonly Line: number;
    readonly Message: string;
  };
}

/** One line for a person. */
export function verdictLine({ BadRecord, ...verdict }: Verdict): string {
  if (BadRecord !== undefined) {
    const { Defect, Position, File, Line, Message } = BadRecord;
    return `Bad: record ${Position} (${Defect}), ${printable(File)}:${Line}: ${printable(Message)}`;
  }
  return (
    `Verified: ${verdict.Records} records, ${verdict.FirstPosition} to ${verdict.LastPosition}; ` +
    `a signed checkpoint vouches up to ${verdict.VouchedPosition}.`
  );
}
