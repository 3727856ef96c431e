/** What each kind of document may hold. */
import type { PolicyKind } from './issue.ts';

export interface KindRules {
  readonly principal: 'prohibited' | 'required' | 'everyone';
  readonly notPrincipal: boolean;
  readonly notAction: boolean;
  readonly resource: 'prohibited' | 'required';
  readonly id: boolean;
  /** Whether the document must say `2012-10-17`. */
  readonly newVersion: boolean;
  /** Whether a Sid is letters and digits and stands once. */
  readonly strictSids: boolean;
  /** Whose parameter the text comes in, and so which characters and how many of them it may have. */
  readonly parameter: 'iam' | 'sts' | 'any';
}

const IDENTITY: KindRules = {
  principal: 'prohibited',
  notPrincipal: false,
  notAction: true,
  resource: 'required',
  id: true,
  newVersion: false,
  strictSids: true,
  parameter: 'iam',
};

const RESOURCE: KindRules = {
  ...IDENTITY,
  principal: 'required',
  notPrincipal: true,
  strictSids: false,
  parameter: 'any',
};

const ORGANIZATION: KindRules = { ...IDENTITY, id: false, newVersion: true, parameter: 'any' };

export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  inline: IDENTITY,
  managed: { ...IDENTITY, newVersion: true },
  session: { ...IDENTITY, parameter: 'sts' },
  trust: { ...IDENTITY, principal: 'required', resource: 'prohibited' },
  resource: RESOURCE,
  endpoint: RESOURCE,
  scp: ORGANIZATION,
  // AWS Organizations User Guide, "RCP syntax".
  rcp: { ...ORGANIZATION, principal: 'everyone', notAction: false },
};
