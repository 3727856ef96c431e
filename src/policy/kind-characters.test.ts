import { describe, expect, it } from 'vitest';
import type { PolicyKind } from './issue.ts';
import { parse } from './parse.ts';

const statement = { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' };
const conditioned = { ...statement, Condition: { StringEquals: { 'aws:PrincipalTag/team': '→' } } };
const named = { ...conditioned, Principal: '*' };
const trusting = {
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'sts:AssumeRole',
  Condition: conditioned.Condition,
};

/** IAM and STS take documents as parameters whose characters they limit; other services keep their own. */
describe('characters beyond U+00FF in a document', () => {
  it.each<[PolicyKind, object, boolean]>([
    ['inline', conditioned, false],
    ['managed', conditioned, false],
    ['session', conditioned, false],
    ['trust', trusting, false],
    ['resource', named, true],
    ['endpoint', named, true],
    ['scp', conditioned, true],
    ['rcp', named, true],
  ])('%s', (kind, one, isTaken) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: one });
    const { document, errors } = parse(text, kind);
    expect([errors.map(({ code }) => code), document !== undefined]).toEqual(
      isTaken ? [[], true] : [['parameter-characters'], false],
    );
  });
});
