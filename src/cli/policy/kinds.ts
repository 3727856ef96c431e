/** The kinds of policies that can be named on the command line. */
import type { PolicyKind } from '../../policy/index.ts';

export const KINDS = [
  'inline',
  'managed',
  'session',
  'resource',
  'trust',
  'scp',
  'rcp',
  'endpoint',
] as const satisfies readonly PolicyKind[];
