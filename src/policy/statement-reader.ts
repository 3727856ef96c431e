/** Reads statements: their form first, then what their values say. */

import { asksNothing, readConditions } from './condition-reader.ts';
import type { Effect, PatternElement, PrincipalElement, PrincipalEntry, Statement } from './document.ts';
import type { Faults } from './fault-list.ts';
import { type JsonNode, type JsonObject, type JsonScalar, memberOf } from './json-node.ts';
import { KIND_RULES, type KindRules } from './kind-rules.ts';
import { readPrincipal } from './principal-reader.ts';
import { COGNITO_PROVIDER, faultOfAction, faultOfResource, type ValueFault } from './value-syntax.ts';

const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

export class StatementReader {
  readonly #faults: Faults;
  readonly #rules: KindRules;
  readonly #sids = new Set<string>();

  constructor(faults: Faults) {
    this.#faults = faults;
    this.#rules = KIND_RULES[faults.kind];
  }

  /** `undefined` only after a fault was noted. */
  read(node: JsonNode, index: number): Statement | undefined {
    if (node.kind !== 'object') {
      this.#faults.add('syntax', node, 'A statement is a JSON object.');
      return undefined;
    }
    this.#faults.refuseOthers(node, STATEMENT_ELEMENTS);
    const sid = this.#sid(memberOf(node, 'Sid'));
    const effect = this.#effect(node, memberOf(node, 'Effect'));
    const principal = this.#principal(node, index, effect);
    const action = this.#action(node);
    const resource = this.#resource(node);
    const condition = memberOf(node, 'Condition');
    const conditions = readConditions(condition, this.#faults);
    if (asksNothing(condition)) this.#refuseCognito(principal, node);
    if (effect === undefined || action === undefined) return undefined;
    return {
      index,
      ...(sid === undefined ? {} : { sid }),
      effect,
      ...(principal === undefined ? {} : { principal }),
      action,
      ...(resource === undefined ? {} : { resource }),
      conditions,
      start: this.#faults.source.position(node.start),
      end: this.#faults.source.position(node.end),
    };
  }

  #sid(node: JsonNode | undefined): string | undefined {
    if (node === undefined) return undefined;
    if (node.kind !== 'string') {
      this.#faults.add('syntax', node, 'Sid is a string.');
      return undefined;
    }
    const sid = node.text;
    if (this.#rules.strictSids && /[^0-9A-Za-z]/.test(sid)) {
      this.#faults.add('sid-characters', node, 'A Sid has letters and digits only.', sid);
    }
    if (this.#sids.has(sid) && this.#rules.strictSids) {
      this.#faults.add('sid-repeated', node, 'Another statement has this Sid; give each its own.', sid);
    }
    if (sid !== '') this.#sids.add(sid);
    return sid;
  }

