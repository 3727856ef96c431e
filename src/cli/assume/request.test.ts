import { describe, expect, it } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { type AssumeGiven, assumeRequest } from './request.ts';

const ROLE = 'arn:aws:iam::111122223333:role/team/auditor';
const read = (given: object) =>
  assumeRequest({ _: [], $0: 'stint', roleArn: ROLE, ...given } as unknown as AssumeGiven);

describe('what is asked of STS', () => {
  it.each<[string, object, object]>([
    ['the role', {}, { RoleArn: ROLE, RoleSessionName: expect.stringMatching(/^stint-./) }],
    ['a name', { sessionName: 'a.b@c' }, { RoleSessionName: 'a.b@c' }],
    ['seconds', { duration: '900' }, { DurationSeconds: 900 }],
    ['minutes', { duration: '90m' }, { DurationSeconds: 5400 }],
    ['hours', { duration: '12h' }, { DurationSeconds: 43_200 }],
    ['an external id', { externalId: 'x' }, { ExternalId: 'x' }],
    ['a policy', { policy: '{"a": 1}' }, { Policy: '{"a": 1}' }],
    ['a source identity', { sourceIdentity: 'alice' }, { SourceIdentity: 'alice' }],
    [
      'tags, with = and nothing in values',
      { tag: ['a=b=c', 'd='] },
      {
        Tags: [
          { Key: 'a', Value: 'b=c' },
          { Key: 'd', Value: '' },
        ],
      },
    ],
  ])('has %s', (_what, given, expected) => {
    expect(read(given)).toMatchObject(expected);
  });

  it('has nothing that was not given', () => {
    expect(Object.keys(read({}))).toEqual(['RoleArn', 'RoleSessionName']);
  });

  it.each<[string, object, RegExp]>([
    ['a user for a role', { roleArn: 'arn:aws:iam::111122223333:user/a' }, /is no ARN of a role/],
    ['a name for an ARN', { roleArn: 'auditor' }, /is no ARN of a role/],
    ['an account of 11 digits', { roleArn: 'arn:aws:iam::11112222333:role/a' }, /is no ARN of a role/],
    ['a name with a space', { sessionName: 'a b' }, /--session-name has 2 to 64/],
    ['a name of one letter', { sourceIdentity: 'a' }, /--source-identity has 2 to 64/],
    ['14 minutes', { duration: '14m' }, /from 15m to 12h/],
    ['more than 12 hours', { duration: '43201' }, /from 15m to 12h/],
    ['days', { duration: '1d' }, /from 15m to 12h/],
    ['a broken policy', { policy: '{' }, /--policy is no JSON/],
    ['a policy file that is not there', { policy: 'file:///nonexistent' }, /ENOENT/],
    ['a tag without value', { tag: ['a'] }, /KEY=VALUE/],
    ['a tag without key', { tag: ['=a'] }, /KEY=VALUE/],
    ['a tag twice', { tag: ['a=1', 'a=2'] }, /more than once/],
  ])('is not made of %s', (_what, given, message) => {
    expect(() => read(given)).toThrow(
      expect.objectContaining({ exitCode: EXIT.usage, message: expect.stringMatching(message) }),
    );
  });
});
