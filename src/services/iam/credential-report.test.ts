import { describe, expect, it } from 'vitest';
import { account, EPOCH, keyIdsOf } from '../../../test/fixtures/account.ts';
import { NOW, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState, LastUsed } from '../../directory/index.ts';
import { credentialReportOperations } from './credential-report.ts';

const A = '111122223333';
const HOURS = 3_600_000;
const operation = (name: string) => named(credentialReportOperations, name);

const generate = (state: AccountState, now = NOW, lastUsed: Record<string, LastUsed> = {}) =>
  run(operation('GenerateCredentialReport'), {}, { account: state, now, lastUsed });
const get = (state: AccountState, now = NOW) =>
  run(operation('GetCredentialReport'), {}, { account: state, now }).output as {
    Content: Uint8Array;
    ReportFormat: string;
    GeneratedTime: Date;
  };
const lines = (state: AccountState) => new TextDecoder().decode(get(state).Content).split('\n');

/** Cells by the names of their columns. */
function row(state: AccountState, user: string): Record<string, string> {
  const [header = '', ...rest] = lines(state);
  const found = rest.find((line) => line.startsWith(`${user},`));
  if (found === undefined) throw new Error(`no row of ${user}`);
  const cells = found.split(',');
  return Object.fromEntries(header.split(',').map((column, at) => [column, cells[at]!]));
}

describe('the credential report', () => {
  it('has AWS’s columns', () => {
    const [header] = lines(generate(account().state).account);
    expect(header).toBe(
      'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
    );
  });

  it('begins with the root', () => {
    const { account: state } = generate(account().accessKey('root').state);
    expect(lines(state)[1]).toBe(
      `<root_account>,arn:aws:iam::${A}:root,2026-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,false,true,2026-01-01T00:00:01+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
    );
  });

  it('shows the keys of a user, the older first, and their last use', () => {
    const before = account()
      .user('alice', { path: '/a/' })
      .accessKey('alice', 'Inactive')
      .accessKey('alice').state;
    const [first, second] = keyIdsOf(before, 'alice');
    const used = { at: EPOCH + 60_500, service: 'sts', region: 'eu-west-1' };
    const { account: state } = generate(before, NOW, { [second!]: used });
    expect(first).not.toBe(second);
    expect(row(state, 'alice')).toEqual({
      user: 'alice',
      arn: `arn:aws:iam::${A}:user/a/alice`,
      user_creation_time: '2026-01-01T00:00:01+00:00',
      password_enabled: 'false',
      password_last_used: 'N/A',
      password_last_changed: 'N/A',
      password_next_rotation: 'N/A',
      mfa_active: 'false',
      access_key_1_active: 'false',
      access_key_1_last_rotated: '2026-01-01T00:00:02+00:00',
      access_key_1_last_used_date: 'N/A',
      access_key_1_last_used_region: 'N/A',
      access_key_1_last_used_service: 'N/A',
      access_key_2_active: 'true',
      access_key_2_last_rotated: '2026-01-01T00:00:03+00:00',
      access_key_2_last_used_date: '2026-01-01T00:01:00+00:00',
      access_key_2_last_used_region: 'eu-west-1',
      access_key_2_last_used_service: 'sts',
      cert_1_active: 'false',
      cert_1_last_rotated: 'N/A',
      cert_2_active: 'false',
      cert_2_last_rotated: 'N/A',
    });
  });

  it('case 75: says nothing of keys that could be used', () => {
    const before = account().user('alice').accessKey('alice').state;
    const text = lines(generate(before).account).join('\n');
    for (const id of keyIdsOf(before, 'alice')) expect(text).not.toContain(id);
    expect(text).not.toContain('sealed');
  });

  it('quotes names with commas and paths with quotation marks, and sorts by name', () => {
    const before = account().user('zoe').user('a,b').user('Bob', { path: '/"q"/' }).state;
    const rows = lines(generate(before).account).slice(2);
    expect(rows.map((line) => line.slice(0, line.indexOf(',2026-')))).toEqual([
      `"a,b","arn:aws:iam::${A}:user/a,b"`,
      `Bob,"arn:aws:iam::${A}:user/""q""/Bob"`,
      `zoe,arn:aws:iam::${A}:user/zoe`,
    ]);
  });
});

describe('GenerateCredentialReport', () => {
  it('is done when it answers', () => {
    const { output, account: state, asks } = generate(account().state);
    expect(output).toEqual({ State: 'COMPLETE' });
    expect(asks).toEqual([{ action: 'iam:GenerateCredentialReport', resource: '*' }]);
    expect(get(state)).toMatchObject({ ReportFormat: 'text/csv', GeneratedTime: new Date(NOW) });
  });

  it.each([
    [4 * HOURS - 1, NOW],
    [4 * HOURS, NOW + 4 * HOURS],
  ])('%i ms later the report is of %i', (later, generatedAt) => {
    const first = generate(account().state).account;
    const second = generate(first, NOW + later);
    expect(second.account.record.credentialReport?.generatedAt).toBe(generatedAt);
    expect(second.draft.changes()).toHaveLength(generatedAt === NOW ? 0 : 1);
  });
});

describe('GetCredentialReport', () => {
  it('has nothing before a report was generated', () => {
    expect(refusal(() => get(account().state))).toBe(
      'ReportNotPresent 410 Credential report is not present.',
    );
  });

  it('gives a report for four hours', () => {
    const { account: state } = generate(account().state);
    expect(get(state, NOW + 4 * HOURS - 1).GeneratedTime).toEqual(new Date(NOW));
    expect(refusal(() => get(state, NOW + 4 * HOURS))).toBe(
      'ReportExpired 410 Credential report has expired.',
    );
  });
});
