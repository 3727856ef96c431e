import { command } from '../command.ts';
import { FORMAT_NAMES } from './format-names.ts';

export const ASSUME_OPTIONS = {
  profile: { type: 'string', describe: 'Profile with the credentials to assume with (AWS_PROFILE)' },
  'endpoint-url': { type: 'string', describe: 'Where STS is (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS)' },
  region: { type: 'string', describe: 'Region to sign for (AWS_REGION); us-east-1 when nothing names one' },
  'session-name': { type: 'string', describe: 'Name of the session; stint- and the name of the user' },
  duration: { type: 'string', describe: 'How long: seconds, or 15m, or 1h' },
  'external-id': { type: 'string', describe: 'External id that the trust policy asks for' },
  policy: { type: 'string', describe: 'Session policy: JSON, or file://PATH' },
  tag: { type: 'string', array: true, describe: 'Session tag, KEY=VALUE; repeatable' },
  'source-identity': { type: 'string', describe: 'Source identity of the session' },
  format: { type: 'string', choices: FORMAT_NAMES, describe: 'How credentials are printed; env' },
  'no-cache': { type: 'boolean', describe: 'Neither use nor keep credentials in the cache' },
} as const;

export const ASSUME_POSITIONALS = {
  'role-arn': { type: 'string', describe: 'ARN of the role', demandOption: true },
} as const;

const ROLE = 'arn:aws:iam::111122223333:role/auditor';

export const assumeCommand = command({
  command: 'assume <role-arn>',
  summary: 'Assume a role, and run a command in it or print its credentials',
  options: ASSUME_OPTIONS,
  positionals: ASSUME_POSITIONALS,
  takesCommand: true,
  examples: [
    [`$0 assume ${ROLE} -- terraform plan`, 'a command with temporary credentials'],
    [`eval "$($0 assume ${ROLE})"`, 'this shell'],
    [
      `credential_process = stint assume ${ROLE} --profile base --format credential-process`,
      'in ~/.aws/config',
    ],
  ],
  notes:
    'Sessions are kept in $XDG_CACHE_HOME/stint, for you alone, and renewed five minutes before they end.',
  run: async (given) => (await import('./assume.ts')).runAssume(given),
});
