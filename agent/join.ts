// ctl agent join ADDRESS TOKEN: the first certificate of this host. Its key is made here and never leaves.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder, writeDurable } from '../lib/durable-file.ts';
import { enroll } from '../proto/enroll.ts';
import { exitStatusOf, Failure, fail } from '../proto/failure.ts';

const usage = 'ctl agent join HOST:PORT TOKEN [--tls FOLDER] [--force]';

async function run(argv: string[]): Promise<void> {
  const options = { tls: { type: 'string', default: '/etc/castellan/tls' }, force: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const [address, token, ...more] = positionals;
  if (!address || !token || more.length > 0) throw fail('bad-input', usage);
  const folder = makeFolder(resolve(values.tls));
  if (existsSync(join(folder, 'cert.pem')) && !values.force)
    throw fail('refused', `${folder} holds a certificate already`, { next: 'add --force, if it is to be replaced' });
  const { name, key, certificate, authorities, address: server } = await enroll(address, token);
  // The certificate last: one without its key would be of no use.
  writeDurable(join(folder, 'key.pem'), key);
  writeDurable(join(folder, 'ca.pem'), authorities);
  writeDurable(join(folder, 'cert.pem'), certificate);
  process.stdout.write(`this host is ${name}: its certificate is in ${folder}\n`);
  process.stderr.write(
    `next: have "server: ${server}" in /etc/castellan/castellan-agent.yaml, then systemctl enable --now castellan-agent\n`,
  );
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { message } = error as Error;
  const { details = [], next = undefined } = error instanceof Failure ? error : {};
  process.stderr.write([message, ...details, ...(next ? [`next: ${next}`] : [])].map((line) => `${line}\n`).join(''));
  const isUsage = String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS') || message === usage;
  process.exitCode = isUsage ? 1 : exitStatusOf(error);
}
