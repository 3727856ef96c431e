/**
 * What is decided before any policy is asked. IAM User Guide, "Compare AWS STS credentials"; AWS STS API Reference,
 * GetCallerIdentity, GetSessionToken, AssumeRole.
 */
import type { Verdict } from '../policy/index.ts';
import type { Caller, Credentials } from './caller.ts';

export interface Ruling {
  readonly verdict: Verdict;
  /** What AWS answers, or why nothing refuses. */
  readonly message: string;
}

interface Rule {
  readonly applies: (caller: Caller, service: string, operation: string) => boolean;
  readonly verdict: Verdict;
  readonly message: (operation: string) => string;
}

const ISSUED_ONLY_TO_KEYS = ['getsessiontoken', 'getfederationtoken'];

const ofSession = ({ credentials }: Caller): boolean => !isOneOf(credentials, 'long-term', 'none');

function isOneOf(credentials: Credentials, ...kinds: Credentials[]): boolean {
  return kinds.includes(credentials);
}

const INVALID_TOKEN = 'The security token included in the request is invalid';

/** The first that applies decides. */
const RULES: readonly Rule[] = [
  {
    applies: (caller, service, operation) =>
      service === 'sts' && operation === 'getcalleridentity' && caller.credentials !== 'none',
    verdict: 'allowed',
    message: () => 'GetCallerIdentity needs no permission, and no policy can refuse it',
  },
  {
    applies: (caller, service, operation) =>
      service === 'sts' && ofSession(caller) && ISSUED_ONLY_TO_KEYS.includes(operation),
    verdict: 'explicitDeny',
    message: (operation) => `Cannot call ${operation} with session credentials`,
  },
  {
    applies: ({ credentials }, service, operation) =>
      service === 'sts' && operation === 'getsessiontoken' && credentials === 'long-term',
    verdict: 'allowed',
    message: () => 'GetSessionToken needs no permission, and no policy can refuse it to long-term keys',
  },
  {
    applies: ({ principal }, service, operation) =>
      service === 'sts' && operation === 'assumerole' && principal.kind === 'root',
    verdict: 'explicitDeny',
    message: () => 'Roles may not be assumed by root accounts.',
  },
  {
    applies: ({ credentials }, service) => service === 'iam' && credentials === 'federated',
    verdict: 'explicitDeny',
    message: () => INVALID_TOKEN,
  },
  {
    applies: ({ credentials, mfaAge }, service) =>
      service === 'iam' && credentials === 'user-session' && mfaAge === undefined,
    verdict: 'explicitDeny',
    message: () => INVALID_TOKEN,
  },
  {
    applies: ({ credentials }, service, operation) =>
      service === 'sts' &&
      (credentials === 'federated' || (credentials === 'user-session' && !isForUserSessions(operation))),
    verdict: 'explicitDeny',
    message: (operation) => `Cannot call ${operation} with session credentials`,
  },
];

/** What stands beside `sts:AssumeRole` when it has tags or a source identity is decided as it is. */
function isForUserSessions(operation: string): boolean {
  return ['assumerole', 'tagsession', 'setsourceidentity', 'setcontext'].includes(operation);
}

/** `undefined`: policies decide. */
export function fixedRuling(caller: Caller, action: string): Ruling | undefined {
  const [service = '', operation = ''] = action.split(':');
  const rule = RULES.find(({ applies }) => applies(caller, service.toLowerCase(), operation.toLowerCase()));
  return rule && { verdict: rule.verdict, message: rule.message(operation) };
}

/** Operations on its own policy that an explicit deny in that policy never takes from the owner's root. */
const RESCUE_OPERATIONS = new Set([
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
  'sqs:getqueueattributes',
  'sqs:setqueueattributes',
]);

/** Amazon S3 API Reference, PutBucketPolicy. */
export function isRescue(caller: Caller, action: string, owner: string | undefined): boolean {
  const { principal } = caller;
  // A session by AssumeRoot is root of the account, too.
  const isRoot = principal.kind === 'root' || principal.kind === 'assumed-root';
  return isRoot && principal.account === owner && RESCUE_OPERATIONS.has(action.toLowerCase());
}
