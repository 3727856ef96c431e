import { describe, expect, it } from 'vitest';
import { callerPolicies } from '../../../src/directory/index.ts';
import { explainAll } from '../../../src/policy/index.ts';
import { account, ask, organization } from '../../../src/testing/index.ts';
import { account as stored } from '../../fixtures/account.ts';
import { asUser } from '../../fixtures/caller.ts';
import { engineSets } from '../engine-sets.ts';
import { A, ALICE, B, documentOf, policyOf } from '../setup.ts';

const GET = 's3:GetObject';
const everything = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const nothing = documentOf({ Effect: 'Deny', Action: 's3:*', Resource: '*' });
const nobody = documentOf({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' });
const open = documentOf({
  Effect: 'Allow',
  Principal: { AWS: A },
  Action: 's3:*',
  Resource: 'arn:aws:s3:::far/*',
});
const caller = account(A).user('alice', { policies: [everything] });
const other = account(B).resource('arn:aws:s3:::far', { policy: open });
const far = {
  principal: `arn:aws:iam::${A}:user/alice`,
  action: GET,
  resource: 'arn:aws:s3:::far/key',
} as const;
const near = {
  principal: 'user/alice',
  action: GET,
  resource: 'arn:aws:s3:::near/key',
  resourceAccount: A,
} as const;

/** Rows of evaluation §7 whose sets somebody has to choose before the engine is asked: here the rooms that do. */
describe('rows of the truth table that other rooms answer for', () => {
  it('row 24: an attached document that cannot be read is an error, never an allow', () => {
    const inline = [
      { name: 'whole', document: JSON.stringify(everything) },
      { name: 'torn', document: '{"Version":"2012-10-17","Statement":[{"Effect":"Al' },
    ];
    const { state } = stored().user('alice', { inline });
    expect(() => callerPolicies(state, asUser(state, 'alice'))).toThrow(/torn.*cannot be read/);
  });

  it("row 116: the SCPs of the resource's account do not bind another account's user", () => {
    const tree = organization({ id: 'o-1' }).account(caller).account(other, { scps: nothing });
    expect(ask(tree, far)).toMatchObject({ verdict: 'allowed' });
  });

  it("row 115, for contrast: those of the caller's account do", () => {
    const tree = organization({ id: 'o-1' }).account(caller, { scps: nothing }).account(other);
    expect(ask(tree, far)).toMatchObject({ verdict: 'explicitDeny', by: 'scp' });
  });

  it("row 118: the RCPs of the caller's account are about its own resources", () => {
    const tree = organization({ id: 'o-1' }).account(caller, { rcps: nobody }).account(other);
    expect(ask(tree, far)).toMatchObject({ verdict: 'allowed' });
  });

  it("row 117, for contrast: those of the resource's account bind", () => {
    const tree = organization({ id: 'o-1' }).account(caller).account(other, { rcps: nobody });
    expect(ask(tree, far)).toMatchObject({ verdict: 'explicitDeny', by: 'rcp' });
  });

  it('rows 131 and 132: outside of an organization there are no SCPs', () => {
    const tree = organization({ id: 'o-1', scps: nothing }).outside(caller);
    expect(ask(tree, { ...near, principal: far.principal })).toMatchObject({
      verdict: 'allowed',
      by: 'identity',
    });
    expect(ask(caller, near)).toMatchObject({ verdict: 'allowed', by: 'identity' });
  });

  it.each([
    ["the person's", { caller: nothing, role: undefined }, 'allowed'],
    ["the role's", { caller: undefined, role: nothing }, 'explicitDeny'],
  ] as const)('row 141: a session is bound by the account of its role, not %s', (_whose, scps, verdict) => {
    const trusting = documentOf({ Effect: 'Allow', Principal: { AWS: ALICE }, Action: 'sts:AssumeRole' });
    const home = account(B).role('r2', { trust: trusting, policies: [everything] });
    const tree = organization({ id: 'o-1' })
      .account(caller, scps.caller ? { scps: scps.caller } : {})
      .account(home, scps.role ? { scps: scps.role } : {});
    const resource = { action: GET, resource: 'arn:aws:s3:::near/key', resourceAccount: B };
    const session = { principal: { role: 'r2' }, ...resource };
    expect(ask(tree, session)).toMatchObject({ verdict });
  });

  it('row 234: a session of AssumeRoot mends the bucket policy that denies it', () => {
    const locked = documentOf({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::locked',
    });
    const task = documentOf({ Effect: 'Allow', Action: 's3:DeleteBucketPolicy', Resource: '*' });
    const owner = account(A).resource('arn:aws:s3:::locked', { policy: locked });
    const principal = { assumedRoot: true, policies: [task] } as const;
    const asked = (action: string) => ask(owner, { principal, action, resource: 'arn:aws:s3:::locked' });
    expect(asked('s3:DeleteBucketPolicy')).toMatchObject({ verdict: 'allowed' });
    expect(asked('s3:ListBucket')).toMatchObject({ verdict: 'explicitDeny', by: 'resource' });
  });

  it('row 245: a call on two resources is two decisions, and the second may refuse it', () => {
    const first = documentOf({ Effect: 'Allow', Action: GET, Resource: 'arn:aws:s3:::b/1' });
    const sets = engineSets({ identity: [policyOf('inline', first)] });
    const principal = { kind: 'user', account: A, id: 'AIDAALICEALICEALICE01', arn: ALICE } as const;
    const on = (resource: string) => ({
      request: { principal, action: GET, resource, context: new Map() },
      sets,
    });
    const { verdict, refused } = explainAll([on('arn:aws:s3:::b/1'), on('arn:aws:s3:::b/2')]);
    expect(verdict).toBe('implicitDeny');
    expect(refused?.request.resource).toBe('arn:aws:s3:::b/2');
  });
});
