/** @cloud-copilot/iam-simulate (AGPL-3.0): a process of its own, which shares nothing with Stint but its answers. */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { serve } from './serve.mjs';

const ACCOUNT = '111122223333';

const documentOf = (rules) => ({
  Version: '2012-10-17',
  Statement: rules.map(({ effect, actions, resources, when }) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(when && { Condition: { StringEquals: when } }),
  })),
});

await serve(({ identity, boundary, session }) => {
  const policies = {
    identityPolicies: identity.map((rules, i) => ({ name: `identity-${i}`, policy: documentOf(rules) })),
    permissionBoundaryPolicies: [{ name: 'boundary', policy: documentOf(boundary) }],
    sessionPolicy: documentOf(session),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return {
    prepare: ({ action, resource, context }) => ({
      ...policies,
      request: {
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/app/alice`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
    }),
    decide: async (simulation) => {
      const { resultType, result, errors } = await runSimulation(simulation, {});
      if (resultType !== 'single') throw new Error(JSON.stringify(errors ?? resultType));
      return result.analysis.result === 'Allowed';
    },
  };
});
