// Writes docs/reference/operations.md: which operations of the models of IAM and STS exist. Run by `npm run reference`.
import { writeFileSync } from 'node:fs';

const TITLES = { iam: 'AWS Identity and Access Management', sts: 'AWS Security Token Service' };

/**
 * @param {readonly { service: string, version: string, names: readonly string[], built: ReadonlySet<string> }[]} services
 * @returns {string} the page
 */
export function operationsReference(services) {
  const parts = services.map(({ service, version, names, built }) => {
    const rows = names.map((name) => `| ${name} | ${built.has(name) ? 'yes' : '–'} |`);
    return [
      `## ${TITLES[service]} (${version})`,
      '',
      `${names.filter((name) => built.has(name)).length} of ${names.length} operations.`,
      '',
      '| operation | built |',
      '|---|---|',
      ...rows,
    ].join('\n');
  });
  return [
    '# Operations',
    '',
    'Every operation of the models of the AWS SDK. One that is not built answers `InvalidAction`. This page is generated:',
    '`npm run reference`.',
    '',
    ...parts.flatMap((part) => [part, '']),
  ].join('\n');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { OPERATIONS } = await import('../dist/services/index.js');
  const { loadModel, operationNames } = await import('../dist/wire/index.js');
  const services = ['iam', 'sts'].map((service) => ({
    service,
    version: loadModel(service).version,
    names: operationNames(loadModel(service)),
    built: new Set(OPERATIONS[service].keys()),
  }));
  writeFileSync('docs/reference/operations.md', operationsReference(services));
}
