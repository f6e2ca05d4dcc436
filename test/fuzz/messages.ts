// Requests that nobody sends: messages of the contract from its descriptor, likely and unlikely, and then damaged on the wire.
import { resolve } from 'node:path';
import fc from 'fast-check';
import protobuf from 'protobufjs';

export const contract = readContract();

/** Of any message: well-formed or changed, of itself or of another type, or no message at all. */
export function wireOf(type: protobuf.Type, likely: Likely, depth = 3): fc.Arbitrary<Buffer> {
  const whole = encoded(type, likely, depth);
  const cases = [
    { arbitrary: whole, weight: 6 },
    { arbitrary: damaged(whole), weight: 3 },
    { arbitrary: fc.tuple(whole, unknownField).map((parts) => Buffer.concat(parts)), weight: 1 },
    { arbitrary: fc.tuple(whole, whole).map((parts) => Buffer.concat(parts)), weight: 1 },
    { arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
  ];
  const ids = type.fieldsArray.map(({ id }) => id);
  if (ids.length > 0) cases.push({ arbitrary: fc.constantFrom(...ids).chain(oneFieldOften), weight: 1 });
  const lists = type.fieldsArray.filter(({ repeated, type: of }) => repeated && of === 'string');
  if (lists.length > 0) cases.push({ arbitrary: fc.constantFrom(...lists.map(({ id }) => longList(id))), weight: 1 });
  return fc.oneof(...cases);
}

/** Values by the name of their field, so that some requests are about what is there. */
export type Likely = Readonly<Record<string, readonly (string | number)[]>>;

function encoded(type: protobuf.Type, likely: Likely, depth: number): fc.Arbitrary<Buffer> {
  return messageOf(type, likely, depth).map((plain) => Buffer.from(type.encode(type.fromObject(plain)).finish()));
}

export function messageOf(type: protobuf.Type, likely: Likely, depth: number): fc.Arbitrary<object> {
  const fields = type.fieldsArray.flatMap((field): [string, fc.Arbitrary<unknown>][] => {
    const value = valuesOf(field, likely, depth);
    if (!value) return [];
    if (field.map) return [[field.name, fc.dictionary(names, value, { maxKeys: 3 })]];
    return [[field.name, field.repeated ? fc.array(value, { maxLength: 3 }) : value]];
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

function valuesOf(field: protobuf.Field, likely: Likely, depth: number): fc.Arbitrary<unknown> | undefined {
  const { name, type, resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) return depth > 0 ? messageOf(resolvedType, likely, depth - 1) : undefined;
  if (resolvedType) return fc.oneof(fc.constantFrom(...Object.values(resolvedType.values)), fc.integer());
  const values = scalars[type];
  if (!values) throw new Error(`no values for fields of type ${type}`);
  const known = likely[name];
  return known ? fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 4 }, { arbitrary: values, weight: 1 }) : values;
}

const odd = [
  '',
  '__proto__',
  'constructor',
  '..',
  '../../etc/passwd',
  '-rf',
  '%2f',
  'a\0b',
  'a\nb',
  '\u001b]0;x\u0007',
  'WEB',
  '\ud800',
];
/** fast-check's own texts begin with tables of all characters, which take a second to make. */
const textOf = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { maxLength: 12 }).map((points) => String.fromCodePoint(...points));
const names = fc.oneof(fc.constantFrom('web', 'LOG', ...odd), textOf(0x7f), textOf(0x10ffff));
const texts = fc.oneof(
  { arbitrary: textOf(0x7f), weight: 4 },
  { arbitrary: fc.constantFrom(...odd), weight: 4 },
  { arbitrary: textOf(0x10ffff), weight: 3 },
  { arbitrary: fc.constantFrom(300, 10_000, 70_000).map((length) => 'x'.repeat(length)), weight: 1 },
);
const edges = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, 2 ** 53, 8.64e15, 8.64e15 + 1];
const integers = fc.oneof(fc.constantFrom(...edges), fc.integer(), fc.nat(10));
const wide = fc.oneof(integers, fc.constantFrom(2 ** 62, 2 ** 63 - 1024, -(2 ** 53), -(2 ** 63)));

const scalars: Record<string, fc.Arbitrary<unknown>> = {
  bool: fc.boolean(),
  string: texts,
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(5_000, 100_000).map((length) => new Uint8Array(length)),
  ),
  int32: integers,
  uint32: integers,
  int64: wide,
  uint64: wide,
  double: fc.double(),
};

/** Bits turned, bytes put in or taken out, cut off, or with a number where it was that has no end. */
export function damaged(whole: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const harms = fc.array(fc.tuple(fc.constantFrom(...Object.values(harm)), fc.nat(), fc.nat(255)), {
    minLength: 1,
    maxLength: 4,
  });
  return fc.tuple(whole, harms).map(([bytes, all]) => all.reduce((left, [does, at, byte]) => does(left, at, byte), bytes));
}

export const harm = {
  turn: (bytes: Buffer, at: number, byte: number) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy.writeUInt8(copy.readUInt8(at % copy.length) ^ (1 << (byte % 8)), at % copy.length);
    return copy;
  },
  set: (bytes: Buffer, at: number, byte: number) => spliced(bytes, at, 1, Buffer.of(byte)),
  insert: (bytes: Buffer, at: number, byte: number) => spliced(bytes, at, 0, Buffer.of(byte)),
  remove: (bytes: Buffer, at: number, byte: number) => spliced(bytes, at, 1 + (byte % 8), Buffer.alloc(0)),
  cut: (bytes: Buffer, at: number) => bytes.subarray(0, bytes.length === 0 ? 0 : at % bytes.length),
  repeat: (bytes: Buffer, at: number, byte: number) =>
    spliced(bytes, at, 0, bytes.subarray(at % (bytes.length + 1)).subarray(0, byte)),
  endless: (bytes: Buffer, at: number) => spliced(bytes, at, 1, Buffer.alloc(12, 0xff)),
};

function spliced(bytes: Buffer, at: number, gone: number, come: Buffer): Buffer {
  const place = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, place), come, bytes.subarray(place + gone)]);
}

const unknownField = fc.tuple(fc.integer({ min: 100, max: 2 ** 20 }), fc.uint8Array({ maxLength: 20 })).map(([id, bytes]) => {
  const writer = protobuf.Writer.create();
  return Buffer.from(
    writer
      .uint32(id * 8 + 2)
      .bytes(bytes)
      .finish(),
  );
});

/** One field ten thousand times over, with bytes in it that are no text. */
function oneFieldOften(id: number): fc.Arbitrary<Buffer> {
  const one = Buffer.from(
    protobuf.Writer.create()
      .uint32(id * 8 + 2)
      .bytes(Buffer.of(0xc3, 0x28))
      .finish(),
  );
  return fc.constantFrom(3, 10_000).map((times) => Buffer.concat(Array.from({ length: times }, () => one)));
}

/** As many different texts as a request has room for: whoever compares each with each is at it for minutes. */
function longList(id: number): Buffer {
  const writer = protobuf.Writer.create();
  for (let index = 0; index < 150_000; index += 1) writer.uint32(id * 8 + 2).string(index.toString(36).padStart(4, 'a'));
  return Buffer.from(writer.finish());
}

function readContract(): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_from, file) => resolve(import.meta.dirname, '../../proto', file);
  root.loadSync(['control.proto', 'agents.proto', 'identities.proto', 'enrollment.proto']);
  root.resolveAll();
  return root;
}
