/** The checks of documents that AWS accepts, in the order in which the reference lists them. */
import type { Check } from './check.ts';
import { ACTION_CHECKS } from './checks/actions.ts';
import { CONDITION_FORM_CHECKS } from './checks/condition-form.ts';
import { CONDITION_LOGIC_CHECKS } from './checks/condition-logic.ts';
import { CONDITION_VALUE_CHECKS } from './checks/condition-values.ts';
import { DOCUMENT_CHECKS } from './checks/document.ts';
import { ESCALATION_CHECKS } from './checks/escalation.ts';
import { HANDING_OUT_CHECKS } from './checks/handing-out.ts';
import { ORGANIZATION_CHECKS } from './checks/organization.ts';
import { PRINCIPAL_CHECKS } from './checks/principals.ts';
import { REDUNDANCY_CHECKS } from './checks/redundancy.ts';
import { SERVICE_CHECKS } from './checks/services.ts';
import { TRUST_CHECKS } from './checks/trust.ts';
import { VARIABLE_CHECKS } from './checks/variables.ts';

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

export const CHECK_GROUPS: readonly CheckGroup[] = [
  { title: 'The document', checks: DOCUMENT_CHECKS },
  { title: 'Actions and resources', checks: ACTION_CHECKS },
  { title: 'The catalogue of services', checks: SERVICE_CHECKS },
  { title: 'Principals', checks: PRINCIPAL_CHECKS },
  { title: 'Trust policies', checks: TRUST_CHECKS },
  { title: 'How conditions are written', checks: CONDITION_FORM_CHECKS },
  { title: 'Values of conditions', checks: CONDITION_VALUE_CHECKS },
  { title: 'What conditions amount to', checks: CONDITION_LOGIC_CHECKS },
  { title: 'Policy variables', checks: VARIABLE_CHECKS },
  { title: 'Roles that are handed out', checks: HANDING_OUT_CHECKS },
  { title: 'Privilege escalation', checks: ESCALATION_CHECKS },
  { title: 'What is said twice or in vain', checks: REDUNDANCY_CHECKS },
  { title: 'Policies of Organizations', checks: ORGANIZATION_CHECKS },
];

export const CHECKS: readonly Check[] = CHECK_GROUPS.flatMap(({ checks }) => checks);
