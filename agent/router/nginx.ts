// nginx before the built-in router: it is told the host names and certificates, and reloaded when these change, never for a
// deployment. Which replica answers is the affair of the router behind it, whose port does not change.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { writeDurable } from '../../lib/durable-file.ts';
import { lacksOf } from '../decide/router-kinds.ts';
import type { RouteTable } from '../decide/types.ts';
import type { BuiltinRouter } from './builtin.ts';
import type { ListenOn } from './listen-on.ts';
import type { Log } from './log.ts';
import { hostsOf, type NginxPlan, nginxConfiguration, probePath } from './nginx/configuration.ts';
import { Refused } from './refused.ts';
import type { Router } from './router.ts';
import { checkTable } from './table.ts';

export interface NginxOptions {
  /** Behind it, on `port` of this machine. */
  builtin: BuiltinRouter;
  port: number;
  listen: ListenOn[];
  ipv6: boolean;
  /** That nginx's configuration includes in its http section. */
  file: string;
  /** Ends with 0 when all of nginx's configuration is right. */
  test: string[];
  reload: string[];
  log: Log;
}

const commandMs = 30_000;
const liveMs = 10_000;
/** Its old processes take connections for 100 ms beside the new ones, and a little longer where the machine is busy. */
const settledMs = 400;
/** Certificates may be exchanged in their files. */
const lookMs = 60_000;

export function openNginx(options: NginxOptions): Router {
  const { builtin, log } = options;
  let changing: Promise<unknown> = Promise.resolve();
  let newest: RouteTable | undefined;
  /** What nginx is known to serve by. */
  let shown = '';
  const looking = setInterval(() => {
    if (newest) void inTurn(newest).catch((error: Error) => log.error({ reason: error.message }, 'nginx was not told anew'));
  }, lookMs).unref();

  function inTurn(table: RouteTable): Promise<void> {
    const done = changing.then(async () => {
      shown = await tell(options, table, shown);
    });
    changing = done.catch(() => {});
    return done;
  }

  async function apply(value: RouteTable, signal: AbortSignal): Promise<void> {
    const checked = checkTable(value);
    if ('mistakes' in checked) throw new Refused('the route table has mistakes', checked.mistakes);
    const { table } = checked;
    const { revision } = await builtin.hello(signal);
    if (table.revision < revision) throw new Refused(`revision ${table.revision} is older than ${revision}, which is in force`);
    const lacks = table.routes.flatMap((route) => lacksOf(route, { kind: 'nginx', ports: [] }));
    if (lacks.length > 0)
      throw new Refused(
        `nginx cannot serve this table: ${lacks[0]?.what}`,
        lacks.map(({ what }) => what),
      );
    await inTurn(table);
    signal.throwIfAborted();
    await builtin.apply({ ...table, trusted: [...(table.trusted ?? []), '127.0.0.0/8', '::1/128'] }, signal);
    newest = table;
  }

  return {
    apply,
    drained: builtin.drained,
    figures: builtin.figures,
    troubles: builtin.troubles,
    close: async () => {
      clearInterval(looking);
      await changing;
      await builtin.close();
    },
  };
}

/** Nothing is done when nginx serves by the same already. @throws Refused with what nginx says, and the file as it was */
async function tell(options: NginxOptions, table: RouteTable, shown: string): Promise<string> {
  const { listen, ipv6, port, file, log } = options;
  const certificates = table.certificates ?? [];
  const stamp = digest(certificates.map(({ certFile }) => readOr(certFile)).join());
  const plan = { listen, ipv6, port, hosts: hostsOf(table), certificates, stamp };
  const { text, probe } = rendered(plan);
  if (text === readOr(file) && (text === shown || (await isLive(listen, probe)))) return text;
  await replace(options, text);
  await live(listen, probe, file);
  log.info({ hosts: plan.hosts }, 'nginx has been told its host names');
  return text;
}

async function replace({ file, test, reload }: NginxOptions, text: string): Promise<void> {
  const before = readOr(file);
  writeDurable(file, text, 0o644);
  const refused = (await run(test)) ?? (await run(reload));
  if (refused === undefined) return;
  if (before === '') rmSync(file);
  else writeDurable(file, before, 0o644);
  throw new Refused(`nginx does not take its configuration: ${refused}`);
}

export function rendered(plan: NginxPlan): { text: string; probe: string } {
  const probe = `castellan-${digest(JSON.stringify(plan))}.invalid`;
  return { text: nginxConfiguration(plan, probe), probe };
}

/** What went wrong, in its own words; undefined: nothing. */
async function run([command = '', ...args]: string[]): Promise<string | undefined> {
  const { exitCode, all, failed, shortMessage } = await execa(command, args, {
    reject: false,
    all: true,
    timeout: commandMs,
    stdin: 'ignore',
  });
  if (!failed) return undefined;
  const emergency = all?.split('\n').filter((line) => /\[emerg]|\[error]/.test(line));
  return exitCode === undefined ? shortMessage : emergency?.join('; ') || all;
}

/** A reload has only begun when the command for it ends. */
async function live(listen: ListenOn[], probe: string, file: string): Promise<void> {
  let since = performance.now();
  for (const deadline = since + liveMs; performance.now() < deadline; await sleep(10)) {
    if (!(await isLive(listen, probe))) since = performance.now();
    else if (performance.now() - since > settledMs) return;
  }
  throw new Error(`nginx does not answer by ${file}: is it running, and is the file included in its http section?`);
}

/** Nobody can be asked where all connections begin with TLS or a PROXY header. */
async function isLive(listen: ListenOn[], probe: string): Promise<boolean> {
  const plain = listen.find(({ tls, proxy }) => !tls && !proxy);
  return plain === undefined || (await statusOf(plain, probe)) === 204;
}

function statusOf({ address, port }: ListenOn, host: string): Promise<number> {
  return new Promise((resolve) => {
    const place = { host: address ?? '127.0.0.1', port, path: probePath };
    const asked = request({ ...place, headers: { host }, agent: false, timeout: 1000 }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end();
  });
}

function readOr(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
