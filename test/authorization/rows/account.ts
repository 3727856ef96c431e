import { allow, document } from '../../api/support/policies.ts';
import { arn, on, onAll, type Row } from './row.ts';

const simulated = {
  PolicyInputList: [document(allow('s3:GetObject'))],
  ActionNames: ['s3:GetObject'],
};

/** Operations on the account itself, which have no resource; and the simulator, which has its source. iam.md §11. */
export const accountRows: readonly Row[] = [
  { operation: 'iam:GetAccountSummary', input: {}, needs: onAll('iam:GetAccountSummary') },
  {
    operation: 'iam:GetAccountAuthorizationDetails',
    input: {},
    needs: onAll('iam:GetAccountAuthorizationDetails'),
  },
  { operation: 'iam:GenerateCredentialReport', input: {}, needs: onAll('iam:GenerateCredentialReport') },
  {
    operation: 'iam:GetCredentialReport',
    input: {},
    before: { operation: 'iam:GenerateCredentialReport' },
    needs: onAll('iam:GetCredentialReport'),
  },
  {
    operation: 'iam:CreateAccountAlias',
    input: ({ accountId }) => ({ AccountAlias: `alias-${accountId}` }),
    needs: onAll('iam:CreateAccountAlias'),
  },
  {
    operation: 'iam:DeleteAccountAlias',
    input: { AccountAlias: 'alias-to-delete' },
    before: { operation: 'iam:CreateAccountAlias', input: { AccountAlias: 'alias-to-delete' } },
    needs: onAll('iam:DeleteAccountAlias'),
  },
  { operation: 'iam:ListAccountAliases', input: {}, needs: onAll('iam:ListAccountAliases') },
  {
    operation: 'iam:GetAccountPasswordPolicy',
    input: {},
    before: { operation: 'iam:UpdateAccountPasswordPolicy' },
    needs: onAll('iam:GetAccountPasswordPolicy'),
  },
  {
    operation: 'iam:UpdateAccountPasswordPolicy',
    input: {},
    needs: onAll('iam:UpdateAccountPasswordPolicy'),
  },
  {
    operation: 'iam:DeleteAccountPasswordPolicy',
    input: {},
    before: { operation: 'iam:UpdateAccountPasswordPolicy' },
    needs: onAll('iam:DeleteAccountPasswordPolicy'),
  },
  {
    operation: 'iam:SetSecurityTokenServicePreferences',
    input: { GlobalEndpointTokenVersion: 'v2Token' },
    needs: onAll('iam:SetSecurityTokenServicePreferences'),
  },
  {
    operation: 'iam:GetContextKeysForCustomPolicy',
    input: { PolicyInputList: simulated.PolicyInputList },
    needs: onAll('iam:GetContextKeysForCustomPolicy'),
  },
  {
    operation: 'iam:GetContextKeysForPrincipalPolicy',
    input: (at) => ({ PolicySourceArn: arn(at, 'user/bob') }),
    needs: on('iam:GetContextKeysForPrincipalPolicy', 'user/bob'),
  },
  { operation: 'iam:SimulateCustomPolicy', input: simulated, needs: onAll('iam:SimulateCustomPolicy') },
  {
    operation: 'iam:SimulatePrincipalPolicy',
    input: (at) => ({ PolicySourceArn: arn(at, 'user/bob'), ActionNames: ['s3:GetObject'] }),
    needs: on('iam:SimulatePrincipalPolicy', 'user/bob'),
  },
];
