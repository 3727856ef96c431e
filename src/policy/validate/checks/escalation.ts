/**
 * Single statements by which their holder can get rights beyond them: what is known as privilege escalation. A statement
 * that names its resources, or has a condition, is left alone: whether it is safe depends on more than one document.
 */
import { type Check, eachStatement, userGuide } from '../check.ts';
import type { StatementSubject } from '../subject.ts';
import { isEverything, speaksOf } from './actions.ts';

interface Path {
  readonly code: string;
  readonly title: string;
  readonly actions: readonly string[];
  /** Further actions of which one must be there as well. */
  readonly with?: readonly string[];
  readonly mend: string;
}

const OWN_USER =
  'Restrict the resource to arn:aws:iam::*:user/${aws:username}, or give it to administrators only.';
const BY_POLICY =
  'Restrict by iam:PolicyARN and by iam:PermissionsBoundary, or give it to administrators only.';
const BY_RESOURCE = 'Name the resources that are meant.';

const STARTING_CODE =
  'ec2:RunInstances lambda:CreateFunction lambda:UpdateFunctionConfiguration cloudformation:CreateStack cloudformation:UpdateStack cloudformation:CreateChangeSet glue:CreateDevEndpoint glue:CreateJob glue:UpdateJob datapipeline:CreatePipeline sagemaker:CreateNotebookInstance sagemaker:CreateTrainingJob sagemaker:CreateProcessingJob ecs:RunTask ecs:RegisterTaskDefinition codebuild:CreateProject codestar:CreateProject ssm:StartAutomationExecution states:CreateStateMachine batch:RegisterJobDefinition apprunner:CreateService bedrock-agentcore:CreateCodeInterpreter'.split(
    ' ',
  );

