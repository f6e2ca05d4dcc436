// ctl deploy: an app to a version, a folder pushed and then deployed, or just what a plan says.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { appAtVersion, environmentName } from '../names.ts';
import { prepare, send } from '../push.ts';
import { plain } from '../show/plain.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  const [what = ''] = call.args;
  if (call.options.plan !== undefined) return deployPlan(call, what, call.options.plan);
  const environment = environmentName(call.options.env);
  const folder = isFolder(what) ? await prepare(call, what) : undefined;
  if (!folder && call.options.sign !== undefined)
    throw new Usage('--sign is for a folder', 'ctl push DIR --version VERSION --sign FILE signs a version that is there');
  const named = folder ?? appAtVersion(what);
  return withServer(call.options, async (client) => {
    if (folder) await send(call, client, folder);
    const { app, version } = named;
    const request = { app, version, environment, ...asked(call.options) };
    return follow(call, client, await repeated(() => client.deploy(request, once)));
  });
}

/** What was planned, or nothing. It says itself which version it is of, and where. */
async function deployPlan(call: Call, what: string, id: string): Promise<number> {
  if (!/^[0-9a-f]{1,32}$/.test(id)) throw new Usage(`${JSON.stringify(id)} is not a plan`, 'ctl plan APP@VERSION');
  return withServer(call.options, async (client) => {
    const { app, environment, to } = await repeated(() => client.showPlan({ id }, once));
    const version = to?.version ?? '';
    if (what !== '' && what !== `${app}@${version}`)
      throw new Usage(`plan ${id} is for ${plain(`${app}@${version}`)}, not ${what}`, `ctl deploy --plan ${id}`);
    const request = { app, version, environment, plan: id, ...asked(call.options) };
    return follow(call, client, await repeated(() => client.deploy(request, once)));
  });
}

function asked({ supersede, force }: Call['options']) {
  return { requestId: randomUUID(), noSupersede: supersede === false, force: force === true };
}

function isFolder(what: string): boolean {
  if (what === '') throw new Usage('say what to deploy: APP@VERSION, a folder, or --plan ID');
  if (existsSync(what)) return true;
  if (/^[^/]*@/.test(what)) return false;
  if (what.includes('/')) return true;
  throw new Usage(`${JSON.stringify(what)} is neither APP@VERSION nor a folder`, `ctl versions ${what || 'APP'}`);
}
