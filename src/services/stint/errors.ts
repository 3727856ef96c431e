/** The errors of Stint's own service, with the words of AWS where it has the like (AWS Organizations, IAM). */
import { AwsError } from '../../wire/index.ts';

export function noSuchAccount(accountId: string): AwsError {
  return new AwsError('AccountNotFound', 404, `There is no account ${accountId}.`);
}

export function accountExists(accountId: string): AwsError {
  return new AwsError('AccountAlreadyExists', 409, `There is an account ${accountId} already.`);
}

export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequest', 400, message);
}

/** The installation cannot do this as it is set up. */
export function notAvailable(message: string): AwsError {
  return new AwsError('NotAvailable', 409, message);
}

/** A seed that cannot be applied. @param message begins with file, line and column. */
export function malformedSeed(message: string): AwsError {
  return new AwsError('MalformedSeed', 400, message);
}

export function backupFailed(message: string): AwsError {
  return new AwsError('BackupFailed', 409, message);
}
