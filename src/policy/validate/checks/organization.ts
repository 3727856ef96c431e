/** Checks of service control and resource control policies. AWS Organizations User Guide. */
import { type Check, eachAction, eachStatement, organizations } from '../check.ts';

const SCP_SYNTAX = organizations('orgs_manage_policies_scps_syntax');

export const ORGANIZATION_CHECKS: readonly Check[] = [
  {
    code: 'scp-allow-is-no-grant',
    severity: 'suggestion',
    title: 'SCP that allows single actions',
    kinds: ['scp'],
    mend: 'Keep FullAWSAccess attached and write Deny statements, or make sure that the list is whole.',
    docs: organizations('orgs_manage_policies_scps_evaluation'),
    find: eachStatement(
      ({ effect, action }) =>
        effect === 'Allow' &&
        !action.not &&
        !action.values.some(({ text }) => text === '*') && {
          at: action.node,
          message: 'What is not listed here is forbidden unless another SCP allows it.',
        },
    ),
  },
  {
    code: 'scp-deny-with-not-action',
    severity: 'suggestion',
    title: 'SCP with NotAction and Deny',
    kinds: ['scp'],
    mend: 'List what is forbidden, if it is not the whole of AWS.',
    docs: SCP_SYNTAX,
    find: eachStatement(
      ({ effect, action, conditions }) =>
        effect === 'Deny' &&
        action.not &&
        conditions.length === 0 && {
          at: action.node,
          message: 'Everything that is not listed here is forbidden, always.',
        },
    ),
  },
  {
    code: 'service-linked-role-in-scp',
    severity: 'suggestion',
    title: 'SCP for service-linked roles',
    kinds: ['scp'],
    mend: 'Deny iam:CreateServiceLinkedRole for the service instead.',
    docs: organizations('orgs_manage_policies_scps'),
    find: eachStatement(({ conditions }) => {
      const condition = conditions.find(
        ({ lowerKey, values, operator }) =>
          lowerKey === 'aws:principalarn' &&
          !operator.base.negated &&
          values.some(({ text }) => text.includes(':role/aws-service-role/')),
      );
      return condition && { at: condition.node, message: 'Service-linked roles are not bound by SCPs.' };
    }),
  },
  {
    code: 'iam-in-rcp',
    severity: 'error',
    title: 'IAM in an RCP',
    kinds: ['rcp'],
    mend: 'Use an SCP.',
    docs: organizations('orgs_manage_policies_rcps'),
    find: eachAction((action) => /^iam:/i.test(action) && `RCPs do not reach "${action}".`),
  },
];
