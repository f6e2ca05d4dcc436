// ctl why: what is not well with an app, or a host, and why.
import { Failure, fail } from '../../proto/failure.ts';
import type { AppStatus } from '../../proto/generated/castellan/v1/AppStatus.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { LogsRequestInput } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import { once } from '../ask.ts';
import type { Call } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import type { AppReasons } from '../show/why.ts';
import { unwell, whyApp, whyHost } from '../show/why.ts';

export async function run(call: Call): Promise<number> {
  const name = appName(call.args[0]);
  const environment = environmentName(call.options.env);
  return withServer(call.options, async (client) => {
    const { apps, hosts } = await client.status({ app: '', environment: '' }, once);
    const status = apps.find((one) => one.app === name && one.environment === environment);
    if (status) return tellApp(call, await reasonsOf(client, status, hosts));
    const host = hosts.find((one) => one.name === name);
    if (!host) throw noSuch(name, environment, apps);
    const { screen } = call;
    if (screen.json) screen.object(host);
    else for (const line of whyHost(host, apps, { ...screen, now: Date.now() })) screen.out(line);
    return 0;
  });
}

function tellApp({ screen }: Call, reasons: AppReasons): number {
  const { lines, ...rest } = reasons;
  if (screen.json) screen.object({ ...rest, failed: rest.failed ?? null, lines: Object.fromEntries(lines) });
  else for (const line of whyApp(reasons, { ...screen, now: Date.now() })) screen.out(line);
  return 0;
}

async function reasonsOf(client: Client, status: AppStatus, hosts: AppReasons['hosts']): Promise<AppReasons> {
  const { app, environment } = status;
  const { deployments } = await client.listDeployments({ app, environment, limit: 20 }, once);
  const { ghosts } = await client.listGhosts({ app, environment }, once);
  const here = hosts.filter((host) => host.environment === environment);
  return { status, failed: lastFailed(deployments), ghosts, hosts: here, lines: await lastLines(client, status) };
}

/** Newest first: what a later one has made good is over. */
function lastFailed(deployments: Deployment[]): Deployment | undefined {
  const ended = deployments.filter(({ outcome }) => outcome !== 'PENDING' && outcome !== 'SUPERSEDED');
  return ended[0]?.outcome === 'DONE' ? undefined : ended[0];
}

const shownReplicas = 3;
const shownLines = 5;

/** Of the first that are not well. */
async function lastLines(client: Client, status: AppStatus): Promise<Map<string, string[]>> {
  const { app, environment } = status;
  const ids = unwell(status).flatMap(({ replica }) => (replica ? [replica.id] : []));
  const found = ids.slice(0, shownReplicas).map(async (id): Promise<[string, string[]]> => {
    return [id, await linesOf(client, { app, environment, replicas: [id], tail: shownLines })];
  });
  return new Map(await Promise.all(found));
}

/** None where there is no such replica any more. */
async function linesOf(client: Client, request: LogsRequestInput): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const part of client.logs(request, once))
      for (const { text, gapBytes } of part.lines) if (gapBytes === 0) lines.push(Buffer.from(text).toString());
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not-found') throw error;
  }
  return lines;
}

function noSuch(name: string, environment: string, apps: AppStatus[]) {
  const elsewhere = apps.filter(({ app }) => app === name).map((one) => `${name} is in ${one.environment}`);
  return fail('not-found', `there is neither an app ${name} in ${environment} nor a host ${name}`, {
    details: elsewhere,
    next: 'ctl status',
  });
}
