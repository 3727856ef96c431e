import { describe, expect, it } from 'vitest';
import {
  type AssumeQuestion,
  account,
  ask,
  askToAssume,
  differences,
  type Expectation,
  organization,
  PolicyCoverage,
  PolicyText,
  type PrincipalInput,
  type Question,
  type Subject,
} from './index.ts';

const A = '111122223333';
const B = '444455556666';
const BUCKET = 'arn:aws:s3:::reports';
const OBJECT = `${BUCKET}/2026.csv`;
const KEY = `arn:aws:kms:eu-west-1:${A}:key/k1`;

type Statement = Readonly<Record<string, unknown>>;
const document = (...Statement: Statement[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, more: Statement = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: unknown, more: Statement = {}) => ({ Effect: 'Deny', Action, Resource: '*', ...more });
const trust = (Principal: unknown, more: Statement = {}) =>
  document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});

const read = document(allow('s3:GetObject'));
const nothing = document(allow('none:Such'));

const production = account(A)
  .policy('ReadReports', read)
  .group('analysts', { policies: ['ReadReports'] })
  .user('alice', { policies: [read], tags: { Team: 'blue' } })
  .user('grouped', { groups: ['analysts'] })
  .user('bounded', { policies: [read], boundary: nothing })
  .user('bob', { path: '/team/' })
  .role('reader', {
    trust: trust({ AWS: `arn:aws:iam::${A}:user/alice` }),
    inline: { read },
    tags: { Team: 'red' },
  })
  .role('open', { trust: trust({ AWS: A }), maxSessionDuration: 7200 })
  .role('linked', { trust: trust({ Service: 'ec2.amazonaws.com' }), policies: [read], serviceLinked: true })
  .resource(BUCKET, {
    policy: document(
      allow('s3:ListBucket', { Principal: { AWS: `arn:aws:iam::${A}:user/team/bob` }, Resource: BUCKET }),
      allow('s3:PutObject', { Principal: { Service: 'logging.s3.amazonaws.com' }, Resource: `${BUCKET}/*` }),
      allow('s3:GetObject', { Principal: { AWS: B }, Resource: `${BUCKET}/*` }),
      deny('s3:*BucketPolicy', { Principal: '*', Resource: BUCKET }),
    ),
    tags: { Stage: 'live' },
  })
  .resource(KEY, { policy: document(allow('kms:*', { Principal: { AWS: A } })) });
const partner = account(B)
  .user('eve', { policies: [read] })
  .user('mallory');

const get = { action: 's3:GetObject', resource: OBJECT } as const;

interface Row {
  readonly title: string;
  readonly asked: Partial<Question> & { readonly principal: PrincipalInput };
  readonly expected: Expectation;
  readonly subject?: Subject;
}

const row = (title: string, asked: Row['asked'], expected: Expectation, subject?: Subject): Row => ({
  title,
  asked,
  expected,
  ...(subject === undefined ? {} : { subject }),
});

const allowed = (by: Expectation['by']): Expectation => ({ verdict: 'allow', ...(by && { by }) });
const implicit = (by: Expectation['by']): Expectation => ({ verdict: 'implicitDeny', ...(by && { by }) });
const explicit = (by: Expectation['by']): Expectation => ({ verdict: 'explicitDeny', ...(by && { by }) });

