import { describe, expect, it } from 'vitest';
import { account, theRole, theUser, trusting } from '../../../test/fixtures/account.ts';
import { asRoot } from '../../../test/fixtures/caller.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import { compile, decide, parse } from '../../policy/index.ts';
import { roleOperations } from './roles.ts';
import { accountsNamed } from './trust-policy.ts';
import { accountPrincipal, arnPrincipal } from './trust-principal.ts';
import { userOperations } from './users.ts';

const A = '111122223333';
const B = '444455556666';
const ID = 'AIDAAAAAAAAAAAAAAAAAA';
const own = account(A)
  .user('alice', { path: '/a/' })
  .user('bob')
  .role('app')
  .role('nested', trusting('*'), { path: '/p/q/' }).state;
const foreign = account(B).user('carol').role('ops', undefined, { path: '/x/' }).state;

const document = (principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });

const create = (text: string, options: object = {}) =>
  run(
    named(roleOperations, 'CreateRole'),
    { RoleName: 'new', AssumeRolePolicyDocument: text },
    { account: own, others: [foreign], ...options },
  );

describe('the principals of a trust policy', () => {
  it.each([
    [`arn:aws:iam::${A}:user/a/alice`, theUser(own, 'alice').id],
    [`arn:aws:iam::${A}:role/p/q/nested`, theRole(own, 'nested').id],
    [`arn:aws:sts::${A}:assumed-role/nested/session`, theRole(own, 'nested').id],
    [`arn:aws:iam::${B}:user/carol`, theUser(foreign, 'carol').id],
    [`arn:aws:iam::${B}:role/x/ops`, theRole(foreign, 'ops').id],
    [`arn:aws:sts::${B}:assumed-role/ops/s`, theRole(foreign, 'ops').id],
  ])('case 83: %s is bound to its unique id', (value, id) => {
    expect(theRole(create(document({ AWS: value })).account, 'new').trustPolicy.bindings).toEqual({
      [value]: id,
    });
  });

  it.each([
    '*',
    A,
    B,
    `arn:aws:iam::${A}:root`,
    `arn:aws:iam::${B}:root`,
    `arn:aws:sts::${A}:federated-user/bob`,
    theUser(own, 'bob').id,
  ])('%s is taken as it is', (value) => {
    expect(theRole(create(document({ AWS: [value] })).account, 'new').trustPolicy.bindings).toEqual({});
  });

  it.each([
    ['a user that does not exist', `arn:aws:iam::${A}:user/nobody`],
    ['a role that does not exist', `arn:aws:iam::${A}:role/none`],
    ['the role itself, which does not exist yet', `arn:aws:iam::${A}:role/new`],
    ['a user by another path', `arn:aws:iam::${A}:user/alice`],
    ['a role by another path', `arn:aws:iam::${A}:role/nested`],
    ['a user in other case', `arn:aws:iam::${A}:user/Bob`],
    ['a session of a role in other case', `arn:aws:sts::${A}:assumed-role/App/s`],
    ['a session of no role', `arn:aws:sts::${A}:assumed-role/none/s`],
    ['a user as a role', `arn:aws:iam::${A}:role/bob`],
    ['case 86: a foreign user that does not exist', `arn:aws:iam::${B}:user/nobody`],
    ['case 86: a user of an account that does not exist', 'arn:aws:iam::999999999999:user/nobody'],
    ['case 86: an account that does not exist', '999999999999'],
    ['case 86: the root of an account that does not exist', 'arn:aws:iam::999999999999:root'],
    ['an id of nobody', ID],
    ['case 87: an id of another account', theUser(foreign, 'carol').id],
    ['a group', `arn:aws:iam::${A}:group/staff`],
    ['another partition', `arn:aws-cn:iam::${A}:user/bob`],
    ['a name of every object', 'constructor'],
  ])('%s is refused by its text alone', (_, value) => {
    const expected = `MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"${value}"`;
    expect(refusal(() => create(document({ AWS: value })))).toBe(expected);
    // Among others that exist, too.
    expect(refusal(() => create(document({ AWS: [`arn:aws:iam::${A}:user/bob`, value] })))).toBe(expected);
  });

  it('case 86: are looked up in the accounts of users and roles, and in no others', () => {
    const principals = [`arn:aws:iam::${B}:user/x`, '999999999999', `arn:aws:iam::${A}:user/y`];
    expect(accountsNamed(document({ AWS: principals }), A)).toEqual([B]);
    expect(accountsNamed('not JSON', A)).toEqual([]);
    const many = Array.from({ length: 300 }, () => `arn:aws:iam::${B}:user/x`);
    expect(accountsNamed(document({ AWS: many.slice(0, 100) }), A)).toEqual([B]);
    expect(accountsNamed(document({ AWS: many }), A)).toEqual([]);
  });
});

