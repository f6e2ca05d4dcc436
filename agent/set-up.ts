// What runs on a host that has its certificate: settings that name its server, and the units of systemd.
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { isMap, parseDocument } from 'yaml';
import { writeDurable } from '../lib/durable-file.ts';
import { writeFirstSettings } from '../lib/first-settings.ts';
import { fail } from '../proto/failure.ts';

/** Where the units expect this project. */
const place = '/opt/castellan';
const [router, agent] = ['castellan-router', 'castellan-agent'];

/** What runs here by these settings: HAProxy has no need of a router. */
export function unitsFor(config: string): string[] {
  const document = parseDocument(readFileSync(config, 'utf8'));
  return document.errors.length === 0 && document.toJS()?.router?.kind === 'haproxy' ? [agent] : [router, agent];
}

export function unitFile(unit: string): string {
  return resolve(import.meta.dirname, `../etc/systemd/${unit}.service`);
}

/** The agent's settings have a server: this one, unless they name another. Returns what there is to say of it. */
export function nameServer(config: string, server: string): string[] {
  if (writeFirstSettings(config, [`server: "${server}"`])) return [`its settings are in ${config}`];
  const document = parseDocument(readFileSync(config, 'utf8'));
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents)))
    return [`${config} is no settings: the server to name in it is ${server}`];
  const named = document.toJS()?.server as string | string[] | undefined;
  if (named === undefined) {
    const { mode } = statSync(config);
    document.set('server', server);
    writeDurable(config, String(document));
    chmodSync(config, mode);
    return [`its settings in ${config} name the server now`];
  }
  if ([named].flat().includes(server)) return [];
  return [`${config} does not name ${server}, as the server calls itself, but ${JSON.stringify(named)}: it is left so`];
}

/** Why the units cannot be started from here; undefined: they can. */
export function unitsMissing(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/run/systemd/system')) return 'systemd does not run here, or this is not root';
  return existsSync(join(place, 'agent/start.sh')) ? undefined : `the units expect this project in ${place}`;
}

/** They run, now and after each boot; an agent that ran already begins anew. @throws Failure */
export async function startUnits(units: string[]): Promise<void> {
  // Those that somebody has installed are theirs.
  const files = await Promise.all(units.map(async (unit) => ((await systemctl('cat', unit)) === '' ? unit : unitFile(unit))));
  for (const words of [['enable', ...files], ...(units.includes(router) ? [['start', router]] : []), ['restart', agent]]) {
    const trouble = await systemctl(...words);
    if (trouble)
      throw fail('unavailable', `this host has its certificate, but systemctl ${words.join(' ')}: ${trouble}`, {
        next: 'journalctl -u castellan-agent -u castellan-router -n 50',
      });
  }
}

/** What went wrong. */
async function systemctl(...words: string[]): Promise<string> {
  const { failed, stderr, message } = await execa('systemctl', words, { reject: false });
  return failed ? stderr.trim() || String(message) : '';
}
