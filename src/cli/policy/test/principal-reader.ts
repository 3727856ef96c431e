/** The principals of a test file. */
import type { PrincipalInput } from '../../../testing/index.ts';
import type { Node, Nodes } from './nodes.ts';
import type { WorldReader } from './world-reader.ts';

/** One way to name a principal each, and what it can say beside. */
const PRINCIPALS: Readonly<Record<string, readonly string[]>> = {
  user: ['account', 'temporary', 'mfa'],
  role: ['account', 'session', 'policies', 'tags', 'transitiveTags', 'sourceIdentity', 'mfa'],
  federated: ['account', 'by', 'policies', 'tags'],
  root: ['account'],
  assumedRoot: ['account', 'policies'],
  service: ['sourceArn', 'sourceAccount'],
  webIdentity: ['claims'],
  saml: ['attributes'],
  anonymous: [],
};

/** A text or a mapping that names a principal; `undefined` after a fault. */
export function readPrincipal(of: Node, nodes: Nodes, world: WorldReader): PrincipalInput | undefined {
  if (!nodes.isMapping(of)) return nodes.required(of, 'a principal');
  const kinds = nodes
    .pairs(of, 'a principal')
    .map(({ key }) => key)
    .filter((key) => Object.hasOwn(PRINCIPALS, key));
  const [kind, another] = kinds;
  if (kind === undefined || another !== undefined) {
    nodes.fault(of.at, `a principal is one of ${Object.keys(PRINCIPALS).join(', ')}`);
    return undefined;
  }
  const fields = nodes.fields(of, `a principal that is a ${kind}`, [kind, ...PRINCIPALS[kind]!]);
  const isFlag = ['root', 'assumedRoot', 'anonymous'].includes(kind);
  const names = isFlag
    ? nodes.oneOf(fields.get(kind), kind, ['true'])
    : nodes.required(fields.get(kind), kind);
  if (kind === 'federated' && !fields.has('by')) {
    nodes.fault(
      fields.at,
      "a federated principal says who called GetFederationToken: by, a user's name or root",
    );
  }
  const said = PRINCIPALS[kind]!.filter((name) => fields.has(name));
  const members = said.map((name) => [name, readMember(name, fields.get(name), nodes, world)]);
  return {
    [kind]: isFlag ? names === 'true' : names,
    ...Object.fromEntries(members),
  } as unknown as PrincipalInput;
}

function readMember(name: string, of: Node, nodes: Nodes, world: WorldReader): unknown {
  switch (name) {
    case 'policies':
      return world.policies(of, 'session', 'session policies');
    case 'tags':
      return nodes.textByName(of, name) ?? {};
    case 'claims':
    case 'attributes':
      return nodes.valuesByName(of, name);
    case 'transitiveTags':
      return nodes.texts(of, name);
    case 'temporary':
      return nodes.boolean(of, name);
    case 'mfa': {
      const text = nodes.required(of, name);
      return /^[0-9]+$/.test(text) ? Number(text) : nodes.boolean(of, name);
    }
    default:
      return nodes.required(of, name);
  }
}
