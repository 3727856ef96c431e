/** What the API shows of an account, by the client that the names belong to. */
import type { Client, Credentials } from '../support/client.ts';
import type { HeldPolicy, HeldUser, Holdings } from './holdings.ts';

interface Named {
  readonly PolicyName: string;
}
interface UserDetail {
  readonly UserName: string;
  readonly UserId: string;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly GroupList: readonly string[];
  readonly AttachedManagedPolicies: readonly Named[];
  readonly UserPolicyList: readonly (Named & { readonly PolicyDocument: string })[];
}
interface PolicyDetail {
  readonly PolicyName: string;
  readonly PolicyId: string;
  readonly DefaultVersionId: string;
  readonly PolicyVersionList: readonly { readonly VersionId: string; readonly Document: string }[];
}
interface Page {
  readonly UserDetailList: readonly UserDetail[];
  readonly Policies: readonly PolicyDetail[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

const sidIn = (encoded: string): string => JSON.parse(decodeURIComponent(encoded)).Statement[0].Sid;

function heldPolicy(detail: PolicyDetail): HeldPolicy {
  return {
    id: detail.PolicyId,
    default: detail.DefaultVersionId,
    versions: Object.fromEntries(
      detail.PolicyVersionList.map(({ VersionId, Document }) => [VersionId, sidIn(Document)]),
    ),
    next: 0,
  };
}

async function heldUser(client: Client, admin: Credentials, detail: UserDetail): Promise<HeldUser> {
  const { AccessKeyMetadata } = await client.must(admin, {
    service: 'iam',
    action: 'ListAccessKeys',
    input: { UserName: detail.UserName },
  });
  const keys = AccessKeyMetadata as { AccessKeyId: string; Status: string }[];
  return {
    id: detail.UserId,
    tags: Object.fromEntries(detail.Tags.map(({ Key, Value }) => [Key, Value])),
    groups: detail.GroupList,
    attached: detail.AttachedManagedPolicies.map(({ PolicyName }) => PolicyName),
    inline: Object.fromEntries(
      detail.UserPolicyList.map(({ PolicyName, PolicyDocument }) => [PolicyName, sidIn(PolicyDocument)]),
    ),
    keys: Object.fromEntries(keys.map(({ AccessKeyId, Status }) => [AccessKeyId, Status])),
  };
}

async function details(client: Client, admin: Credentials): Promise<Page[]> {
  const pages: Page[] = [];
  for (let Marker: string | undefined; ; ) {
    const page: Page = await client.must(admin, {
      service: 'iam',
      action: 'GetAccountAuthorizationDetails',
      input: { Marker, MaxItems: 1000, Filter: ['User', 'LocalManagedPolicy'] },
    });
    pages.push(page);
    if (!page.IsTruncated) return pages;
    Marker = page.Marker;
  }
}

/** By prefix of the names up to the first dash; what does not belong to any client is under its own. */
export async function observe(client: Client, admin: Credentials): Promise<Map<string, Holdings>> {
  const pages = await details(client, admin);
  const byPrefix = new Map<string, Holdings>();
  const add = (name: string, change: (held: Holdings) => Holdings): void => {
    const prefix = name.slice(0, name.indexOf('-') + 1);
    byPrefix.set(prefix, change(byPrefix.get(prefix) ?? { users: {}, policies: {} }));
  };
  const users = pages.flatMap(({ UserDetailList }) => UserDetailList);
  const held = await Promise.all(users.map((user) => heldUser(client, admin, user)));
  for (const [i, { UserName }] of users.entries()) {
    add(UserName, (all) => ({ ...all, users: { ...all.users, [UserName]: held[i]! } }));
  }
  for (const policy of pages.flatMap(({ Policies }) => Policies)) {
    add(policy.PolicyName, (all) => ({
      ...all,
      policies: { ...all.policies, [policy.PolicyName]: heldPolicy(policy) },
    }));
  }
  return byPrefix;
}
