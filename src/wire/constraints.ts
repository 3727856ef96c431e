import type {
  Constraints,
  ListShape,
  ServiceModel,
  Shape,
  SimpleShape,
  StructureShape,
  ViolationStyle,
  WireStructure,
  WireValue,
} from './model.ts';
import { matchesPattern } from './patterns.ts';
import { validationError } from './refusals.ts';
import { isXmlText } from './xml-text.ts';

/**
 * Checks an input against the constraints of the model, all at once, except for characters that the service refuses in
 * a sentence of their own: the first such sentence is the whole answer.
 *
 * @throws AwsError `ValidationError` 400, worded as the service words it: `N validation error(s) detected: E1; E2`, or
 *   `The specified value for NAME is invalid. …`
 */
export function throwConstraintViolations(
  model: ServiceModel,
  shape: StructureShape,
  input: WireStructure,
): void {
  const violations = constraintViolations(model.violations, shape, input);
  if (violations.length === 0) return;
  const refusal = refusedCharacters(model.violations, shape, input);
  if (refusal !== undefined) throw validationError(refusal);
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw validationError(`${violations.length} validation ${errors} detected: ${violations.join('; ')}`);
}

/** The violations of an input, in the order of the model's members; each as AWS words it. */
export function constraintViolations(
  style: ViolationStyle,
  shape: StructureShape,
  input: WireStructure,
): string[] {
  const report = new ViolationReport(style);
  checkStructure(report, shape, input, '');
  return report.violations;
}

/** The sentence about the first member whose characters are not what its pattern asks for. */
function refusedCharacters(
  { characters = [] }: ViolationStyle,
  { members }: StructureShape,
  input: WireStructure,
): string | undefined {
  for (const { name, shape } of members.values()) {
    const value = input[name];
    if (typeof value !== 'string' || !('pattern' in shape) || shape.pattern === undefined) continue;
    const rule = characters.find((one) => one.members?.includes(name) || one.shapes?.includes(shape.name));
    if (rule === undefined || matchesPattern(shape.pattern, value)) continue;
    return `The specified value for ${lowerFirst(name)} is invalid. ${rule.says}`;
  }
  return undefined;
}

class ViolationReport {
  readonly violations: string[] = [];
  readonly style: ViolationStyle;

  constructor(style: ViolationStyle) {
    this.style = style;
  }

  add(path: string, shape: Shape, value: WireValue | undefined, constraint: string): void {
    this.violations.push(
      `Value${this.#shown(shape, value)} at '${path}' failed to satisfy constraint: ${constraint}`,
    );
  }

  /** Secrets are never shown, nor are structures, of which AWS prints an object's identity. */
  #shown(shape: Shape, value: WireValue | undefined): string {
    if (!this.style.showsValue || shape.sensitive) return '';
    if (value === undefined) return ' null';
    if (shape.kind === 'list') {
      return isSimple(shape.member) && !shape.member.sensitive
        ? ` '[${(value as readonly string[]).join(', ')}]'`
        : '';
    }
    return isSimple(shape) ? ` '${String(value)}'` : '';
  }
}

function checkStructure(
  report: ViolationReport,
  shape: StructureShape,
  value: WireStructure,
  prefix: string,
): void {
  for (const member of shape.members.values()) {
    const path = prefix + lowerFirst(member.name);
    const given = value[member.name];
    if (given !== undefined) checkValue(report, member.shape, given, path);
    else if (member.required) report.add(path, member.shape, undefined, NOT_NULL);
  }
  if (shape.kind !== 'union') return;
  const given = [...shape.members.keys()].filter((name) => value[name] !== undefined).length;
  if (given !== 1)
    report.add(prefix.slice(0, -1), shape, value, 'Member must have exactly one of its members set');
}

function checkValue(report: ViolationReport, shape: Shape, value: WireValue, path: string): void {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      checkStructure(report, shape, value as WireStructure, `${path}.`);
      return;
    case 'list':
      checkList(report, shape, value as readonly WireValue[], path);
      return;
    case 'map':
      for (const [key, item] of Object.entries(value as WireStructure)) {
        for (const constraint of violated(shape.key, key, report.style))
          report.add(path, shape, value, constraint);
        if (item !== undefined) checkValue(report, shape.value, item, `${path}.${key}.member`);
      }
      return;
    default:
      for (const constraint of violated(shape, value, report.style))
        report.add(path, shape, value, constraint);
  }
}

