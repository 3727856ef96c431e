/**
 * A second reading of the grammar, written from policy-language.md §1–§5 and §9: what is accepted, and what is answered
 * otherwise. Naive: it finds every fault of a document and answers the one that comes first in the page's order.
 */
import type { PolicyKind } from '../../../src/policy/index.ts';
import { instantOf } from '../dates.ts';
import { everyValue, pairsOf, type Value } from './json-pairs.ts';
import { actionFault, principalFault, resourceFault, trustActionFault } from './values.ts';
import {
  type Fault,
  identity,
  ORGANIZATIONS,
  parameter,
  principals,
  sessionNotJson,
  trust,
} from './words.ts';

/** What the API answers to a document of the kind; `undefined` if it accepts it. */
export function answerTo(text: string, kind: PolicyKind): string | undefined {
  const outside = parameterFault(text, kind);
  if (outside !== undefined) return outside.message;
  const value = pairsOf(text);
  const isTrust = kind === 'trust';
  const faults: Fault[] = [];
  if (value === undefined) {
    faults.push(isTrust ? trust.notJson : kind === 'session' ? sessionNotJson : identity.notJson);
  } else if (isBent(value)) {
    faults.push(isTrust ? trust.syntax : identity.syntax);
  } else {
    faults.push(...new DocumentReading(kind).faultsOf(value));
  }
  const first = faults.toSorted((a, b) => a.order - b.order)[0];
  if (first === undefined) return sizeFault(text, kind);
  return kind === 'scp' || kind === 'rcp' ? ORGANIZATIONS : first.message;
}

/** Characters and length of the parameter (§2 "characters", §9 "Sizes"). */
function parameterFault(text: string, kind: PolicyKind): Fault | undefined {
  const isIam = kind === 'inline' || kind === 'managed' || kind === 'trust';
  if (!isIam && kind !== 'session') return undefined;
  if (isIam && text.length > 131_072) return parameter.iamLength;
  const strange = /[^\t\n\r\u0020-\u00ff]/.test(text);
  return !strange ? undefined : isIam ? parameter.iamCharacters : parameter.stsCharacters;
}

/** Keys that stand twice, half characters, and nesting that no policy has: JSON that no policy is written in. */
function isBent(root: Value): boolean {
  for (const [value, depth] of everyValue(root)) {
    if (depth > 32) return true;
    const keys = value.type === 'object' ? value.pairs.map(([key]) => key) : [];
    if (new Set(keys).size < keys.length) return true;
    const texts = value.type === 'string' ? [value.text] : keys;
    if (texts.some((text) => /\p{Surrogate}/u.test(text))) return true;
  }
  return false;
}