describe('principals of other kinds', () => {
  it.each([
    { Service: 'ecs.amazonaws.com' },
    { Service: ['ec2.amazonaws.com', 'ecs.amazonaws.com'], AWS: '*' },
    { Federated: `arn:aws:iam::${A}:saml-provider/none` },
  ])('%j is taken as it is', (principal) => {
    const text = document(principal);
    const created = theRole(create(text).account, 'new');
    expect(created.trustPolicy).toEqual({ document: text, bindings: {} });
  });
});

describe('the text of a trust policy', () => {
  it.each([
    ['{', 'This policy contains invalid Json'],
    ['{"Version":"2012-10-17","Statement":[]}', 'Could not parse the policy: Statement is empty!'],
    [
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Resource":"*"}]}',
      'Has prohibited field Resource',
    ],
  ])('%s is refused before anything is asked', (text, message) => {
    for (const [name, input] of [
      ['CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: text }],
      ['UpdateAssumeRolePolicy', { RoleName: 'none', PolicyDocument: text }],
    ] as const) {
      expect(refusal(() => run(named(roleOperations, name), input, { account: own }))).toBe(
        `MalformedPolicyDocument 400 ${message}`,
      );
    }
  });

  it('case 74: may be as long as the quota, not counting white space', () => {
    const text = document({ AWS: '*' });
    const quotas = { trustPolicySize: text.length };
    const spaced = text.replace('{', '{\n   ').replace('}', '}   \t\r\n');
    expect(refusal(() => create(spaced, { quotas }))).toBeUndefined();
    const more = text.replace('sts:AssumeRole', 'sts:AssumeRole*');
    expect(refusal(() => create(more, { quotas }))).toBe(
      `LimitExceeded 409 Cannot exceed quota for ACLSizePerRole: ${text.length}`,
    );
  });

  it('is never longer than AWS lets the quota be raised to', () => {
    const names = Array.from({ length: 300 }, () => `arn:aws:iam::${B}:user/carol`);
    expect(refusal(() => create(document({ AWS: names }), { quotas: { trustPolicySize: 100_000 } }))).toBe(
      'LimitExceeded 409 Cannot exceed quota for ACLSizePerRole: 8192',
    );
  });
});

/** The trust policy of role `new` as GetRole shows it. */
const shown = (state: ReturnType<typeof create>['account'], others = [foreign]) => {
  const { output } = run(named(roleOperations, 'GetRole'), { RoleName: 'new' }, { account: state, others });
  return decodeURIComponent(
    (output as { Role: { AssumeRolePolicyDocument: string } }).Role.AssumeRolePolicyDocument,
  );
};

describe('a trust policy as it is shown', () => {
  it('is the stored text byte for byte, percent-encoded', () => {
    const text = `{ "Version" : "2012-10-17",\n "Statement":{"Effect":"Allow","Principal":{"AWS":["${A}","arn:aws:iam::${A}:user\\/bob"]},\t"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"%3A é !'()*"}}} }`;
    const { account: state, output } = create(text);
    expect(shown(state)).toBe(text);
    const { AssumeRolePolicyDocument } = (output as { Role: { AssumeRolePolicyDocument: string } }).Role;
    expect(AssumeRolePolicyDocument).toMatch(/^(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2})+$/);
  });

  it('case 83: names a deleted user by its id, also when the name is taken again', () => {
    const arn = `arn:aws:iam::${A}:user/bob`;
    const { id } = theUser(own, 'bob');
    const text = document({ AWS: [arn, A] });
    const users = named(userOperations, 'DeleteUser');
    const deleted = run(users, { UserName: 'bob' }, { account: create(text).account }).account;
    expect(shown(deleted)).toBe(text.replace(arn, id));
    const again = run(named(userOperations, 'CreateUser'), { UserName: 'bob' }, { account: deleted }).account;
    expect(shown(again)).toBe(text.replace(arn, id));
  });

  it('case 83: does not trust a user that was created again, until it is saved again', () => {
    const arn = `arn:aws:iam::${A}:user/bob`;
    const text = document({ AWS: arn });
    const deleted = run(
      named(userOperations, 'DeleteUser'),
      { UserName: 'bob' },
      { account: create(text).account },
    );
    const again = run(named(userOperations, 'CreateUser'), { UserName: 'bob' }, deleted).account;
    const trusts = (state: typeof again) => {
      const { trustPolicy } = theRole(state, 'new');
      const bindings = new Map(Object.entries(trustPolicy.bindings));
      const policy = compile(parse(trustPolicy.document, 'trust').document!, { bindings });
      const attached = { policy, source: { kind: 'trust' as const, name: 'new' } };
      return decide(
        {
          principal: { kind: 'user', account: A, id: theUser(state, 'bob').id, arn },
          action: 'sts:AssumeRole',
          resource: `arn:aws:iam::${A}:role/new`,
          context: new Map(),
        },
        { identity: [], resource: { attached, mode: 'trust' } },
      ).verdict;
    };
    expect(trusts(create(text).account)).toBe('allowed');
    expect(trusts(again)).toBe('implicitDeny');
    const saved = run(
      named(roleOperations, 'UpdateAssumeRolePolicy'),
      { RoleName: 'new', PolicyDocument: text },
      { account: again },
    ).account;
    expect(trusts(saved)).toBe('allowed');
  });

  it('cannot be saved again with the id of somebody who is gone', () => {
    const { account: state } = create(document({ AWS: `arn:aws:iam::${A}:user/bob` }));
    const deleted = run(named(userOperations, 'DeleteUser'), { UserName: 'bob' }, { account: state }).account;
    const input = { RoleName: 'new', PolicyDocument: shown(deleted) };
    expect(
      refusal(() => run(named(roleOperations, 'UpdateAssumeRolePolicy'), input, { account: deleted })),
    ).toBe(`MalformedPolicyDocument 400 Invalid principal in policy: "AWS":"${theUser(own, 'bob').id}"`);
  });

  it('follows a user of the account to its new name', () => {
    const text = document({ AWS: `arn:aws:iam::${A}:user/bob` });
    const renamed = run(
      named(userOperations, 'UpdateUser'),
      { UserName: 'bob', NewUserName: 'robert', NewPath: '/r/' },
      { account: create(text).account },
    ).account;
    expect(shown(renamed)).toBe(document({ AWS: `arn:aws:iam::${A}:user/r/robert` }));
  });

  it('shows an id of the account as the ARN that it stands for', () => {
    const text = document({ AWS: theUser(own, 'bob').id });
    expect(shown(create(text).account)).toBe(document({ AWS: `arn:aws:iam::${A}:user/bob` }));
  });

  it('names a session of a deleted role by the id of the role', () => {
    const { id } = theRole(own, 'app');
    const { account: state } = create(document({ AWS: `arn:aws:sts::${A}:assumed-role/app/s1` }));
    const deleted = run(named(roleOperations, 'DeleteRole'), { RoleName: 'app' }, { account: state }).account;
    expect(shown(deleted)).toBe(document({ AWS: `${id}:s1` }));
  });

  it.each([
    ['deleted', account(B).state],
    ['renamed, whose new name is not told', undefined],
  ])('case 87: names a user of another account by its id once it is %s', (_, after) => {
    const text = document({ AWS: `arn:aws:iam::${B}:user/carol` });
    const { account: state } = create(text);
    const renamed = run(
      named(userOperations, 'UpdateUser'),
      { UserName: 'carol', NewUserName: 'caroline' },
      { account: foreign },
    ).account;
    expect(shown(state)).toBe(text);
    expect(shown(state, [after ?? renamed])).toBe(document({ AWS: theUser(foreign, 'carol').id }));
  });

  it('shows a principal as it was written if the role came to trust it after the caller was authenticated', () => {
    const text = document({ AWS: `arn:aws:iam::${B}:user/carol` });
    const { state: before } = account(A).role('new', trusting('*'));
    const now = create(text).account;
    const { output } = run(
      named(roleOperations, 'GetRole'),
      { RoleName: 'new' },
      { account: now, caller: asRoot(before), others: [account(B).state] },
    );
    expect(JSON.stringify(output)).toContain(encodeURIComponent(`arn:aws:iam::${B}:user/carol`));
  });

  it('that can no longer be read is shown as it stands', () => {
    const broken = { document: '{"AIDA', bindings: { [`arn:aws:iam::${A}:user/bob`]: ID } };
    const { state } = account(A).role('new', () => broken);
    expect(shown(state)).toBe('{"AIDA');
  });

  it('shows what was written when the other account was not loaded or is gone', () => {
    const text = document({ AWS: `arn:aws:iam::${B}:user/carol` });
    expect(shown(create(text).account, [])).toBe(text);
  });
});

