/** A seed from its text, or all that is wrong with it. */
import { isAccountId } from '../../names/index.ts';
import { malformedSeed } from './errors.ts';
import type {
  Seed,
  SeedAccount,
  SeedIdentity,
  SeedInlinePolicy,
  SeedPolicy,
  SeedRole,
  SeedUser,
} from './seed.ts';
import { type Fields, SeedNodes } from './seed-nodes.ts';

const IDENTITY_MEMBERS = ['name', 'path', 'policies', 'inline'] as const;
const ACCOUNT_MEMBERS = ['id', 'name', 'alias', 'policies', 'groups', 'users', 'roles'];
const POLICY_MEMBERS = ['name', 'path', 'description', 'document', 'tags'];
const USER_MEMBERS = [...IDENTITY_MEMBERS, 'tags', 'boundary', 'groups', 'accessKey'];
const ROLE_MEMBERS = [...IDENTITY_MEMBERS, 'tags', 'boundary', 'trust', 'description', 'maxSessionDuration'];

/** The texts that a seed's file can be named with: one line, without what moves a terminal's cursor. */
const FILE_NAME = /^[^\u0000-\u001f\u007f-\u009f]{1,4096}$/;

/**
 * Reads a seed.
 * @param fileName named in each fault.
 * @throws AwsError MalformedSeed: a line for each fault, with file, line and column.
 */
export function parseSeed(text: string, fileName: string): Seed {
  const name = FILE_NAME.test(fileName) ? fileName : 'the seed';
  const nodes = new SeedNodes(text, name);
  const fields = nodes.fields(nodes.root, 'a seed', ['accounts']);
  const accounts = nodes
    .items(fields.get('accounts'), 'accounts')
    .map((node) => readAccount(nodes, nodes.fields(node, 'an account', ACCOUNT_MEMBERS)));
  const seen = new Set<string>();
  for (const { id } of accounts) {
    if (seen.has(id.value)) nodes.fault(id.at, `account ${id.value} is in the seed twice`);
    seen.add(id.value);
  }
  if (accounts.length === 0 && nodes.faults.length === 0) nodes.fault(fields.at, 'the seed has no accounts');
  if (nodes.faults.length > 0) throw malformedSeed(nodes.faults.join('\n'));
  return { fileName: name, accounts };
}

function readAccount(nodes: SeedNodes, fields: Fields): SeedAccount {
  const id = nodes.required(fields.get('id'), 'the id of an account');
  if (id.value !== '' && !isAccountId(id.value)) nodes.fault(id.at, 'the id of an account is 12 digits');
  const each = <T>(name: string, what: string, members: readonly string[], read: (of: Fields) => T): T[] =>
    nodes.items(fields.get(name), name).map((node) => read(nodes.fields(node, what, members)));
  return {
    id,
    name: nodes.text(fields.get('name'), 'the name of an account')?.value,
    alias: nodes.text(fields.get('alias'), 'the alias of an account'),
    policies: each('policies', 'a policy', POLICY_MEMBERS, (of) => readPolicy(nodes, of)),
    groups: each('groups', 'a group', IDENTITY_MEMBERS, (of) => readIdentity(nodes, of, 'a group')),
    users: each('users', 'a user', USER_MEMBERS, (of) => readUser(nodes, of)),
    roles: each('roles', 'a role', ROLE_MEMBERS, (of) => readRole(nodes, of)),
  };
}

function readPolicy(nodes: SeedNodes, fields: Fields): SeedPolicy {
  return {
    name: nodes.required(fields.get('name'), 'the name of a policy'),
    path: nodes.text(fields.get('path'), 'the path of a policy')?.value,
    description: nodes.text(fields.get('description'), 'the description of a policy')?.value,
    document: nodes.document(fields.get('document'), 'the document of a policy'),
    tags: nodes.tags(fields.get('tags')),
  };
}

function readIdentity(nodes: SeedNodes, fields: Fields, what: string): SeedIdentity {
  return {
    name: nodes.required(fields.get('name'), `the name of ${what}`),
    path: nodes.text(fields.get('path'), `the path of ${what}`)?.value,
    policies: nodes.texts(fields.get('policies'), 'policies'),
    inline: nodes.pairs(fields.get('inline'), 'inline').map(
      ({ key, value }): SeedInlinePolicy => ({
        name: key.value,
        document: nodes.document(value, `the inline policy '${key.value}'`),
      }),
    ),
  };
}

function readUser(nodes: SeedNodes, fields: Fields): SeedUser {
  return {
    ...readIdentity(nodes, fields, 'a user'),
    tags: nodes.tags(fields.get('tags')),
    boundary: nodes.text(fields.get('boundary'), 'the boundary of a user'),
    groups: nodes.texts(fields.get('groups'), 'groups'),
    accessKey: nodes.boolean(fields.get('accessKey'), 'accessKey'),
  };
}

function readRole(nodes: SeedNodes, fields: Fields): SeedRole {
  return {
    ...readIdentity(nodes, fields, 'a role'),
    tags: nodes.tags(fields.get('tags')),
    boundary: nodes.text(fields.get('boundary'), 'the boundary of a role'),
    trust: nodes.document(fields.get('trust'), 'the trust policy of a role'),
    description: nodes.text(fields.get('description'), 'the description of a role')?.value,
    maxSessionDuration: nodes.count(fields.get('maxSessionDuration'), 'maxSessionDuration'),
  };
}
