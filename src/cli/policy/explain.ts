/** `stint policy explain`. */
import { callerOfArn } from '../../policy/diff/index.ts';
import {
  type AttachedPolicy,
  type ContextValue,
  changesThatFlip,
  compile,
  contextOf,
  explain,
  type PolicyKind,
  type PolicySets,
  type Principal,
  renderMarkdown,
  renderText,
} from '../../policy/index.ts';
import type { Given } from '../command.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { isColourful, printJson, printLine } from '../output.ts';
import type { EXPLAIN_FLAGS } from './command.ts';
import { kindOf, readPolicy, readPolicyText } from './policy-file.ts';

type GivenExplain = Given<typeof EXPLAIN_FLAGS>;

/** @returns 0 if it is allowed, 1 if not. @throws CommandError */
export async function runExplain(given: GivenExplain): Promise<number> {
  const principal = principalOf(given.principal);
  const sets = setsOf(given);
  const request = {
    principal,
    action: given.action,
    resource: given.resource,
    resourceAccount: given.resourceAccount,
    context: contextOf({ ...ownKeys(principal), ...contextFrom(given.context ?? []) }),
  };
  const explanation = explain(request, sets);
  const options = { changes: changesThatFlip(request, sets, explanation) };
  if (given.json === true) printJson({ ...explanation, ...options });
  else if (given.markdown === true) printLine(renderMarkdown(explanation, options).trimEnd());
  else printLine(renderText(explanation, { ...options, color: isColourful(process.stdout) }).trimEnd());
  return explanation.verdict === 'allowed' ? EXIT.ok : EXIT.failed;
}

/** @throws CommandError */
function principalOf(text: string): Principal {
  if (text === 'anonymous') return { kind: 'anonymous' };
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text)) return { kind: 'service', name: text };
  const principal = callerOfArn(text);
  if (principal !== undefined) return principal;
  throw new CommandError(
    `--principal '${text}' is no ARN of a user, role, session or account root, no service, and not 'anonymous'`,
    EXIT.usage,
  );
}

/** The keys that say who calls; `--context` can say otherwise. */
function ownKeys(principal: Principal): Record<string, ContextValue> {
  if (!('account' in principal)) return {};
  const arn = principal.kind === 'role-session' ? principal.roleArn : principal.arn;
  const name = principal.kind === 'user' ? { 'aws:username': arn.slice(arn.lastIndexOf('/') + 1) } : {};
  return { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': principal.account, ...name };
}

/** `KEY=VALUE`; a key that is given several times has several values. @throws CommandError */
function contextFrom(words: readonly string[]): Record<string, ContextValue> {
  const values = new Map<string, string[]>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new CommandError(`--context '${word}' is not KEY=VALUE`, EXIT.usage);
    values.set(word.slice(0, at), [...(values.get(word.slice(0, at)) ?? []), word.slice(at + 1)]);
  }
  return Object.fromEntries([...values].map(([key, list]) => [key, list.length === 1 ? list[0]! : list]));
}

function attached(file: string, kind: PolicyKind): AttachedPolicy {
  return { policy: compile(readPolicy(file, kind)), source: { kind, name: file } };
}

function setsOf(given: GivenExplain): PolicySets {
  const { resourcePolicy } = given;
  return {
    identity: (given.policy ?? []).map((file) => attached(file, 'inline')),
    ...(given.boundary !== undefined && { boundary: attached(given.boundary, 'inline') }),
    ...(given.session !== undefined && { session: given.session.map((file) => attached(file, 'session')) }),
    ...(resourcePolicy !== undefined && { resource: resourceSet(resourcePolicy) }),
    ...(given.scp !== undefined && {
      scp: [{ target: 'organization', policies: given.scp.map((file) => attached(file, 'scp')) }],
    }),
  };
}

/** A policy that names no resource is the trust policy of a role. */
function resourceSet(file: string): NonNullable<PolicySets['resource']> {
  if (file === '-') throw new CommandError('--resource-policy is read from a file', EXIT.usage);
  const isTrust = kindOf(readPolicyText(file)) === 'trust';
  return { attached: attached(file, isTrust ? 'trust' : 'resource'), mode: isTrust ? 'trust' : 'optional' };
}
