// ctl server init: the authorities, the server's certificate and the first operator's, made on the server's own machine.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificates } from '../certs/make.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { exitStatusOf, Failure, fail } from '../proto/failure.ts';

const usage = 'ctl server init --operator NAME --address HOST [--address HOST...] [--tls FOLDER] [--state FOLDER]';

const options = {
  operator: { type: 'string' },
  address: { type: 'string', multiple: true, default: [] as string[] },
  tls: { type: 'string', default: '/var/lib/castellan-server/tls' },
  state: { type: 'string' },
} as const;

async function run(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const { operator, address, state } = values;
  if (!operator || address.length === 0 || positionals.length > 0) throw fail('bad-input', usage);
  const out = resolve(values.tls);
  makeFolder(out);
  if (state) makeFolder(resolve(state));
  const made = await makeCertificates({
    out,
    hosts: [],
    operators: [operator],
    addresses: ['localhost', '127.0.0.1', '::1', ...address],
  });
  for (const { folder, fresh } of made) process.stdout.write(`${fresh ? 'made' : 'kept'}  ${folder}\n`);
  process.stdout.write(`${next(out, operator, address[0] as string, state).join('\n')}\n`);
}

function next(out: string, operator: string, address: string, state: string | undefined): string[] {
  return [
    '',
    `The authorities are in ${join(out, 'authorities')}: keep a copy elsewhere, where only you can read it.`,
    'next:',
    `  in castellan-server.yaml   tls: ${join(out, 'server')}`,
    ...(state ? [`                             state: ${resolve(state)}`] : []),
    `                             address: ${address}:7400`,
    `  here, as ${operator}            ctl whoami --server ${address}:7400 --certs ${join(out, 'operators', operator)}`,
    '  for each host              ctl hosts add NAME',
    '  for each operator          ctl operators add NAME --role deployer',
  ];
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { message } = error as Error;
  const details = error instanceof Failure ? error.details : [];
  process.stderr.write([message, ...details].map((line) => `${line}\n`).join(''));
  const isUsage = String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS') || message === usage;
  process.exitCode = isUsage ? 1 : exitStatusOf(error);
}
