/** How long a document may be, and how quotas count. IAM User Guide, "IAM and AWS STS quotas". */
import type { PolicyKind } from './issue.ts';

export interface SizeQuota {
  /** The default quota: the most characters (UTF-16 code units) that a document of the kind has. */
  readonly characters: number;
  /** Whether the white space between JSON tokens counts as well. */
  readonly countsWhiteSpace: boolean;
}

/**
 * The quota of inline policies by their holder, for all of the holder's inline policies together. Without a holder
 * `SIZE_QUOTAS` has the largest.
 */
export const INLINE_POLICY_SIZES = { user: 2_048, group: 5_120, role: 10_240 } as const;

/**
 * AWS's default quotas. IAM User Guide, "IAM and AWS STS quotas"; AWS Organizations User Guide, "Quotas and service
 * limits"; Amazon VPC User Guide, "Amazon VPC quotas". Resource policies: what most services take (Amazon S3: 20 KB).
 */
export const SIZE_QUOTAS: Readonly<Record<PolicyKind, SizeQuota>> = {
  inline: { characters: INLINE_POLICY_SIZES.role, countsWhiteSpace: false },
  managed: { characters: 6_144, countsWhiteSpace: false },
  trust: { characters: 2_048, countsWhiteSpace: false },
  session: { characters: 2_048, countsWhiteSpace: true },
  resource: { characters: 20_480, countsWhiteSpace: true },
  endpoint: { characters: 20_480, countsWhiteSpace: true },
  scp: { characters: 10_240, countsWhiteSpace: true },
  rcp: { characters: 5_120, countsWhiteSpace: true },
};

/** The longest text that a parameter of an IAM operation takes, white space and all: IAM API Reference, "CreatePolicy". */
export const LONGEST_IAM_PARAMETER = 131_072;

/** The length of a document as the quota of its kind counts it. */
export function policySize(text: string, kind: PolicyKind): number {
  return SIZE_QUOTAS[kind].countsWhiteSpace ? text.length : effectivePolicySize(text);
}

/**
 * The length of a document without the white space (tab, line feed, carriage return, space) that stands outside JSON
 * strings: what most quotas of IAM count. Linear; needs no valid JSON.
 */
export function effectivePolicySize(text: string): number {
  let size = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!inString && (unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d)) continue;
    size++;
    if (unit === 0x22) inString = !inString;
    else if (inString && unit === 0x5c && i + 1 < text.length) {
      size++;
      i++;
    }
  }
  return size;
}
