// ctl certs: certificates for users' traffic, from files or from an authority; a key goes in and never comes out.
import { readFileSync } from 'node:fs';
import { environmentOption } from '../../lib/environment-option.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { environmentName } from '../names.ts';
import { accountLines, certificateTable } from '../show/certs.ts';
import { plain } from '../show/plain.ts';

const actions = { add, list, remove, acme } as const satisfies Record<string, (call: Call) => Promise<number>>;

/** An authority is asked before there is an answer. */
const authorityMs = 90_000;

export async function run(call: Call): Promise<number> {
  const [action = 'list', ...args] = call.args;
  if (Object.hasOwn(actions, action)) return actions[action as keyof typeof actions]({ ...call, args });
  throw new Usage(`there is no such action; there is ${Object.keys(actions).join(', ')}`, 'ctl certs --help');
}

async function add({ args, options, screen }: Call): Promise<number> {
  const name = oneName(args, 'add NAME --cert FILE --key FILE');
  const { cert, key } = options;
  if (cert === undefined || key === undefined) throw new Usage('say which files: --cert FILE --key FILE');
  const request = { environment: environmentOf(options), name, chain: textOf(cert), key: textOf(key) };
  const added = await withServer(options, (client) => repeated(() => client.addCertificate(request, once)));
  if (screen.json) screen.object(added);
  else {
    const until = new Date(added.notAfterMs).toISOString();
    const hosts = added.hosts.map(plain).join(', ');
    screen.out(`${name} in ${request.environment}: for ${hosts}, until ${until}; ${usedWords(added.usedBy)}`);
    for (const text of added.troubles) screen.note(`${screen.paintNote('yellow', '!')} ${plain(text)}`);
    screen.out(`undo: ctl certs remove ${name}${environmentOption(request.environment)}`);
  }
  return 0;
}

async function list({ options, screen, args }: Call): Promise<number> {
  if (args.length > 0) throw new Usage('certificates are listed by environment', 'ctl certs list --env NAME');
  const environment = options.env && environmentOf(options);
  const reply = await withServer(options, (client) => client.listCertificates({ environment }, once));
  if (screen.json) for (const certificate of reply.certificates) screen.object(certificate);
  else {
    for (const line of certificateTable(reply.certificates, { ...screen, now: Date.now() })) screen.out(line);
    for (const line of accountLines(reply.accounts)) screen.out(line);
  }
  return 0;
}

async function remove({ args, options, screen }: Call): Promise<number> {
  const name = oneName(args, 'remove NAME');
  const { force = false } = options;
  const request = { environment: environmentOf(options), name, force };
  const removed = await withServer(options, (client) => client.removeCertificate(request, once));
  if (screen.json) screen.object(removed);
  else {
    screen.out(`${plain(name)} is gone from ${request.environment}`);
    if (removed.source === 'ACME' && removed.usedBy.length > 0) screen.out('routes want it: another one is ordered');
  }
  return 0;
}

async function acme({ args: [action, ...more], options, screen }: Call): Promise<number> {
  if (action !== 'set' || more.length > 0)
    throw new Usage('say what: ctl certs acme set --directory URL --email ADDRESS', 'ctl certs list shows what is set');
  const { directory = '', email = '', challenge = '', dns = '', agree = false, ca } = options;
  if (directory === '' || email === '') throw new Usage('an account needs --directory URL and --email ADDRESS');
  const environment = environmentOf(options);
  const { binding = '', bindingKey } = options;
  if ((binding === '') !== (bindingKey === undefined))
    throw new Usage('a binding needs both --binding ID and --binding-key FILE');
  const files = { ca: ca === undefined ? '' : textOf(ca), bindingKey: bindingKey === undefined ? '' : textOf(bindingKey).trim() };
  const request = { environment, directory, email, challenge, dns, agreed: agree, bindingId: binding, ...files };
  const how = { deadlineMs: authorityMs };
  const account = await withServer(options, (client) => repeated(() => client.setAcme(request, how)));
  if (screen.json) screen.object(account);
  else for (const line of accountLines([account])) screen.out(line);
  return 0;
}

function oneName(args: string[], usage: string): string {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) throw new Usage(`say which certificate: ctl certs ${usage}`, 'ctl certs list');
  if (/^[a-z0-9*:._-]{1,300}$/.test(name)) return name;
  throw new Usage(`${JSON.stringify(name.slice(0, 80))} is not the name of a certificate`, 'ctl certs list');
}

function environmentOf({ env }: Call['options']): string {
  return environmentName(env || 'production');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function usedWords(usedBy: string[]): string {
  return usedBy.length === 0 ? 'no route has such a name yet' : `used by ${usedBy.map(plain).join(', ')}`;
}
