// ctl agent join ADDRESS TOKEN: sets this host up: its first certificate, whose key is made here and never leaves, settings that
// name the server, and the units that run.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { layBeside, takePlace } from '../certs/renewal.ts';
import { newRequest } from '../certs/request.ts';
import { makeFolder, syncFolder, writeDurable } from '../lib/durable-file.ts';
import { failpoint } from '../lib/failpoint.ts';
import { makeOpenFolder } from '../lib/first-settings.ts';
import { plain } from '../lib/plain.ts';
import { enroll } from '../proto/enroll.ts';
import { fail } from '../proto/failure.ts';
import { endWith } from '../proto/program-end.ts';
import { nameServer, startUnits, unitFile, unitsFor, unitsMissing } from './set-up.ts';

const usage = 'ctl agent join HOST:PORT TOKEN [--tls FOLDER] [--config FILE] [--force] [--no-start]';
const help = `${usage}

Sets this host up by the one command that ctl hosts add prints: a key that never leaves it, its certificate, settings, units.

  --tls FOLDER    for the certificate; /etc/castellan/tls unless given
  --config FILE   the settings that are written; /etc/castellan/castellan-agent.yaml unless given
  --force         replaces a certificate that is there
  --no-start      units are neither enabled nor started
`;
const usual = { tls: '/etc/castellan/tls', config: '/etc/castellan/castellan-agent.yaml' };

const options = {
  tls: { type: 'string' },
  config: { type: 'string' },
  force: { type: 'boolean', default: false },
  'no-start': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

async function run(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [address, token, ...more] = positionals;
  if (!address || !token || more.length > 0) throw fail('bad-input', usage);
  const folder = resolve(values.tls ?? usual.tls);
  // Before the token is shown to anyone: it is good once.
  if (existsSync(join(folder, 'cert.pem')) && !values.force)
    throw fail('refused', `${folder} holds a certificate already`, { next: 'add --force, if it is to be replaced' });
  const config = values.config ?? (values.tls === undefined ? usual.config : undefined);
  // The folder of the certificate, which nobody else may enter, may lie in it.
  if (config) makeOpenFolder(dirname(resolve(config)));
  const { name, address: server } = await certificateInto(makeFolder(folder), address, token);
  say(`this host is ${name}: its certificate is in ${folder}`);
  for (const line of config ? nameServer(resolve(config), server) : []) say(line);
  const missing = values.tls || values.config ? 'the units look elsewhere for this' : unitsMissing();
  if (missing) return say(`nothing is started: ${missing}\nnext: ctl agent${flags({ ...values, server, folder })}`);
  const units = unitsFor(usual.config);
  if (values['no-start']) return say(`next: systemctl enable --now ${units.map(unitFile).join(' ')}`);
  await startUnits(units);
  say(`${units.join(' and ')} ${units.length === 1 ? 'runs' : 'run'}, now and after each boot`);
}

/** What an agent has to be told that finds nothing where it usually is. */
function flags({ tls, config, server, folder }: { tls?: string; config?: string; server: string; folder: string }): string {
  const named = config ? ` --config ${resolve(config)}` : tls ? ` --server ${server}` : '';
  return `${named}${tls ? ` --tls ${folder}` : ''}`;
}

function say(text: string): void {
  process.stdout.write(`${text.split('\n').map(plain).join('\n')}\n`);
}

/** Killed anywhere, the same token can be brought again, with the same key, or the certificate is there. */
async function certificateInto(folder: string, address: string, token: string): Promise<{ name: string; address: string }> {
  const kept = join(folder, 'joining.pem');
  if (!existsSync(kept)) writeDurable(kept, (await newRequest('newcomer')).key);
  failpoint('join-key-kept');
  const enrolled = await enroll(address, token, readFileSync(kept, 'utf8'));
  failpoint('join-enrolled');
  const { key, certificate, authorities } = enrolled;
  layBeside(folder, { key, certificate, authorities });
  failpoint('join-laid');
  takePlace(folder);
  failpoint('join-in-place');
  rmSync(kept);
  syncFolder(folder);
  return enrolled;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  endWith(error);
}
