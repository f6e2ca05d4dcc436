// A duration in the configuration of a provider; none is possible.
import { z } from 'zod';
import { parseDuration } from '../../lib/durations.ts';

export const duration = z.string().transform((text, ctx) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms <= 3_600_000) return ms;
  ctx.addIssue({ code: 'custom', message: `"${text}" is not a duration of at most 1h` });
  return z.NEVER;
});
