// The generated codecs write and read every message of the contract as the general loader does.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { agentsService, controlService } from '../../proto/load.ts';
import { framed } from './framed.ts';

type Rpc = MethodDefinition<object, object>;

const includeDirs = [fileURLToPath(new URL('../../proto', import.meta.url))];
const files = ['control.proto', 'agents.proto'];
const general = loadSync(files, { includeDirs, longs: Number, enums: String, defaults: true, oneofs: true });
const root = new protobuf.Root();
const pairs = [
  ...pairsOf(controlService, general['castellan.v1.Control'] as unknown as Record<string, Rpc>),
  ...pairsOf(agentsService, general['castellan.v1.Agents'] as unknown as Record<string, Rpc>),
];

before(async () => {
  root.resolvePath = (_from, file) => `${includeDirs[0]}/${file}`;
  await root.load(files);
  root.resolveAll();
});

test('the services have the same calls, in the same order', () => {
  const named = (services: object[]) =>
    services.flatMap((service) => Object.entries(service).map(([name, rpc]) => told(name, rpc)));
  const told = (name: string, { path, requestStream, responseStream }: Rpc) => ({ name, path, requestStream, responseStream });
  assert.deepEqual(
    named([controlService, agentsService]),
    named([general['castellan.v1.Control'] as object, general['castellan.v1.Agents'] as object]),
  );
});

test('both write the same bytes and read the same message', () => {
  for (const { ours, theirs, type } of pairs) {
    const check = (message: object) => {
      const wire = theirs.serialize(message);
      assert.deepEqual(framed(ours.serialize(message)), Buffer.from(wire), type);
      assert.deepEqual(ours.deserialize(wire), theirs.deserialize(wire), type);
    };
    fc.assert(fc.property(messageOf(root.lookupType(type), 3), check), { numRuns: 40 });
  }
});

test('both refuse what is no message, and read or refuse any bytes alike', () => {
  for (const { ours, theirs, type } of pairs) {
    const valid = messageOf(root.lookupType(type), 2).map((message) => Buffer.from(theirs.serialize(message)));
    const damaged = fc.tuple(valid, fc.nat(), fc.nat(255)).map(([wire, at, byte]) => {
      if (wire.length > 0) wire[at % wire.length] = byte;
      return wire;
    });
    const any = fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes));
    const check = (wire: Buffer) => assert.deepEqual(tried(ours.deserialize, wire), tried(theirs.deserialize, wire), type);
    fc.assert(fc.property(fc.oneof(damaged, any), check), { numRuns: 60 });
    for (const none of [undefined, null, 'text', 7])
      assert.equal('refused' in tried(ours.serialize, none as never), 'refused' in tried(theirs.serialize, none as never), type);
  }
});

interface Codec {
  serialize(message: object): Buffer;
  deserialize(bytes: Buffer): object;
}

function pairsOf(ours: object, theirs: Record<string, Rpc>): { ours: Codec; theirs: Codec; type: string }[] {
  return Object.entries(ours as Record<string, Rpc>).flatMap(([name, mine]) => {
    const general = theirs[name] as Rpc;
    const typeOf = (message: { type: object }) => `castellan.v1.${(message.type as { name: string }).name}`;
    const codec = (serialize: Codec['serialize'], deserialize: Codec['deserialize']) => ({ serialize, deserialize });
    return [
      {
        ours: codec(mine.requestSerialize, mine.requestDeserialize),
        theirs: codec(general.requestSerialize, general.requestDeserialize),
        type: typeOf(general.requestType),
      },
      {
        ours: codec(mine.responseSerialize, mine.responseDeserialize),
        theirs: codec(general.responseSerialize, general.responseDeserialize),
        type: typeOf(general.responseType),
      },
    ];
  });
}

function tried<In, Out>(step: (given: In) => Out, given: In): { value: Out } | { refused: string } {
  try {
    return { value: step(given) };
  } catch (error) {
    return { refused: (error as Error).name };
  }
}

/** Messages as one may write them: fields left out, enums by name or number, several of a oneof at once. */
function messageOf(type: protobuf.Type, depth: number): fc.Arbitrary<object> {
  const fields = type.fieldsArray.flatMap((field): [string, fc.Arbitrary<unknown>][] => {
    const value = valuesOf(field, depth);
    if (!value) return [];
    // A field may be missing, what is in a list may not.
    const item = value.filter((one) => one !== null);
    if (field.map) return [[field.name, fc.dictionary(fc.string({ maxLength: 5 }), item, { maxKeys: 3 })]];
    return [[field.name, field.repeated ? fc.array(item, { maxLength: 3 }) : value]];
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

function valuesOf({ type, resolvedType }: protobuf.Field, depth: number): fc.Arbitrary<unknown> | undefined {
  if (resolvedType instanceof protobuf.Type) return depth > 0 ? messageOf(resolvedType, depth - 1) : undefined;
  if (resolvedType) return fc.oneof(fc.constantFrom(...Object.keys(resolvedType.values)), fc.nat(40));
  const scalar = scalars[type];
  if (!scalar) throw new Error(`no values for fields of type ${type}`);
  return scalar;
}

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  bool: fc.boolean(),
  string: fc.string({ unit: 'binary', maxLength: 12 }),
  bytes: fc.uint8Array({ maxLength: 20 }),
  int32: fc.integer(),
  uint32: fc.nat(),
  int64: fc.oneof(fc.maxSafeInteger(), fc.constant(null)),
  uint64: fc.maxSafeNat(),
  double: fc.double(),
};
