// ctl server init: the authorities, the server's certificate and the first operator's, made on the server's own machine, and
// settings that say where it is reached.
import { lchownSync, readdirSync, statSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificates } from '../certs/make.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { writeFirstSettings } from '../lib/first-settings.ts';
import { fail } from '../proto/failure.ts';
import { endWith } from '../proto/program-end.ts';

const usage =
  'ctl server init --operator NAME --address HOST [--address HOST...] [--tls FOLDER] [--state FOLDER] [--config FILE]';
const help = `${usage}

Makes the authorities, the server's certificate and the first operator's, who is an admin. Can be run again: what is good is kept.

  --operator NAME   the first operator
  --address HOST    a name or address under which hosts and operators reach the server; the first one is told to them
  --tls FOLDER      for certificates and authorities; /var/lib/castellan-server/tls unless given
  --state FOLDER    of the server, for its settings
  --config FILE     the settings that are written
`;
/** As the unit has it, and where settings are read by default. */
const usual = { tls: '/var/lib/castellan-server/tls', config: '/etc/castellan/castellan-server.yaml' };
const unit = resolve(import.meta.dirname, '../etc/systemd/castellan-server.service');

const options = {
  operator: { type: 'string' },
  address: { type: 'string', multiple: true, default: [] as string[] },
  tls: { type: 'string' },
  state: { type: 'string' },
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

async function run(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { operator, address, tls, state } = values;
  if (!operator || address.length === 0 || positionals.length > 0) throw fail('bad-input', usage);
  const isUsual = tls === undefined && state === undefined;
  const out = makeFolder(resolve(tls ?? usual.tls));
  if (state) makeFolder(resolve(state));
  const addresses = ['localhost', '127.0.0.1', '::1', ...address];
  const made = await makeCertificates({ out, hosts: [], operators: [operator], addresses });
  giveToOwner(out);
  for (const { folder, fresh } of made) told(fresh, folder);
  const server = `${isIPv6(address[0] as string) ? `[${address[0]}]` : address[0]}:7400`;
  const settings = [
    // The unit has a variable for each of them.
    ...(isUsual ? [] : [`tls: ${yamlPath(join(out, 'server'))}`]),
    ...(state ? [`state: ${yamlPath(resolve(state))}`] : []),
    `address: "${server}"`,
  ];
  const config = values.config ?? (isUsual ? usual.config : undefined);
  if (config) told(writeFirstSettings(resolve(config), settings), config);
  const start = isUsual ? `systemctl enable --now ${unit}` : `ctl server${config ? ` --config ${resolve(config)}` : ''}`;
  process.stdout.write(`${next({ out, operator, server, start, settings: config ? [] : settings }).join('\n')}\n`);
}

/** As it is where YAML cannot take it for anything else; else in quotes: what JSON says is YAML too. */
function yamlPath(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
}

function told(fresh: boolean, what: string): void {
  process.stdout.write(`${fresh ? 'made' : 'kept'}  ${what}\n`);
}

/** What root adds is read by the server's user, whose the folder is, or that around it, once the unit has been started. */
function giveToOwner(folder: string): void {
  const owner = [folder, dirname(folder)].map((path) => statSync(path)).find(({ uid }) => uid !== 0);
  if (process.getuid?.() !== 0 || !owner) return;
  const within = (readdirSync(folder, { recursive: true }) as string[]).map((path) => join(folder, path));
  for (const path of [folder, ...within]) lchownSync(path, owner.uid, owner.gid);
}

interface Next {
  out: string;
  operator: string;
  server: string;
  /** What starts it. */
  start: string;
  /** To be written by hand. */
  settings: string[];
}

function next({ out, operator, server, start, settings }: Next): string[] {
  const certs = join(out, 'operators', operator);
  return [
    '',
    `The authorities are in ${join(out, 'authorities')}: keep a copy elsewhere, where only you can read it.`,
    'next:',
    ...settings.map((line, at) => `  ${(at === 0 ? 'in castellan-server.yaml' : '').padEnd(26)} ${line}`),
    `  ${'here'.padEnd(26)} ${start}`,
    `  ${`here, as ${operator}`.padEnd(26)} ctl config add castellan --server ${server} --certs ${certs}`,
    `  ${'for each host'.padEnd(26)} ctl hosts add NAME`,
    `  ${'for each operator'.padEnd(26)} ctl operators add NAME --role deployer`,
  ];
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  endWith(error);
}
