/** The condition keys that mean the same for every service. IAM User Guide, "AWS global condition context keys". */
import type { ConditionKeyType } from '../catalog/service.ts';

export interface GlobalKey {
  readonly name: string;
  readonly type: ConditionKeyType | 'DateOrNumeric' | 'StringOrARN';
  /** Whether every signed request brings it. */
  readonly always: boolean;
}

const ALWAYS = `aws:PrincipalArn ARN, aws:PrincipalAccount String, aws:PrincipalType String, aws:userid String,
aws:PrincipalIsAWSService Bool, aws:RequestedRegion String, aws:CurrentTime Date, aws:EpochTime DateOrNumeric,
aws:SecureTransport Bool, aws:ViaAWSService Bool`;

const SOMETIMES = `aws:PrincipalOrgID String, aws:PrincipalOrgPaths ArrayOfString, aws:PrincipalServiceName String,
aws:PrincipalServiceNamesList ArrayOfString, aws:username String, aws:AssumedRoot Bool,
aws:FederatedProvider StringOrARN, aws:TokenIssueTime Date, aws:SignInSessionArn ARN, aws:MultiFactorAuthPresent Bool,
aws:MultiFactorAuthAge Numeric, aws:SourceIdentity String, aws:Ec2InstanceSourceVpc String,
aws:Ec2InstanceSourcePrivateIPv4 IPAddress, aws:ChatbotSourceArn ARN, aws:SourceIp IPAddress, aws:VpcSourceIp IPAddress,
aws:SourceVpc String, aws:SourceVpce String, aws:SourceVpcArn ARN, aws:VpceAccount String, aws:VpceOrgID String,
aws:VpceOrgPaths ArrayOfString, aws:ResourceAccount String, aws:ResourceOrgID String, aws:ResourceOrgPaths ArrayOfString,
aws:TagKeys ArrayOfString, aws:UserAgent String, aws:referer String, aws:CalledVia ArrayOfString,
aws:CalledViaFirst String, aws:CalledViaLast String, aws:CalledViaAWSMCP String, aws:ViaAWSMCPService Bool,
aws:IsMcpServiceAction Bool, aws:SourceArn ARN, aws:SourceAccount String, aws:SourceOwner String, aws:SourceOrgID String,
aws:SourceOrgPaths ArrayOfString`;

function rows(text: string, always: boolean): GlobalKey[] {
  return text.split(',').map((row) => {
    const [name, type] = row.trim().split(' ') as [string, GlobalKey['type']];
    return { name, type, always };
  });
}

const KEYS: ReadonlyMap<string, GlobalKey> = new Map(
  [...rows(ALWAYS, true), ...rows(SOMETIMES, false)].map((key) => [key.name.toLowerCase(), key]),
);

/** Tags: what stands before the tag's key. */
const TAGS = ['aws:PrincipalTag/', 'aws:ResourceTag/', 'aws:RequestTag/'];

/** A global key by its name in lower case; a tag is a key of its own. */
export function globalKey(lowerKey: string): GlobalKey | undefined {
  const known = KEYS.get(lowerKey);
  if (known !== undefined) return known;
  const tag = TAGS.find(
    (prefix) => lowerKey.startsWith(prefix.toLowerCase()) && lowerKey.length > prefix.length,
  );
  return tag === undefined ? undefined : { name: tag, type: 'String', always: false };
}

/** The name of a global key that was probably meant. */
export function similarGlobalKey(lowerKey: string): string | undefined {
  const names = [...KEYS.values()].map((key) => key.name);
  return closest(lowerKey, names);
}

/** The name that takes the fewest edits, if it takes at most a third of its letters. */
export function closest(text: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const lower = text.toLowerCase();
  for (const name of names) {
    const limit = Math.min(least - 1, Math.floor(name.length / 3));
    const edits =
      Math.abs(name.length - lower.length) > limit ? least : editsBetween(lower, name.toLowerCase());
    if (edits <= limit) {
      best = name;
      least = edits;
    }
  }
  return best;
}

/** Levenshtein's distance of two texts. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
