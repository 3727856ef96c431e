import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeText } from './nodes.ts';
import { testFiles } from './results.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stint-policy-test-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const READ = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

function write(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

/** Results of one file; the policies read.json and broken.json lie beside it. */
function results(text: string) {
  write('read.json', READ);
  write('broken.json', READ.replace('"Allow"', '\n  "allow"'));
  write('alias.yaml', 'Version: &v 2012-10-17\nStatement: *v\n');
  write('allow.yaml', 'Version: 2012-10-17\nStatement: [{Effect: allow, Action: "*", Resource: "*"}]\n');
  write(
    'read.yaml',
    'Version: 2012-10-17\nStatement:\n  Effect: Allow\n  Action: s3:GetObject\n  Resource: "*"\n',
  );
  return testFiles([write('test.yaml', text)]);
}

/** `line:column: message` of each fault. */
function faultsOf(text: string): string[] {
  const { faults } = results(text);
  return faults.map(({ at, message }) => `${placeText(at).replace(`${directory}/`, '')}: ${message}`);
}

/** `name: status` of each case. */
function outcomes(text: string): string[] {
  const { files, faults } = results(text);
  expect(faults).toEqual([]);
  return files[0]!.cases.map((one) => `${one.case.name}: ${one.status}`);
}

const ALICE = 'users: {alice: {policies: [read.json]}}';
const CASE = "{principal: user/alice, action: s3:GetObject, resource: 'arn:aws:s3:::b/k', expect: allow}";
const tests = (...cases: string[]) => `tests:\n${cases.map((one) => `  - ${one}\n`).join('')}`;
const file = (...parts: string[]) => parts.join('\n');
const asked = (more: string) =>
  `{name: it, principal: user/alice, action: s3:GetObject, resource: '*', ${more}}`;

describe('what is wrong with a file is said with line and column', () => {
  const cases: [string, string, RegExp][] = [
    [
      'an unknown member',
      file('usres: {}', tests(CASE)),
      /^test.yaml:1:1: a test file has no member 'usres'; it has account,/,
    ],
    [
      'an unknown member of a user',
      file('users: {alice: {polices: []}}', tests(CASE)),
      /^test.yaml:1:17: a user has no member 'polices'/,
    ],
    [
      'an unknown member of a test',
      file(ALICE, tests('{expected: allow}')),
      /^test.yaml:3:6: a test has no member 'expected'/,
    ],
    ['no tests', ALICE, /^test.yaml:1:1: there are no tests/],
    [
      'no expectation',
      file(ALICE, tests("{principal: user/alice, action: s3:GetObject, resource: '*'}")),
      /^test.yaml:3:5: a test says what it expects/,
    ],
    [
      'no principal',
      file(ALICE, tests("{action: s3:GetObject, resource: '*', expect: allow}")),
      /^test.yaml:3:5: a test says who asks/,
    ],
    [
      'no action',
      file(ALICE, tests("{principal: root, resource: '*', expect: allow}")),
      /^test.yaml:3:5: a test says what is asked/,
    ],
    [
      'no resource',
      file(ALICE, tests('{principal: root, action: s3:GetObject, expect: allow}')),
      /^test.yaml:3:5: a test says the resource/,
    ],
    [
      'an unknown verdict',
      file(ALICE, tests(asked('expect: allowed'))),
      /^test.yaml:3:\d+: expect is one of allow, deny, implicitDeny, explicitDeny, and not 'allowed'/,
    ],
    [
      'an unknown decider',
      file(ALICE, tests(asked('expect: {verdict: deny, by: policy}'))),
      /: by is one of identity, boundary/,
    ],
    [
      'an expectation without verdict',
      file(ALICE, tests(asked('expect: {by: identity}'))),
      /: expect has a verdict/,
    ],
    [
      'a member for assuming',
      file(ALICE, tests(asked('externalId: x, expect: allow'))),
      /: 'externalId' has a meaning only with 'assume'/,
    ],
    [
      'a member for asking',
      file(ALICE, tests(asked('assume: r, expect: allow'))),
      /: 'action' has a meaning not with 'assume'/,
    ],
    ['a key twice', file('users: {}', 'users: {}', tests(CASE)), /^test.yaml:2:1: Map keys must be unique/],
    ['broken YAML', 'tests: [', /^test.yaml:1:\d+: /],
    [
      'an alias',
      file('users: {alice: {policies: &p [read.json]}, bob: {policies: *p}}', tests(CASE)),
      /anchors and aliases are not read/,
    ],
    [
      'a policy that is none',
      file('users: {alice: {policies: [broken.json]}}', tests(CASE)),
      /^broken.json:2:3: The policy failed legacy parsing/,
    ],
    [
      'a policy in the file that is none',
      file(
        'users:',
        '  alice:',
        '    inline:',
        '      read:',
        '        Version: 2012-10-17',
        '        Statement:',
        '          - Effect: allow',
        '            Action: s3:*',
        "            Resource: '*'",
        tests(CASE),
      ),
      /^test.yaml:7:13: The policy failed legacy parsing/,
    ],
    [
      'a policy file that is not there',
      file('users: {alice: {policies: [none.json]}}', tests(CASE)),
      /^test.yaml:1:28: none.json cannot be read: ENOENT/,
    ],
    [
      'a managed policy that is not described',
      file('users: {alice: {policies: [read]}}', tests(CASE)),
      /^test.yaml:1:28: account 111122223333 has no managed policy 'read'; a file has a slash/,
    ],
    [
      'a YAML policy with an alias',
      file('users: {alice: {policies: [alias.yaml]}}', tests(CASE)),
      /^alias.yaml:2:12: each value is text; anchors and aliases are not read/,
    ],
    [
      'a YAML policy that is none',
      file('users: {alice: {policies: [allow.yaml]}}', tests(CASE)),
      /^allow.yaml:2:14: The policy failed legacy parsing/,
    ],
    [
      'a role without trust',
      file('roles: {r: {}}', tests(CASE)),
      /^test.yaml:1:12: role r has no trust policy/,
    ],
    ['an account id', file("account: '42'", tests(CASE)), /'42' is no account id/],
    [
      'an account twice',
      file("accounts: [{id: '111122223333'}, {id: '111122223333'}]", tests(CASE)),
      /^test.yaml:1:34: account 111122223333 is described twice/,
    ],
    [
      'users beside accounts',
      file(ALICE, "accounts: [{id: '111122223333'}]", tests(CASE)),
      /'users' belongs into one of the accounts/,
    ],
    [
      'two kinds of principal',
      file(ALICE, tests("{principal: {user: a, role: b}, action: a:B, resource: '*', expect: deny}")),
      /: a principal is one of user, role/,
    ],
    [
      'a federated principal of nobody',
      file(ALICE, tests("{principal: {federated: f}, action: a:B, resource: '*', expect: deny}")),
      /says who called GetFederationToken/,
    ],
    [
      'a unit that is not there',
      file('organization: {id: o-1, units: {live: {parent: none}}}', tests(CASE)),
      /has no unit 'none'/,
    ],
    [
      'a member that is not described',
      file("organization: {id: o-1, members: {'444455556666': {}}}", tests(CASE)),
      /account 444455556666 is not described/,
    ],
    [
      'an SCP with a principal',
      file(
        'organization: {id: o-1, scps: [{Version: 2012-10-17, Statement: [{Effect: Deny, Principal: "*", Action: "*", Resource: "*"}]}]}',
        tests(CASE),
      ),
      /^test.yaml:1:81: The provided policy document does not meet/,
    ],
  ];

  it.each(cases)('%s', (_, text, message) => {
    expect(faultsOf(text)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  it('a file that is not there', () => {
    const { faults } = testFiles([join(directory, 'none.yaml')]);
    expect(faults).toEqual([
      {
        at: { file: join(directory, 'none.yaml'), line: 1, column: 1 },
        message: expect.stringContaining('ENOENT'),
      },
    ]);
  });
});

describe('a file can say', () => {
  const cases: [string, string, string[]][] = [
    ['policies as files', file(ALICE, tests(CASE)), ['user/alice: s3:GetObject on arn:aws:s3:::b/k: passed']],
    [
      'policies as YAML files',
      file('users: {alice: {policies: [./read.yaml]}}', tests(asked('expect: allow'))),
      ['it: passed'],
    ],
    [
      'policies as JSON text',
      file(`users: {alice: {policies: ['${READ}']}}`, tests(asked('expect: allow'))),
      ['it: passed'],
    ],
    [
      'policies in place',
      file(
        `users: {alice: {inline: {read: ${READ}}}}`,
        tests(asked('expect: {verdict: allow, policy: read, sid: Read}')),
      ),
      ['it: passed'],
    ],
    [
      'managed policies by name',
      file(
        'policies: {Read: read.json}',
        'users: {alice: {policies: [Read]}}',
        tests(asked('expect: {verdict: allow, policy: Read}')),
      ),
      ['it: passed'],
    ],
    [
      'lists, as a seed has them',
      file(
        `policies: [{name: Read, document: ${READ}}]`,
        'users: [{name: alice, policies: [Read]}]',
        tests(asked('expect: allow')),
      ),
      ['it: passed'],
    ],
    [
      "AWS's own policies",
      file(
        "users: {alice: {policies: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']}}",
        tests(asked('expect: {verdict: allow, policy: AmazonS3ReadOnlyAccess}')),
      ),
      ['it: passed'],
    ],
    [
      "AWS's own policies for a session",
      file(
        'roles: {r: {trust: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {AWS: "*"}, Action: sts:AssumeRole}]}, policies: [read.json]}}',
        tests(
          "{name: it, principal: {role: r, policies: ['arn:aws:iam::aws:policy/IAMReadOnlyAccess']}, action: s3:GetObject, resource: '*', expect: {verdict: deny, by: session}}",
        ),
      ),
      ['it: passed'],
    ],
    [
      'many at once',
      file(
        ALICE,
        tests(
          "{name: all, principal: user/alice, action: [s3:GetObject, s3:PutObject], resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'], expect: allow}",
        ),
      ),
      [
        'all › user/alice: s3:GetObject on arn:aws:s3:::a: passed',
        'all › user/alice: s3:GetObject on arn:aws:s3:::b: passed',
        'all › user/alice: s3:PutObject on arn:aws:s3:::a: failed',
        'all › user/alice: s3:PutObject on arn:aws:s3:::b: failed',
      ],
    ],
    [
      'defaults and tables of cases',
      file(
        'users: {alice: {inline: {r: {Version: 2012-10-17, Statement: {Effect: Allow, Action: "s3:*", Resource: "*", Condition: {Bool: {aws:SecureTransport: true}, StringEquals: {aws:RequestedRegion: eu-west-1}}}}}}}',
        'defaults: {principal: user/alice, resource: "*", context: {aws:RequestedRegion: eu-west-1}}',
        'tests:',
        '  - name: table',
        '    action: s3:GetObject',
        '    expect: deny',
        '    cases:',
        '      - {name: plain, context: {aws:SecureTransport: false}}',
        '      - {name: nothing known, context: {aws:SecureTransport: null}}',
        '      - {name: other action, action: ec2:RunInstances}',
        '      - {name: as it should be, expect: allow}',
      ),
      [
        'table › plain: passed',
        'table › nothing known: passed',
        'table › other action: passed',
        'table › as it should be: passed',
      ],
    ],
    [
      'an organization and other accounts',
      file(
        'accounts:',
        '  - {id: "111122223333", users: {alice: {policies: [read.json]}}}',
        '  - {id: "444455556666", users: {eve: {policies: [read.json]}}}',
        'organization:',
        '  id: o-1',
        '  units: {live: {scps: [{Version: 2012-10-17, Statement: {Effect: Deny, Action: "s3:*", Resource: "*"}}]}}',
        '  members: {"111122223333": {unit: live}}',
        tests(
          asked('expect: {verdict: explicitDeny, by: scp}'),
          "{name: outside, principal: user/eve, action: s3:GetObject, resource: '*', expect: allow}",
        ),
      ),
      ['it: passed', 'outside: passed'],
    ],
    [
      'what cannot be answered',
      file(
        ALICE,
        tests("{name: nobody, principal: user/bob, action: s3:GetObject, resource: '*', expect: deny}"),
      ),
      ['nobody: error'],
    ],
  ];

  it.each(cases)('%s', (_, text, expected) => {
    expect(outcomes(text)).toEqual(expected);
  });
});

describe('coverage', () => {
  const policy = file(
    '{"Version": "2012-10-17", "Statement": [',
    '  {"Sid": "Mine", "Effect": "Allow", "Action": "s3:*", "Resource": "*",',
    '   "Condition": {"StringEquals": {',
    '     "aws:PrincipalTag/team": "blue"}}},',
    '  {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}',
    ']}',
  );
  const gapsOf = (...cases: string[]) => {
    write('policy.json', policy);
    const text = file(
      'users: {alice: {policies: [policy.json], tags: {team: blue}}, bob: {policies: [policy.json]}}',
      tests(...cases),
    );
    const { coverage } = results(text);
    const told = coverage.gaps.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
    return { percent: coverage.percent, gaps: told };
  };
  const may = (who: string, action: string) =>
    `{principal: user/${who}, action: ${action}, resource: '*', expect: allow}`;

  it('names statements that never matched, and conditions that were never true or false', () => {
    expect(gapsOf(may('alice', 's3:GetObject'))).toEqual({
      percent: 50,
      gaps: ['4:6 StringEquals on aws:PrincipalTag/team was never false', '5:3 statement 2 never matched'],
    });
  });

  it('counts a condition only in questions that the rest of the statement speaks about', () => {
    expect(gapsOf(may('alice', 's3:GetObject'), may('bob', 'ec2:RunInstances')).percent).toBe(50);
  });

  it('takes a file for one document, wherever it is attached', () => {
    const all = [may('alice', 's3:GetObject'), may('bob', 's3:GetObject'), may('bob', 's3:DeleteObject')];
    expect(gapsOf(...all)).toEqual({ percent: 100, gaps: [] });
  });

  it('has in it what no question reaches', () => {
    expect(gapsOf("{principal: anonymous, action: s3:GetObject, resource: '*', expect: deny}")).toEqual({
      percent: 0,
      gaps: ['2:3 statement "Mine" never matched', '5:3 statement 2 never matched'],
    });
  });

  it('finds the places of policies that stand in the test file', () => {
    const text = file(
      'users:',
      '  alice:',
      '    inline:',
      '      one:',
      '        Version: 2012-10-17',
      '        Statement:',
      '          Effect: Allow',
      "          Action: 's3:*'",
      "          Resource: '*'",
      '          Condition:',
      '            Bool:',
      '              aws:SecureTransport: true',
      tests(asked('expect: allow')),
    );
    expect(results(text).coverage.gaps).toMatchObject([
      { at: { line: 12, column: 15 }, message: 'Bool on aws:SecureTransport was never false' },
    ]);
  });
});
