/** AWS's page on each reason why `parse` refuses a document. */
import type { FaultCode } from '../faults.ts';
import { analyzer, organizations, userGuide } from './check.ts';

/** Codes of the reader of JSON, and finer ones than AWS's text has. */
type FinerCode =
  | 'json-syntax'
  | 'json-depth'
  | 'lone-surrogate'
  | 'duplicate-key'
  | 'duplicate-condition-key'
  | 'unknown-element'
  | 'unknown-operator'
  | 'element-pair'
  | 'principal-bare-string'
  | 'rcp-effect'
  | 'rcp-not-action'
  | 'rcp-principal'
  | 'text-too-long';

/** What an error of `parse` is called. */
export type RefusalCode = Exclude<FaultCode, 'not-json'> | FinerCode;

const GRAMMAR = userGuide('reference_policies_grammar');
const QUOTAS = userGuide('reference_iam-quotas#reference_iam-quotas-entity-length');
const ARNS = userGuide('reference-arns');
const PRINCIPALS = userGuide('reference_policies_elements_principal');
const RCPS = organizations('orgs_manage_policies_rcps_syntax');

export const REFUSAL_PAGES: Readonly<Record<RefusalCode, string>> = {
  'parameter-characters': GRAMMAR,
  'parameter-too-long': QUOTAS,
  'text-too-long': QUOTAS,
  'too-large': QUOTAS,
  'json-syntax': analyzer('error-json-syntax-error'),
  'json-depth': GRAMMAR,
  'lone-surrogate': GRAMMAR,
  'duplicate-key': GRAMMAR,
  'duplicate-condition-key': analyzer('error-duplicate-keys-with-different-case'),
  syntax: GRAMMAR,
  'unknown-element': analyzer('error-invalid-policy-element'),
  'element-pair': analyzer('error-unsupported-element-combination'),
  'version-unknown': analyzer('error-invalid-version'),
  'version-too-old': userGuide('reference_policies_elements_version'),
  'statement-empty': analyzer('error-missing-statement'),
  'effect-missing': analyzer('error-missing-effect'),
  'effect-unknown': analyzer('error-invalid-effect'),
  'effect-wrong-case': analyzer('error-invalid-effect'),
  'date-invalid': userGuide('reference_policies_elements_condition_operators#Conditions_Date'),
  'unknown-operator': analyzer('error-invalid-condition-operator'),
  'sid-repeated': analyzer('error-unique-sids-required'),
  'sid-characters': analyzer('error-unsupported-sid'),
  'action-missing': analyzer('error-missing-action'),
  'action-without-vendor': userGuide('reference_policies_elements_action'),
  'action-two-colons': userGuide('reference_policies_elements_action'),
  'action-vendor-invalid': analyzer('error-invalid-service-in-action'),
  'action-characters': userGuide('reference_policies_elements_action'),
  'action-not-sts': analyzer('error-unsupported-action-in-policy'),
  'resource-missing': analyzer('error-missing-resource'),
  'resource-not-arn': analyzer('error-invalid-arn-prefix'),
  'resource-incomplete': analyzer('error-missing-arn-field'),
  'resource-partition': analyzer('error-invalid-partition'),
  'resource-vendor': ARNS,
  'resource-iam-region': analyzer('error-arn-region-not-allowed'),
  'resource-s3-region': analyzer('error-arn-region-not-allowed'),
  'resource-iam-path': ARNS,
  'resource-prohibited': analyzer('error-role-trust-policy-syntax-error-resource'),
  'not-resource-prohibited': analyzer('error-role-trust-policy-syntax-error-resource'),
  'principal-prohibited': analyzer('error-unsupported-principal'),
  'principal-missing': analyzer('error-missing-principal'),
  'principal-empty': PRINCIPALS,
  'principal-not-object': analyzer('error-invalid-principal-format'),
  'principal-bare-string': analyzer('error-invalid-principal-format'),
  'principal-invalid': analyzer('error-unsupported-wildcard-in-principal'),
  'principal-federated-form': analyzer('error-invalid-federated-principal-syntax-in-role-trust-policy'),
  'principal-cognito-condition': 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
  'not-principal-with-allow': analyzer('security-warning-allow-with-notprincipal'),
  'not-principal-prohibited': analyzer('error-role-trust-policy-syntax-error-notprincipal'),
  'rcp-effect': RCPS,
  'rcp-not-action': RCPS,
  'rcp-principal': RCPS,
};
