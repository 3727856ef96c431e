/**
 * The state of every credential in an account, as a table. IAM User Guide, "Generate credential reports for your AWS
 * account". A report is made within its request, so that none is ever in progress.
 */
import {
  type AccountView,
  accessKeysOf,
  type LastUsed,
  mfaDevicesOf,
  nameKey,
  type User,
  userArn,
} from '../../directory/index.ts';
import { rootArn } from '../../names/index.ts';
import { read, type Scope, write } from '../operation.ts';
import { passwordExpiry } from '../passwords.ts';
import { reportExpired, reportNotPresent } from './errors.ts';

/** A report serves as long before a new one is generated; milliseconds. */
const REPORT_LIFETIME = 4 * 60 * 60 * 1000;

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((n) => [
    `access_key_${n}_active`,
    `access_key_${n}_last_rotated`,
    `access_key_${n}_last_used_date`,
    `access_key_${n}_last_used_region`,
    `access_key_${n}_last_used_service`,
  ]),
  ...[1, 2].flatMap((n) => [`cert_${n}_active`, `cert_${n}_last_rotated`]),
];

/** What a cell says of something that the row cannot have, or does not have. */
const NOT_APPLICABLE = 'N/A';
/** The password was never used, or so long ago that nothing is known of it. */
const NO_INFORMATION = 'no_information';
const NOT_SUPPORTED = 'not_supported';
const NO_PASSWORD = ['false', NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE];
const NO_KEY = ['false', NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE];
const NO_CERTIFICATE = ['false', NOT_APPLICABLE];

type Source = Pick<Scope, 'lastUsed'> & { readonly account: AccountView };

/** `2026-03-06T12:24:58+00:00`: the report has an offset where the API has `Z`. */
function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;
}

function lastUsedCells(lastUsed: LastUsed | undefined): string[] {
  return lastUsed === undefined
    ? [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]
    : [instant(lastUsed.at), lastUsed.region, lastUsed.service];
}

/** The cells of both keys, the older one first. */
function keyCells({ account, lastUsed }: Source, owner: string): string[] {
  const keys = accessKeysOf(account, owner);
  return [0, 1].flatMap((at) => {
    const key = keys[at];
    if (key === undefined) return NO_KEY;
    return [String(key.status === 'Active'), instant(key.createdAt), ...lastUsedCells(lastUsed(key.id))];
  });
}

/** Enabled, last used, last changed, next rotation. */
function passwordCells({ account, lastUsed }: Source, user: User): string[] {
  const profile = account.loginProfiles.get(user.id);
  if (profile === undefined) return NO_PASSWORD;
  const expiry = passwordExpiry(account, profile);
  return [
    'true',
    usedCell(lastUsed(user.id)),
    instant(profile.changedAt),
    expiry === undefined ? NOT_APPLICABLE : instant(expiry),
  ];
}

/** Of the root the report tells the use alone. */
function rootPasswordCells({ lastUsed }: Source): string[] {
  return [NOT_SUPPORTED, usedCell(lastUsed('root')), NOT_SUPPORTED, NOT_SUPPORTED];
}

const usedCell = (used: LastUsed | undefined): string =>
  used === undefined ? NO_INFORMATION : instant(used.at);

const hasMfa = (account: AccountView, owner: string): string =>
  String(mfaDevicesOf(account, owner).length > 0);

function* rows(source: Source): Generator<readonly string[]> {
  const { account } = source;
  yield COLUMNS;
  const certificates = [...NO_CERTIFICATE, ...NO_CERTIFICATE];
  yield [
    '<root_account>',
    rootArn(account.accountId),
    instant(account.record.createdAt),
    ...rootPasswordCells(source),
    hasMfa(account, 'root'),
    ...keyCells(source, 'root'),
    ...certificates,
  ];
  const users = [...account.users.values()].sort((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
  for (const user of users) {
    yield [
      user.name,
      userArn(account, user),
      instant(user.createdAt),
      ...passwordCells(source, user),
      hasMfa(account, user.id),
      ...keyCells(source, user.id),
      ...certificates,
    ];
  }
}

/** RFC 4180: names and paths may hold commas, paths quotation marks too. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The report as CSV, lines parted by a line feed, without one at the end. */
export function credentialReport(source: Source): string {
  const lines: string[] = [];
  for (const row of rows(source)) lines.push(row.map(cell).join(','));
  return lines.join('\n');
}

function isFresh(generatedAt: number, now: number): boolean {
  return now - generatedAt < REPORT_LIFETIME;
}

const generateCredentialReport = write('GenerateCredentialReport', {
  asks: () => [{ action: 'iam:GenerateCredentialReport', resource: '*' }],
  handle: (_input: object, scope) => {
    const { account, now } = scope;
    const before = account.record.credentialReport;
    if (before === undefined || !isFresh(before.generatedAt, now)) {
      const content = credentialReport(scope);
      account.putRecord({ ...account.record, credentialReport: { generatedAt: now, content } });
    }
    return { State: 'COMPLETE' as const };
  },
});

const getCredentialReport = read('GetCredentialReport', {
  asks: () => [{ action: 'iam:GetCredentialReport', resource: '*' }],
  handle: (_input: object, { account, now }) => {
    const report = account.record.credentialReport;
    if (report === undefined) throw reportNotPresent();
    if (!isFresh(report.generatedAt, now)) throw reportExpired();
    return {
      Content: new TextEncoder().encode(report.content),
      ReportFormat: 'text/csv' as const,
      GeneratedTime: new Date(report.generatedAt),
    };
  },
});

export const credentialReportOperations = [generateCredentialReport, getCredentialReport];
