// The hand-written codec of parts says on the wire what the general one says, and reads whatever that one reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import fc from 'fast-check';
import type { UploadPart, UploadPartInput } from '../../proto/generated/castellan/v1/UploadPart.ts';
import { agentsService, controlService } from '../../proto/load.ts';
import { oneOf } from '../../proto/one-of.ts';
import { framed } from './framed.ts';

const folder = fileURLToPath(new URL('../../proto', import.meta.url));
const loaded = loadSync('control.proto', { includeDirs: [folder], longs: Number, enums: String, defaults: true, oneofs: true });
const general = (loaded['castellan.v1.Control'] as unknown as typeof controlService).Upload;
const byHand = controlService.Upload;

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(127, 128, 16_383, 16_384, 262_144, 1 << 20).map((length) => new Uint8Array(length)),
);
const part: fc.Arbitrary<UploadPartInput> = fc.oneof(
  bytes.map((data) => ({ data })),
  bytes.map((data) => ({ data, part: 'data' as const })),
  fc.record({ commit: fc.record({ length: fc.nat(), sha256: fc.string() }) }),
  fc.record({ open: fc.record({ app: fc.string(), offset: fc.nat() }) }),
  fc.constant({}),
);

test('both write the same bytes and read the same message', () => {
  fc.assert(
    fc.property(part, (message) => {
      const wire = framed(byHand.requestSerialize(message));
      assert.deepEqual(wire, Buffer.from(general.requestSerialize(message)));
      assert.deepEqual(byHand.requestDeserialize(wire), general.requestDeserialize(wire));
    }),
  );
});

test('data is not copied before grpc-js does', () => {
  const data = new Uint8Array([1, 2]);
  const message = byHand.requestSerialize({ data });
  data[0] = 7;
  assert.deepEqual([...framed(message)], [0x0a, 2, 7, 2]);
  assert.equal(message.byteLength, message.length);
});

test('both read, or refuse to read, any bytes alike', () => {
  const read = (codec: typeof byHand, wire: Buffer): UploadPart | 'refused' => {
    try {
      return codec.requestDeserialize(wire);
    } catch {
      return 'refused';
    }
  };
  const likely = fc.uint8Array({ maxLength: 12 }).map((tail) => Buffer.from([0x0a, ...tail]));
  fc.assert(
    fc.property(
      fc.oneof(
        likely,
        fc.uint8Array({ maxLength: 40 }).map((all) => Buffer.from(all)),
      ),
      (wire) => {
        assert.deepEqual(read(byHand, wire), read(general, wire));
      },
    ),
    { numRuns: 1000 },
  );
});

test('bytes that are not a Uint8Array go the general way', () => {
  assert.deepEqual(byHand.requestSerialize({ data: 'aGVsbG8=' }), Buffer.from(general.requestSerialize({ data: 'aGVsbG8=' })));
});

test('a oneof narrows', () => {
  const { FetchBundle } = agentsService;
  const read = oneOf(
    FetchBundle.responseDeserialize(FetchBundle.responseSerialize({ commit: { length: 3, sha256: 'ab' } })),
    'part',
  );
  assert.deepEqual(read, { kind: 'commit', value: { length: 3, sha256: 'ab' } });
  assert.equal(oneOf(FetchBundle.responseDeserialize(Buffer.alloc(0)), 'part'), undefined);
});
