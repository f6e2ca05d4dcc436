// ctl logs: what the replicas of an app wrote, merged in time order; with --follow, over as many connections as it takes.
import { setTimeout as pause } from 'node:timers/promises';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { LogsRequestInput } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import { type Call, type Options, Usage } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { openPlaces } from '../places.ts';
import { lineWriter } from '../show/log-lines.ts';
import { timeFrom } from '../time.ts';
import { isConnectionTrouble } from '../watch.ts';

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const request = requestFrom(appName(app), options);
  const write = lineWriter(options, screen);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  await withServer(options, async (client) => {
    for await (const line of allLines(client, request, stop.signal, screen.note)) await write(line);
  });
  return stop.signal.aborted ? 130 : 0;
}

function requestFrom(app: string, options: Options) {
  const { env, follow = false, since, until, host = [], process = [], replica = [], stream = '', tail } = options;
  if (stream && stream !== 'stdout' && stream !== 'stderr')
    throw new Usage(`--stream ${JSON.stringify(stream)} is neither stdout nor stderr`);
  if (follow && until !== undefined) throw new Usage('--follow has no end, so it does not go with --until');
  return {
    app,
    environment: environmentName(env),
    follow,
    sinceMs: timeFrom(since, '--since'),
    untilMs: timeFrom(until, '--until'),
    hosts: host,
    processes: process,
    replicas: replica,
    stream,
    tail: tail === undefined ? 0 : lineCount(tail),
  } satisfies LogsRequestInput;
}

function lineCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Usage(`--tail ${JSON.stringify(text)} is not a count of lines`);
}

/** Each line once, though a broken connection makes the server say some of them again. */
async function* allLines(
  client: Client,
  request: ReturnType<typeof requestFrom>,
  signal: AbortSignal,
  note: (text: string) => void,
): AsyncGenerator<LogLine> {
  const places = openPlaces();
  let lost = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const { lines } of client.logs(places.resume(request), { signal })) {
        if (lost) note('the connection is back');
        lost = false;
        attempt = 0;
        yield* lines.filter((line) => places.isNew(line));
      }
      if (!request.follow) return;
    } catch (error) {
      if (signal.aborted) return;
      if (!isConnectionTrouble(error) || attempt > (request.follow ? 60 : 5)) throw error;
      if (!lost) note(`the connection is lost (${(error as Error).message}), trying again`);
      lost = true;
    }
    await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
  }
}
