/** The model of Stint's own service, AWS JSON 1.1. What the administrator's socket reads and writes is held against it. */
import { purposes } from '../../store/index.ts';
import { linkModel, type ModelFile } from '../../wire/index.ts';

type Shapes = ModelFile['shapes'];
type Members = Readonly<Record<string, string>>;

/** A structure by the shapes of its members; a name that ends with `!` is required. */
function structure(members: Members): Shapes[string] {
  return {
    kind: 'structure',
    members: Object.entries(members).map(([name, shape]) =>
      name.endsWith('!') ? { name: name.slice(0, -1), shape, required: true } : { name, shape },
    ),
  };
}

const scalars: Shapes = {
  String: { kind: 'string' },
  Boolean: { kind: 'boolean' },
  Count: { kind: 'integer', min: 0 },
  Time: { kind: 'timestamp' },
  Secret: { kind: 'string', sensitive: true },
  /** As IAM's `passwordType`. */
  Password: {
    kind: 'string',
    pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
    min: 1,
    max: 128,
    sensitive: true,
  },
  AccountId: { kind: 'string', pattern: '[0-9]{12}' },
  AccountName: { kind: 'string', pattern: '[\\u0020-\\u007E]+', min: 1, max: 50 },
  /** A sequence of the log: digits, since it may grow beyond an Integer. */
  Position: { kind: 'string', pattern: '[0-9]{1,15}' },
  PageSize: { kind: 'integer', min: 1, max: 1000 },
  Token: { kind: 'string', min: 1, max: 320 },
  FilterText: { kind: 'string', min: 1, max: 2048 },
  DecisionFilter: {
    kind: 'string',
    enum: ['allowed', 'refused', 'failed', 'explicitDeny', 'implicitDeny'],
  },
  Purpose: { kind: 'string', enum: purposes },
  Path: { kind: 'string', min: 1, max: 4096 },
  // It may hold what its author took for harmless; the event tells its digest instead.
  SeedText: { kind: 'string', min: 1, max: 4_194_304, sensitive: true },
};

const lists: Shapes = {
  Accounts: { kind: 'list', member: 'Account' },
  AccessKeyIds: { kind: 'list', member: 'String' },
  RootAccessKeys: { kind: 'list', member: 'RootAccessKeyFacts' },
  Events: { kind: 'list', member: 'Event' },
  Purposes: { kind: 'list', member: 'Purpose', min: 1 },
  RotatedPurposes: { kind: 'list', member: 'RotatedPurpose' },
  DescribedPurposes: { kind: 'list', member: 'DescribedPurpose' },
  KeyVersions: { kind: 'list', member: 'KeyVersion' },
  Versions: { kind: 'list', member: 'Count' },
  SeededAccounts: { kind: 'list', member: 'SeededAccount' },
  SeededKeys: { kind: 'list', member: 'SeededKey' },
};

