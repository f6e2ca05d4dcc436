// A real authority on this machine: Let's Encrypt's own for tests, Pebble, strict, which refuses every tenth nonce; and its DNS.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { issueInto, makeAuthorities } from '../../../certs/store.ts';
import { needProgram } from '../../needed.ts';
import { freePorts } from '../../ports.ts';

export interface Pebble {
  directory: string;
  /** PEM of whom its own API is trusted by. */
  ca: string;
  /** Port of every name on which it looks for HTTP-01. */
  httpPort: number;
  /** PEM of the authority that signs its certificates. A restarted one has another, and knows nothing any more. */
  root(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** And its DNS. */
  close(): Promise<void>;
}

export interface PebbleOptions {
  folder: string;
  /** host:port of a name server; without it, one by which every name is this machine. */
  dns?: string;
  /** Of its certificates. */
  lifeSeconds?: number;
  httpPort?: number;
  /** Id -> key in base64url, of those whose accounts it takes; without it: anybody's. */
  customers?: Record<string, string>;
}

export async function startPebble(options: PebbleOptions): Promise<Pebble> {
  const { folder, lifeSeconds = 90 * 86_400 } = options;
  await needProgram('pebble');
  const [port = 0, managementPort = 0, httpPort = 0, tlsPort = 0, dnsPort = 0, dnsManagement = 0] = await freePorts(6);
  mkdirSync(folder, { recursive: true });
  const authorities = await makeAuthorities(join(folder, 'own'));
  await issueInto(join(folder, 'own'), authorities, { kind: 'server', name: 'pebble', addresses: ['127.0.0.1'] });
  const own = join(folder, 'own/server');
  const pebble = {
    ...{ listenAddress: `127.0.0.1:${port}`, managementListenAddress: `127.0.0.1:${managementPort}` },
    ...{ certificate: join(own, 'cert.pem'), privateKey: join(own, 'key.pem'), certificateValidityPeriod: lifeSeconds },
    ...{ httpPort: options.httpPort ?? httpPort, tlsPort, ocspResponderURL: '' },
    ...{ externalAccountBindingRequired: options.customers !== undefined, externalAccountMACKeys: options.customers ?? {} },
  };
  writeFileSync(join(folder, 'pebble.json'), JSON.stringify({ pebble }));
  const ca = authorities['server-ca'].cert;
  const dns = options.dns ?? `127.0.0.1:${dnsPort}`;
  const names = options.dns ? undefined : startNames(dnsPort, dnsManagement);
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn('pebble', ['-config', join(folder, 'pebble.json'), '-dnsserver', dns, '-strict'], {
      env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '10', PEBBLE_AUTHZREUSE: '0' },
      stdio: 'ignore',
    });
    await answering(`https://127.0.0.1:${managementPort}/roots/0`, ca, child);
  }

  async function stop(): Promise<void> {
    await end(child);
    child = undefined;
  }

  await start();
  return {
    directory: `https://127.0.0.1:${port}/dir`,
    ca,
    httpPort: pebble.httpPort,
    root: () => fetched(`https://127.0.0.1:${managementPort}/roots/0`, ca),
    start,
    stop,
    close: async () => {
      await stop();
      await end(names);
    },
  };
}

/** Every name is 127.0.0.1. */
function startNames(port: number, management: number): ChildProcess {
  const off = ['-http01', '', '-https01', '', '-tlsalpn01', ''];
  const where = ['-dns01', `127.0.0.1:${port}`, '-management', `127.0.0.1:${management}`, '-defaultIPv6', ''];
  return spawn('pebble-challtestsrv', [...off, ...where], { stdio: 'ignore' });
}

async function answering(url: string, ca: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`pebble ended with ${child.exitCode}`);
    const found = await fetched(url, ca).catch((error: Error) => error);
    if (!(found instanceof Error)) return;
    if (Date.now() > deadline) throw new Error(`waited in vain until pebble answers: ${found.message}`);
  }
}

async function fetched(url: string, ca: string): Promise<string> {
  const request = get(url, { ca, agent: false });
  const [response] = await once(request, 'response');
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return text;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
