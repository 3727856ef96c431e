import type { AnyOperation } from '../operation.ts';
import { assumeRole } from './assume-role.ts';
import { getFederationToken } from './get-federation-token.ts';
import { getSessionToken } from './get-session-token.ts';
import { getAccessKeyInfo, getCallerIdentity } from './identity.ts';

export const stsOperations: readonly AnyOperation[] = [
  assumeRole,
  getSessionToken,
  getFederationToken,
  getCallerIdentity,
  getAccessKeyInfo,
];
export { refuseRestrictedCaller } from './session-restrictions.ts';
