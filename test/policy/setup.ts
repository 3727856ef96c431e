import type { ContextValue, PolicySource, Principal } from '../../src/policy/index.ts';
import type { RawDocument, RawStatement, ReferencePolicy, ReferenceSets } from '../reference/index.ts';

export const A = '111122223333';
export const B = '444455556666';
export const ALICE = `arn:aws:iam::${A}:user/alice`;
export const BOB = `arn:aws:iam::${A}:user/bob`;
export const ROLE = `arn:aws:iam::${A}:role/r`;
export const SESSION = `arn:aws:sts::${A}:assumed-role/r/s1`;
export const FEDERATED = `arn:aws:sts::${A}:federated-user/fay`;
export const ROOT_OF_A = `arn:aws:iam::${A}:root`;
export const PROVIDER = `arn:aws:iam::${A}:oidc-provider/idp.example.com`;

/** The callers of evaluation §7, under the page's short names. */
export const CALLERS = {
  u: { kind: 'user', account: A, id: 'AIDAALICEALICEALICE01', arn: ALICE },
  s: {
    kind: 'role-session',
    account: A,
    roleId: 'AROAROLEROLEROLEROL01',
    roleArn: ROLE,
    arn: SESSION,
    sessionName: 's1',
  },
  s2: {
    kind: 'role-session',
    account: A,
    roleId: 'AROAROLEROLEROLEROL01',
    roleArn: ROLE,
    arn: `arn:aws:sts::${A}:assumed-role/r/s2`,
    sessionName: 's2',
  },
  f: {
    kind: 'federated-session',
    account: A,
    arn: FEDERATED,
    issuer: { kind: 'user', id: 'AIDAALICEALICEALICE01', arn: ALICE },
  },
  'f(root)': { kind: 'federated-session', account: A, arn: FEDERATED, issuer: { kind: 'root' } },
  root: { kind: 'root', account: A, arn: ROOT_OF_A },
  AssumeRoot: { kind: 'assumed-root', account: A, arn: ROOT_OF_A },
  service: { kind: 'service', name: 'x.amazonaws.com' },
  ec2: { kind: 'service', name: 'ec2.amazonaws.com' },
  oidc: { kind: 'web-identity', provider: PROVIDER },
  anonymous: { kind: 'anonymous' },
} as const satisfies Record<string, Principal>;

/** What the page writes between the brackets of RP(…), TP(…) and KP(…). */
const NAMED: Readonly<Record<string, RawStatement['Principal']>> = {
  u: { AWS: ALICE },
  bob: { AWS: BOB },
  r: { AWS: ROLE },
  s: { AWS: SESSION },
  f: { AWS: FEDERATED },
  A: { AWS: A },
  B: { AWS: B },
  '*': '*',
  'AWS:*': { AWS: '*' },
  service: { Service: 'x.amazonaws.com' },
  ec2: { Service: 'ec2.amazonaws.com' },
  lambda: { Service: 'lambda.amazonaws.com' },
  provider: { Federated: PROVIDER },
};

export function named(who: string): NonNullable<RawStatement['Principal']> {
  const principal = NAMED[who];
  if (principal === undefined) throw new Error(`nobody is called ${who}`);
  return principal;
}

export function documentOf(...statements: readonly RawStatement[]): RawDocument {
  return { Version: '2012-10-17', Statement: statements };
}

export function policyOf(
  kind: PolicySource['kind'],
  document: RawDocument,
  bindings?: ReadonlyMap<string, string>,
): ReferencePolicy {
  return { document, source: { kind, name: kind }, ...(bindings && { bindings }) };
}

/** A set's state on the page: `+` has a matching Allow, `–` has none, `x` a matching Deny. */
type State = '+' | '–' | 'x';

function statementOf(state: State, action: string): RawStatement {
  if (state === 'x') return { Effect: 'Deny', Action: action };
  return { Effect: 'Allow', Action: state === '+' ? action : `${action.split(':')[0]}:SomethingElse` };
}

function grants(kind: PolicySource['kind'], state: State, action: string): ReferencePolicy {
  return policyOf(kind, documentOf({ ...statementOf(state, action), Resource: '*' }));
}

