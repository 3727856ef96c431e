import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, trustingService } from '../../../test/fixtures/account.ts';
import { asked, named, refusal, run } from '../../../test/fixtures/run.ts';
import type { AccountState, InlinePolicy } from '../../directory/index.ts';
import { inlinePolicyOperations } from './inline-policies.ts';

const A = '111122223333';
const LIMIT = `arn:aws:iam::${A}:policy/limit`;
const TEXT =
  '{ "Version":"2012-10-17",\n  "Statement": {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::%3A/*"} }';

type Input = Record<string, string | number | undefined>;
const perform = (name: string, input: Input, options: { account: AccountState; quotas?: object }) =>
  run(named(inlinePolicyOperations, name), input as never, options);
const asks = (name: string, input: Input, options: { account: AccountState }) =>
  asked(named(inlinePolicyOperations, name), input as never, options);

/** A document of exactly this length, white space apart. */
function documentOfSize(size: number): string {
  const frame = '{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}';
  return frame.replace('a:b', `a:${'b'.repeat(size - frame.length + 1)}`).replaceAll(',', ' ,\n\t ');
}

const KINDS = [
  {
    kind: 'User',
    entity: 'user',
    member: 'UserName',
    quota: 2048,
    with: (inline: InlinePolicy[]) => account().user('One', { inline, boundary: LIMIT }).state,
    bounded: true,
  },
  {
    kind: 'Group',
    entity: 'group',
    member: 'GroupName',
    quota: 5120,
    with: (inline: InlinePolicy[]) => account().group('One', { inline }).state,
    bounded: false,
  },
  {
    kind: 'Role',
    entity: 'role',
    member: 'RoleName',
    quota: 10240,
    with: (inline: InlinePolicy[]) => account().role('One', undefined, { inline, boundary: LIMIT }).state,
    bounded: true,
  },
] as const;