  #effect(statement: JsonObject, node: JsonNode | undefined): Effect | undefined {
    if (node === undefined) {
      this.#faults.add('effect-missing', statement, 'A statement says "Effect": "Allow" or "Deny".');
      return undefined;
    }
    const text = node.kind === 'string' ? node.text : '';
    // The constants, and not what was cut out of the text: they are kept as long as the document.
    if (text === 'Allow') return 'Allow';
    if (text === 'Deny') return 'Deny';
    const wrongCase = /^(?:allow|deny)$/i.test(text);
    this.#faults.add(
      wrongCase ? 'effect-wrong-case' : 'effect-unknown',
      node,
      'Write Allow or Deny, exactly so.',
      text,
    );
    return undefined;
  }

  /** The one of two elements that is there; both is a fault. */
  #oneOf(statement: JsonObject, name: string): { node: JsonNode; not: boolean } | undefined {
    const plain = memberOf(statement, name);
    const negated = memberOf(statement, `Not${name}`);
    if (plain !== undefined && negated !== undefined) {
      this.#faults.add(
        'syntax',
        negated,
        `A statement has ${name} or Not${name}, not both.`,
        '',
        'element-pair',
      );
    }
    if (plain !== undefined) return { node: plain, not: false };
    return negated && { node: negated, not: true };
  }

  #action(statement: JsonObject): PatternElement | undefined {
    const element = this.#oneOf(statement, 'Action');
    const values = element && this.#strings(element.node, false);
    if (element === undefined || values?.length === 0) {
      this.#faults.add('action-missing', element?.node ?? statement, 'Name at least one action.');
      return undefined;
    }
    if (element.not && !this.#rules.notAction) {
      this.#faults.add('syntax', element.node, 'NotAction has no place here.', '', 'rcp-not-action');
    }
    this.#noteFirst(values ?? [], (value) => faultOfAction(value, this.#faults.kind));
    return { not: element.not, patterns: (values ?? []).map((value) => value.text) };
  }

  #resource(statement: JsonObject): PatternElement | undefined {
    const element = this.#oneOf(statement, 'Resource');
    if (this.#rules.resource === 'prohibited') {
      const code = element?.not ? 'not-resource-prohibited' : 'resource-prohibited';
      if (element)
        this.#faults.add(code, element.node, 'The role itself is the resource of its trust policy.');
      return undefined;
    }
    const values = element && this.#strings(element.node, true);
    if (element === undefined || values?.length === 0) {
      this.#faults.add('resource-missing', element?.node ?? statement, 'Name at least one resource, or *.');
      return undefined;
    }
    this.#noteFirst(values ?? [], faultOfResource);
    return { not: element.not, patterns: (values ?? []).map((value) => value.text) };
  }

  /** A string or a list of strings; `undefined` after a fault. AWS accepts `null` between resources and ignores it. */
  #strings(node: JsonNode, ignoreNull: boolean): JsonScalar[] | undefined {
    const strings: JsonScalar[] = [];
    for (const item of node.kind === 'array' ? node.items : [node]) {
      if (item.kind === 'string') strings.push(item);
      else if (item.kind !== 'null' || !ignoreNull || node.kind !== 'array') {
        this.#faults.add('syntax', item, 'Here stands a string or a list of strings.');
        return undefined;
      }
    }
    return strings;
  }

  /** AWS answers one fault of a list; every value is looked at, so that the answer does not depend on luck. */
  #noteFirst(values: readonly JsonScalar[], faultOf: (value: string) => ValueFault | undefined): void {
    for (const value of values) {
      const fault = faultOf(value.text);
      if (fault !== undefined) this.#faults.add(fault.code, value, fault.hint, fault.subject);
    }
  }

  #principal(statement: JsonObject, index: number, effect: Effect | undefined): PrincipalElement | undefined {
    const element = this.#oneOf(statement, 'Principal');
    if (this.#rules.principal === 'prohibited') {
      if (element)
        this.#faults.add('principal-prohibited', element.node, 'Whoever holds the policy is meant.');
      return undefined;
    }
    if (element === undefined) {
      this.#faults.add('principal-missing', statement, 'Say whom the statement is about.');
      return undefined;
    }
    if (element.not && effect === 'Allow') {
      this.#faults.add(
        'not-principal-with-allow',
        element.node,
        'It would allow everyone else in the world.',
      );
    } else if (element.not && !this.#rules.notPrincipal) {
      this.#faults.add('not-principal-prohibited', element.node, 'Use Principal and a condition.');
    }
    const entries = readPrincipal(element.node, index, element.not, this.#faults);
    if (this.#rules.principal === 'everyone') this.#requireEveryone(entries, element.node);
    return { not: element.not, entries };
  }

  #requireEveryone(entries: readonly PrincipalEntry[], node: JsonNode): void {
    if (entries.every((entry) => entry.type === '*')) return;
    this.#faults.add(
      'syntax',
      node,
      'The principal of a resource control policy is "*".',
      '',
      'rcp-principal',
    );
  }

  /** A trust policy that trusts Cognito asks for something more. */
  #refuseCognito(principal: PrincipalElement | undefined, node: JsonNode): void {
    const cognito = principal?.entries.some(
      ({ type, value }) => type === 'Federated' && value === COGNITO_PROVIDER,
    );
    if (this.#faults.kind !== 'trust' || !cognito) return;
    this.#faults.add(
      'principal-cognito-condition',
      node,
      `Compare ${COGNITO_PROVIDER}:aud with your identity pool.`,
    );
  }
}
