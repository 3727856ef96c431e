/**
 * What an operation is called with, in a world where that succeeds, and what must be allowed for it: written by hand
 * from AWS's pages, never from the code.
 */
import type { AccountState } from '../../../src/directory/index.ts';
import { allow, document } from '../../api/support/policies.ts';
import {
  type AccountBuilder,
  account,
  arnOfPolicy,
  keyIdsOf,
  trusting,
  trustingService,
} from '../../fixtures/account.ts';

/** The account of a row before the operation runs. */
export interface Stage {
  readonly accountId: string;
  readonly state: AccountState;
}

/** One permission: an action on a resource; `shown` is how a refusal names the resource, where not by its ARN. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly shown?: string;
}

export interface Row {
  readonly operation: `${'iam' | 'sts'}:${string}`;
  /** Sets a row apart from others of the same operation. */
  readonly when?: string;
  readonly input: object | ((stage: Stage) => object);
  /**
   * Everything that must be allowed, in the order in which it is asked. Empty: AWS asks no policy. In the resource,
   * `${aws:username}` is the user who calls.
   */
  readonly needs: (stage: Stage) => readonly Permission[];
  /** What each user needs who calls. */
  readonly callers?: (builder: AccountBuilder, name: string) => void;
  /** What the stage needs beside its usual furniture. */
  readonly world?: (builder: AccountBuilder) => void;
  /** Set up by an operation of root before the row runs. */
  readonly before?: { readonly operation: `${'iam' | 'sts'}:${string}`; readonly input?: object };
  /** Why the row cannot be run with a role session. */
  readonly notBySession?: string;
}

const TAGS = { team: 'red' };

/** Most things under a path, tagged, and bounded where they can be: an answer must not depend on their absence. */
export function stage(accountId: string): AccountBuilder {
  const limit = `arn:aws:iam::${accountId}:policy/limit`;
  const docs = `arn:aws:iam::${accountId}:policy/app/docs`;
  const own = { path: '/app/', tags: TAGS, boundary: limit };
  const armed = {
    attached: [docs],
    inline: [{ name: 'notes', document: document(allow('s3:GetObject')) }],
  };
  return account(accountId)
    .policy('limit')
    .policy('docs', document(allow('s3:*')), { path: '/app/', tags: TAGS })
    .group('crew', { path: '/app/' })
    .group('armed-crew', { path: '/app/', ...armed })
    .user('bob', own)
    .user('armed-bob', { ...own, ...armed, groups: ['crew'] })
    .role('target', trusting(accountId), own)
    .role('armed-target', trusting(accountId), { ...own, ...armed })
    .role('AWSServiceRoleForSupport', trustingService('support.amazonaws.com'), {
      path: '/aws-service-role/support.amazonaws.com/',
      linkedService: 'support.amazonaws.com',
      tags: TAGS,
    })
    .instanceProfile('box', [], { path: '/app/', tags: TAGS })
    .instanceProfile('armed-box', ['armed-target'], { path: '/app/', tags: TAGS });
}

/** The stage's ARN of a thing under its usual path: `user/bob`. */
export const arn = ({ accountId }: Stage, thing: string): string => {
  const [type, name] = thing.split('/');
  return `arn:aws:iam::${accountId}:${type}/app/${name}`;
};

/** One permission for an operation on a thing of the stage. */
export const on =
  (action: string, thing: string): Row['needs'] =>
  (at) => [{ action, resource: arn(at, thing) }];

/** An action without resource. */
export const onAll =
  (action: string, shown?: string): Row['needs'] =>
  () => [{ action, resource: '*', ...(shown === undefined ? {} : { shown }) }];

/** A listing, which AWS decides on the kind's ARN without a name. */
export const onKind =
  (action: string, kind: string): Row['needs'] =>
  ({ accountId }) => [{ action, resource: `arn:aws:iam::${accountId}:${kind}/` }];

export const policyNamed = ({ state }: Stage, name: string): string => arnOfPolicy(state, name);

/** The id of the first access key of a user. */
export const firstKey = ({ state }: Stage, userName: string): string => keyIdsOf(state, userName)[0]!;

export const TEAM = [{ Key: 'team', Value: 'red' }];