const rows: readonly Row[] = [
  row('a user by its own policy', { principal: 'user/alice' }, allowed('identity')),
  row(
    'a user by the managed policy of its group',
    { principal: 'user/grouped' },
    {
      ...allowed('identity'),
      policy: `arn:aws:iam::${A}:policy/ReadReports`,
    },
  ),
  row('a boundary binds', { principal: 'user/bounded' }, implicit('boundary')),
  row('a user by ARN, with its path', { principal: `arn:aws:iam::${A}:user/team/bob` }, implicit('identity')),
  row(
    'the bucket names a user',
    { principal: 'user/bob', action: 's3:ListBucket', resource: BUCKET },
    allowed('resource'),
  ),
  row('a role session', { principal: 'role/reader' }, allowed('identity')),
  row('a session policy binds', { principal: { role: 'reader', policies: nothing } }, implicit('session')),
  row(
    'a federated session without policies has nothing',
    { principal: { federated: 'f', by: 'alice' } },
    implicit('session'),
  ),
  row(
    'a federated session has what user and policy allow',
    { principal: { federated: 'f', by: 'alice', policies: read } },
    allowed('identity'),
  ),
  row(
    'a federated session may not call IAM',
    {
      principal: { federated: 'f', by: 'root', policies: document(allow('*')) },
      action: 'iam:ListUsers',
      resource: '*',
    },
    explicit('rule'),
  ),
  row('the root of its account', { principal: 'root' }, allowed('root')),
  row(
    'AssumeRoot is bound by its task policy',
    { principal: { assumedRoot: true, policies: nothing } },
    implicit('session'),
  ),
  row(
    'a service that the bucket names',
    { principal: 'logging.s3.amazonaws.com', action: 's3:PutObject' },
    allowed('resource'),
  ),
  row('another service', { principal: 'ec2.amazonaws.com', action: 's3:PutObject' }, implicit('resource')),
  row('anonymous', { principal: 'anonymous' }, implicit('resource')),
  row('another account: both sides', { principal: 'user/eve' }, allowed('resource'), [production, partner]),
  row('another account: the own side is missing', { principal: 'user/mallory' }, implicit('identity'), [
    production,
    partner,
  ]),
  row(
    'another account: the other side is missing',
    { principal: 'user/eve', resource: `arn:aws:s3:::other/x`, resourceAccount: A },
    implicit('resource'),
    [production, partner],
  ),
  row(
    'the key names the account, whose root that is',
    { principal: 'root', action: 'kms:Decrypt', resource: KEY },
    allowed('resource'),
  ),
  row(
    'an identity policy is needed beside the key',
    { principal: 'user/alice', action: 'kms:Decrypt', resource: KEY },
    implicit('identity'),
  ),
  row(
    'GetCallerIdentity is nobody’s to refuse',
    { principal: 'user/bob', action: 'sts:GetCallerIdentity', resource: '*' },
    allowed('rule'),
  ),
  row(
    'temporary credentials without MFA may not call IAM',
    { principal: { user: 'alice', temporary: true }, action: 'iam:GetUser', resource: '*' },
    explicit('rule'),
  ),
  row(
    'with MFA policies decide',
    { principal: { user: 'alice', mfa: true }, action: 'iam:GetUser', resource: '*' },
    implicit('identity'),
  ),
  row(
    'root cannot assume roles',
    { principal: 'root', action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/open` },
    explicit('rule'),
  ),
  row(
    'root needs no policy for its own bucket',
    { principal: 'root', action: 's3:DeleteObject', resource: OBJECT },
    allowed('root'),
  ),
  row(
    'root can mend its own bucket policy',
    { principal: 'root', action: 's3:DeleteBucketPolicy', resource: BUCKET },
    allowed('root'),
  ),
  row(
    'others cannot',
    { principal: { role: 'reader' }, action: 's3:DeleteBucketPolicy', resource: BUCKET },
    explicit('resource'),
  ),
  row(
    'what is done to a role is no question of its trust policy',
    { principal: 'user/alice', action: 'iam:GetRole', resource: `arn:aws:iam::${A}:role/open` },
    implicit('identity'),
  ),
  row(
    'an endpoint policy binds',
    {
      principal: 'user/alice',
      endpoint: { id: 'vpce-1', policy: document(allow('none:Such', { Principal: '*' })) },
    },
    implicit('endpoint'),
  ),
];

describe('a question is answered by all policies that speak about it', () => {
  it.each(rows)('$title', ({ asked, expected, subject = production }) => {
    expect(differences(ask(subject, { ...get, ...asked }), expected)).toEqual([]);
  });
});

describe('keys that AWS always supplies are filled in, and no others', () => {
  const organized = organization({ id: 'o-1', rootId: 'r-1', management: B })
    .unit('live', { id: 'ou-1' })
    .account(production, { unit: 'live' });
  const id = (name: string) => expect.stringMatching(new RegExp(`^${name}$`));

  const cases: [string, Partial<Question> & { principal: PrincipalInput }, Record<string, unknown>][] = [
    [
      'a user',
      { principal: 'user/alice' },
      {
        'aws:PrincipalArn': `arn:aws:iam::${A}:user/alice`,
        'aws:PrincipalAccount': A,
        'aws:PrincipalType': 'User',
        'aws:PrincipalIsAWSService': 'false',
        'aws:userid': id('AIDA[A-Z2-7]{17}'),
        'aws:username': 'alice',
        'aws:PrincipalTag/team': 'blue',
        'aws:CurrentTime': '2026-01-01T00:00:00Z',
        'aws:EpochTime': '1767225600',
        'aws:SecureTransport': 'true',
        'aws:ViaAWSService': 'false',
        'aws:RequestedRegion': 'us-east-1',
        'aws:ResourceAccount': A,
        'aws:MultiFactorAuthPresent': undefined,
        'aws:TokenIssueTime': undefined,
        'aws:SourceIp': undefined,
        'aws:UserAgent': undefined,
        'aws:ResourceTag/Stage': undefined,
      },
    ],
    [
      'a user with a session token and MFA',
      { principal: { user: 'alice', mfa: 60 } },
      {
        'aws:MultiFactorAuthPresent': 'true',
        'aws:MultiFactorAuthAge': '60',
        'aws:TokenIssueTime': '2026-01-01T00:00:00Z',
      },
    ],
    [
      'a role session',
      { principal: { role: 'reader', session: 's1', tags: { team: 'green' }, sourceIdentity: 'Saanvi' } },
      {
        'aws:PrincipalArn': `arn:aws:iam::${A}:role/reader`,
        'aws:PrincipalType': 'AssumedRole',
        'aws:userid': id('AROA[A-Z2-7]{17}:s1'),
        'aws:username': undefined,
        'aws:PrincipalTag/Team': 'green',
        'aws:SourceIdentity': 'Saanvi',
        'aws:MultiFactorAuthPresent': 'false',
        'aws:MultiFactorAuthAge': undefined,
      },
    ],
    [
      'a federated session',
      { principal: { federated: 'f', by: 'alice' } },
      {
        'aws:PrincipalArn': `arn:aws:sts::${A}:federated-user/f`,
        'aws:PrincipalType': 'FederatedUser',
        'aws:userid': `${A}:f`,
        'aws:PrincipalTag/Team': 'blue',
        'aws:MultiFactorAuthPresent': undefined,
      },
    ],
    [
      'root',
      { principal: 'root' },
      { 'aws:PrincipalArn': `arn:aws:iam::${A}:root`, 'aws:userid': A, 'aws:PrincipalType': 'Account' },
    ],
    [
      'a service on behalf of a resource',
      {
        principal: { service: 'sns.amazonaws.com', sourceArn: 'arn:aws:sns:eu-west-1:1:t', sourceAccount: A },
      },
      {
        'aws:PrincipalIsAWSService': 'true',
        'aws:PrincipalServiceName': 'sns.amazonaws.com',
        'aws:PrincipalServiceNamesList': ['sns.amazonaws.com'],
        'aws:SourceArn': 'arn:aws:sns:eu-west-1:1:t',
        'aws:SourceAccount': A,
        'aws:SourceOrgID': 'o-1',
        'aws:PrincipalArn': undefined,
      },
    ],
    [
      'anonymous',
      { principal: 'anonymous' },
      {
        'aws:PrincipalAccount': 'anonymous',
        'aws:PrincipalType': 'Anonymous',
        'aws:PrincipalIsAWSService': undefined,
      },
    ],
    [
      'a member of an organization',
      { principal: 'user/alice' },
      {
        'aws:PrincipalOrgID': 'o-1',
        'aws:PrincipalOrgPaths': ['o-1/r-1/ou-1/'],
        'aws:ResourceOrgID': 'o-1',
        'aws:ResourceOrgPaths': ['o-1/r-1/ou-1/'],
      },
    ],
    [
      'a described resource',
      { principal: 'user/alice', action: 's3:ListBucket', resource: BUCKET },
      { 'aws:ResourceTag/Stage': 'live' },
    ],
    [
      'a role as the resource',
      { principal: 'user/alice', action: 'iam:GetRole', resource: `arn:aws:iam::${A}:role/reader` },
      { 'aws:ResourceTag/Team': 'red', 'iam:ResourceTag/Team': 'red' },
    ],
    [
      'the Region of the resource',
      { principal: 'root', action: 'kms:Decrypt', resource: KEY },
      { 'aws:RequestedRegion': 'eu-west-1' },
    ],
    [
      'the Region that is said',
      { principal: 'root', region: 'eu-north-1' },
      { 'aws:RequestedRegion': 'eu-north-1' },
    ],
    [
      'an endpoint',
      { principal: 'root', endpoint: { id: 'vpce-1', vpc: 'vpc-1' } },
      { 'aws:SourceVpce': 'vpce-1', 'aws:SourceVpc': 'vpc-1' },
    ],
    [
      'what the test says wins, in any case, and null takes away',
      {
        principal: 'root',
        context: { 'AWS:securetransport': false, 'aws:ViaAWSService': null, 's3:max-keys': 10 },
      },
      { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': undefined, 's3:max-keys': '10' },
    ],
    [
      'a time',
      { principal: 'root', context: { 'aws:CurrentTime': '2030-01-01' } },
      { 'aws:CurrentTime': '2030-01-01', 'aws:EpochTime': '1893456000' },
    ],
    [
      'a time as a number',
      { principal: 'root', context: { 'aws:CurrentTime': 1893456000 } },
      { 'aws:EpochTime': '1893456000' },
    ],
    [
      'a time in seconds',
      { principal: 'root', context: { 'aws:EpochTime': 1893456000 } },
      { 'aws:CurrentTime': '2030-01-01T00:00:00Z' },
    ],
  ];

  it.each(cases)('%s', (_, asked, keys) => {
    const { context } = ask(organized, { ...get, ...asked }).checks[0]!.request;
    const actual = Object.fromEntries(Object.keys(keys).map((key) => [key, context.get(key.toLowerCase())]));
    expect(actual).toEqual(keys);
  });
});

describe('an organization', () => {
  const denyRegions = document(
    deny('s3:*', { Sid: 'Regions', ...when('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1') }),
  );
  const base = organization({ id: 'o-1', management: B, scps: { regions: denyRegions } }).account(partner);
  const live = base.unit('live').account(production, { unit: 'live' });
  const reading = { ...get, principal: 'user/alice' };

  it('denies by an SCP of the root, beside FullAWSAccess', () => {
    const expected = { ...explicit('scp'), sid: 'Regions', policy: 'regions' };
    expect(differences(ask(live, reading), expected)).toEqual([]);
    expect(ask(live, { ...reading, region: 'eu-west-1' }).verdict).toBe('allowed');
  });

  it('does not bind the management account', () => {
    const eve = { ...get, principal: 'user/eve' };
    expect(ask(live, eve).verdict).toBe('allowed');
  });

  it('does not bind service-linked roles', () => {
    expect(ask(live, { ...get, principal: 'role/linked' }).verdict).toBe('allowed');
  });

  it('allows only what a level without FullAWSAccess lists', () => {
    const narrow = base
      .unit('narrow', { fullAwsAccess: false, scps: nothing })
      .account(production, { unit: 'narrow' });
    expect(differences(ask(narrow, { ...reading, region: 'eu-west-1' }), implicit('scp'))).toEqual([]);
  });

  it('denies by an RCP of the resource’s account', () => {
    const rcp = document(deny('s3:*', { Principal: '*' }));
    const bound = organization({ id: 'o-1' }).account(production, { rcps: rcp });
    expect(differences(ask(bound, reading), explicit('rcp'))).toEqual([]);
  });
});

describe('assuming a role', () => {
  const tagging = trust({ AWS: A }, { Action: ['sts:AssumeRole', 'sts:TagSession'] });
  const ids = trust({ AWS: B }, when('StringEquals', 'sts:ExternalId', 'x-1'));
  const providers = document(
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...when('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:acme/*'),
    },
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  );
  const assume = document(allow(['sts:AssumeRole', 'sts:TagSession']));
  const subject = [
    production
      .user('assumer', { policies: [assume] })
      .role('chained', { trust: trust({ AWS: A }), policies: [assume], maxSessionDuration: 43_200 })
      .role('tagged', { trust: tagging })
      .role('external', { trust: ids })
      .role('mfa', { trust: trust({ AWS: A }, when('Bool', 'aws:MultiFactorAuthPresent', 'true')) })
      .role('federated', { trust: providers }),
    partner.user('caller', { policies: [assume] }),
  ];
  const cases: [string, AssumeQuestion, Expectation][] = [
    ['a role that names the user', { principal: 'user/alice', role: 'reader' }, allowed('trust')],
    ['by ARN', { principal: 'user/alice', role: `arn:aws:iam::${A}:role/reader` }, allowed('trust')],
    ['a role that names somebody else', { principal: 'user/bob', role: 'reader' }, implicit('trust')],
    [
      'a role that names the account needs an identity policy',
      { principal: 'user/bob', role: 'open' },
      implicit('identity'),
    ],
    ['and has it', { principal: 'user/assumer', role: 'open' }, allowed('identity')],
    [
      'for the longest time it gives',
      { principal: 'user/assumer', role: 'open', duration: 7200 },
      allowed('identity'),
    ],
    [
      'and no longer',
      { principal: 'user/assumer', role: 'open', duration: 7201 },
      { ...explicit('rule'), reason: 'exceeds the MaxSessionDuration' },
    ],
    [
      'by a chain an hour at most',
      { principal: 'role/chained', role: 'open', duration: 3601 },
      { ...explicit('rule'), reason: '1 hour session limit' },
    ],
    ['with tags', { principal: 'user/assumer', role: 'tagged', tags: { Team: 'x' } }, allowed('identity')],
    [
      'with tags that the role does not take',
      { principal: 'user/assumer', role: 'open', tags: { Team: 'x' } },
      implicit('trust'),
    ],
    [
      'with inherited tags',
      { principal: { role: 'chained', tags: { a: 'b' }, transitiveTags: ['a'] }, role: 'open' },
      implicit('trust'),
    ],
    [
      'with a source identity',
      { principal: 'user/assumer', role: 'tagged', sourceIdentity: 'Saanvi' },
      implicit('trust'),
    ],
    [
      'of another account with its external id',
      { principal: 'user/caller', role: 'external', externalId: 'x-1' },
      allowed('trust'),
    ],
    ['of another account without', { principal: 'user/caller', role: 'external' }, implicit('trust')],
    ['with MFA', { principal: 'user/assumer', role: 'mfa', mfa: true }, allowed('identity')],
    ['without MFA', { principal: 'user/assumer', role: 'mfa' }, implicit('trust')],
    ['by a service', { principal: 'ec2.amazonaws.com', role: 'federated' }, allowed('trust')],
    [
      'by a token of the provider',
      {
        principal: {
          webIdentity: `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com`,
          claims: { sub: 'repo:acme/x:ref:refs/heads/main' },
        },
        role: 'federated',
      },
      allowed('trust'),
    ],
    [
      'by a token of somebody else’s repository',
      {
        principal: {
          webIdentity: `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com`,
          claims: { sub: 'repo:evil/x' },
        },
        role: 'federated',
      },
      { ...implicit('trust'), reason: 'Not authorized to perform sts:AssumeRoleWithWebIdentity' },
    ],
  ];

  it.each(cases)('%s', (_, question, expected) => {
    expect(differences(askToAssume(subject, question), expected)).toEqual([]);
  });
});

describe('what was not described is not guessed', () => {
  const cases: [string, Partial<Question>, RegExp][] = [
    [
      'a user',
      { principal: 'user/carol' },
      /no account has user 'carol'; there are alice, grouped, bounded, bob/,
    ],
    ['a path', { principal: `arn:aws:iam::${A}:user/other/bob` }, /'arn:aws:iam::\d+:user\/team\/bob' is/],
    ['an account', { principal: `arn:aws:iam::${B}:user/eve` }, /account 444455556666 is not described/],
    ['a form', { principal: 'alice' }, /'alice' names no principal: write 'user\/NAME'/],
    ['a group', { principal: 'group/analysts' }, /names no principal/],
    [
      'a key policy',
      { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${A}:key/k2` },
      /depends on its key policy/,
    ],
    [
      'a trust policy',
      { action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/none` },
      /depends on its trust policy/,
    ],
    ['MFA of long-term keys', { principal: { user: 'alice', temporary: false, mfa: true } }, /bring no MFA/],
    ['many actions', { action: 's3:Get*' }, /'s3:Get\*' is no action/],
    ['no ARN', { resource: 'reports' }, /'reports' is no resource/],
    ['a time', { context: { 'aws:CurrentTime': 'now' } }, /'now' is no time/],
  ];

  it.each(cases)('%s', (_, asked, message) => {
    expect(() => ask(production, { principal: 'user/alice', ...get, ...asked })).toThrow(message);
  });

  it('a managed policy', () => {
    const one = account(A).user('alice', { policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
    expect(() => ask(one, { principal: 'user/alice', ...get })).toThrow(
      /has no managed policy 'arn:aws:iam::aws/,
    );
    const session = { role: 'reader', policies: ['NoSuch'] };
    expect(() => ask(production, { principal: session, ...get })).toThrow(/has no managed policy 'NoSuch'/);
    const described = one.policy('arn:aws:iam::aws:policy/ReadOnlyAccess', read);
    expect(ask(described, { principal: 'user/alice', ...get }).verdict).toBe('allowed');
  });

  it('a name that several accounts have', () => {
    const subject = [production, account(B).user('alice')];
    expect(() => ask(subject, { principal: 'user/alice', ...get })).toThrow(/several accounts have 'alice'/);
    expect(ask(subject, { principal: { user: 'alice', account: A }, ...get }).verdict).toBe('allowed');
  });
});

describe('descriptions', () => {
  it('are values: what is added to one is not in another', () => {
    const base = account(A);
    const more = base.user('alice');
    expect(base.users.size).toBe(0);
    expect(more.users.size).toBe(1);
    const tree = organization({ id: 'o-1' });
    tree.unit('live');
    expect(() => tree.account(base, { unit: 'live' })).toThrow(/has no unit 'live'/);
  });

  it('refuse what is there already, and ids that are none', () => {
    expect(() => production.user('alice')).toThrow(/has alice in its users already/);
    expect(() => account('42')).toThrow(/'42' is no account id/);
    expect(() => ask([production, production], { principal: 'root', ...get })).toThrow(/described twice/);
  });

  it('refuse malformed policies where they stand', () => {
    expect(() => account(A).user('alice', { policies: [{ Version: '2012-10-17', Statement: [] }] })).toThrow(
      /inline policy "policy"/,
    );
    expect(() => account(A).user('alice', { policies: new PolicyText('', 'empty.json') })).toThrow(
      /empty.json/,
    );
    expect(() => account(A).role('r', { trust: '' })).toThrow(/'' is no policy document/);
  });

  it('take JSON as text and documents by name', () => {
    const one = account(A).user('alice', { policies: { reading: JSON.stringify(read) } });
    expect(
      differences(ask(one, { principal: 'user/alice', ...get }), { verdict: 'allow', policy: 'reading' }),
    ).toEqual([]);
  });

  it('have the same ids in every run, another one for each entity', () => {
    const id = (name: string) => production.users.get(name)!.id;
    expect(id('alice')).toBe(account(A).user('alice').users.get('alice')!.id);
    expect(id('alice')).not.toBe(id('bob'));
  });
});

describe('coverage of questions in code', () => {
  it('takes the same text for one document, and counts what is described', () => {
    const twice = account(A)
      .user('alice', { policies: [read] })
      .user('bob', { policies: [read] })
      .role('r', { trust: trust({ AWS: A }) });
    const coverage = new PolicyCoverage();
    coverage.include(twice);
    expect(coverage.total()).toEqual({ points: 2, covered: 0, percent: 0 });
    coverage.note(ask(twice, { principal: 'user/bob', ...get }));
    expect(coverage.total()).toEqual({ points: 2, covered: 1, percent: 50 });
    expect(coverage.documents().map(({ statements }) => statements.map((one) => one.matched))).toEqual([
      [true],
      [false],
    ]);
  });
});
