import type {
  ListShape,
  MapShape,
  Member,
  ModelFile,
  OperationModel,
  ServiceModel,
  Shape,
  ShapeFile,
  StructureShape,
} from './model.ts';

/**
 * Turns a model file into the linked model.
 *
 * @throws Error when the file names a shape that it does not define, or an input or output that is no structure.
 */
export function linkModel(file: ModelFile): ServiceModel {
  const shapes = new Map<string, Shape>();
  const shapeOf = (name: string): Shape => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const source = Object.hasOwn(file.shapes, name) ? file.shapes[name] : undefined;
    if (source === undefined) throw new Error(`${file.service}: no shape is named ${name}`);
    return linkShape(name, source, shapes, shapeOf);
  };
  const structureOf = (name: string | undefined): StructureShape | undefined => {
    if (name === undefined) return undefined;
    const shape = shapeOf(name);
    if (shape.kind !== 'structure') throw new Error(`${file.service}: ${name} is not a structure`);
    return shape;
  };
  const operations = new Map<string, OperationModel>();
  for (const [name, operation] of Object.entries(file.operations)) {
    operations.set(name, {
      name,
      input: structureOf(operation.input),
      output: structureOf(operation.output),
      resultWrapper: operation.resultWrapper,
      noAuth: operation.noAuth === true,
      pagination: operation.pagination,
    });
  }
  const { service, version, xmlNamespace, protocol, violations } = file;
  const errors = new Map(Object.entries(file.errors));
  return { service, version, xmlNamespace, protocol, violations, operations, errors };
}

/** Registers the shape before its members are linked, so that shapes may contain themselves. */
function linkShape(
  name: string,
  source: ShapeFile,
  shapes: Map<string, Shape>,
  shapeOf: (name: string) => Shape,
): Shape {
  const sensitive = source.sensitive === true;
  switch (source.kind) {
    case 'list': {
      const shape = { ...source, name, sensitive } as unknown as {
        -readonly [K in keyof ListShape]: ListShape[K];
      };
      shapes.set(name, shape);
      shape.member = shapeOf(source.member);
      return shape;
    }
    case 'map': {
      const shape = { kind: source.kind, name, sensitive } as {
        -readonly [K in keyof MapShape]: MapShape[K];
      };
      shapes.set(name, shape);
      shape.key = shapeOf(source.key);
      shape.value = shapeOf(source.value);
      return shape;
    }
    case 'structure':
    case 'union': {
      const members = new Map<string, Member>();
      const shape: StructureShape = { kind: source.kind, name, sensitive, members };
      shapes.set(name, shape);
      for (const member of source.members) {
        const required = member.required === true;
        members.set(member.name, { name: member.name, shape: shapeOf(member.shape), required });
      }
      return shape;
    }
    default: {
      const shape: Shape = { ...source, name, sensitive };
      shapes.set(name, shape);
      return shape;
    }
  }
}
