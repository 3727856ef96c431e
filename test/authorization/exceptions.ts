/** Where an operation differs from the Service Authorization Reference, with the reason. */

interface OtherResource {
  readonly action: string;
  readonly resource: RegExp;
  readonly reason: string;
}

/** Actions that are asked on a resource which the reference does not list for them. */
const OTHER_RESOURCES: readonly OtherResource[] = [
  {
    action: 'sts:TagSession',
    resource: /:federated-user\//,
    reason: 'GetFederationToken with tags names no role (docs/decisions/services-authorization-reference.md)',
  },
];

export function otherResourceReason(action: string, resource: string): string | undefined {
  return OTHER_RESOURCES.find((one) => one.action === action && one.resource.test(resource))?.reason;
}

interface MissingKey {
  readonly action: RegExp;
  readonly key: RegExp;
  /** Only for permissions that are asked by this operation. */
  readonly operation?: string;
  readonly reason: string;
}

const MISSING_KEYS: readonly MissingKey[] = [
  {
    action: /^iam:(?:AttachRolePolicy|CreateRole|GetRole|PutRolePermissionsBoundary|PutRolePolicy|TagRole)$/,
    key: /^iam:RoleTemplateARN$/,
    reason: 'no role is made from a template: AcquireRole is not an operation of Stint',
  },
  {
    action: /^iam:EnableMFADevice$/,
    key: /^iam:(?:RegisterSecurityKey|FIDO-.*)$/,
    reason: 'FIDO security keys cannot be registered by the API',
  },
  {
    action: /^iam:CreateServiceLinkedRole$/,
    key: /:ResourceTag\//,
    reason: 'the role does not exist yet, and the operation takes no tags',
  },
  {
    action: /^iam:GetServiceLinkedRoleDeletionStatus$/,
    key: /:ResourceTag\//,
    reason: 'a deletion is done when it is answered: the role is gone with its tags',
  },
  {
    action: /^sts:(?:AssumeRole|TagSession)$/,
    key: /^(?:saml|accounts\.google\.com|cognito-identity\.amazonaws\.com|graph\.facebook\.com|www\.amazon\.com):/,
    reason: 'sessions come from AssumeRole only, not from an identity provider',
  },
  {
    action: /^sts:TagSession$/,
    key: /^sts:TransitiveTagKeys$/,
    operation: 'sts:GetFederationToken',
    reason: 'GetFederationToken takes no transitive tags: its sessions cannot assume roles',
  },
];

/** Why a condition key that the reference lists is never in the context; `undefined` when it must be there. */
export function missingKeyReason(operation: string, action: string, key: string): string | undefined {
  const row = MISSING_KEYS.find(
    (one) =>
      one.action.test(action) &&
      one.key.test(key) &&
      (one.operation === undefined || one.operation === operation),
  );
  return row?.reason;
}
