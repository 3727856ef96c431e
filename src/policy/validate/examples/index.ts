/** The examples of every check, by its code: tests and the reference of checks are made of them. */
import {
  CONDITION_FORM_EXAMPLES,
  CONDITION_LOGIC_EXAMPLES,
  CONDITION_VALUE_EXAMPLES,
  VARIABLE_EXAMPLES,
} from './conditions.ts';
import type { Examples } from './example.ts';
import {
  ESCALATION_EXAMPLES,
  HANDING_OUT_EXAMPLES,
  ORGANIZATION_EXAMPLES,
  REDUNDANCY_EXAMPLES,
} from './meaning.ts';
import { PRINCIPAL_EXAMPLES, TRUST_EXAMPLES } from './principals.ts';
import { REFUSAL_EXAMPLES } from './refusals.ts';
import { ACTION_EXAMPLES, DOCUMENT_EXAMPLES, SERVICE_EXAMPLES } from './words.ts';

export type { Example } from './example.ts';

export const EXAMPLES: Examples = {
  ...REFUSAL_EXAMPLES,
  ...DOCUMENT_EXAMPLES,
  ...ACTION_EXAMPLES,
  ...SERVICE_EXAMPLES,
  ...PRINCIPAL_EXAMPLES,
  ...TRUST_EXAMPLES,
  ...CONDITION_FORM_EXAMPLES,
  ...CONDITION_VALUE_EXAMPLES,
  ...CONDITION_LOGIC_EXAMPLES,
  ...VARIABLE_EXAMPLES,
  ...HANDING_OUT_EXAMPLES,
  ...ESCALATION_EXAMPLES,
  ...REDUNDANCY_EXAMPLES,
  ...ORGANIZATION_EXAMPLES,
};
