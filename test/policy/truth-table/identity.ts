import { documentOf, policyOf } from '../setup.ts';
import { allow, asked, deny, identity, type Row, row } from './row.ts';

const A = '111122223333';
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const getUser = asked('iam:GetUser', user('alice'));
const own = '${aws:username}';

/** evaluation §7.1 */
export const identityRows: readonly Row[] = [
  row(1, 'u no policies', getUser, 'I', 'identity'),
  row(2, 'u ID+', getUser, '✔', 'identity'),
  row(3, 'u ID+ inline, IDx managed', getUser, 'E', 'identity'),
  row(4, 'u ID– group ID+', getUser, '✔', 'identity'),
  row(5, 'u ID+ group IDx', getUser, 'E', 'identity'),
  row(6, 'u Allow IAM:getuser', getUser, '✔', 'identity', {
    sets: { identity: identity(allow('IAM:getuser')) },
  }),
  row(7, 'u Allow on user/Alice', getUser, 'I', 'identity', {
    sets: { identity: identity(allow('iam:GetUser', { Resource: user('Alice') })) },
  }),
  row(8, 'u Allow NotAction iam:* on *', 'a', '✔', 'identity', {
    sets: { identity: identity({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
  }),
  row(9, 'u Allow NotAction iam:* on *', asked('iam:ListUsers'), 'I', 'identity', {
    sets: { identity: identity({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
  }),
  row(10, 'u Allow *, Deny NotAction sts:*', asked('iam:ListUsers'), 'E', 'identity', {
    sets: { identity: identity(allow('*'), { Effect: 'Deny', NotAction: 'sts:*', Resource: '*' }) },
  }),
  row(11, 'u Allow iam:ListAccountAliases on an ARN', asked('iam:ListAccountAliases'), 'I', 'identity', {
    sets: { identity: identity(allow('iam:ListAccountAliases', { Resource: user('*') })) },
  }),
  row(12, 'u Allow *, Deny the same action on an ARN', asked('iam:ListAccountAliases'), '✔', 'identity', {
    sets: { identity: identity(allow('*'), deny('iam:ListAccountAliases', { Resource: user('*') })) },
  }),
  row(13, 'u Allow NotResource user/bob', asked('iam:ListAccountAliases'), '✔', 'identity', {
    sets: { identity: identity(allow('*', { NotResource: user('bob') })) },
  }),
  row(14, 'u Allow iam:* NotResource user/bob', asked('iam:GetUser', user('bob')), 'I', 'identity', {
    sets: { identity: identity(allow('iam:*', { NotResource: user('bob') })) },
  }),
  row(15, 'u Allow user/${aws:username}', getUser, '✔', 'identity', {
    sets: { identity: identity(allow('iam:GetUser', { Resource: user(own) })) },
  }),
  row(16, 's same policy on r', asked('iam:GetUser', user('r')), 'I', 'identity', {
    sets: { identity: identity(allow('iam:GetUser', { Resource: user(own) })) },
  }),
  row(
    17,
    "s Allow role/${aws:PrincipalTag/t, 'r'}, no tag",
    asked('iam:GetRole', `arn:aws:iam::${A}:role/r`),
    '✔',
    'identity',
    {
      sets: {
        identity: identity(
          allow('iam:GetRole', { Resource: `arn:aws:iam::${A}:role/\${aws:PrincipalTag/t, 'r'}` }),
        ),
      },
    },
  ),
  row(18, 'u same as 15, Version 2008-10-17', getUser, 'I', 'identity', {
    sets: {
      identity: [
        policyOf('inline', {
          ...documentOf(allow('iam:GetUser', { Resource: user(own) })),
          Version: '2008-10-17',
        }),
      ],
    },
  }),
  row(19, 'u Allow arn:aws:iam::*:user/*', asked('iam:GetUser', user('a/b/alice')), '✔', 'identity', {
    sets: { identity: identity(allow('iam:GetUser', { Resource: 'arn:aws:iam::*:user/*' })) },
  }),
  row(20, 'u Allow user/a?ice', getUser, '✔', 'identity', {
    sets: { identity: identity(allow('iam:GetUser', { Resource: user('a?ice') })) },
  }),
  row(22, 'root no policies', asked('iam:CreateUser', user('new')), '✔', 'root'),
  row(23, 'u AdministratorAccess + Deny with false condition', 'a', '✔', 'identity', {
    sets: {
      identity: identity(allow('*'), deny('*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
    },
  }),
];
