/**
 * The model of a service: its operations, the shapes of their inputs and results, and its error codes. Two forms: the
 * **file** (`ModelFile`: plain JSON, shapes refer to one another by name) and the **linked** model (`ServiceModel`:
 * shapes refer to one another as objects), which the readers and writers of the wire walk.
 *
 * The files of IAM and STS are generated from the AWS SDK's schemas (`scripts/generate-models.mjs`); a service of
 * Stint's own writes one by hand in the same form:
 *
 * ```json
 * {
 *   "service": "stint", "version": "2026-01-01", "xmlNamespace": "", "protocol": "json",
 *   "violations": { "showsValue": true, "listsEnum": true },
 *   "operations": { "CreateAccount": { "input": "CreateAccountRequest", "output": "CreateAccountResponse" } },
 *   "shapes": {
 *     "CreateAccountRequest": { "kind": "structure", "members": [{ "name": "Name", "shape": "AccountName", "required": true }] },
 *     "CreateAccountResponse": { "kind": "structure", "members": [{ "name": "AccountId", "shape": "String" }] },
 *     "AccountName": { "kind": "string", "pattern": "[\\w-]+", "min": 1, "max": 64 },
 *     "String": { "kind": "string" }
 *   },
 *   "errors": { "AccountLimitExceeded": 409 }
 * }
 * ```
 */

/** How a ValidationError of the service speaks: IAM prints neither values nor enumerations, STS prints both. */
export interface ViolationStyle {
  readonly showsValue: boolean;
  readonly listsEnum: boolean;
  /** Shapes of which a violated list says, too, that its members must not be null. */
  readonly neverNull?: readonly string[];
  /**
   * Members whose characters are refused in a sentence of their own, alone, instead of by their pattern; the first row
   * that names the member or its shape is the one that speaks.
   */
  readonly characters?: readonly CharacterRule[];
}

export interface CharacterRule {
  readonly members?: readonly string[];
  readonly shapes?: readonly string[];
  /** What follows `The specified value for NAME is invalid.` */
  readonly says: string;
}

/** Members of an operation that page through a list: the request's `Marker` and `MaxItems`, the result's `IsTruncated`. */
export interface Pagination {
  readonly marker: string;
  readonly limit?: string;
  readonly more?: string;
}

export type SimpleKind = 'string' | 'integer' | 'boolean' | 'timestamp' | 'blob';

/**
 * `min` and `max` bound the length of strings (in Unicode code points), the value of integers, and the size of lists.
 * `pattern` is the text of the API model, printed as it stands in violations; it is anchored to the whole value.
 */
export interface Constraints {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface OperationFile {
  readonly input?: string;
  readonly output?: string;
  /** The element that wraps the result in XML; only operations with an output have one. */
  readonly resultWrapper?: string;
  /** True when the operation is called without a signature. */
  readonly noAuth?: boolean;
  readonly pagination?: Pagination;
}

interface Marks {
  /** A secret: never logged, never repeated in a violation. */
  readonly sensitive?: boolean;
}

export type ShapeFile =
  | (Marks & Constraints & { readonly kind: SimpleKind })
  | (Marks & Constraints & { readonly kind: 'list'; readonly member: string })
  | (Marks & { readonly kind: 'map'; readonly key: string; readonly value: string })
  | (Marks & { readonly kind: 'structure' | 'union'; readonly members: readonly MemberFile[] });

export interface MemberFile {
  readonly name: string;
  readonly shape: string;
  readonly required?: boolean;
}

export interface ModelFile {
  readonly service: string;
  readonly version: string;
  readonly xmlNamespace: string;
  readonly protocol: 'query' | 'json';
  readonly violations: ViolationStyle;
  readonly operations: Readonly<Record<string, OperationFile>>;
  readonly shapes: Readonly<Record<string, ShapeFile>>;
  readonly errors: Readonly<Record<string, number>>;
}

export interface SimpleShape extends Constraints {
  readonly kind: SimpleKind;
  readonly name: string;
  readonly sensitive: boolean;
}

export interface ListShape extends Constraints {
  readonly kind: 'list';
  readonly name: string;
  readonly sensitive: boolean;
  readonly member: Shape;
}

export interface MapShape {
  readonly kind: 'map';
  readonly name: string;
  readonly sensitive: boolean;
  readonly key: Shape;
  readonly value: Shape;
}

export interface StructureShape {
  /** A `union` is a structure of which exactly one member is given. */
  readonly kind: 'structure' | 'union';
  readonly name: string;
  readonly sensitive: boolean;
  /** In the order in which violations are reported and results are written. */
  readonly members: ReadonlyMap<string, Member>;
}

export type Shape = SimpleShape | ListShape | MapShape | StructureShape;

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}

export interface OperationModel {
  readonly name: string;
  readonly input: StructureShape | undefined;
  readonly output: StructureShape | undefined;
  readonly resultWrapper: string | undefined;
  readonly noAuth: boolean;
  readonly pagination: Pagination | undefined;
}

export interface ServiceModel {
  readonly service: string;
  readonly version: string;
  readonly xmlNamespace: string;
  readonly protocol: 'query' | 'json';
  readonly violations: ViolationStyle;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** HTTP status by error code. */
  readonly errors: ReadonlyMap<string, number>;
}

/** A value as it crosses the wire, typed by a shape: what handlers receive and return. */
export type WireValue =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | readonly WireValue[]
  | { readonly [member: string]: WireValue | undefined };

/** The members of an input or result. The SDK's own types (`CreateUserRequest` …) are narrower forms of it. */
export type WireStructure = Readonly<Record<string, WireValue | undefined>>;

/** The names of a service's operations, sorted. */
export function operationNames(model: ServiceModel): string[] {
  return [...model.operations.keys()].sort();
}
