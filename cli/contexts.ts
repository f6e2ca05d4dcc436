// Which server ctl talks to and with which certificate: flag > variable > the configuration file.
import { lstatSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { type Options, Usage } from './command.ts';

export interface Target {
  /** host:port */
  server: string;
  /** Folder with cert.pem, key.pem and ca.pem. */
  certs: string;
  context: string;
  /** Where each of them was said. */
  sources: { server: string; certs: string };
}

interface Context {
  server?: string;
  certs?: string;
}

type Env = Record<string, string | undefined>;

/** @throws Usage when nothing says which server, or the file is not one to trust. */
export async function target(options: Pick<Options, 'server' | 'certs' | 'context'>, env: Env = process.env): Promise<Target> {
  const needed = (options.server ?? env.CASTELLAN_SERVER) === undefined || (options.certs ?? env.CASTELLAN_CERTS) === undefined;
  const file = configFile(env);
  const asked = options.context ?? env.CASTELLAN_CONTEXT;
  const { name, context } = needed || asked ? await contextOf(file, asked) : { name: '', context: {} };
  const from = `${file}, context ${name}`;
  const server = first([options.server, '--server'], [env.CASTELLAN_SERVER, 'CASTELLAN_SERVER'], [context.server, from]);
  const certs = first([options.certs, '--certs'], [env.CASTELLAN_CERTS, 'CASTELLAN_CERTS'], [context.certs, from]);
  if (!server || !certs) throw unsaid(file, server ? 'which certificate to show it' : 'which server to talk to');
  checkAddress(...server);
  return { server: server[0], certs: certs[0], context: name, sources: { server: server[1], certs: certs[1] } };
}

export function configFile(env: Env = process.env): string {
  if (env.CASTELLAN_CONFIG) return env.CASTELLAN_CONFIG;
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'castellan', 'config.yaml');
}

function first(...candidates: [value: string | undefined, source: string][]): [string, string] | undefined {
  const found = candidates.find(([value]) => value !== undefined && value !== '');
  return found && [found[0] as string, found[1]];
}

function unsaid(file: string, what: string): Usage {
  return new Usage(
    `nothing says ${what}`,
    [
      'make certificates with "make tls-certs", then either',
      '  ctl ... --server 127.0.0.1:7400 --certs certs/local/operators/NAME',
      '  or set CASTELLAN_SERVER and CASTELLAN_CERTS',
      `  or write ${file} (mode 0600):`,
      '    current: local',
      '    contexts: { local: { server: "127.0.0.1:7400", certs: /path/to/certs/local/operators/NAME } }',
    ].join('\n'),
  );
}

async function contextOf(file: string, asked: string | undefined): Promise<{ name: string; context: Context }> {
  const text = readTrusted(file);
  if (text === undefined) {
    if (asked !== undefined) throw new Usage(`there is no context ${JSON.stringify(asked)}: ${file} does not exist`);
    return { name: '', context: {} };
  }
  const { current, contexts } = await readConfig(file, text);
  const name = asked ?? current;
  if (name === undefined) return { name: '', context: {} };
  const context = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (!context)
    throw new Usage(`${file} has no context ${JSON.stringify(name)}; it has ${Object.keys(contexts).join(', ') || 'none'}`);
  const { certs } = context;
  return { name, context: certs && !isAbsolute(certs) ? { ...context, certs: join(dirname(file), certs) } : context };
}

/** Whoever can write this file can send our certificate's power to a server of theirs. */
function readTrusted(file: string): string | undefined {
  try {
    const { mode, uid } = lstatSync(file);
    const mine = uid === process.getuid?.() || uid === 0;
    if (!mine) throw new Usage(`${file} belongs to somebody else (uid ${uid}); it is not used`);
    if ((mode & 0o022) !== 0 && (mode & 0o170000) !== 0o120000) {
      throw new Usage(
        `${file} can be written by others (mode ${(mode & 0o777).toString(8)}); it is not used`,
        `chmod 600 ${file}`,
      );
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof Usage) throw error;
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function readConfig(
  file: string,
  text: string,
): Promise<{ current?: string | undefined; contexts: Record<string, Context> }> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ message, pos }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) throw new Usage(broken.join('\n'));
  const config = document.toJS({ maxAliasCount: 10 }) ?? {};
  const mistakes = mistakesIn(config).map((mistake) => `${file}: ${mistake}`);
  if (mistakes.length > 0) throw new Usage(mistakes.join('\n'));
  return { current: config.current, contexts: config.contexts ?? {} };
}

/** Checked by hand: a schema library would double the time that ctl takes to start. */
function mistakesIn(config: unknown): string[] {
  if (!isMap(config)) return ['must be a map with current and contexts'];
  const contexts = config.contexts ?? {};
  return [
    ...unknownKeys(config, ['current', 'contexts'], ''),
    ...(config.current === undefined || typeof config.current === 'string' ? [] : ['current: must be a name']),
    ...(isMap(contexts)
      ? Object.entries(contexts).flatMap(([name, value]) => contextMistakes(name, value))
      : ['contexts: must be a map']),
  ];
}

function contextMistakes(name: string, value: unknown): string[] {
  if (!isMap(value)) return [`contexts: ${name}: must be a map with server and certs`];
  const wrong = Object.entries(value).filter(([key, text]) => ['server', 'certs'].includes(key) && typeof text !== 'string');
  return [
    ...unknownKeys(value, ['server', 'certs'], `contexts: ${name}: `),
    ...wrong.map(([key]) => `contexts: ${name}: ${key}: must be a text`),
  ];
}

function unknownKeys(map: Record<string, unknown>, known: string[], path: string): string[] {
  const unknown = Object.keys(map).filter((key) => !known.includes(key));
  return unknown.map((key) => `${path}there is no key "${key}"; the keys are ${known.join(' and ')}`);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkAddress(server: string, source: string): void {
  if (/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/.test(server)) return;
  throw new Usage(`${JSON.stringify(server)} (${source}) is not host:port`);
}
