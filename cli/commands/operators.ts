// ctl operators: who may operate this installation, and what each may do.
import { fail } from '../../proto/failure.ts';
import { once, repeated } from '../ask.ts';
import { type Call, type Options, Usage } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { durationFrom } from '../duration.ts';
import { appName, environmentName, operatorName } from '../names.ts';
import { pipelineFrom } from '../pipeline-options.ts';
import { loginLines, operatorDossier, operatorLines, rightsWords } from '../show/identities.ts';
import { plain } from '../show/plain.ts';

export async function run(call: Call): Promise<number> {
  const [action = 'list', name, ...more] = call.args;
  if (action === 'list' && name === undefined) return list(call);
  if (name === undefined || more.length > 0) throw nothingLike(call);
  const operator = operatorName(name);
  if (action === 'add') return call.options.oidcIssuer ? addPipeline(call, operator) : add(call, operator);
  if (action === 'show') return show(call, operator);
  if (action === 'change') return change(call, operator);
  if (action === 'remove') return remove(call, operator);
  throw nothingLike(call);
}

async function list({ options, screen }: Call): Promise<number> {
  const { operators } = await withIdentities(options, (client) => client.listOperators({}, once));
  if (screen.json) for (const operator of operators) screen.object(operator);
  else for (const line of operatorLines(operators, Date.now(), screen.columns)) screen.out(line);
  return 0;
}

async function show({ options, screen }: Call, name: string): Promise<number> {
  const { operators } = await withIdentities(options, (client) => repeated(() => client.listOperators({}, once)));
  const found = operators.find((one) => one.name === name);
  if (!found) throw fail('not-found', `there is no operator ${name}`, { next: 'ctl operators list' });
  if (screen.json) screen.object(found);
  else for (const line of operatorDossier(found, Date.now())) screen.out(line);
  return 0;
}

async function addPipeline({ options, screen }: Call, name: string): Promise<number> {
  const request = { name, ...rights(options), ...pipelineFrom(options) };
  const added = await withIdentities(options, (client) => repeated(() => client.addPipeline(request, once)));
  if (screen.json) screen.object(added);
  else {
    screen.note(`${name} may now be ${rightsWords(request)}, with tokens of ${plain(request.issuer)}. Its jobs type:`);
    for (const line of loginLines(added)) screen.out(line);
    screen.note(
      'Nothing in it is secret, but whoever changes it can lead the job to another server: keep it where the job is kept.',
    );
  }
  return 0;
}

async function add({ options, screen }: Call, name: string): Promise<number> {
  if (options.claim || options.audience || options.oidcCa || options.oidcKeys)
    throw new Usage('a pipeline needs its issuer: --oidc-issuer URL');
  const times = { ttlMs: durationFrom(options.ttl, '--ttl'), lifeMs: durationFrom(options.life, '--life') };
  const request = { name, ...rights(options), ...times };
  const invitation = await withIdentities(options, (client) => client.inviteOperator(request, once));
  if (screen.json) screen.object(invitation);
  else {
    screen.note(
      `${name} may now be ${rightsWords({ role: request.role, scopes: request.scopes })}. Once, until ${time(invitation.expiresMs)}, they type:`,
    );
    screen.out(`ctl login ${plain(invitation.address)} ${plain(invitation.token)}`);
    screen.note(
      `Whoever has this token becomes ${name}: send it on a way that others cannot read. ctl operators remove ${name} undoes it.`,
    );
  }
  return 0;
}

async function change({ options, screen }: Call, name: string): Promise<number> {
  const changed = await withIdentities(options, (client) =>
    repeated(() => client.changeOperator({ name, ...rights(options) }, once)),
  );
  if (screen.json) screen.object(changed);
  else screen.out(`${plain(changed.name)}: ${rightsWords(changed)}`);
  return 0;
}

async function remove({ options, screen }: Call, name: string): Promise<number> {
  const { fingerprints } = await withIdentities(options, (client) => repeated(() => client.removeOperator({ name }, once)));
  if (screen.json) screen.object({ name, fingerprints });
  else
    screen.out(
      `${name} was removed, and ${fingerprints.length === 1 ? 'one certificate' : `${fingerprints.length} certificates`} revoked`,
    );
  return 0;
}

/** @throws Usage */
function rights(options: Options): { role: string; scopes: { app: string; environment: string }[] } {
  if (!options.role) throw new Usage('say which role: --role viewer, deployer or admin');
  const one = options.app || options.env ? [{ app: options.app ?? '', environment: options.env ?? '' }] : [];
  const scopes = [...one, ...(options.scope ?? []).map(readScope)];
  for (const { app, environment } of scopes) {
    if (app) appName(app);
    if (environment) environmentName(environment);
  }
  return { role: options.role, scopes };
}

/** `hello/staging`, `hello`, `/staging` */
function readScope(text: string): { app: string; environment: string } {
  const [app = '', environment = '', ...more] = text.split('/');
  if (more.length > 0 || (!app && !environment))
    throw new Usage(`${JSON.stringify(text)} is no scope: hello/staging, hello or /staging`);
  return { app, environment };
}

function time(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ').concat(' UTC');
}

function nothingLike({ args }: Call): Usage {
  return new Usage(`there is no "ctl operators ${args.join(' ')}"`, 'ctl operators --help');
}
