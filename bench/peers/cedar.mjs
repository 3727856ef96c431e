/** Cedar's WebAssembly build: one set of policies, parsed before. A ceiling is a `forbid … unless` what it allows. */
import { createRequire } from 'node:module';
import { serve } from './serve.mjs';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');

const quoted = (text) => JSON.stringify(text);

/** What a rule asks of a request, as an expression. */
function meaningOf({ actions, resources, when = {} }) {
  const single = actions.filter((action) => !action.endsWith(':*'));
  const services = actions.filter((action) => action.endsWith(':*')).map((action) => action.slice(0, -2));
  const ofAction = services.map((service) => `context.service == ${quoted(service)}`);
  if (single.length > 0)
    ofAction.push(`action in [${single.map((one) => `Action::${quoted(one)}`).join(', ')}]`);
  const parts = [`(${ofAction.join(' || ')})`];
  if (!resources.includes('*')) {
    parts.push(`(${resources.map((one) => `context.resource like ${quoted(one)}`).join(' || ')})`);
  }
  for (const [key, value] of Object.entries(when)) parts.push(`context[${quoted(key)}] == ${quoted(value)}`);
  return parts.join(' && ');
}

const policyOf = (rule) =>
  `${rule.effect === 'Allow' ? 'permit' : 'forbid'} (principal, action, resource) when { ${meaningOf(rule)} };`;

function ceilingOf(rules) {
  const allows = rules.filter(({ effect }) => effect === 'Allow').map((rule) => `(${meaningOf(rule)})`);
  const denies = rules.filter(({ effect }) => effect === 'Deny').map(policyOf);
  return [`forbid (principal, action, resource) unless { ${allows.join(' || ')} };`, ...denies];
}

await serve(({ identity, boundary, session }) => {
  const text = [...identity.flat().map(policyOf), ...ceilingOf(boundary), ...ceilingOf(session)].join('\n');
  const answer = cedar.preparsePolicySet('policies', { staticPolicies: text });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  return {
    prepare: ({ action, resource, context }) => ({
      principal: { type: 'User', id: 'alice' },
      action: { type: 'Action', id: action },
      resource: { type: 'Resource', id: resource },
      context: { ...context, service: action.slice(0, action.indexOf(':')), resource },
      preparsedPolicySetId: 'policies',
      entities: [],
    }),
    decide: (call) => {
      const { type, response, errors } = cedar.statefulIsAuthorized(call);
      if (type !== 'success') throw new Error(JSON.stringify(errors));
      return response.decision === 'allow';
    },
  };
});
