/** Checks of one statement, its conditions apart. */
import { parseActionPattern } from './action-pattern.ts';
import { appliesToAction } from './compile.ts';
import { faultyVariable } from './condition-warnings.ts';
import type { PatternElement, PolicyDocument, PrincipalEntry, Statement } from './document.ts';
import type { Finding } from './finding.ts';
import { lowerCaseKey } from './text-case.ts';
import { isUniqueId } from './value-syntax.ts';

type ElementName = 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Principal' | 'NotPrincipal';

export interface LocatedFinding {
  readonly element: ElementName;
  readonly finding: Finding;
}

export function statementChecks(statement: Statement, document: PolicyDocument): LocatedFinding[] {
  return [
    ...locate('Action', statement.action, actionFindings(statement)),
    ...locate('Resource', statement.resource, resourceFindings(statement, document)),
    ...locate('Principal', statement.principal, principalFindings(statement, document)),
  ];
}

function locate(
  name: 'Action' | 'Resource' | 'Principal',
  element: { readonly not: boolean } | undefined,
  findings: readonly (Finding | undefined)[],
): LocatedFinding[] {
  const present = findings.filter((finding) => finding !== undefined);
  return present.map((finding) => ({ element: element?.not ? (`Not${name}` as const) : name, finding }));
}

/** Actions that hand out what the caller does not have, and the key that narrows them. */
const HANDING_OUT = [
  ['iam:passrole', 'iam:passedtoservice', 'pass-role-with-star-in-resource'],
  ['iam:createservicelinkedrole', 'iam:awsservicename', 'create-slr-with-star-in-resource'],
] as const;

function actionFindings(statement: Statement): (Finding | undefined)[] {
  const padded = statement.action.patterns.find((pattern) => pattern !== pattern.trim());
  return [
    padded === undefined
      ? undefined
      : {
          code: 'action-with-blanks',
          message: `No action is called "${padded}": blanks at the ends are not trimmed.`,
          hint: 'Remove the blanks.',
        },
  ];
}

function resourceFindings(statement: Statement, document: PolicyDocument): (Finding | undefined)[] {
  const { resource } = statement;
  if (resource === undefined) return [];
  const handedOut = HANDING_OUT.map(([action, key, code]) =>
    handingOutFinding(statement, resource, action, key, code),
  );
  return [...handedOut, earlyVariable(resource), faultyVariable(resource.patterns, document)];
}

function handingOutFinding(
  statement: Statement,
  resource: PatternElement,
  action: string,
  key: string,
  code: string,
): Finding | undefined {
  if (statement.effect !== 'Allow' || asksFor(statement, key)) return undefined;
  const actions = { not: statement.action.not, patterns: statement.action.patterns.map(parseActionPattern) };
  const wide = resource.not || resource.patterns.includes('*');
  // Full administrators hold everything; the finding is about grants that mean to be narrower.
  if (!wide || statement.action.patterns.includes('*') || !appliesToAction(actions, action)) return undefined;
  return {
    code,
    message: `The statement allows ${action} on every role, for every service.`,
    hint: `Name the roles, or add a condition on ${key}.`,
  };
}

function earlyVariable(resource: PatternElement): Finding | undefined {
  const early = resource.patterns.find((pattern) =>
    pattern.split(':', 5).some((part) => part.includes('${')),
  );
  return early === undefined
    ? undefined
    : {
        code: 'variable-unsupported-element',
        message: `A variable stands before the resource part of "${early}", where it is only a text.`,
        hint: 'Use a wildcard in that part, and a condition.',
      };
}

function asksFor(statement: Statement, key: string): boolean {
  return statement.conditions.some((condition) => lowerCaseKey(condition.key) === key);
}

function principalFindings(statement: Statement, document: PolicyDocument): (Finding | undefined)[] {
  const { principal } = statement;
  if (principal === undefined) return [];
  const notPrincipal = {
    code: 'not-principal',
    message:
      'A caller escapes this statement only if every level of it is listed, and never with a boundary.',
    hint: 'Deny "*" with a condition on aws:PrincipalArn instead.',
  };
  return [
    principal.not ? notPrincipal : undefined,
    ...principal.entries.map((entry) => goneFinding(entry)),
    document.kind === 'trust' ? openTrust(statement) : undefined,
    document.kind === 'trust' ? openProvider(statement) : undefined,
    document.kind === 'resource' ? openService(statement) : undefined,
  ];
}

function goneFinding({ type, value }: PrincipalEntry): Finding | undefined {
  return type === 'AWS' && isUniqueId(value)
    ? {
        code: 'unique-id-as-principal',
        message: `${value} is the id of a user or role whose name is gone.`,
        hint: 'Remove it, or name a principal that exists.',
      }
    : undefined;
}

function openTrust(statement: Statement): Finding | undefined {
  const open = statement.principal?.entries.some((entry) => entry.value === '*');
  return statement.effect === 'Allow' && open && statement.conditions.length === 0
    ? {
        code: 'wildcard-in-trust-policy',
        message: 'Everyone may try to assume this role.',
        hint: 'Name accounts or roles, or add a condition on aws:PrincipalOrgID.',
      }
    : undefined;
}

/** GitHub issues tokens to every repository in the world; others to every client of the provider. */
function openProvider(statement: Statement): Finding | undefined {
  const providers = statement.principal?.entries.filter(isOidcProvider) ?? [];
  const keys = statement.conditions.map((condition) => lowerCaseKey(condition.key));
  const github = providers.some((entry) => entry.value.includes('token.actions.githubusercontent.com'));
  const bound = keys.some((key) => key.endsWith(':sub') || (!github && key.endsWith(':aud')));
  return statement.effect === 'Allow' && providers.length > 0 && !bound
    ? {
        code: 'oidc-provider-without-subject',
        message: 'Every token that this provider issues may assume the role.',
        hint: 'Add a condition on its :sub (and :aud) key.',
      }
    : undefined;
}

function isOidcProvider({ type, value }: PrincipalEntry): boolean {
  return type === 'Federated' && !value.includes(':saml-provider/');
}

function openService(statement: Statement): Finding | undefined {
  const services = statement.principal?.entries.some((entry) => entry.type === 'Service');
  const bound = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'].some((key) =>
    asksFor(statement, key),
  );
  return statement.effect === 'Allow' && services && !bound
    ? {
        code: 'service-principal-without-source',
        message: 'The service may use the resource on behalf of any account.',
        hint: 'Add a condition on aws:SourceArn or aws:SourceAccount.',
      }
    : undefined;
}
