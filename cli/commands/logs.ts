// ctl logs: what the replicas of an app wrote, merged in time order; with --follow, over as many connections as it takes.
import { setTimeout as pause } from 'node:timers/promises';
import { parseDuration } from '../../lib/durations.ts';
import type { LogFieldInput } from '../../proto/generated/castellan/v1/LogField.ts';
import type { LogLines } from '../../proto/generated/castellan/v1/LogLines.ts';
import type { LogSearchStopped } from '../../proto/generated/castellan/v1/LogSearchStopped.ts';
import type { LogsRequestInput } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import { type Call, type Options, Usage } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { openPlaces } from '../places.ts';
import { lineWriter } from '../show/log-lines.ts';
import { plain } from '../show/plain.ts';
import { timeFrom } from '../time.ts';
import { mayPass } from '../watch.ts';

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const request = requestFrom(appName(app), options);
  const write = lineWriter(options, screen);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const isComplete = await withServer(options, async (client) => {
    for await (const { lines, stopped } of allAnswers(client, request, stop.signal, screen.note)) {
      for (const line of lines) await write(line);
      if (stopped) return notAll(stopped, screen.note);
    }
    return true;
  });
  if (stop.signal.aborted) return 130;
  return isComplete ? 0 : 5;
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
    ...searchFrom(options),
  } satisfies LogsRequestInput;
}

function lineCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Usage(`--tail ${JSON.stringify(text)} is not a count of lines`);
}

function searchFrom({ grep = '', regex = '', ignoreCase = false, field = [], searchTime }: Options) {
  const searchMs = searchTime === undefined ? 0 : parseDuration(searchTime);
  if (searchMs === undefined || (searchTime !== undefined && searchMs === 0)) {
    throw new Usage(`--search-time ${JSON.stringify(searchTime)} is not a duration such as 30s`);
  }
  return { contains: grep, pattern: regex, ignoreCase, fields: field.map(fieldFrom), searchMs };
}

const comparisons = { '=': 'EQUAL', '!=': 'NOT_EQUAL', '<': 'LESS', '<=': 'AT_MOST', '>': 'MORE', '>=': 'AT_LEAST' } as const;

function fieldFrom(text: string): LogFieldInput {
  const found = /^([^=!<>]+)(!=|<=|>=|=|<|>)(.*)$/s.exec(text);
  if (!found) throw new Usage(`--field ${JSON.stringify(text)} is not a test such as level=error or status>=500`);
  const [, path, comparison, value] = found;
  return { path, comparison: comparisons[comparison as keyof typeof comparisons], value };
}

function notAll({ reason, atMs }: LogSearchStopped, note: (text: string) => void): false {
  const time = new Date(atMs).toISOString();
  note(`the search stopped at ${time} (${plain(reason)}); go on with --since ${time}`);
  return false;
}

/** Each line once, though a broken connection makes the server say some of them again. */
async function* allAnswers(
  client: Client,
  request: ReturnType<typeof requestFrom>,
  signal: AbortSignal,
  note: (text: string) => void,
): AsyncGenerator<LogLines> {
  const places = openPlaces();
  let lost = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const { lines, stopped } of client.logs(places.resume(request), { signal })) {
        if (lost) note('the connection is back');
        lost = false;
        attempt = 0;
        yield { lines: lines.filter((line) => places.isNew(line)), stopped };
      }
      if (!request.follow) return;
    } catch (error) {
      if (signal.aborted) return;
      if (!mayPass(error) || attempt > (request.follow ? 60 : 5)) throw error;
      if (!lost) note(`the connection is lost (${(error as Error).message}), trying again`);
      lost = true;
    }
    await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
  }
}
