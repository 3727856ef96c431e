/** What the crash test would notice: a checker that accepts everything proves nothing (F7 of the test plan). */
import { describe, expect, it } from 'vitest';
import { type Holdings, matching, UNTOLD, without, withPolicy, withUser } from './holdings.ts';

const HELD: Holdings = {
  users: {
    'c0-ann': {
      id: 'AIDA1',
      tags: { team: 'red', stage: 'one' },
      groups: ['c0-group-0'],
      attached: ['c0-policy-0'],
      inline: { 'inline-0': 's1' },
      keys: { AKIA1: 'Active' },
    },
  },
  policies: { 'c0-policy-0': { id: 'ANPA1', default: 'v2', versions: { v1: 's2', v2: 's3' }, next: 3 } },
};
/** As the API shows it: without the number of the next version. */
const FOUND = withPolicy(HELD, 'c0-policy-0', { next: 0 });
const ann = HELD.users['c0-ann']!;

describe('the comparison of what was acknowledged with what is there', () => {
  it.each<[string, Holdings]>([
    ['as it was', FOUND],
    ['in another order', withUser(FOUND, 'c0-ann', { tags: { stage: 'one', team: 'red' } })],
  ])('accepts what is there %s', (_title, found) => {
    expect(matching(HELD, found)).toEqual(HELD);
  });

  it.each<[string, Holdings]>([
    ['a user that is lost', { ...FOUND, users: {} }],
    ['a user that is back', { ...FOUND, users: { ...FOUND.users, 'c0-bob': { ...ann, id: 'AIDA2' } } }],
    ['a user that was made twice', withUser(FOUND, 'c0-ann', { id: 'AIDA9' })],
    ['a tag that is lost', withUser(FOUND, 'c0-ann', { tags: without(ann.tags, 'stage') })],
    ['a tag from before', withUser(FOUND, 'c0-ann', { tags: { ...ann.tags, stage: 'zero' } })],
    ['a membership that is lost', withUser(FOUND, 'c0-ann', { groups: [] })],
    ['an attachment that is back', withUser(FOUND, 'c0-ann', { attached: ['c0-policy-0', 'c0-policy-1'] })],
    ['an inline policy from before', withUser(FOUND, 'c0-ann', { inline: { 'inline-0': 's0' } })],
    ['a second key', withUser(FOUND, 'c0-ann', { keys: { ...ann.keys, AKIA2: 'Active' } })],
    ['a key with its status from before', withUser(FOUND, 'c0-ann', { keys: { AKIA1: 'Inactive' } })],
    ['a policy that is lost', { ...FOUND, policies: {} }],
    ['a version without being the default', withPolicy(FOUND, 'c0-policy-0', { default: 'v1' })],
    ['a version that is lost', withPolicy(FOUND, 'c0-policy-0', { versions: { v2: 's3' } })],
  ])('notices %s', (_title, found) => {
    expect(matching(HELD, found)).toBeUndefined();
  });

  it('fills in ids that no answer told', () => {
    const unanswered = withUser(HELD, 'c0-ann', { keys: { ...ann.keys, [UNTOLD]: 'Active' } });
    const found = withUser(FOUND, 'c0-ann', { keys: { ...ann.keys, AKIA2: 'Active' } });
    expect(matching(unanswered, found)).toEqual(
      withUser(HELD, 'c0-ann', { keys: { AKIA1: 'Active', AKIA2: 'Active' } }),
    );
    expect(matching(unanswered, FOUND)).toBeUndefined();
    const twoMore = withUser(found, 'c0-ann', {
      keys: { ...ann.keys, AKIA2: 'Active', AKIA3: 'Active' },
    });
    expect(matching(unanswered, twoMore)).toBeUndefined();
  });
});
