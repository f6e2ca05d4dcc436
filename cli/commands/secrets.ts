// ctl secrets: set, unset, listed by name and version; a value goes in and never comes out.
import { randomUUID } from 'node:crypto';
import type { SecretVersion } from '../../proto/generated/castellan/v1/SecretVersion.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { appName, environmentName, processName } from '../names.ts';
import { readSecret } from '../read-secret.ts';
import { told } from '../settings-told.ts';
import { plain } from '../show/plain.ts';
import { ago } from '../show/status.ts';
import { table } from '../show/table.ts';

const actions = { set, unset, list } as const satisfies Record<string, (call: Call) => Promise<number>>;

export async function run(call: Call): Promise<number> {
  const [action = '', ...args] = call.args;
  if (Object.hasOwn(actions, action)) return actions[action as keyof typeof actions]({ ...call, args });
  throw new Usage(`there is no such action; there is ${Object.keys(actions).join(', ')}`, 'ctl secrets --help');
}

async function set(call: Call): Promise<number> {
  const [app, name = '', ...more] = call.args;
  const request = { ...place(call, app), name: secretName(name, more), requestId: randomUUID() };
  const value = await readSecret(request.name, call.options.file);
  return withServer(call.options, async (client) =>
    told(call, client, await repeated(() => client.setSecret({ ...request, value }, once))),
  );
}

async function unset(call: Call): Promise<number> {
  const [app, ...names] = call.args;
  if (names.length === 0) throw new Usage('say which secret', 'ctl secrets list APP');
  const request = { ...place(call, app), names: names.map((name) => secretName(name)), requestId: randomUUID() };
  return withServer(call.options, async (client) => told(call, client, await repeated(() => client.unsetSecrets(request, once))));
}

async function list({ args: [app], options, screen }: Call): Promise<number> {
  const request = { app: appName(app), environment: environmentName(options.env) };
  const { secrets } = await withServer(options, (client) => client.listSecrets(request, once));
  if (screen.json) for (const secret of secrets) screen.object(secret);
  else for (const line of secretTable(secrets, screen)) screen.out(line);
  return 0;
}

function place({ options }: Call, app: string | undefined) {
  const { env, process, deploy = false } = options;
  const of = process === undefined ? '' : processName([process].flat()[0] ?? '');
  return { app: appName(app), environment: environmentName(env), process: of, deploy };
}

/** What was typed may have the value in it, and is not said again. */
function secretName(name: string, more: string[] = []): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && more.length === 0) return name;
  const next = 'ctl secrets set APP NAME, and type it, or send it to stdin';
  if (name.includes('=') || more.length > 0) throw new Usage('the value of a secret does not belong on a command line', next);
  throw new Usage('the name of a secret is letters, digits and _, not beginning with a digit', next);
}

function secretTable(secrets: SecretVersion[], { columns, paint }: Call['screen']): string[] {
  if (secrets.length === 0) return ['no secret is set'];
  const rows = secrets.map(({ name, process, version, createdMs, createdBy, deployed }) => [
    plain(name),
    plain(process),
    String(version),
    ago(createdMs, Date.now()),
    plain(createdBy),
    deployed === version ? '' : paint('yellow', deployed === 0 ? 'not deployed yet' : `not deployed yet: version ${deployed} is`),
  ]);
  return table(['SECRET', 'PROCESS', 'VERSION', 'SET', 'BY', ''], rows, columns);
}