const structures: Shapes = {
  Account: structure({
    AccountId: 'String',
    Name: 'String',
    Alias: 'String',
    Status: 'String',
    CreateDate: 'Time',
  }),
  AccessKeyPair: structure({ AccessKeyId: 'String', SecretAccessKey: 'Secret' }),
  RootAccessKeyFacts: structure({
    AccessKeyId: 'String',
    Status: 'String',
    CreateDate: 'Time',
    LastUsedDate: 'Time',
  }),
  RootPasswordFacts: structure({ LastSetDate: 'Time', LastUsedDate: 'Time' }),
  AccountRequest: structure({ 'AccountId!': 'AccountId' }),
  AccountResponse: structure({ Account: 'Account' }),
  CreateAccountRequest: structure({ 'Name!': 'AccountName', AccountId: 'AccountId' }),
  CreateAccountResponse: structure({ Account: 'Account', RootAccessKey: 'AccessKeyPair' }),
  ListAccountsRequest: structure({ MaxResults: 'PageSize', NextToken: 'Token' }),
  ListAccountsResponse: structure({ Accounts: 'Accounts', NextToken: 'String' }),
  DescribeAccountResponse: structure({
    Account: 'Account',
    Users: 'Count',
    Groups: 'Count',
    Roles: 'Count',
    Policies: 'Count',
    AccessKeys: 'Count',
    RootPassword: 'RootPasswordFacts',
    RootAccessKeys: 'RootAccessKeys',
  }),
  ResetRootCredentialsResponse: structure({
    RootAccessKey: 'AccessKeyPair',
    DeletedAccessKeyIds: 'AccessKeyIds',
    DeletedPassword: 'Boolean',
  }),
  SetRootPasswordRequest: structure({ 'AccountId!': 'AccountId', Password: 'Password' }),
  SetRootPasswordResponse: structure({ Password: 'Secret' }),
  LookupEventsRequest: structure({
    Principal: 'FilterText',
    Action: 'FilterText',
    Decision: 'DecisionFilter',
    Since: 'Time',
    Until: 'Time',
    Text: 'FilterText',
    AccountId: 'AccountId',
    MaxResults: 'PageSize',
    BeforePosition: 'Position',
  }),
  Event: structure({ Position: 'String', Record: 'String' }),
  LookupEventsResponse: structure({ Events: 'Events', NextPosition: 'String' }),
  EmptyRequest: structure({}),
  BadRecord: structure({
    Defect: 'String',
    Position: 'String',
    File: 'String',
    Line: 'Count',
    Message: 'String',
  }),
  VerifyEventsResponse: structure({
    Verified: 'Boolean',
    Records: 'String',
    FirstPosition: 'String',
    LastPosition: 'String',
    LastHash: 'String',
    VouchedPosition: 'String',
    BadRecord: 'BadRecord',
  }),
  RotateKeyringRequest: structure({ Purposes: 'Purposes', Retire: 'Boolean', Resume: 'Boolean' }),
  RotatedPurpose: structure({
    Purpose: 'String',
    Version: 'Count',
    Renewed: 'Count',
    RetiredVersions: 'Versions',
  }),
  RotateKeyringResponse: structure({ Purposes: 'RotatedPurposes' }),
  KeyVersion: structure({ Version: 'Count', CreateDate: 'Time' }),
  DescribedPurpose: structure({ Purpose: 'String', Versions: 'KeyVersions' }),
  DescribeKeyringResponse: structure({ Purposes: 'DescribedPurposes' }),
  CreateBackupRequest: structure({ 'File!': 'Path' }),
  CreateBackupResponse: structure({ File: 'String', AuditDirectory: 'String', Records: 'String' }),
  ApplySeedRequest: structure({ 'Text!': 'SeedText', 'FileName!': 'Path' }),
  SeededAccount: structure({
    AccountId: 'String',
    Created: 'Boolean',
    RootAccessKey: 'AccessKeyPair',
    AccessKeys: 'SeededKeys',
  }),
  SeededKey: structure({ UserName: 'String', AccessKeyId: 'String', SecretAccessKey: 'Secret' }),
  ApplySeedResponse: structure({ Accounts: 'SeededAccounts', Operations: 'Count', Sha256: 'String' }),
};

const FILE: ModelFile = {
  service: 'stint',
  version: '2026-11-01',
  xmlNamespace: '',
  protocol: 'json',
  violations: { showsValue: true, listsEnum: true },
  operations: {
    CreateAccount: { input: 'CreateAccountRequest', output: 'CreateAccountResponse' },
    ListAccounts: { input: 'ListAccountsRequest', output: 'ListAccountsResponse' },
    DescribeAccount: { input: 'AccountRequest', output: 'DescribeAccountResponse' },
    DisableAccount: { input: 'AccountRequest', output: 'AccountResponse' },
    EnableAccount: { input: 'AccountRequest', output: 'AccountResponse' },
    ResetRootCredentials: { input: 'AccountRequest', output: 'ResetRootCredentialsResponse' },
    SetRootPassword: { input: 'SetRootPasswordRequest', output: 'SetRootPasswordResponse' },
    LookupEvents: { input: 'LookupEventsRequest', output: 'LookupEventsResponse' },
    VerifyEvents: { input: 'EmptyRequest', output: 'VerifyEventsResponse' },
    RotateKeyring: { input: 'RotateKeyringRequest', output: 'RotateKeyringResponse' },
    DescribeKeyring: { input: 'EmptyRequest', output: 'DescribeKeyringResponse' },
    CreateBackup: { input: 'CreateBackupRequest', output: 'CreateBackupResponse' },
    ApplySeed: { input: 'ApplySeedRequest', output: 'ApplySeedResponse' },
  },
  shapes: { ...scalars, ...lists, ...structures },
  errors: {
    AccountNotFound: 404,
    AccountAlreadyExists: 409,
    InvalidRequest: 400,
    PasswordPolicyViolation: 400,
    Throttling: 400,
    NotAvailable: 409,
    MalformedSeed: 400,
    BackupFailed: 409,
  },
};

export const STINT_MODEL = linkModel(FILE);
