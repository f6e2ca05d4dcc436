// What a backup says of itself: the first file in it.
import { z } from 'zod';

export const contentsName = 'castellan-backup.json';
export const recordsName = 'castellan.sqlite';
/** Of the server's other files, none is in a backup: not its key for secrets, its certificate, or the logs. */
export const blobPath = (sha256: string) => `blobs/${sha256}`;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.number().int().nonnegative();

const shape = z.object({
  format: z.literal(1),
  made_at: z.string(),
  epoch: z.number().int().positive(),
  records: z.object({ bytes, sha256 }),
  /** Bundles that the records name and that are in it. */
  blobs: z.array(z.object({ sha256, bytes })),
  /** Bundles that the records name and that are not in it. */
  left_out: z.array(sha256),
});

export type Contents = z.output<typeof shape>;

/** @throws Error when it is not of a form that this program knows */
export function readContents(text: string): Contents {
  const read = shape.safeParse(parsed(text));
  if (!read.success) throw new Error('this is no backup, or one of a newer server');
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
