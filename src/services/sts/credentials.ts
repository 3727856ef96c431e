/** Temporary credentials, as STS answers them. */
import type { Credentials } from '@aws-sdk/client-sts';
import type { Session } from '../../directory/index.ts';
import { mintAccessKeyId, mintSecretAccessKey } from '../../names/index.ts';
import type { Scope } from '../operation.ts';

type Unsigned<S> = S extends Session
  ? Omit<S, 'accessKeyId' | 'secretAccessKey' | 'issuedAt' | 'expiresAt'>
  : never;

/**
 * Makes credentials for a session that begins now. STS counts in whole seconds.
 * @param lifetime seconds.
 */
export function issueCredentials(scope: Scope, session: Unsigned<Session>, lifetime: number): Credentials {
  const issuedAt = Math.floor(scope.now / 1000) * 1000;
  const issued = {
    ...session,
    accessKeyId: mintAccessKeyId('ASIA', session.accountId, scope.random),
    secretAccessKey: mintSecretAccessKey(scope.random),
    issuedAt,
    expiresAt: issuedAt + lifetime * 1000,
  } as Session;
  return {
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: scope.sealSession(issued),
    Expiration: new Date(issued.expiresAt),
  };
}