describe.each(KINDS)(
  'inline policies of a $entity',
  ({ kind, entity, member, quota, with: accountWith, bounded }) => {
    const put = (state: AccountState, PolicyName: string, PolicyDocument = TEXT, quotas = {}) =>
      perform(
        `Put${kind}Policy`,
        { [member]: 'one', PolicyName, PolicyDocument },
        { account: state, quotas },
      );
    const get = (state: AccountState, PolicyName: string) =>
      perform(`Get${kind}Policy`, { [member]: 'one', PolicyName }, { account: state }).output as {
        PolicyDocument: string;
      };
    const remove = (state: AccountState, PolicyName: string) =>
      perform(`Delete${kind}Policy`, { [member]: 'one', PolicyName }, { account: state });
    const list = (state: AccountState, more: Input = {}) =>
      perform(`List${kind}Policies`, { [member]: 'one', ...more }, { account: state }).output as {
        PolicyNames: string[];
        IsTruncated: boolean;
        Marker?: string;
      };

    it('come back byte for byte, percent-encoded, under the stored names', () => {
      const { output, account: after } = put(accountWith([]), 'read');
      expect(output).toBeUndefined();
      expect(get(after, 'read')).toEqual({
        [member]: 'One',
        PolicyName: 'read',
        PolicyDocument: expect.stringMatching(/^%7B%20%22Version%22/),
      });
      expect(decodeURIComponent(get(after, 'read').PolicyDocument)).toBe(TEXT);
    });

    it('are replaced in silence', () => {
      const once = put(accountWith([]), 'read').account;
      const other = TEXT.replace('Allow', 'Deny');
      const twice = put(once, 'read', other).account;
      expect(decodeURIComponent(get(twice, 'read').PolicyDocument)).toBe(other);
      expect(list(twice).PolicyNames).toEqual(['read']);
    });

    it('have names that differ by case', () => {
      const both = put(put(accountWith([]), 'read').account, 'READ').account;
      expect(list(both)).toEqual({ PolicyNames: ['READ', 'read'], IsTruncated: false });
      expect(refusal(() => get(both, 'Read'))).toBe(
        `NoSuchEntity 404 The ${entity} policy with name Read cannot be found.`,
      );
    });

    it.each(['Put', 'Delete'])('%s is asked for with the boundary that is set', (verb) => {
      const input = { [member]: 'one', PolicyName: 'read', PolicyDocument: TEXT };
      const [ask] = asks(`${verb}${kind}Policy`, input, { account: accountWith([]) });
      expect(ask).toMatchObject({
        action: `iam:${verb}${kind}Policy`,
        resource: `arn:aws:iam::${A}:${entity}/One`,
      });
      expect(ask?.keys).toEqual(bounded ? { 'iam:PermissionsBoundary': LIMIT } : {});
    });

    it('case 88: a name that nobody has is asked for by its kind, and not found', () => {
      const options = { account: accountWith([]) };
      for (const operation of ['Put', 'Get', 'Delete', 'List']) {
        const name = operation === 'List' ? `List${kind}Policies` : `${operation}${kind}Policy`;
        const input = { [member]: 'nobody', PolicyName: 'read', PolicyDocument: TEXT };
        expect(asks(name, input, options)).toMatchObject([{ shownAs: `${entity} nobody` }]);
        expect(refusal(() => perform(name, input, options))).toBe(
          `NoSuchEntity 404 The ${entity} with name nobody cannot be found.`,
        );
      }
    });

    it('are deleted once', () => {
      const after = remove(put(accountWith([]), 'read').account, 'read').account;
      expect(list(after).PolicyNames).toEqual([]);
      expect(refusal(() => remove(after, 'read'))).toBe(
        `NoSuchEntity 404 The ${entity} policy with name read cannot be found.`,
      );
    });

    it('case 68: together are as long as the quota, and not one character longer', () => {
      const half = put(accountWith([]), 'one', documentOfSize(quota / 2)).account;
      const full = put(half, 'two', documentOfSize(quota / 2)).account;
      const text = `LimitExceeded 409 Maximum policy size of ${quota} bytes exceeded for ${entity} One`;
      expect(refusal(() => put(half, 'two', documentOfSize(quota / 2 + 1)))).toBe(text);
      // What is replaced does not count.
      expect(refusal(() => put(full, 'two', documentOfSize(quota / 2)))).toBeUndefined();
      expect(refusal(() => put(full, 'three', documentOfSize(100)))).toBe(text);
    });

    it.each([
      ['not JSON', 'hello', 'Syntax errors in policy.'],
      ['an effect in the wrong case', TEXT.replace('Allow', 'allow'), 'The policy failed legacy parsing'],
      [
        'a principal',
        TEXT.replace('"Effect"', '"Principal":"*","Effect"'),
        'Policy document should not specify a principal.',
      ],
    ])('are refused with %s, once there is whom they are for', (_, document, text) => {
      expect(refusal(() => put(accountWith([]), 'read', document))).toBe(
        `MalformedPolicyDocument 400 ${text}`,
      );
      const input = { [member]: 'nobody', PolicyName: 'read', PolicyDocument: document };
      expect(refusal(() => perform(`Put${kind}Policy`, input, { account: accountWith([]) }))).toContain(
        'NoSuchEntity 404',
      );
    });

    it('are listed by name in pages of any size', () => {
      const names = ['b', 'A', 'c', 'a=', 'Z', '0'];
      const state = accountWith(names.map((name) => ({ name, document: TEXT })));
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 7 }), (MaxItems) => {
          const seen: string[] = [];
          let Marker: string | undefined;
          do {
            const page = list(state, { MaxItems, Marker });
            seen.push(...page.PolicyNames);
            Marker = page.Marker;
          } while (Marker !== undefined);
          expect(seen).toEqual(names.toSorted());
        }),
      );
    });
  },
);

describe('inline policies of a protected role', () => {
  const state = account().role('AWSServiceRoleForX', trustingService('x.amazonaws.com'), {
    linkedService: 'x.amazonaws.com',
  }).state;

  it.each(['PutRolePolicy', 'DeleteRolePolicy'])('%s is refused', (name) => {
    const input = { RoleName: 'AWSServiceRoleForX', PolicyName: 'read', PolicyDocument: TEXT };
    expect(refusal(() => perform(name, input, { account: state }))).toMatch(/^UnmodifiableEntity 400 /);
  });
});
