import {
  listOf,
  type RawDocument,
  type RawPrincipal,
  type RawStatement,
  type ReferencePolicy,
} from '../../reference/index.ts';
import type { AccessCase } from './access-case.ts';

const ELEMENTS = ['Action', 'NotAction', 'Resource', 'NotResource', 'NotPrincipal', 'Condition'] as const;
const PRINCIPAL_KEYS = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
const KINDS = ['inline', 'managed', 'session', 'resource', 'trust', 'scp', 'rcp', 'endpoint'] as const;
const MODES = ['optional', 'key', 'trust'] as const;
const CALLERS = [
  'root',
  'user',
  'role-session',
  'federated-session',
  'assumed-root',
  'service',
  'web-identity',
  'saml',
  'anonymous',
] as const;

/** All that the differential runs have to come across, beside the matrix of operators. */
export const FEATURES: readonly string[] = [
  ...ELEMENTS,
  ...ELEMENTS.slice(0, 4).map((element) => `several in ${element}`),
  'Principal "*"',
  ...PRINCIPAL_KEYS.map((key) => `Principal ${key}`),
  'a variable',
  'a variable with a default',
  'Version 2012-10-17',
  'Version 2008-10-17',
  'no Version',
  'ten statements or more',
  'names bound to ids',
  ...KINDS.map((kind) => `a document of kind ${kind}`),
  ...MODES.map((mode) => `a resource policy in mode ${mode}`),
  ...CALLERS.map((caller) => `a caller of kind ${caller}`),
  'a caller of another account',
  'the management account calls',
  'a resource of the management account',
  'a service-linked role calls',
];

function principalFeatures(principal: RawPrincipal | undefined): string[] {
  if (principal === undefined) return [];
  if (typeof principal === 'string') return ['Principal "*"'];
  return Object.keys(principal).map((key) => `Principal ${key}`);
}

function variableFeatures(texts: string): string[] {
  if (!texts.includes('${')) return [];
  return texts.includes(", '") ? ['a variable', 'a variable with a default'] : ['a variable'];
}

function documentFeatures({ Version, Statement }: RawDocument): string[] {
  return [
    Version === undefined ? 'no Version' : `Version ${Version}`,
    ...(listOf(Statement).length >= 10 ? ['ten statements or more'] : []),
  ];
}

/** What a statement whose conditions are asked has of the list, and the document that it stands in. */
export function statementFeatures(statement: RawStatement, policy: ReferencePolicy): string[] {
  const present = ELEMENTS.filter((element) => statement[element] !== undefined);
  const several = ELEMENTS.slice(0, 4).filter(
    (element) => Array.isArray(statement[element]) && statement[element].length > 1,
  );
  return [
    ...present,
    ...several.map((element) => `several in ${element}`),
    ...principalFeatures(statement.Principal),
    ...variableFeatures(JSON.stringify([statement.Resource, statement.NotResource, statement.Condition])),
    ...documentFeatures(policy.document),
    ...(policy.bindings === undefined ? [] : ['names bound to ids']),
    `a document of kind ${policy.source.kind}`,
  ];
}

/** What the question itself has of the list. */
export function requestFeatures({ request, sets }: AccessCase): string[] {
  const { principal, resourceAccount } = request;
  const account = 'account' in principal ? principal.account : undefined;
  const owner = resourceAccount ?? account;
  const { managementAccount, resource } = sets;
  const isLinked = principal.kind === 'role-session' && principal.serviceLinked === true;
  return [
    `a caller of kind ${principal.kind}`,
    ...(account !== undefined && owner !== account ? ['a caller of another account'] : []),
    ...(sets.scp && account !== undefined && account === managementAccount
      ? ['the management account calls']
      : []),
    ...(sets.rcp && owner !== undefined && owner === managementAccount
      ? ['a resource of the management account']
      : []),
    ...((sets.scp || sets.rcp) && isLinked ? ['a service-linked role calls'] : []),
    ...(resource === undefined ? [] : [`a resource policy in mode ${resource.mode}`]),
  ];
}
