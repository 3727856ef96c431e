import { describe, expect, it } from 'vitest';
import { ALLOW_ALL, account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import { policyTagOperations } from './policy-tags.ts';

const operation = (name: string) => named(policyTagOperations, name);
const arn = (pathAndName: string) => `arn:aws:iam::111122223333:policy${pathAndName}`;

describe('tags of policies', () => {
  const tag = (state = account().policy('p', ALLOW_ALL, { tags: { Team: 'red' } }).state, Key = 'team') =>
    run(operation('TagPolicy'), { PolicyArn: arn('/p'), Tags: [{ Key, Value: 'blue' }] }, { account: state });

  it('case 82: keys that differ by case stand side by side', () => {
    const { output } = run(operation('ListPolicyTags'), { PolicyArn: arn('/p') }, { account: tag().account });
    expect(output).toEqual({
      Tags: [
        { Key: 'Team', Value: 'red' },
        { Key: 'team', Value: 'blue' },
      ],
      IsTruncated: false,
    });
  });

  it('a key of the same case is replaced; unknown keys are untagged in silence', () => {
    const once = tag().account;
    const again = tag(once, 'Team').account;
    const untagged = run(
      operation('UntagPolicy'),
      { PolicyArn: arn('/p'), TagKeys: ['TEAM', 'team', 'none'] },
      { account: again },
    );
    expect(untagged.asks).toMatchObject([{ action: 'iam:UntagPolicy', tagKeys: ['TEAM', 'team', 'none'] }]);
    const { output } = run(
      operation('ListPolicyTags'),
      { PolicyArn: arn('/p') },
      { account: untagged.account },
    );
    expect(output).toMatchObject({ Tags: [{ Key: 'Team', Value: 'blue' }] });
  });

  it('takes the fiftieth tag and not one more', () => {
    const tags = Object.fromEntries(Array.from({ length: 49 }, (_, n) => [`k${n}`, 'v']));
    const full = tag(account().policy('p', ALLOW_ALL, { tags }).state).account;
    expect(refusal(() => tag(full, 'one more'))).toBe(
      'LimitExceeded 409 The number of tags has reached the maximum limit.',
    );
  });
});
