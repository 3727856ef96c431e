/**
 * The condition keys that policies ask for. IAM API Reference, GetContextKeysForCustomPolicy and
 * GetContextKeysForPrincipalPolicy.
 */
import type {
  GetContextKeysForCustomPolicyCommandInput,
  GetContextKeysForPrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { type AttachedPolicy, contextKeysOf } from '../../policy/index.ts';
import { read } from '../operation.ts';
import { checkArn } from './boundary.ts';
import { askOnSource, existingSource, parseIdentityArn, policiesOfSource } from './policy-source.ts';
import { inputPolicies } from './simulation-input.ts';

/** Condition keys are compared without regard to the case of ASCII letters. */
export function lowerCaseKey(key: string): string {
  return key.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Each key once, whatever its case: lower case to the first spelling. */
export function keysAskedBy(policies: readonly AttachedPolicy[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { policy } of policies) {
    for (const key of contextKeysOf(policy.document)) {
      const lower = lowerCaseKey(key);
      if (!keys.has(lower)) keys.set(lower, key);
    }
  }
  return keys;
}

const getContextKeysForCustomPolicy = read('GetContextKeysForCustomPolicy', {
  check: (input: GetContextKeysForCustomPolicyCommandInput) => void inputPolicies(input.PolicyInputList),
  asks: () => [{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }],
  handle: (input) => ({ ContextKeyNames: [...keysAskedBy(inputPolicies(input.PolicyInputList)).values()] }),
});

const getContextKeysForPrincipalPolicy = read('GetContextKeysForPrincipalPolicy', {
  check: (input: GetContextKeysForPrincipalPolicyCommandInput) => {
    checkArn(input.PolicySourceArn);
    parseIdentityArn(input.PolicySourceArn!);
    inputPolicies(input.PolicyInputList);
  },
  asks: (input, scope) => [
    askOnSource('iam:GetContextKeysForPrincipalPolicy', scope, input.PolicySourceArn!),
  ],
  handle: (input, { account }) => {
    const attached = policiesOfSource(account, existingSource(account, input.PolicySourceArn!));
    const asking = [...attached, ...inputPolicies(input.PolicyInputList)];
    return { ContextKeyNames: [...keysAskedBy(asking).values()] };
  },
});

export const contextKeyOperations = [getContextKeysForCustomPolicy, getContextKeysForPrincipalPolicy];
