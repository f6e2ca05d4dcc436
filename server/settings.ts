// What differs per app and environment, beside the version. Each change is a revision.
import { z } from 'zod';

const shape = z.object({
  /** Process name -> replicas on each host, instead of the manifest's. */
  replicas: z.record(z.string(), z.int().min(0)).default({}),
  stopped: z.boolean().default(false),
  /** Grows with each restart that was asked for: replicas of another number are not interchangeable. */
  restarts: z.int().default(0),
});

export type Settings = z.output<typeof shape>;

export const noSettings: Settings = shape.parse({});

export function readSettings(json: string): Settings {
  return shape.parse(JSON.parse(json));
}