const FULL: ReferencePolicy = policyOf('scp', documentOf({ Effect: 'Allow', Action: '*', Resource: '*' }));
export const RCP_FULL: ReferencePolicy = policyOf(
  'rcp',
  documentOf({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
);

function organization(kind: 'scp' | 'rcp', state: State, action: string) {
  const whole = kind === 'scp' ? FULL : RCP_FULL;
  const statement = { ...statementOf(state, action), Resource: '*' };
  const own = policyOf(kind, documentOf(kind === 'rcp' ? { Principal: '*', ...statement } : statement));
  const account = state === 'x' ? [whole, own] : state === '+' ? [whole] : kind === 'scp' ? [own] : [];
  return [
    { target: 'r-root', policies: [whole] },
    { target: 'ou-1', policies: [whole] },
    { target: A, policies: account },
  ];
}

const MODES = { RP: 'optional', KP: 'key', TP: 'trust' } as const;

/** `RP(u)`, `RPx(*)`, `TP–`: the statements of one resource policy; several on a row are one document. */
function resourceStatement(token: string, action: string): RawStatement {
  const type = token.slice(0, 2);
  const open = token.indexOf('(');
  const state = token[2] === 'x' ? 'x' : token[2] === '–' ? '–' : '+';
  const who = open < 0 ? '*' : token.slice(open + 1, -1);
  const statement = { ...statementOf(state, action), Principal: named(who) };
  return type === 'TP' ? statement : { ...statement, Resource: '*' };
}

/** The sets that a setup in the page's own notation describes: `s ID– PB+ RP(r)`. */
export function setsOf(notation: string, action: string): ReferenceSets {
  const result: { -readonly [K in keyof ReferenceSets]: ReferenceSets[K] } = { identity: [] };
  const resource: RawStatement[] = [];
  let mode: (typeof MODES)[keyof typeof MODES] = 'optional';
  for (const token of notation.split(' ').slice(1)) {
    const type = token.startsWith('VPCE')
      ? 'VPCE'
      : token.startsWith('SCP')
        ? 'SCP'
        : token.startsWith('RCP')
          ? 'RCP'
          : token.slice(0, 2);
    const state = token[type.length] as State;
    if (type === 'ID') result.identity = [...result.identity, grants('inline', state, action)];
    else if (type === 'PB') result.boundary = grants('managed', state, action);
    else if (type === 'SP') result.session = [...(result.session ?? []), grants('session', state, action)];
    else if (type === 'SCP') result.scp = organization('scp', state, action);
    else if (type === 'RCP') result.rcp = organization('rcp', state, action);
    else if (type === 'VPCE') {
      const statement = { ...statementOf(state, action), Principal: '*' as const, Resource: '*' };
      result.endpoint = policyOf('endpoint', documentOf(statement));
    } else if (type === 'RP' || type === 'TP' || type === 'KP') {
      resource.push(resourceStatement(token, action));
      mode = MODES[type];
    } else throw new Error(`${token} is no part of the page's notation`);
  }
  if (resource.length > 0) {
    const kind = mode === 'trust' ? 'trust' : 'resource';
    result.resource = { attached: policyOf(kind, documentOf(...resource)), mode };
  }
  return result;
}

const NOW = { 'aws:currenttime': '2026-06-01T12:00:00Z', 'aws:epochtime': '1780315200' };

/** The keys that a caller brings into every request of his. */
export function contextOf(caller: Principal): Record<string, ContextValue> {
  switch (caller.kind) {
    case 'user':
      return { ...NOW, 'aws:username': 'alice', 'aws:principalarn': caller.arn, 'aws:userid': caller.id };
    case 'role-session':
      return {
        ...NOW,
        'aws:principalarn': caller.roleArn,
        'aws:userid': `${caller.roleId}:${caller.sessionName}`,
        'aws:tokenissuetime': '2026-06-01T11:00:00Z',
      };
    case 'root':
      return { ...NOW, 'aws:principalarn': caller.arn };
    case 'assumed-root':
      return { ...NOW, 'aws:principalarn': caller.arn, 'aws:assumedroot': 'true' };
    case 'federated-session':
      return { ...NOW, 'aws:principalarn': caller.arn, 'aws:tokenissuetime': '2026-06-01T11:00:00Z' };
    default:
      return NOW;
  }
}
