// The house: a room imports only rooms below it, and only through their index.ts (see docs in CONTRIBUTING.md).
const rooms = [
  'cli',
  'server',
  'services',
  'audit',
  'directory',
  'store',
  'wire',
  'sigv4',
  'testing',
  'policy',
  'names',
];

const downwardsOnly = rooms.map((room, height) => ({
  name: `${room}-imports-only-rooms-below`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(0, height).join('|') || 'none'})/` },
}));

const oneDoor = rooms.map((room) => ({
  name: `${room}-is-entered-by-its-index`,
  severity: 'error',
  comment: 'Services are one room a service: services/iam and services/sts share services/*.ts.',
  from: { path: '^(src|test|bench)/', pathNot: `^src/${room}/` },
  to: {
    path: `^src/${room}/`,
    pathNot: [
      `^src/${room}/index\\.ts$`,
      `^src/${room}/.*\\.json$`,
      '^src/policy/(catalog|diff)/index\\.ts$',
    ],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downwardsOnly,
    ...oneDoor,
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Types may refer to one another; code may not.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'policy-is-pure',
      severity: 'error',
      comment: 'stint/policy runs in browsers and on the edge: no Node built-ins, no dependencies.',
      from: { path: '^src/(policy|names)/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/(policy|names)/' },
    },
    {
      name: 'testing-is-light',
      severity: 'error',
      comment: 'stint/testing runs wherever tests run; of test runners it knows the types at most.',
      from: { path: '^src/testing/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/(testing|policy|names)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'diff-is-optional',
      severity: 'error',
      comment: 'stint/policy is small; stint/policy/diff is an entry of its own.',
      from: { path: '^src/policy/(?!diff/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/policy/diff/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'catalogue-is-optional',
      severity: 'error',
      comment: 'stint/policy is small; stint/policy/catalog is an entry of its own.',
      from: { path: '^src/policy/(?!catalog/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/policy/catalog/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-copyleft-at-runtime',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '@cloud-copilot/iam-(simulate|lens)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(\\.test\\.ts$|^dist|^test/)' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
