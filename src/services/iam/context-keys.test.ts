import { describe, expect, it } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, refusal, run } from '../../../test/fixtures/run.ts';
import { contextKeyOperations } from './context-keys.ts';
import { condition, document, inline, statement, user } from './simulation.fixture.ts';

describe('context keys', () => {
  const asking = (...keys: string[]) =>
    document(
      ...keys.map((key) => statement('Allow', 's3:*', condition('StringEquals', key, '${aws:username}'))),
    );
  const state = account()
    .group('team', {
      inline: [inline('g', statement('Allow', 's3:*', condition('Bool', 'aws:SecureTransport', 'true')))],
    })
    .user('alice', {
      groups: ['team'],
      inline: [{ name: 'a', document: asking('aws:PrincipalTag/Team') }],
    }).state;

  it('of policies handed in: each once, as written', () => {
    const input = {
      PolicyInputList: [asking('aws:SourceIp', 'AWS:sourceip'), asking('aws:UserName', 's3:prefix')],
    };
    const ran = run(named(contextKeyOperations, 'GetContextKeysForCustomPolicy'), input, { account: state });
    expect(ran.output).toEqual({ ContextKeyNames: ['aws:SourceIp', 'aws:username', 's3:prefix'] });
    expect(ran.asks).toEqual([{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }]);
  });

  it('of a user and its groups, with policies handed in', () => {
    const input = { PolicySourceArn: user('alice'), PolicyInputList: [asking('s3:prefix')] };
    const ran = run(named(contextKeyOperations, 'GetContextKeysForPrincipalPolicy'), input, {
      account: state,
    });
    expect(ran.output).toEqual({
      ContextKeyNames: ['aws:PrincipalTag/Team', 'aws:username', 'aws:SecureTransport', 's3:prefix'],
    });
    expect(ran.asks).toMatchObject([
      { action: 'iam:GetContextKeysForPrincipalPolicy', resource: user('alice') },
    ]);
  });

  it.each([
    [
      'GetContextKeysForCustomPolicy',
      { PolicyInputList: ['{}'] },
      'InvalidInput 400 Syntax errors in policy.',
    ],
    [
      'GetContextKeysForPrincipalPolicy',
      { PolicySourceArn: user('none') },
      'NoSuchEntity 404 The user with name none cannot be found.',
    ],
  ])('%s refuses %j', (name, input, expected) => {
    expect(refusal(() => run(named(contextKeyOperations, name), input as never, { account: state }))).toBe(
      expected,
    );
  });
});