/** Elements that are structures are reported one by one; simple ones by their list's name, all constraints at once. */
function checkList(
  report: ViolationReport,
  shape: ListShape,
  items: readonly WireValue[],
  path: string,
): void {
  if (shape.max !== undefined && items.length > shape.max)
    report.add(path, shape, items, atMost('length', shape.max));
  if (shape.min !== undefined && items.length < shape.min)
    report.add(path, shape, items, atLeast('length', shape.min));
  if (!isSimple(shape.member)) {
    items.forEach((item, index) => {
      checkValue(report, shape.member, item, `${path}.${index + 1}.member`);
    });
    return;
  }
  const element = shape.member;
  if (items.every((item) => violated(element, item, report.style).length === 0)) return;
  const texts = allConstraints(element);
  if (report.style.neverNull?.includes(element.name)) texts.push(NOT_NULL);
  if (element.pattern === undefined && items.some((item) => !isXmlText(String(item))))
    texts.push(patternText(XML_TEXT));
  report.add(path, shape, items, `Member must satisfy constraint: [${texts.join(', ')}]`);
}

const SIMPLE_KINDS = new Set<Shape['kind']>(['string', 'integer', 'boolean', 'timestamp', 'blob']);

function isSimple(shape: Shape): shape is SimpleShape {
  return SIMPLE_KINDS.has(shape.kind);
}

/** The constraints that a simple value violates: pattern before length (recorded from STS). */
function violated(shape: Shape, value: WireValue, style: ViolationStyle): string[] {
  if (typeof value === 'number') return violatedBounds('value', value, shape as SimpleShape);
  if (typeof value !== 'string') return [];
  const { enum: values, pattern, ...bounds } = shape as SimpleShape;
  const found: string[] = [];
  if (values !== undefined && !values.includes(value)) found.push(enumText(values, style.listsEnum));
  if (pattern !== undefined && !matchesPattern(pattern, value)) found.push(patternText(pattern));
  // What XML 1.0 cannot carry could be stored but never shown again.
  else if (!isXmlText(value)) found.push(patternText(XML_TEXT));
  const { min, max } = bounds;
  if (min !== undefined || max !== undefined)
    found.push(...violatedBounds('length', codePoints(value), bounds));
  return found;
}

function violatedBounds(of: 'length' | 'value', size: number, { min, max }: Constraints): string[] {
  if (max !== undefined && size > max) return [atMost(of, max)];
  if (min !== undefined && size < min) return [atLeast(of, min)];
  return [];
}

/** The characters of XML 1.0, in the notation of the models. */
const XML_TEXT = '[\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]*';

/** AWS counts code points: 2048 astral characters keep to a maximum of 2048 (recorded from STS). */
function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) count -= 1;
  }
  return count;
}

/** Every constraint of a list's element, in the order that AWS prints them. */
function allConstraints({ kind, min, max, pattern, enum: values }: SimpleShape): string[] {
  const of = kind === 'integer' ? 'value' : 'length';
  return [
    ...(max === undefined ? [] : [atMost(of, max)]),
    ...(min === undefined ? [] : [atLeast(of, min)]),
    ...(pattern === undefined ? [] : [patternText(pattern)]),
    ...(values === undefined ? [] : [enumText(values, true)]),
  ];
}

const NOT_NULL = 'Member must not be null';
const atMost = (of: string, max: number) => `Member must have ${of} less than or equal to ${max}`;
const atLeast = (of: string, min: number) => `Member must have ${of} greater than or equal to ${min}`;
const patternText = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;

function enumText(values: readonly string[], listed: boolean): string {
  return `Member must satisfy enum value set${listed ? `: [${values.join(', ')}]` : ''}`;
}

/** A member's name as AWS writes it in messages and events: `userName`, `aWSServiceName`, `sAMLAssertion`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
