/** The operator's commands. */
import { type CommandGroup, command } from '../command.ts';
import { DATA_FLAGS } from '../settings-flags.ts';

export const ACCOUNT = {
  account: { type: 'string', describe: 'Account id, 12 digits', demandOption: true },
} as const;

export const NAME = {
  name: { type: 'string', describe: 'Name of the account, at most 50 characters', demandOption: true },
} as const;

export const CREATE_FLAGS = {
  ...DATA_FLAGS,
  'account-id': { type: 'string', describe: 'Its id, 12 digits; by default a random one' },
} as const;

export const RESET_FLAGS = {
  ...DATA_FLAGS,
  password: { type: 'boolean', describe: 'Give the root a new password instead; its keys stay' },
  'password-stdin': {
    type: 'boolean',
    describe: 'The same, with the password in the first line of standard input',
    conflicts: 'password',
  },
} as const;

const WHERE =
  'It asks the server that runs on the data directory; when none does, it opens the directory itself (docs/guide/operating.md).';

const createCommand = command({
  command: 'create <name>',
  summary: 'Make an account and an access key of its root',
  options: CREATE_FLAGS,
  positionals: NAME,
  examples: [['$0 accounts create production --data /var/lib/stint', 'the secret is printed once']],
  notes: WHERE,
  run: async (given) => (await import('./accounts.ts')).createAccount(given),
});

const listCommand = command({
  command: 'list',
  summary: 'List the accounts',
  options: DATA_FLAGS,
  examples: [['$0 accounts list --json', 'for programs']],
  notes: WHERE,
  run: async (given) => (await import('./accounts.ts')).listAccounts(given),
});

const showCommand = command({
  command: 'show <account>',
  summary: 'Show what an account holds',
  options: DATA_FLAGS,
  positionals: ACCOUNT,
  examples: [['$0 accounts show 111122223333', 'counts, and the keys of its root']],
  notes: WHERE,
  run: async (given) => (await import('./accounts.ts')).showAccount(given),
});

const disableCommand = command({
  command: 'disable <account>',
  summary: 'Refuse every key and session of an account',
  options: DATA_FLAGS,
  positionals: ACCOUNT,
  examples: [['$0 accounts disable 111122223333', 'nothing in it is lost']],
  notes: WHERE,
  run: async (given) => (await import('./accounts.ts')).setAccountStatus('DisableAccount', given),
});

const enableCommand = command({
  command: 'enable <account>',
  summary: 'Let a disabled account work again',
  options: DATA_FLAGS,
  positionals: ACCOUNT,
  examples: [['$0 accounts enable 111122223333', 'as it was']],
  notes: WHERE,
  run: async (given) => (await import('./accounts.ts')).setAccountStatus('EnableAccount', given),
});

export const accountsCommands: CommandGroup = {
  command: 'accounts',
  summary: 'Make, list and disable accounts',
  members: [createCommand, listCommand, showCommand, disableCommand, enableCommand],
};

export const rootCommands: CommandGroup = {
  command: 'root',
  summary: "Recover an account's root",
  members: [
    command({
      command: 'reset <account>',
      summary: "Delete keys and password of an account's root and make a new key, or set its password",
      options: RESET_FLAGS,
      positionals: ACCOUNT,
      examples: [
        ['$0 root reset 111122223333', 'the keys from before are refused at once'],
        ['$0 root reset 111122223333 --password', 'a password, printed once'],
      ],
      notes: WHERE,
      run: async (given) => (await import('./accounts.ts')).resetRoot(given),
    }),
  ],
};

