/** Checks of a document as a whole, and of what is empty in it. */

import type { PolicyKind } from '../../issue.ts';
import { type JsonNode, memberOf } from '../../json-node.ts';
import { policySize, SIZE_QUOTAS } from '../../size.ts';
import {
  ALL,
  analyzer,
  type Check,
  eachCondition,
  eachStatement,
  IDENTITY,
  RESOURCE,
  userGuide,
} from '../check.ts';

const IAM_QUOTAS = userGuide('reference_iam-quotas#reference_iam-quotas-entity-length');

/** The check of each kind's quota; an error where the quota cannot be raised. */
const SIZE_ROWS: readonly (readonly [
  kind: PolicyKind,
  what: string,
  severity: Check['severity'],
  docs: string,
])[] = [
  [
    'managed',
    'identity-policy',
    'warning',
    analyzer('general-warning-policy-size-exceeds-identity-policy-quota'),
  ],
  ['inline', 'inline-policy', 'warning', IAM_QUOTAS],
  ['session', 'session-policy', 'error', IAM_QUOTAS],
  [
    'trust',
    'role-trust-policy',
    'warning',
    analyzer('general-warning-policy-size-exceeds-role-trust-policy-quota'),
  ],
  [
    'resource',
    'resource-policy',
    'warning',
    analyzer('general-warning-policy-size-exceeds-resource-policy-quota'),
  ],
  [
    'endpoint',
    'endpoint-policy',
    'error',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  ],
  ['scp', 'scp', 'error', analyzer('error-policy-size-exceeds-scp-quota')],
  ['rcp', 'rcp', 'error', analyzer('error-policy-size-exceeds-rcp-quota')],
];

function sizeCheck([kind, what, severity, docs]: (typeof SIZE_ROWS)[number]): Check {
  const { characters, countsWhiteSpace } = SIZE_QUOTAS[kind];
  return {
    code: `policy-size-exceeds-${what}-quota`,
    severity,
    title: `Policy size exceeds ${what.replaceAll('-', ' ').replace(/^.cp$/, (name) => name.toUpperCase())} quota`,
    kinds: [kind],
    why: `The default quota is ${characters} characters, white space ${countsWhiteSpace ? 'included' : 'apart'}. AWS refuses what is longer, unless the quota was raised.`,
    mend: 'Use wildcards and lists, remove what is redundant, or write several policies.',
    docs,
    find: ({ root, text }) => {
      const size = text === undefined ? 0 : policySize(text, kind);
      if (size <= characters) return [];
      return [{ at: root, message: `The policy has ${size} characters; ${characters} are the quota.` }];
    },
  };
}

function isEmpty(node: JsonNode): boolean {
  if (node.kind === 'object') return node.members.length === 0;
  return node.kind === 'array' && node.items.length === 0;
}

