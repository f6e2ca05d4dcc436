// A block as a host sent it: every field checked, the data opened and measured. Nothing past here trusts a host less.
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { isLabel, isVersionName } from '../../lib/names.ts';
import { Failure } from '../../proto/failure.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';

export const maxBlockBytes = 1024 * 1024;
const maxMarks = 8192;
const maxReasonLength = 200;
const newline = 0x0a;
const near = 32;

/** One block, ready to be stored. */
export interface Piece {
  offset: number;
  length: number;
  encoding: 'PLAIN' | 'ZSTD' | 'GAP';
  data: Uint8Array;
  /** [offset in the piece, ms][], ascending by offset; never empty. */
  marks: [number, number][];
  newlines: number;
  openEnd: boolean;
  gapReason: string;
}

/** The host sent what no agent of ours sends. Nothing of the block is kept. */
export class RefusedBlock extends Failure {
  constructor(mistakes: string, cause?: unknown) {
    super('bad-input', `log block refused: ${mistakes}`, { cause });
  }
}

/** @throws RefusedBlock with every mistake in the fields. */
export function checkBlock(block: LogBlock): void {
  const mistakes = Object.entries(rules(block)).flatMap(([field, holds]) => (holds ? [] : [field]));
  if (mistakes.length > 0) throw new RefusedBlock(mistakes.join(', '));
}

/** @throws RefusedBlock when the data is not `length` bytes in the encoding that it claims. */
export async function openPiece(block: LogBlock, now: number): Promise<Piece> {
  const { offset, length, gapReason } = block;
  const marks = block.marks.map((mark): [number, number] => [mark.offset, mark.atMs]);
  const piece = { offset, length, gapReason, marks: marks.length > 0 ? marks : [[0, now] as [number, number]] };
  if (gapReason !== '') return { ...piece, encoding: 'GAP', data: new Uint8Array(), newlines: 0, openEnd: false };
  return { ...piece, encoding: block.encoding, data: block.data, ...measure(await plain(block)) };
}

/** What is left of the piece from `offset` on; the part before is stored already. */
export async function cutBefore(piece: Piece, offset: number): Promise<Piece> {
  const skip = offset - piece.offset;
  const rest = { ...piece, offset, length: piece.length - skip, marks: marksFrom(piece.marks, skip) };
  if (piece.encoding === 'GAP') return rest;
  const bytes = (await decode(piece.encoding, piece.data, piece.length)).subarray(skip);
  return { ...rest, encoding: 'ZSTD', data: await compress(bytes, fastest), ...measure(bytes) };
}

/** @throws when the stored bytes are not what the index says. */
export async function decode(encoding: string, data: Uint8Array, length: number): Promise<Buffer> {
  const bytes = encoding === 'ZSTD' ? await decompress(data, { maxOutputLength: length, chunkSize: length + spare }) : data;
  if (bytes.length !== length) throw new RangeError(`a log block holds ${bytes.length} bytes, not ${length}`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

const decompress = promisify(zstdDecompress) as (
  data: Uint8Array,
  options: { maxOutputLength: number; chunkSize: number },
) => Promise<Buffer>;
const compress = promisify(zstdCompress) as (data: Uint8Array, options: object) => Promise<Buffer>;
// One chunk for the whole output: with the default of 16 KiB each block goes to the thread pool and back many times.
const spare = 1024;
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

function rules(block: LogBlock): Record<string, boolean> {
  const { offset, length, data, marks, gapReason, encoding } = block;
  return {
    'app is not a name': isLabel(block.app),
    'environment is not a name': isLabel(block.environment),
    'process is not a name': isLabel(block.process),
    'replica is not a name': isVersionName(block.replica),
    'index is out of range': isCount(block.index),
    'run is out of range': isCount(block.run),
    'release is out of range': isCount(block.release),
    'stream is neither stdout nor stderr': block.stream === 'stdout' || block.stream === 'stderr',
    'offset is out of range': isCount(offset) && isCount(offset + length),
    'length is out of range': isCount(length) && (gapReason !== '' || length <= maxBlockBytes),
    'the gap has data or no length': gapReason === '' || (data.length === 0 && length > 0),
    'gap_reason is too long': gapReason.length <= maxReasonLength,
    'encoding is unknown': encoding === 'PLAIN' || encoding === 'ZSTD',
    'data is not as long as it says': encoding === 'ZSTD' || gapReason !== '' || data.length === length,
    'data is too long': data.length <= maxBlockBytes,
    'an empty block has data': length > 0 || data.length === 0,
    'marks are too many, not ascending or out of range': areMarks(marks, length),
  };
}

function areMarks(marks: LogBlock['marks'], length: number): boolean {
  if (marks.length > maxMarks) return false;
  return marks.every((mark, i) => {
    const before = marks[i - 1]?.offset ?? -1;
    return isCount(mark.atMs) && isCount(mark.offset) && mark.offset > before && mark.offset <= length;
  });
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

async function plain(block: LogBlock): Promise<Buffer> {
  if (block.length === 0) return Buffer.alloc(0);
  try {
    return await decode(block.encoding, block.data, block.length);
  } catch (cause) {
    throw new RefusedBlock('the data is not what it says', cause);
  }
}

function measure(bytes: Buffer): { newlines: number; openEnd: boolean } {
  return { newlines: newlinesIn(bytes), openEnd: bytes.at(-1) !== newline };
}

/** Each search costs as much as some sixteen bytes that are looked at: a block of nothing but newlines would hold up everybody. */
function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at)) {
    for (const end = Math.min(at + near, bytes.length); at < end; at += 1) if (bytes[at] === newline) count += 1;
  }
  return count;
}

function marksFrom(marks: Piece['marks'], skip: number): Piece['marks'] {
  const inForce = marks.findLast(([offset]) => offset <= skip) ?? marks[0];
  const later = marks.filter(([offset]) => offset > skip).map(([offset, at]): [number, number] => [offset - skip, at]);
  return inForce ? [[0, inForce[1]], ...later] : later;
}
