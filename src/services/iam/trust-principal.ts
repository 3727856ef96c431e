/** The forms of a value under `"Principal": {"AWS": …}`. IAM User Guide, "AWS JSON policy elements: Principal". */
import { isAccountId, PARTITION, parseArn } from '../../names/index.ts';

/** A user, a role, or a session of either kind, as an ARN names it. */
export type ArnPrincipal =
  | { readonly kind: 'user' | 'role'; readonly accountId: string; readonly name: string }
  | {
      readonly kind: 'role-session';
      readonly accountId: string;
      /** The role's, without its path. */
      readonly name: string;
      readonly sessionName: string;
    }
  | { readonly kind: 'federated-session'; readonly accountId: string; readonly name: string };

const NAME = /^[A-Za-z0-9_+=,.@-]+$/;

/** The account that is meant by its id or by its root's ARN. */
export function accountPrincipal(value: string): string | undefined {
  if (isAccountId(value)) return value;
  const arn = parseArn(value);
  if (arn?.partition !== PARTITION || arn.service !== 'iam' || arn.region !== '') return undefined;
  return arn.resource === 'root' && isAccountId(arn.account) ? arn.account : undefined;
}

/** The user, role or session that an ARN names; `undefined` for anything else. */
export function arnPrincipal(value: string): ArnPrincipal | undefined {
  const arn = parseArn(value);
  if (arn?.partition !== PARTITION || arn.region !== '' || !isAccountId(arn.account)) return undefined;
  const accountId = arn.account;
  const parts = arn.resource.split('/');
  const type = parts[0];
  const name = parts.at(-1)!;
  if (parts.length < 2 || !NAME.test(name)) return undefined;
  if (arn.service === 'iam') {
    return type === 'user' || type === 'role' ? { kind: type, accountId, name } : undefined;
  }
  if (arn.service !== 'sts') return undefined;
  if (type === 'federated-user' && parts.length === 2) return { kind: 'federated-session', accountId, name };
  if (type !== 'assumed-role' || parts.length !== 3 || !NAME.test(parts[1]!)) return undefined;
  return { kind: 'role-session', accountId, name: parts[1]!, sessionName: name };
}
