/** casbin: an enforcer a layer, a line a statement; its lists are looked up by functions of our own, which flatters it. */
import { newEnforcer, newModelFromString } from 'casbin';
import { serve } from './serve.mjs';

const TEAM = 'aws:PrincipalTag/team';
const SECURE = 'aws:SecureTransport';

const MODEL = `
[request_definition]
r = act, svc, res, team, secure

[policy_definition]
p = acts, ress, team, secure, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = hasAction(p.acts, r.act, r.svc) && hasResource(p.ress, r.res) && (p.team == "-" || p.team == r.team) && (p.secure == "-" || p.secure == r.secure)
`;

const lists = new Map();

function listOf(text) {
  const known = lists.get(text);
  if (known !== undefined) return known;
  lists.set(text, text.split(' '));
  return lists.get(text);
}

function hasAction(list, action, service) {
  const actions = listOf(list);
  return actions.includes(action) || actions.includes(service);
}

function hasResource(list, resource) {
  return listOf(list).some((one) =>
    one.endsWith('*') ? resource.startsWith(one.slice(0, -1)) : resource === one,
  );
}

function lineOf({ effect, actions, resources, when = {} }) {
  const unknown = Object.keys(when).find((key) => key !== TEAM && key !== SECURE);
  if (unknown !== undefined) throw new Error(`the model has no column for ${unknown}`);
  const eft = effect === 'Allow' ? 'allow' : 'deny';
  return [actions.join(' '), resources.join(' '), when[TEAM] ?? '-', when[SECURE] ?? '-', eft];
}

async function enforcerOf(rules) {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('hasAction', hasAction);
  await enforcer.addFunction('hasResource', hasResource);
  await enforcer.addPolicies(rules.map(lineOf));
  return enforcer;
}

await serve(async ({ identity, boundary, session }) => {
  const enforcers = await Promise.all([identity.flat(), boundary, session].map(enforcerOf));
  return {
    prepare: ({ action, resource, context }) => [
      action,
      `${action.slice(0, action.indexOf(':'))}:*`,
      resource,
      context[TEAM],
      context[SECURE],
    ],
    decide: (values) => enforcers.every((enforcer) => enforcer.enforceSync(...values)),
  };
});