export const DOCUMENT_CHECKS: readonly Check[] = [
  {
    code: 'missing-version',
    severity: 'warning',
    title: 'Missing version',
    kinds: ['inline', 'session', 'trust', 'resource', 'endpoint'],
    mend: 'Write "Version": "2012-10-17".',
    docs: analyzer('general-warning-missing-version'),
    quick: true,
    find: ({ root }) =>
      memberOf(root, 'Version') === undefined
        ? [
            {
              at: root,
              message:
                'The document names no version, so that of 2008 is in force: it knows no policy variables.',
            },
          ]
        : [],
  },
  {
    code: 'outdated-version',
    severity: 'suggestion',
    title: 'Outdated version',
    kinds: ['inline', 'session', 'trust', 'resource', 'endpoint'],
    mend: 'Write "Version": "2012-10-17".',
    docs: userGuide('reference_policies_elements_version'),
    find: ({ root, document }) => {
      const version = memberOf(root, 'Version');
      if (version === undefined || document.version === '2012-10-17') return [];
      return [{ at: version, message: 'The document is written in the language of 2008.' }];
    },
  },
  {
    code: 'sid-not-unique',
    severity: 'warning',
    title: 'Unique Sids recommended',
    kinds: ['resource', 'endpoint'],
    mend: 'Give each statement its own.',
    docs: analyzer('general-warning-unique-sids-recommended'),
    quick: true,
    find: ({ statements }) => {
      const seen = new Set<string>();
      return statements.flatMap(({ source, node }) => {
        const { sid } = source;
        if (sid === undefined || sid === '') return [];
        const again = seen.has(sid);
        seen.add(sid);
        return again ? [{ at: memberOf(node, 'Sid')!, message: `The Sid "${sid}" stands twice.` }] : [];
      });
    },
  },
  {
    code: 'empty-sid',
    severity: 'suggestion',
    title: 'Empty Sid value',
    kinds: ALL,
    mend: 'Name the statement, or leave Sid out.',
    docs: analyzer('suggestion-empty-sid-value'),
    find: eachStatement(({ source, node }) =>
      source.sid === '' ? { at: memberOf(node, 'Sid')!, message: 'The Sid is empty.' } : undefined,
    ),
  },
  {
    code: 'id-in-identity-policy',
    severity: 'suggestion',
    title: 'Id in an identity policy',
    kinds: IDENTITY,
    mend: 'Leave Id out.',
    docs: userGuide('reference_policies_elements_id'),
    find: ({ root }) => {
      const id = memberOf(root, 'Id');
      return id === undefined ? [] : [{ at: id, message: 'Id has no meaning in an identity policy.' }];
    },
  },
  {
    code: 'null-resource',
    severity: 'warning',
    title: 'null in a list of resources',
    kinds: ALL,
    mend: 'Remove the null, or name the resource that was meant.',
    docs: userGuide('reference_policies_elements_resource'),
    find: eachStatement(({ resource }) => {
      const items = resource?.node.kind === 'array' ? resource.node.items : [];
      const empty = items.find((item) => item.kind === 'null');
      return empty && { at: empty, message: 'null names no resource.' };
    }),
  },
  {
    code: 'empty-condition',
    severity: 'suggestion',
    title: 'Empty object condition',
    kinds: ALL,
    mend: 'Write the condition that was meant, or leave Condition out.',
    docs: analyzer('suggestion-empty-object-condition'),
    find: eachStatement(({ node }) => {
      const condition = memberOf(node, 'Condition');
      return condition && isEmpty(condition)
        ? { at: condition, message: 'The Condition is empty.' }
        : undefined;
    }),
  },
  {
    code: 'empty-operator',
    severity: 'suggestion',
    title: 'Condition operator without keys',
    kinds: ALL,
    mend: 'Write the key that was meant, or leave the operator out.',
    docs: analyzer('suggestion-empty-object-condition'),
    find: eachStatement(({ node }) => {
      const condition = memberOf(node, 'Condition');
      const member =
        condition?.kind === 'object' ? condition.members.find(({ value }) => isEmpty(value)) : undefined;
      return member && { at: member.value, message: `${member.key} compares no key.` };
    }),
  },
  {
    code: 'empty-condition-values',
    severity: 'suggestion',
    title: 'Empty array condition',
    kinds: ALL,
    mend: 'List the values that were meant, or leave the key out.',
    docs: analyzer('suggestion-empty-array-condition'),
    find: eachCondition(({ node, operator, key }) =>
      isEmpty(node)
        ? `${operator.name} compares ${key} with nothing: it ${operator.base.negated ? 'always' : 'never'} holds.`
        : undefined,
    ),
  },
  ...SIZE_ROWS.map(sizeCheck),
  {
    code: 'policy-size-near-quota',
    severity: 'suggestion',
    title: 'Size near the quota',
    kinds: ALL,
    mend: 'Use wildcards and lists, or divide the policy before it has to grow.',
    docs: IAM_QUOTAS,
    find: ({ kind, root, text }) => {
      const { characters } = SIZE_QUOTAS[kind];
      const size = text === undefined ? 0 : policySize(text, kind);
      if (size > characters || size <= characters * 0.9) return [];
      return [{ at: root, message: `The policy has ${size} of ${characters} characters.` }];
    },
  },
  {
    code: 'federated-principal-not-supported',
    severity: 'error',
    title: 'Federated principal not supported',
    kinds: RESOURCE,
    mend: 'Name the role, or its account with a condition on aws:FederatedProvider.',
    docs: analyzer('error-federated-principal-not-supported'),
    find: eachStatement(({ principal }) => {
      const entry = principal?.entries.find(({ type }) => type === 'Federated');
      return entry && { at: entry.node, message: `No request to a resource comes from ${entry.value}.` };
    }),
  },
];