export const EVENTS_FLAGS = {
  ...DATA_FLAGS,
  principal: { type: 'string', describe: 'User name, ARN, unique id, access key id, or role of a session' },
  action: { type: 'string', describe: 'iam:CreateUser, CreateUser, iam:Delete*' },
  decision: {
    type: 'string',
    choices: ['allowed', 'refused', 'failed', 'explicitDeny', 'implicitDeny'],
    describe: 'How it ended; failed are all errors, refused those for want of permission or proof',
  },
  since: { type: 'string', describe: 'Not before: 2026-01-31, 2026-01-31T12:00:00Z, or 15m, 2h, 7d ago' },
  until: { type: 'string', describe: 'Before: as --since' },
  account: { type: 'string', describe: 'Account of the event or of its caller' },
  text: { type: 'string', describe: 'Part of the record, without regard to case' },
  limit: {
    type: 'string',
    describe: 'So many of the newest, by default 50 (1 to 100000; to follow: 0 to 1000)',
  },
  follow: {
    type: 'boolean',
    describe: 'Go on with events as they come, until interrupted',
    conflicts: ['until', 'verify'],
  },
  verify: {
    type: 'boolean',
    describe: 'Verify the whole log instead; names the first bad record',
    conflicts: ['principal', 'action', 'decision', 'since', 'until', 'account', 'text', 'limit'],
  },
} as const;

export const eventsCommand = command({
  command: 'events',
  summary: 'Show, follow and verify the log of events',
  options: EVENTS_FLAGS,
  examples: [
    ['$0 events --decision refused --since 1h', 'who was refused what, and why'],
    ['$0 events --follow --principal alice', 'as it happens'],
    ['$0 events --json --limit 1000', 'records, a line each'],
    ['$0 events --verify', 'exit code 1 when a record was changed or is missing'],
  ],
  notes: WHERE,
  run: async (given) => (await import('./events.ts')).runEvents(given),
});

export const PURPOSES = {
  purposes: {
    type: 'string',
    array: true,
    // As in src/store/keyring-document.ts, which would be slow to load for help; a test compares them.
    choices: ['secrets', 'session-tokens', 'markers', 'audit-checkpoints', 'row-digests'],
    describe: 'What the keys are for; by default all',
  },
} as const;

export const ROTATE_FLAGS = {
  ...DATA_FLAGS,
  retire: { type: 'boolean', describe: 'Remove older keys, when what they sealed is sealed anew' },
  resume: { type: 'boolean', describe: 'Go on with a rotation that was cut off: make no newer key' },
} as const;

export const keyringCommands: CommandGroup = {
  command: 'keyring',
  summary: 'Show and rotate the keys that seal the data',
  members: [
    command({
      command: 'show',
      summary: 'Show the versions of each key',
      options: DATA_FLAGS,
      examples: [['$0 keyring show', 'versions and ages, never keys']],
      notes: WHERE,
      run: async (given) => (await import('./keyring.ts')).showKeyring(given),
    }),
    command({
      command: 'rotate [purposes..]',
      summary: 'Make new keys and seal anew with them',
      options: ROTATE_FLAGS,
      positionals: PURPOSES,
      examples: [
        ['$0 keyring rotate', 'all; what older keys sealed stays readable'],
        ['$0 keyring rotate session-tokens --retire', 'every session ends now'],
      ],
      notes: WHERE,
      run: async (given) => (await import('./keyring.ts')).rotateKeyring(given),
    }),
  ],
};

export const FILE = {
  file: { type: 'string', describe: 'The backup; its events are in FILE.audit', demandOption: true },
} as const;

export const backupCommand = command({
  command: 'backup <file>',
  summary: 'Write a backup, also while the server runs',
  options: DATA_FLAGS,
  positionals: FILE,
  examples: [['$0 backup /backups/stint-1', 'a file, and a directory stint-1.audit beside it']],
  notes: `The master key is not in it. ${WHERE}`,
  run: async (given) => (await import('./backup.ts')).runBackup(given),
});

export const restoreCommand = command({
  command: 'restore <file>',
  summary: 'Restore a backup into an empty data directory, and verify it',
  options: DATA_FLAGS,
  positionals: FILE,
  examples: [['$0 restore /backups/stint-1 --data ./restored --master-key-file ./stint-data.key', '']],
  notes:
    'The master key of the data that were backed up is needed. A directory with something in it is refused.',
  run: async (given) => (await import('./backup.ts')).runRestore(given),
});
