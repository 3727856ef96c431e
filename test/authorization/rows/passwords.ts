import { on, type Row } from './row.ts';

const bob = { UserName: 'bob' };
const withPassword: Row['world'] = (builder) => builder.password('bob', 'old Password 1');

/** iam.md §11: on the user; ChangePassword on the one who calls. */
export const passwordRows: readonly Row[] = [
  {
    operation: 'iam:CreateLoginProfile',
    input: { ...bob, Password: 'new Password 2' },
    needs: on('iam:CreateLoginProfile', 'user/bob'),
  },
  {
    operation: 'iam:GetLoginProfile',
    input: bob,
    world: withPassword,
    needs: on('iam:GetLoginProfile', 'user/bob'),
  },
  {
    operation: 'iam:UpdateLoginProfile',
    input: { ...bob, Password: 'new Password 2', PasswordResetRequired: true },
    world: withPassword,
    needs: on('iam:UpdateLoginProfile', 'user/bob'),
  },
  {
    operation: 'iam:DeleteLoginProfile',
    input: bob,
    world: withPassword,
    needs: on('iam:DeleteLoginProfile', 'user/bob'),
  },
  {
    operation: 'iam:ChangePassword',
    input: { OldPassword: 'old Password 1', NewPassword: 'new Password 2' },
    callers: (builder, name) => builder.password(name, 'old Password 1'),
    needs: ({ accountId }) => [
      { action: 'iam:ChangePassword', resource: `arn:aws:iam::${accountId}:user/\${aws:username}` },
    ],
    notBySession: 'it is for users alone: InvalidUserType',
  },
];