const OPERATORS = [
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ...['StringLike', 'StringNotLike', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan'],
  ...[
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
    'DateEquals',
    'DateNotEquals',
  ],
  ...[
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
    'Bool',
    'BinaryEquals',
  ],
  ...['IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
].flatMap((base) => [base, `${base}IfExists`]);

const OPERATOR_NAMES = [...OPERATORS, 'Null'].flatMap((name) => [
  name,
  `ForAllValues:${name}`,
  `ForAnyValue:${name}`,
]);

class DocumentReading {
  readonly #kind: PolicyKind;
  readonly #isTrust: boolean;
  readonly #faults: Fault[] = [];
  readonly #sids: string[] = [];

  constructor(kind: PolicyKind) {
    this.#kind = kind;
    this.#isTrust = kind === 'trust';
  }

  faultsOf(root: Value): readonly Fault[] {
    if (root.type !== 'object') return [this.#syntax()];
    const element = new Map(root.pairs);
    for (const name of element.keys())
      if (!['Version', 'Id', 'Statement'].includes(name)) this.#note(this.#syntax());
    this.#version(element.get('Version'));
    const id = element.get('Id');
    const mayHaveId = this.#kind !== 'scp' && this.#kind !== 'rcp';
    if (id !== undefined && !(mayHaveId && id.type === 'string')) this.#note(this.#syntax());
    const statement = element.get('Statement');
    const statements =
      statement === undefined ? [] : statement.type === 'list' ? statement.items : [statement];
    if (statements.length === 0) this.#note(this.#isTrust ? trust.noStatement : identity.syntax);
    for (const one of statements) this.#statement(one);
    if (this.#kind === 'rcp') this.#rcp(statements);
    return this.#faults;
  }

  #note(fault: Fault | undefined): void {
    if (fault !== undefined) this.#faults.push(fault);
  }

  #syntax(): Fault {
    return this.#isTrust ? trust.syntax : identity.syntax;
  }

  #version(version: Value | undefined): void {
    const text = version === undefined ? '2008-10-17' : version.type === 'string' ? version.text : '';
    const known = text === '2008-10-17' || text === '2012-10-17';
    if (!known) this.#note(this.#isTrust ? trust.version : identity.syntax);
    const mustBeNew = ['managed', 'scp', 'rcp'].includes(this.#kind);
    if (known && mustBeNew && text !== '2012-10-17') this.#note(identity.oldVersion);
  }

  #statement(value: Value): void {
    if (value.type !== 'object') {
      this.#note(this.#syntax());
      return;
    }
    const element = new Map(value.pairs);
    const known = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction'];
    known.push('Resource', 'NotResource', 'Condition');
    for (const name of element.keys()) if (!known.includes(name)) this.#note(this.#syntax());
    for (const name of ['Principal', 'Action', 'Resource']) {
      const checked = name !== 'Resource' || !this.#isTrust;
      if (checked && element.has(name) && element.has(`Not${name}`)) this.#note(this.#syntax());
    }
    this.#sid(element.get('Sid'));
    this.#effect(element.get('Effect'));
    this.#principal(element);
    this.#action(element);
    this.#resource(element);
    this.#condition(element.get('Condition'));
    this.#cognito(element);
  }

  #sid(sid: Value | undefined): void {
    if (sid === undefined) return;
    if (sid.type !== 'string') {
      this.#note(this.#syntax());
      return;
    }
    if (this.#kind === 'resource' || this.#kind === 'endpoint') return;
    const words = this.#isTrust ? trust : identity;
    const alphanumeric = Array.from(sid.text).every(
      (one) => (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z'),
    );
    if (!alphanumeric) this.#note(words.sidForm);
    if (this.#sids.includes(sid.text)) this.#note(words.sidTwice);
    if (sid.text !== '') this.#sids.push(sid.text);
  }

  #effect(effect: Value | undefined): void {
    const text = effect?.type === 'string' ? effect.text : '';
    if (text === 'Allow' || text === 'Deny') return;
    if (this.#isTrust) {
      this.#note(effect === undefined ? trust.noEffect : trust.effect(text));
      return;
    }
    const lower = Array.from(text, (one) => (one >= 'A' && one <= 'Z' ? one.toLowerCase() : one)).join('');
    this.#note(lower === 'allow' || lower === 'deny' ? identity.legacy : identity.syntax);
  }

  #principal(element: ReadonlyMap<string, Value>): void {
    const value = element.get('Principal') ?? element.get('NotPrincipal');
    const not = !element.has('Principal');
    if (['inline', 'managed', 'session', 'scp'].includes(this.#kind)) {
      if (value !== undefined) this.#note(identity.principal);
      return;
    }
    // Outside trust policies the page has one order for all that is wrong with principals.
    const note = (fault: Fault) =>
      this.#note(
        this.#isTrust || fault.message === identity.syntax.message ? fault : { ...fault, order: 1.5 },
      );
    if (value === undefined) {
      note(trust.noPrincipal);
      return;
    }
    const effect = element.get('Effect');
    if (not && effect?.type === 'string' && effect.text === 'Allow') note(principals.allowNot);
    else if (not && this.#isTrust) note(trust.notPrincipal);
    else if (not && this.#kind === 'rcp') this.#note({ ...identity.syntax, order: 1.5 });
    const bareStar = value.type === 'string' && value.text === '*';
    if (this.#kind === 'rcp' && !bareStar) this.#note(identity.syntax);
    if (value.type === 'string') {
      if (this.#isTrust) this.#note(trust.barePrincipal);
      else if (!bareStar) this.#note(identity.syntax);
      return;
    }
    if (value.type !== 'object') {
      this.#note(this.#syntax());
      return;
    }
    if (value.pairs.length === 0) note(trust.emptyPrincipal);
    for (const [key, named] of value.pairs) {
      const keys = ['AWS', 'Service', 'Federated', ...(this.#isTrust ? [] : ['CanonicalUser'])];
      if (!keys.includes(key)) {
        note(principals.invalid(`"${key}"`));
        continue;
      }
      const values = named.type === 'list' ? named.items : [named];
      if (values.length === 0) note(trust.emptyPrincipal);
      for (const one of values) {
        const fault = one.type === 'string' ? principalFault(key, one.text) : undefined;
        if (one.type !== 'string') this.#note(this.#syntax());
        else if (fault !== undefined) note(fault);
      }
    }
  }

  /** The texts of a list or of one; `undefined` if something else stands among them. */
  #texts(value: Value, skipNull: boolean): readonly string[] | undefined {
    if (value.type !== 'list') return value.type === 'string' ? [value.text] : undefined;
    const items = skipNull ? value.items.filter((item) => item.type !== 'null') : value.items;
    const texts = items.flatMap((item) => (item.type === 'string' ? [item.text] : []));
    return texts.length === items.length ? texts : undefined;
  }

  #action(element: ReadonlyMap<string, Value>): void {
    const value = element.get('Action') ?? element.get('NotAction');
    const texts = value === undefined ? [] : this.#texts(value, false);
    if (texts === undefined) this.#note(this.#syntax());
    if (texts?.length === 0) {
      this.#note(this.#isTrust ? trust.noAction : identity.noAction);
      return;
    }
    if (this.#kind === 'rcp' && !element.has('Action')) this.#note(identity.syntax);
    for (const text of texts ?? []) this.#note(this.#isTrust ? trustActionFault(text) : actionFault(text));
  }

  #resource(element: ReadonlyMap<string, Value>): void {
    const value = element.get('Resource') ?? element.get('NotResource');
    if (this.#isTrust) {
      if (value !== undefined) this.#note(element.has('Resource') ? trust.resource : trust.notResource);
      return;
    }
    const texts = value === undefined ? [] : this.#texts(value, true);
    if (texts === undefined) {
      this.#note(identity.syntax);
      return;
    }
    if (texts.length === 0) this.#note(identity.noResource);
    for (const text of texts) this.#note(resourceFault(text));
  }

  #condition(condition: Value | undefined): void {
    if (condition === undefined) return;
    if (condition.type !== 'object') {
      this.#note(this.#syntax());
      return;
    }
    for (const [operator, keys] of condition.pairs) {
      if (keys.type !== 'object') {
        this.#note(this.#syntax());
        continue;
      }
      if (keys.pairs.length > 0 && !OPERATOR_NAMES.includes(operator)) this.#note(this.#syntax());
      const names = keys.pairs.map(([key]) => key.toLowerCase());
      if (new Set(names).size < names.length) this.#note(this.#syntax());
      for (const [, values] of keys.pairs) {
        for (const value of values.type === 'list' ? values.items : [values])
          this.#conditionValue(operator, value);
      }
    }
  }

  #conditionValue(operator: string, value: Value): void {
    const isValue = value.type === 'string' || value.type === 'boolean' || value.type === 'number';
    if (!isValue) {
      this.#note(this.#syntax());
      return;
    }
    // A number means its text, and none of the comparisons knows exponents (docs/decisions/policy-language.md).
    if (value.type === 'number' && value.text.toLowerCase().includes('e')) {
      this.#note(this.#syntax());
      return;
    }
    const isDate = OPERATOR_NAMES.includes(operator) && operator.replace(/^.*:/, '').startsWith('Date');
    if (isDate && instantOf(value.text) === undefined)
      this.#note(this.#isTrust ? trust.syntax : identity.legacy);
  }

  /** §9: Cognito without Condition. */
  #cognito(element: ReadonlyMap<string, Value>): void {
    if (!this.#isTrust) return;
    const principal = element.get('Principal') ?? element.get('NotPrincipal');
    const named = principal?.type === 'object' ? new Map(principal.pairs).get('Federated') : undefined;
    const values = named === undefined ? [] : named.type === 'list' ? named.items : [named];
    const isCognito = values.some(
      (one) => one.type === 'string' && one.text === 'cognito-identity.amazonaws.com',
    );
    const condition = element.get('Condition');
    const saysNothing =
      condition === undefined ||
      (condition.type === 'object' &&
        condition.pairs.every(([, keys]) => keys.type === 'object' && keys.pairs.length === 0));
    if (isCognito && saysNothing) this.#note(trust.cognito);
  }

  /** §1, "RCP language": only Deny, never a bare `*`; the built-in `RCPFullAWSAccess` is the one that allows. */
  #rcp(statements: readonly Value[]): void {
    const plain = statements.map((one) =>
      one.type === 'object' ? new Map(one.pairs) : new Map<string, Value>(),
    );
    const says = (element: ReadonlyMap<string, Value>, name: string, text: string) => {
      const value = element.get(name);
      const texts = value === undefined ? undefined : this.#texts(value, true);
      return texts?.length === 1 && texts[0] === text;
    };
    const [only] = plain;
    const condition = only?.get('Condition');
    const unconditional =
      condition === undefined ||
      (condition.type === 'object' &&
        condition.pairs.every(([, keys]) => keys.type === 'object' && keys.pairs.length === 0));
    const full = ['Action', 'Resource'].every((name) => only !== undefined && says(only, name, '*'));
    if (plain.length === 1 && only !== undefined && says(only, 'Effect', 'Allow') && full && unconditional)
      return;
    for (const element of plain) {
      if (says(element, 'Effect', 'Allow')) this.#note(identity.syntax);
      const action = element.get('Action');
      for (const text of (action && this.#texts(action, false)) ?? []) {
        if (text === '*' || text.startsWith('*:')) this.#note(identity.noColon);
      }
    }
  }
}

const QUOTAS: Readonly<Record<PolicyKind, readonly [quota: number, white: boolean, text: string]>> = {
  inline: [10_240, false, 'Maximum policy size of 10240 bytes exceeded'],
  managed: [6_144, false, 'Cannot exceed quota for PolicySize: 6144'],
  trust: [2_048, false, 'Cannot exceed quota for ACLSizePerRole: 2048'],
  session: [
    2_048,
    true,
    "1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
  ],
  resource: [20_480, true, 'The policy is longer than 20480 characters.'],
  endpoint: [20_480, true, 'The policy is longer than 20480 characters.'],
  scp: [10_240, true, 'You have exceeded the maximum policy size.'],
  rcp: [5_120, true, 'You have exceeded the maximum policy size.'],
};

/** §9 "Sizes". The text is JSON by now. */
function sizeFault(text: string, kind: PolicyKind): string | undefined {
  const [quota, white, message] = QUOTAS[kind];
  const strings = /"(?:[^"\\]|\\.)*"/g;
  const outside = text.replaceAll(strings, '').replaceAll(/[\t\n\r ]/g, '').length;
  const inside = (text.match(strings) ?? []).reduce((sum, one) => sum + one.length, 0);
  return (white ? text.length : outside + inside) > quota ? message : undefined;
}
