/** Policies and calls for the tests of the simulator. */
import type { EvaluationResult } from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { account } from '../../../test/fixtures/account.ts';
import { named, run } from '../../../test/fixtures/run.ts';
import type { AccountState } from '../../directory/index.ts';
import { simulationOperations } from './simulation.ts';

export const A = '111122223333';
export const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const BUCKET = 'arn:aws:s3:::bucket/key';
export const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;

export const statement = (effect: 'Allow' | 'Deny', action: string, more: object = {}) => ({
  Effect: effect,
  Action: action,
  Resource: '*',
  ...more,
});
export const document = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
export const inline = (name: string, ...statements: object[]) => ({
  name,
  document: document(...statements),
});
export const ALLOW_S3 = document(statement('Allow', 's3:*'));
export const condition = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
});

export const custom = (input: object) =>
  run(named(simulationOperations, 'SimulateCustomPolicy'), input as never, { account: account().state });
export const principal = (state: AccountState, input: object) =>
  run(named(simulationOperations, 'SimulatePrincipalPolicy'), input as never, { account: state });
export const results = (ran: { output: { EvaluationResults: EvaluationResult[] } }) =>
  ran.output.EvaluationResults;
export const only = (ran: { output: { EvaluationResults: EvaluationResult[] } }) => {
  expect(results(ran)).toHaveLength(1);
  return results(ran)[0]!;
};