const PATHS: readonly Path[] = [
  {
    code: 'escalation-by-policy-version',
    title: 'Change of any managed policy',
    actions: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'],
    mend: 'Name the policies that may be changed.',
  },
  {
    code: 'escalation-by-attachment',
    title: 'Attachment of any policy',
    actions: ['iam:AttachUserPolicy', 'iam:AttachGroupPolicy', 'iam:AttachRolePolicy'],
    mend: BY_POLICY,
  },
  {
    code: 'escalation-by-inline-policy',
    title: 'Inline policy for anyone',
    actions: ['iam:PutUserPolicy', 'iam:PutGroupPolicy', 'iam:PutRolePolicy'],
    mend: 'Restrict by iam:PermissionsBoundary, or give it to administrators only.',
  },
  {
    code: 'escalation-by-group',
    title: 'Membership of any group',
    actions: ['iam:AddUserToGroup'],
    mend: 'Name the groups.',
  },
  {
    code: 'escalation-by-access-key',
    title: 'Access keys of any user',
    actions: ['iam:CreateAccessKey', 'iam:UpdateAccessKey'],
    mend: OWN_USER,
  },
  {
    code: 'escalation-by-password',
    title: 'Passwords of any user',
    actions: ['iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
    mend: OWN_USER,
  },
  {
    code: 'escalation-by-credentials',
    title: 'Credentials and MFA of any user',
    actions: [
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UploadSSHPublicKey',
      'iam:UploadSigningCertificate',
      'iam:EnableMFADevice',
      'iam:DeactivateMFADevice',
      'iam:ResyncMFADevice',
    ],
    mend: OWN_USER,
  },
  {
    code: 'escalation-by-trust',
    title: 'Trust policy of any role',
    actions: ['iam:UpdateAssumeRolePolicy'],
    mend: 'Name the roles.',
  },
  {
    code: 'escalation-by-boundary',
    title: 'Permissions boundary of anyone',
    actions: [
      'iam:DeleteUserPermissionsBoundary',
      'iam:DeleteRolePermissionsBoundary',
      'iam:PutUserPermissionsBoundary',
      'iam:PutRolePermissionsBoundary',
    ],
    mend: 'Deny it, or restrict it by iam:PermissionsBoundary.',
  },
  {
    code: 'escalation-by-detachment',
    title: 'Removal of any policy',
    actions: [
      'iam:DetachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DetachRolePolicy',
      'iam:DeleteUserPolicy',
      'iam:DeleteGroupPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeletePolicyVersion',
      'iam:RemoveUserFromGroup',
    ],
    mend: 'Name the users, groups, roles and policies.',
  },
  {
    code: 'escalation-by-tags',
    title: 'Tags of any user or role',
    actions: ['iam:TagUser', 'iam:TagRole', 'iam:UntagUser', 'iam:UntagRole'],
    mend: 'Restrict by aws:TagKeys and aws:RequestTag.',
  },
  {
    code: 'escalation-by-identity-provider',
    title: 'Identity providers',
    actions: [
      'iam:CreateOpenIDConnectProvider',
      'iam:UpdateOpenIDConnectProviderThumbprint',
      'iam:AddClientIDToOpenIDConnectProvider',
      'iam:CreateSAMLProvider',
      'iam:UpdateSAMLProvider',
    ],
    mend: 'Name the providers.',
  },
  {
    code: 'escalation-by-instance-profile',
    title: 'Role of any instance profile',
    actions: ['iam:AddRoleToInstanceProfile'],
    mend: 'Name the instance profiles.',
  },
  {
    code: 'assume-any-role',
    title: 'sts:AssumeRole on *',
    actions: ['sts:AssumeRole'],
    mend: 'Name the roles.',
  },
  {
    code: 'escalation-by-function-code',
    title: 'Code of any function',
    actions: ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration'],
    mend: 'Name the functions.',
  },
  {
    code: 'escalation-by-shell',
    title: 'Commands on any machine',
    actions: [
      'ssm:SendCommand',
      'ssm:StartSession',
      'ec2-instance-connect:SendSSHPublicKey',
      'ecs:ExecuteCommand',
      'glue:UpdateDevEndpoint',
      'sagemaker:CreatePresignedNotebookInstanceUrl',
    ],
    mend: BY_RESOURCE,
  },
  {
    code: 'pass-role-and-compute',
    title: 'PassRole with a service that runs code',
    actions: ['iam:PassRole'],
    with: STARTING_CODE,
    mend: 'Name the roles that may be passed, and iam:PassedToService.',
  },
  {
    code: 'weakening-of-account',
    title: 'Settings of the account',
    actions: [
      'iam:UpdateAccountPasswordPolicy',
      'iam:DeleteAccountPasswordPolicy',
      'iam:SetSecurityTokenServicePreferences',
    ],
    mend: 'Give it to administrators only.',
  },
  {
    code: 'disabling-of-logs',
    title: 'Logs and guards switched off',
    actions: [
      'cloudtrail:StopLogging',
      'cloudtrail:DeleteTrail',
      'cloudtrail:UpdateTrail',
      'cloudtrail:PutEventSelectors',
      'guardduty:DeleteDetector',
      'config:StopConfigurationRecorder',
      'config:DeleteConfigurationRecorder',
    ],
    mend: 'Give it to administrators only, and deny it by an SCP.',
  },
];

/** The first listed action that the statement allows. */
function allowed(statement: StatementSubject, actions: readonly string[]): string | undefined {
  return actions.find((action) => speaksOf(statement, action.toLowerCase()));
}

/** Whole services and NotAction are found by checks of their own. */
function isBroad({ action }: StatementSubject): boolean {
  return action.not || action.values.some(({ text }) => /^[a-z0-9*-]*:?\*$/i.test(text));
}

function pathCheck({ code, title, actions, with: others, mend }: Path): Check {
  return {
    code,
    severity: 'security',
    title,
    kinds: ['inline', 'managed'],
    mend,
    docs: userGuide('best-practices#grant-least-privilege'),
    find: eachStatement((statement) => {
      const open =
        statement.effect === 'Allow' && statement.conditions.length === 0 && isEverything(statement.resource);
      if (!open || isBroad(statement)) return undefined;
      const found = allowed(statement, actions);
      const also = others && allowed(statement, others);
      if (found === undefined || (others !== undefined && also === undefined)) return undefined;
      return {
        at: statement.action.node,
        message: `${found}${also === undefined ? '' : ` with ${also}`} is allowed on everything.`,
      };
    }),
  };
}

export const ESCALATION_CHECKS: readonly Check[] = [
  {
    code: 'iam-administration',
    severity: 'security',
    title: 'Full access to IAM',
    kinds: ['inline', 'managed'],
    mend: 'List the actions that are needed, and restrict by iam:PermissionsBoundary.',
    docs: userGuide('best-practices#grant-least-privilege'),
    find: eachStatement(
      (statement) =>
        statement.effect === 'Allow' &&
        !statement.action.not &&
        statement.conditions.length === 0 &&
        isEverything(statement.resource) &&
        statement.action.values.some(({ text }) => /^iam:\*$/i.test(text)) && {
          at: statement.action.node,
          message: 'Everything in IAM is allowed.',
        },
    ),
  },
  ...PATHS.map(pathCheck),
];
