import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account } from '../../../test/fixtures/account.ts';
import { asked, NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import { awsManagedPolicies } from '../../directory/index.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { policyTagOperations } from './policy-tags.ts';

const operation = (name: string) => named([...managedPolicyOperations, ...policyTagOperations], name);
const A = '111122223333';
const arn = (pathAndName: string) => `arn:aws:iam::${A}:policy${pathAndName}`;
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const DOCUMENT = JSON.stringify(ALLOW_ALL);

/** A document whose length, white space apart, is exactly this. */
function documentOfSize(size: number): string {
  const empty =
    '{"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"}]}';
  return empty.replace('"Sid":""', `"Sid":"${'a'.repeat(size - empty.length)}"`).replaceAll(',', ',  \n\t');
}

describe('CreatePolicy', () => {
  it('answers without description and tags', () => {
    const input = {
      PolicyName: 'readers',
      Path: '/a/',
      PolicyDocument: DOCUMENT,
      Description: 'for readers',
    };
    const { output, asks } = run(operation('CreatePolicy'), input, { account: account().state });
    expect(output).toEqual({
      Policy: {
        PolicyName: 'readers',
        PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
        Arn: arn('/a/readers'),
        Path: '/a/',
        DefaultVersionId: 'v1',
        AttachmentCount: 0,
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate: new Date(NOW),
        UpdateDate: new Date(NOW),
      },
    });
    expect(asks).toEqual([
      {
        action: 'iam:CreatePolicy',
        resource: arn('/a/readers'),
        shownAs: 'policy readers',
        requestTags: [],
        resourceTags: [],
      },
    ]);
  });

  it('asks for tagging too when tags are given, and shows them', () => {
    const Tags = [{ Key: 'team', Value: 'red' }];
    const input = { PolicyName: 'readers', PolicyDocument: DOCUMENT, Tags };
    const { output, asks } = run(operation('CreatePolicy'), input, { account: account().state });
    expect(output).toMatchObject({ Policy: { Tags } });
    expect(asks.map(({ action, requestTags }) => [action, requestTags])).toEqual([
      ['iam:CreatePolicy', Tags],
      ['iam:TagPolicy', Tags],
    ]);
  });

  it.each([
    ['not JSON', '{', 'Syntax errors in policy.'],
    [
      'no version',
      '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [
      'a principal',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      'Policy document should not specify a principal.',
    ],
    [
      'no actions',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}',
      'Policy statement must contain actions.',
    ],
    [
      'no resources',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}',
      'Policy statement must contain resources.',
    ],
  ])('refuses a document with %s, before anything is asked', (_, document, text) => {
    const create = operation('CreatePolicy');
    const input = { PolicyName: 'readers', PolicyDocument: document };
    const options = { account: account().policy('readers').state };
    expect(refusal(() => run(create, input, options))).toBe(`MalformedPolicyDocument 400 ${text}`);
    expect(asked(create, input, options)).toEqual([]);
  });

  it.each(['readers', 'READERS'])(
    'case 80: refuses the name %s, which is taken under another path',
    (name) => {
      const options = { account: account().policy('readers', ALLOW_ALL, { path: '/other/' }).state };
      expect(
        refusal(() =>
          run(operation('CreatePolicy'), { PolicyName: name, PolicyDocument: DOCUMENT }, options),
        ),
      ).toBe(
        `EntityAlreadyExists 409 A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    },
  );

  it('case 74: makes the last policy of the quota and not one more', () => {
    const before = account().many(2, 'policy', (builder, name) => builder.policy(name)).state;
    const quotas = { policiesPerAccount: 3 };
    const create = (name: string, state = before) =>
      run(
        operation('CreatePolicy'),
        { PolicyName: name, PolicyDocument: DOCUMENT },
        { account: state, quotas },
      );
    const full = create('last').account;
    expect(refusal(() => create('more', full))).toBe(
      'LimitExceeded 409 Cannot exceed quota for PoliciesPerAccount: 3',
    );
  });

  it.each([
    [6144, undefined],
    [6145, 'LimitExceeded 409 Cannot exceed quota for PolicySize: 6144'],
  ])('case 68: counts characters without the white space between tokens: %i', (size, expected) => {
    const input = { PolicyName: 'long', PolicyDocument: documentOfSize(size) };
    expect(refusal(() => run(operation('CreatePolicy'), input, { account: account().state }))).toBe(expected);
  });
});

describe('GetPolicy', () => {
  const state = account()
    .policy('readers', ALLOW_ALL, { description: 'for readers' })
    .user('alice', { attached: [arn('/readers'), ADMINISTRATOR] })
    .group('admins', { attached: [arn('/readers')] })
    .role('auditor', undefined, { boundary: arn('/readers') }).state;

  it('counts attachments and use as boundary apart, and always has tags', () => {
    const { output, asks } = run(operation('GetPolicy'), { PolicyArn: arn('/readers') }, { account: state });
    expect(output).toMatchObject({
      Policy: {
        AttachmentCount: 2,
        PermissionsBoundaryUsageCount: 1,
        Description: 'for readers',
        Tags: [],
      },
    });
    expect(asks).toEqual([
      {
        action: 'iam:GetPolicy',
        resource: arn('/readers'),
        shownAs: `policy ${arn('/readers')}`,
        resourceTags: [],
      },
    ]);
  });

  it("shows AWS's own, which are everybody's to read", () => {
    const { output, asks } = run(operation('GetPolicy'), { PolicyArn: ADMINISTRATOR }, { account: state });
    expect(output).toMatchObject({
      Policy: { PolicyName: 'AdministratorAccess', Arn: ADMINISTRATOR, AttachmentCount: 1, Tags: [] },
    });
    expect(asks).toEqual([
      { action: 'iam:GetPolicy', resource: ADMINISTRATOR, shownAs: `policy ${ADMINISTRATOR}` },
    ]);
  });

  it.each([
    [
      'case 88: one that does not exist',
      arn('/none'),
      `NoSuchEntity 404 Policy ${arn('/none')} was not found.`,
    ],
    ['one in another case', arn('/Readers'), `NoSuchEntity 404 Policy ${arn('/Readers')} was not found.`],
    [
      'one under another path',
      arn('/a/readers'),
      `NoSuchEntity 404 Policy ${arn('/a/readers')} was not found.`,
    ],
    [
      'text that is no ARN',
      'readers, the good old policy',
      'ValidationError 400 Invalid ARN:  Could not be parsed!',
    ],
  ])('refuses %s', (_, PolicyArn, expected) => {
    expect(refusal(() => run(operation('GetPolicy'), { PolicyArn }, { account: state }))).toBe(expected);
  });

  it("case 88: asks for another account's policy as a resource of that account", () => {
    const foreign = 'arn:aws:iam::999999999999:policy/readers';
    expect(asked(operation('GetPolicy'), { PolicyArn: foreign }, { account: state })).toMatchObject([
      { resource: foreign, resourceAccount: '999999999999' },
    ]);
  });
});

describe("changes of AWS's policies", () => {
  it.each([
    ['DeletePolicy', {}],
    ['TagPolicy', { Tags: [{ Key: 'a', Value: 'b' }] }],
    ['UntagPolicy', { TagKeys: ['a'] }],
  ])('%s is asked for as a change of what is not the account’s, and never happens', (name, more) => {
    const input = { PolicyArn: ADMINISTRATOR, ...more };
    const options = { account: account().state };
    expect(asked(operation(name), input, options)).toMatchObject([{ resourceAccount: 'aws' }]);
    expect(refusal(() => run(operation(name), input, options))).toBe(
      `NoSuchEntity 404 Policy ${ADMINISTRATOR} was not found.`,
    );
  });
});

describe('ListPolicies', () => {
  const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const state = account()
    .policy('zebra')
    .policy('Alpha', ALLOW_ALL, { path: '/a/', tags: { team: 'red' }, description: 'first' })
    .policy('limit')
    .user('alice', { attached: [arn('/zebra'), READ_ONLY], boundary: arn('/limit') })
    .role('auditor', undefined, { boundary: READ_ONLY }).state;
  const list = (input: object) => run(operation('ListPolicies'), input, { account: state });
  const names = (input: object) =>
    (list(input).output as { Policies: { PolicyName: string }[] }).Policies.map((one) => one.PolicyName);

  it.each([
    [{ Scope: 'Local' as const }, ['Alpha', 'limit', 'zebra']],
    [{ Scope: 'Local' as const, OnlyAttached: true }, ['zebra']],
    [{ Scope: 'AWS' as const, OnlyAttached: true }, ['ReadOnlyAccess']],
    [{ OnlyAttached: true }, ['ReadOnlyAccess', 'zebra']],
    [{ PolicyUsageFilter: 'PermissionsPolicy' as const }, ['ReadOnlyAccess', 'zebra']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' as const }, ['limit', 'ReadOnlyAccess']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' as const, OnlyAttached: true }, ['limit', 'ReadOnlyAccess']],
    [{ Scope: 'Local' as const, PathPrefix: '/a/' }, ['Alpha']],
    [{ Scope: 'Local' as const, PathPrefix: '/b/' }, []],
  ])('%j lists %j', (input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  it('shows neither description nor tags', () => {
    const { output } = list({ Scope: 'Local', PathPrefix: '/a/' });
    const [policy] = (output as { Policies: object[] }).Policies;
    expect(policy).not.toHaveProperty('Description');
    expect(policy).not.toHaveProperty('Tags');
  });

  it('is asked for on everything, and named by path', () => {
    expect(list({ PathPrefix: '/a/', Scope: 'Local' }).asks).toEqual([
      { action: 'iam:ListPolicies', resource: '*', shownAs: 'policy path /a/' },
    ]);
  });

  it('goes through all policies in pages, each once, by name', () => {
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const { output } = list({ MaxItems: 400, Marker });
      const page = output as { Policies: { Arn: string }[]; IsTruncated: boolean; Marker?: string };
      seen.push(...page.Policies.map((policy) => policy.Arn));
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      Marker = page.Marker;
    } while (Marker !== undefined);
    const local = [arn('/zebra'), arn('/a/Alpha'), arn('/limit')];
    expect(seen.toSorted()).toEqual(
      [...awsManagedPolicies().map((policy) => policy.arn), ...local].toSorted(),
    );
    const inOrder = seen.map((one) => one.slice(one.lastIndexOf('/') + 1).toLowerCase());
    expect(inOrder).toEqual(inOrder.toSorted());
  });

  it('lists a name that AWS has too, once for each', () => {
    const attached = [arn('/ReadOnlyAccess'), READ_ONLY];
    const both = account().policy('ReadOnlyAccess').user('alice', { attached }).state;
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const input = { OnlyAttached: true, MaxItems: 1, Marker };
      const { output } = run(operation('ListPolicies'), input, { account: both });
      const page = output as { Policies: { Arn: string }[]; Marker?: string };
      seen.push(...page.Policies.map((policy) => policy.Arn));
      Marker = page.Marker;
    } while (Marker !== undefined && seen.length < 5);
    expect(seen).toEqual(attached);
  });

  it('case 89: refuses a marker of another filter', () => {
    const { output } = list({ MaxItems: 1 });
    const { Marker } = output as { Marker: string };
    expect(refusal(() => list({ MaxItems: 1, Scope: 'AWS', Marker }))).toBe(
      'ValidationError 400 Invalid Marker.',
    );
  });
});

describe('DeletePolicy', () => {
  it.each([
    [
      'attached to a user',
      account()
        .policy('p')
        .user('u', { attached: [arn('/p')] }),
    ],
    [
      'attached to a group',
      account()
        .policy('p')
        .group('g', { attached: [arn('/p')] }),
    ],
    [
      'attached to a role',
      account()
        .policy('p')
        .role('r', undefined, { attached: [arn('/p')] }),
    ],
    [
      'a boundary of a user',
      account()
        .policy('p')
        .user('u', { boundary: arn('/p') }),
    ],
    [
      'a boundary of a role',
      account()
        .policy('p')
        .role('r', undefined, { boundary: arn('/p') }),
    ],
  ])('case 85: refuses a policy that is %s', (_, { state }) => {
    expect(refusal(() => run(operation('DeletePolicy'), { PolicyArn: arn('/p') }, { account: state }))).toBe(
      'DeleteConflict 409 Cannot delete a policy attached to entities.',
    );
  });

  it('refuses a policy with more than one version', () => {
    const { state } = account().policy('p');
    const [policy] = [...state.policies.values()];
    state.policies.put({
      ...policy!,
      versions: [...policy!.versions, { ...policy!.versions[0]!, id: 'v2' }],
    });
    expect(refusal(() => run(operation('DeletePolicy'), { PolicyArn: arn('/p') }, { account: state }))).toBe(
      "DeleteConflict 409 This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  });

  it('deletes once', () => {
    const ran = run(
      operation('DeletePolicy'),
      { PolicyArn: arn('/p') },
      { account: account().policy('p').state },
    );
    expect(ran.account.policies.size).toBe(0);
    expect(
      refusal(() => run(operation('DeletePolicy'), { PolicyArn: arn('/p') }, { account: ran.account })),
    ).toBe(`NoSuchEntity 404 Policy ${arn('/p')} was not found.`);
  });
});