describe('the forms of a principal', () => {
  it.each([
    [A, A],
    [`arn:aws:iam::${A}:root`, A],
    [`arn:aws:iam:us-east-1:${A}:root`, undefined],
    [`arn:aws:iam::${A}:root/x`, undefined],
    [`arn:aws:sts::${A}:root`, undefined],
    ['arn:aws:iam::12345:root', undefined],
    [`${A}\n`, undefined],
  ])('%j names the account %s', (value, expected) => {
    expect(accountPrincipal(value)).toBe(expected);
  });

  it.each([
    [`arn:aws:iam::${A}:user/a/b/c`, { kind: 'user', accountId: A, name: 'c' }],
    [`arn:aws:iam::${A}:role/r`, { kind: 'role', accountId: A, name: 'r' }],
    [
      `arn:aws:sts::${A}:assumed-role/r/s`,
      { kind: 'role-session', accountId: A, name: 'r', sessionName: 's' },
    ],
    [`arn:aws:sts::${A}:federated-user/f`, { kind: 'federated-session', accountId: A, name: 'f' }],
    [`arn:aws:iam::${A}:user/`, undefined],
    [`arn:aws:iam::${A}:user/*`, undefined],
    [`arn:aws:iam::${A}:user`, undefined],
    [`arn:aws:sts::${A}:assumed-role/r`, undefined],
    [`arn:aws:sts::${A}:assumed-role/p/r/s`, undefined],
    [`arn:aws:sts::${A}:assumed-role//s`, undefined],
    [`arn:aws:sts::${A}:user/x`, undefined],
    [`arn:aws:iam::${A}:root`, undefined],
    [`arn:aws:s3::${A}:user/x`, undefined],
    ['arn:aws:iam::*:user/x', undefined],
  ])('%s', (value, expected) => {
    expect(arnPrincipal(value)).toEqual(expected);
  });
});
