import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account } from '../../../test/fixtures/account.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { policyVersionOperations } from './policy-versions.ts';

const operation = (name: string) => named([...policyVersionOperations, ...managedPolicyOperations], name);
const ARN = 'arn:aws:iam::111122223333:policy/p';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
/** With blanks, a percent sign and a key order of its own. */
const TEXT =
  '{ "Statement": [{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::a%20b/*"}], "Version": "2012-10-17" }';

const fresh = () => account().policy('p').state;
const create = (state: AccountState, more: object = {}, quotas = {}) =>
  run(
    operation('CreatePolicyVersion'),
    { PolicyArn: ARN, PolicyDocument: TEXT, ...more },
    { account: state, quotas },
  );
const versions = (state: AccountState) =>
  (
    run(operation('ListPolicyVersions'), { PolicyArn: ARN }, { account: state }).output as {
      Versions: { VersionId: string; IsDefaultVersion: boolean }[];
    }
  ).Versions.map(({ VersionId, IsDefaultVersion }) => (IsDefaultVersion ? `${VersionId}*` : VersionId));

describe('CreatePolicyVersion', () => {
  it('adds a version that is not in force, and shows it without its document', () => {
    const { output, account: after, asks } = create(fresh());
    expect(output).toEqual({
      PolicyVersion: { VersionId: 'v2', IsDefaultVersion: false, CreateDate: new Date(NOW) },
    });
    expect(versions(after)).toEqual(['v2', 'v1*']);
    expect(asks).toMatchObject([{ action: 'iam:CreatePolicyVersion', resource: ARN }]);
  });

  it('puts it in force when asked to, and dates the policy', () => {
    const { account: after } = create(fresh(), { SetAsDefault: true });
    expect(versions(after)).toEqual(['v2*', 'v1']);
    expect(run(operation('GetPolicy'), { PolicyArn: ARN }, { account: after }).output).toMatchObject({
      Policy: { DefaultVersionId: 'v2', UpdateDate: new Date(NOW) },
    });
  });

  it('keeps five versions and not one more, and never uses a number again', () => {
    let state = fresh();
    for (let n = 2; n <= 5; n++) state = create(state).account;
    expect(refusal(() => create(state))).toBe(
      'LimitExceeded 409 A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    );
    state = run(
      operation('DeletePolicyVersion'),
      { PolicyArn: ARN, VersionId: 'v5' },
      { account: state },
    ).account;
    expect(versions(create(state).account)).toEqual(['v6', 'v4', 'v3', 'v2', 'v1*']);
  });

  it('counts the versions of all policies of the account', () => {
    const state = account().policy('p').policy('q').state;
    const quotas = { policyVersionsInUse: 3 };
    const full = create(state, {}, quotas).account;
    expect(refusal(() => create(full, {}, quotas))).toBe(
      'LimitExceeded 409 Cannot exceed quota for PolicyVersionsInUse: 3',
    );
  });

  it.each([
    [{ PolicyDocument: '{}' }, 'MalformedPolicyDocument 400 Syntax errors in policy.'],
    [{ PolicyArn: `${ARN}2` }, `NoSuchEntity 404 Policy ${ARN}2 was not found.`],
    [
      { PolicyDocument: TEXT.replace('s3:*', `s3:${'a'.repeat(6144)}`) },
      'LimitExceeded 409 Cannot exceed quota for PolicySize: 6144',
    ],
    [
      { PolicyArn: 'not an ARN, but twenty characters' },
      'ValidationError 400 Invalid ARN:  Could not be parsed!',
    ],
  ])('refuses %#', (more, expected) => {
    expect(refusal(() => create(fresh(), more))).toBe(expected);
  });
});

describe('GetPolicyVersion', () => {
  it('gives the text back byte for byte, percent-encoded', () => {
    const { output } = run(
      operation('GetPolicyVersion'),
      { PolicyArn: ARN, VersionId: 'v2' },
      { account: create(fresh()).account },
    );
    const { Document } = (output as { PolicyVersion: { Document: string } }).PolicyVersion;
    expect(Document).toMatch(/^%7B%20%22Statement%22/);
    expect(decodeURIComponent(Document)).toBe(TEXT);
  });

  it("reads the version of AWS's policies that is in force", () => {
    const { output } = run(operation('GetPolicy'), { PolicyArn: ADMINISTRATOR }, { account: fresh() });
    const { DefaultVersionId } = (output as { Policy: { DefaultVersionId: string } }).Policy;
    const input = { PolicyArn: ADMINISTRATOR, VersionId: DefaultVersionId };
    const read = run(operation('GetPolicyVersion'), input, { account: fresh() });
    expect(read.output).toMatchObject({
      PolicyVersion: { VersionId: DefaultVersionId, IsDefaultVersion: true },
    });
    const { Document } = (read.output as { PolicyVersion: { Document: string } }).PolicyVersion;
    expect(JSON.parse(decodeURIComponent(Document))).toEqual(ALLOW_ALL);
    expect(read.asks[0]).not.toHaveProperty('resourceAccount');
  });

  it.each([
    ['GetPolicyVersion', ARN],
    ['GetPolicyVersion', ADMINISTRATOR],
    ['SetDefaultPolicyVersion', ARN],
    ['DeletePolicyVersion', ARN],
  ])('%s refuses a version that %s has not', (name, PolicyArn) => {
    expect(refusal(() => run(operation(name), { PolicyArn, VersionId: 'v99' }, { account: fresh() }))).toBe(
      `NoSuchEntity 404 Policy ${PolicyArn} version v99 does not exist or is not attachable.`,
    );
  });
});

describe('ListPolicyVersions', () => {
  it('lists the newest first, in pages', () => {
    const state = create(create(fresh()).account).account;
    const list = (input: object) =>
      run(operation('ListPolicyVersions'), { PolicyArn: ARN, ...input }, { account: state }).output as {
        Versions: { VersionId: string }[];
        IsTruncated: boolean;
        Marker?: string;
      };
    const first = list({ MaxItems: 2 });
    expect(first).toMatchObject({ Versions: [{ VersionId: 'v3' }, { VersionId: 'v2' }], IsTruncated: true });
    expect(list({ MaxItems: 2, Marker: first.Marker })).toMatchObject({
      Versions: [{ VersionId: 'v1' }],
      IsTruncated: false,
    });
  });
});

describe('SetDefaultPolicyVersion', () => {
  it('puts another version in force; again is no error', () => {
    const input = { PolicyArn: ARN, VersionId: 'v2' };
    const once = run(operation('SetDefaultPolicyVersion'), input, {
      account: create(fresh()).account,
    }).account;
    expect(versions(once)).toEqual(['v2*', 'v1']);
    const twice = run(operation('SetDefaultPolicyVersion'), input, { account: once }).account;
    expect(versions(twice)).toEqual(['v2*', 'v1']);
  });

  it('does not date the policy anew', () => {
    const state = create(fresh()).account;
    const input = { PolicyArn: ARN, VersionId: 'v2' };
    const after = run(operation('SetDefaultPolicyVersion'), input, {
      account: state,
      now: NOW + 1e6,
    }).account;
    expect(run(operation('GetPolicy'), { PolicyArn: ARN }, { account: after }).output).toMatchObject({
      Policy: { UpdateDate: new Date(NOW) },
    });
  });
});

describe('DeletePolicyVersion', () => {
  it('refuses the version in force', () => {
    const input = { PolicyArn: ARN, VersionId: 'v1' };
    expect(refusal(() => run(operation('DeletePolicyVersion'), input, { account: fresh() }))).toBe(
      'DeleteConflict 409 Cannot delete the default version of a policy.',
    );
  });
});

describe("versions of AWS's policies", () => {
  it.each([
    ['CreatePolicyVersion', { PolicyDocument: TEXT }],
    ['SetDefaultPolicyVersion', { VersionId: 'v1' }],
    ['DeletePolicyVersion', { VersionId: 'v1' }],
  ])('%s is asked for as a change of what is not the account’s, and never happens', (name, more) => {
    const input = { PolicyArn: ADMINISTRATOR, ...more };
    expect(asked(operation(name), input, { account: fresh() })).toMatchObject([{ resourceAccount: 'aws' }]);
    expect(refusal(() => run(operation(name), input, { account: fresh() }))).toContain(
      `NoSuchEntity 404 Policy ${ADMINISTRATOR} `,
    );
  });
});
