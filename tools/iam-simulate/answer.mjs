/**
 * Answers questions on standard input with the verdicts of @cloud-copilot/iam-simulate, a line of JSON for a line of JSON:
 * `[question, …]` → `[verdict, …]`. The library is under the AGPL: it runs in this process of its own, for development
 * only, and nothing of it is part of Stint. Its evaluator is asked directly, past its checks of documents and context keys,
 * which know only what AWS's services publish.
 */
import { createInterface } from 'node:readline';
import { loadPolicy } from '@cloud-copilot/iam-policy';
// None of these are among the library's exports: the function that takes every set of policies is further inside.
import { DiscoveryContextKeyConstraints } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js';
import { authorize } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js';
import { AwsRequestImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/request/request.js';
import { RequestContextImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/requestContext.js';

const PARAMETERS = {
  simulationMode: 'Strict',
  discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
};

/** Documents that the questions of a line have in common are read once. */
function reader(documents) {
  const read = documents.map((document, at) => loadPolicy(document, { name: String(at) }));
  const one = (at) => (at === undefined ? undefined : read[at]);
  const several = (list) => list?.map((at) => read[at]);
  const levels = (list) =>
    (list ?? []).map((policies, at) => ({ orgIdentifier: String(at), policies: several(policies) }));
  return { one, several, levels };
}

function verdictOf(question, { one, several, levels }) {
  const { principal, action, resource, account, context, sets } = question;
  const request = new AwsRequestImpl(
    principal ?? { type: 'Anonymous' },
    { resource, accountId: account },
    action,
    new RequestContextImpl(context),
    resource === '*',
  );
  return authorize({
    request,
    sessionPolicy: one(sets.session),
    identityPolicies: several(sets.identity),
    serviceControlPolicies: levels(sets.scp),
    resourceControlPolicies: levels(sets.rcp),
    resourcePolicy: one(sets.resource),
    permissionBoundaries: sets.boundary === undefined ? undefined : [one(sets.boundary)],
    vpcEndpointPolicies: sets.endpoint === undefined ? undefined : [one(sets.endpoint)],
    simulationParameters: PARAMETERS,
    serviceSettings: {},
  }).result;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { documents, questions } = JSON.parse(line);
  const policies = reader(documents);
  const verdicts = questions.map((question) => {
    try {
      return verdictOf(question, policies);
    } catch (error) {
      return `error: ${error.message}`;
    }
  });
  process.stdout.write(`${JSON.stringify(verdicts)}\n`);
}
