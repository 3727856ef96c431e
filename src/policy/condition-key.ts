/**
 * What is known of a condition key by its name: what it tells about, the type of its values, and what to do so that a
 * request has another value. IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, IAM
 * and STS. `stint/policy/catalog` knows the keys of every service; this table is what explanations need.
 */
import { lowerCaseKey } from './text-case.ts';

/** What a key tells about; `service`: whatever the called service says it does. */
export type KeyOrigin = 'principal' | 'session' | 'network' | 'resource' | 'request' | 'service';

export type KeyType = 'text' | 'number' | 'date' | 'boolean' | 'ip' | 'arn';

export interface KeyFacts {
  readonly origin: KeyOrigin;
  readonly type: KeyType;
  /**
   * How a caller gets another value: `$` stands for the value, `@` for the name of a tag. Absent: it cannot without being
   * another caller, or asking for another resource.
   */
  readonly change?: string;
}

type Row = readonly [key: string, origin: KeyOrigin, type: KeyType, change?: string];

/** A name that ends in a slash stands for all that begin with it. */
const ROWS: readonly Row[] = [
  ['aws:PrincipalArn', 'principal', 'arn'],
  ['aws:PrincipalAccount', 'principal', 'text'],
  ['aws:PrincipalOrgID', 'principal', 'text'],
  ['aws:PrincipalOrgPaths', 'principal', 'text'],
  ['aws:PrincipalTag/', 'principal', 'text', 'tag the user or role, or its session, with @ = $'],
  ['aws:PrincipalType', 'principal', 'text'],
  ['aws:PrincipalIsAWSService', 'principal', 'boolean'],
  ['aws:PrincipalServiceName', 'principal', 'text'],
  ['aws:PrincipalServiceNamesList', 'principal', 'text'],
  ['aws:userid', 'principal', 'text'],
  ['aws:username', 'principal', 'text'],
  ['aws:AssumedRoot', 'session', 'boolean'],
  ['aws:FederatedProvider', 'session', 'text'],
  ['aws:TokenIssueTime', 'session', 'date', 'use credentials that were issued at $'],
  [
    'aws:MultiFactorAuthPresent',
    'session',
    'boolean',
    'use credentials for which aws:MultiFactorAuthPresent is $: MFA is given to GetSessionToken or AssumeRole as SerialNumber and TokenCode',
  ],
  ['aws:MultiFactorAuthAge', 'session', 'number', 'use credentials for which MFA was given $ seconds ago'],
  ['aws:SourceIdentity', 'session', 'text', 'assume the role with SourceIdentity = $'],
  ['aws:Ec2InstanceSourceVpc', 'session', 'text', 'call from an instance in VPC $'],
  ['aws:Ec2InstanceSourcePrivateIPv4', 'session', 'ip', 'call from the instance with address $'],
  ['aws:SourceIp', 'network', 'ip', 'call from the address $, and not through a VPC endpoint'],
  ['aws:VpcSourceIp', 'network', 'ip', 'call through a VPC endpoint from the address $'],
  ['aws:SourceVpc', 'network', 'text', 'call through an endpoint of the VPC $'],
  ['aws:SourceVpce', 'network', 'text', 'call through the VPC endpoint $'],
  ['aws:SourceVpcArn', 'network', 'arn', 'call through an endpoint of the VPC $'],
  ['aws:VpceAccount', 'network', 'text', 'call through a VPC endpoint of account $'],
  ['aws:VpceOrgID', 'network', 'text', 'call through a VPC endpoint of organization $'],
  ['aws:VpceOrgPaths', 'network', 'text', 'call through a VPC endpoint of the path $'],
  ['aws:ResourceAccount', 'resource', 'text'],
  ['aws:ResourceOrgID', 'resource', 'text'],
  ['aws:ResourceOrgPaths', 'resource', 'text'],
  ['aws:ResourceTag/', 'resource', 'text', 'tag the resource with @ = $'],
  ['iam:ResourceTag/', 'resource', 'text', 'tag the resource with @ = $'],
  ['aws:RequestTag/', 'request', 'text', 'pass the tag @ = $ with the request'],
  ['aws:TagKeys', 'request', 'text', 'pass tags with the keys $'],
  ['aws:RequestedRegion', 'request', 'text', 'call the Region $'],
  ['aws:CurrentTime', 'request', 'date', 'call at $'],
  ['aws:EpochTime', 'request', 'date', 'call at $'],
  ['aws:SecureTransport', 'request', 'boolean', 'call so that aws:SecureTransport is $ (true: over TLS)'],
  ['aws:UserAgent', 'request', 'text', 'send the header User-Agent: $'],
  ['aws:referer', 'request', 'text', 'send the header Referer: $'],
  [
    'aws:ViaAWSService',
    'request',
    'boolean',
    'call so that aws:ViaAWSService is $ (true: a service calls for you)',
  ],
  ['aws:CalledVia', 'request', 'text', 'let $ make the call'],
  ['aws:CalledViaFirst', 'request', 'text', 'let $ make the first call'],
  ['aws:CalledViaLast', 'request', 'text', 'let $ make the call'],
  ['aws:SourceArn', 'request', 'arn', 'let the service call on behalf of $'],
  ['aws:SourceAccount', 'request', 'text', 'let the service call on behalf of account $'],
  ['aws:SourceOrgID', 'request', 'text', 'let the service call on behalf of organization $'],
  ['aws:SourceOrgPaths', 'request', 'text', 'let the service call on behalf of the path $'],
  ['sts:ExternalId', 'request', 'text', 'pass ExternalId = $'],
  ['sts:RoleSessionName', 'request', 'text', 'pass RoleSessionName = $'],
  ['sts:SourceIdentity', 'request', 'text', 'pass SourceIdentity = $'],
  ['sts:TransitiveTagKeys', 'request', 'text', 'pass TransitiveTagKeys = $'],
  ['sts:DurationSeconds', 'request', 'number', 'pass DurationSeconds = $'],
  ['iam:PassedToService', 'request', 'text', 'pass the role to $'],
  ['iam:AssociatedResourceArn', 'request', 'arn', 'pass the role for $'],
  ['iam:PermissionsBoundary', 'request', 'arn', 'pass PermissionsBoundary = $'],
  ['iam:PolicyARN', 'request', 'arn', 'pass PolicyArn = $'],
  ['iam:AWSServiceName', 'request', 'text', 'pass AWSServiceName = $'],
];

const FACTS: ReadonlyMap<string, KeyFacts> = new Map(
  ROWS.map(([key, origin, type, change]) => [
    lowerCaseKey(key),
    { origin, type, ...(change === undefined ? {} : { change }) },
  ]),
);

const UNKNOWN: KeyFacts = { origin: 'service', type: 'text', change: 'make the request with $' };

/** What is known of a key, whatever its case. A key of no row is its service's. */
export function factsOfKey(key: string): KeyFacts {
  const lower = lowerCaseKey(key);
  const slash = lower.indexOf('/');
  return FACTS.get(lower) ?? (slash < 0 ? undefined : FACTS.get(lower.slice(0, slash + 1))) ?? UNKNOWN;
}
