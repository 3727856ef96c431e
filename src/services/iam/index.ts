/** All operations of IAM that Stint has. A file a resource; what is not listed here does not run. */
import type { AnyOperation } from '../operation.ts';
import { accessKeyOperations } from './access-keys.ts';
import { accountSettingOperations } from './account-settings.ts';
import { accountSummaryOperations } from './account-summary.ts';
import { attachmentOperations } from './attachments.ts';
import { authorizationDetailOperations } from './authorization-details.ts';
import { contextKeyOperations } from './context-keys.ts';
import { credentialReportOperations } from './credential-report.ts';
import { groupOperations } from './groups.ts';
import { inlinePolicyOperations } from './inline-policies.ts';
import { instanceProfileTagOperations } from './instance-profile-tags.ts';
import { instanceProfileOperations } from './instance-profiles.ts';
import { loginProfileOperations } from './login-profiles.ts';
import { managedPolicyOperations } from './managed-policies.ts';
import { mfaDeviceTagOperations } from './mfa-device-tags.ts';
import { mfaDeviceOperations } from './mfa-devices.ts';
import { passwordPolicyOperations } from './password-policy.ts';
import { policyEntityOperations } from './policy-entities.ts';
import { policyTagOperations } from './policy-tags.ts';
import { policyVersionOperations } from './policy-versions.ts';
import { roleTagOperations } from './role-tags.ts';
import { roleOperations } from './roles.ts';
import { serviceAccessOperations } from './service-access.ts';
import { serviceLinkedRoleOperations } from './service-linked-roles.ts';
import { simulationOperations } from './simulation.ts';
import { userOperations } from './users.ts';
import { virtualMfaDeviceOperations } from './virtual-mfa-devices.ts';

export const iamOperations: readonly AnyOperation[] = [
  ...userOperations,
  ...groupOperations,
  ...accessKeyOperations,
  ...loginProfileOperations,
  ...virtualMfaDeviceOperations,
  ...mfaDeviceOperations,
  ...mfaDeviceTagOperations,
  ...roleOperations,
  ...roleTagOperations,
  ...serviceLinkedRoleOperations,
  ...instanceProfileOperations,
  ...instanceProfileTagOperations,
  ...managedPolicyOperations,
  ...policyTagOperations,
  ...policyVersionOperations,
  ...policyEntityOperations,
  ...attachmentOperations,
  ...inlinePolicyOperations,
  ...accountSettingOperations,
  ...passwordPolicyOperations,
  ...accountSummaryOperations,
  ...authorizationDetailOperations,
  ...credentialReportOperations,
  ...serviceAccessOperations,
  ...contextKeyOperations,
  ...simulationOperations,
];
