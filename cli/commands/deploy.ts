// ctl deploy: an app to a version, or a folder pushed and then deployed.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { appAtVersion, environmentName } from '../names.ts';
import { prepare, send } from '../push.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  const [what = ''] = call.args;
  const environment = environmentName(call.options.env);
  const folder = isFolder(what) ? await prepare(call, what) : undefined;
  const named = folder ?? appAtVersion(what);
  return withServer(call.options, async (client) => {
    if (folder) await send(call, client, folder);
    const { app, version } = named;
    const request = { app, version, environment, requestId: randomUUID(), noSupersede: call.options.supersede === false };
    return follow(call, client, await repeated(() => client.deploy(request, once)));
  });
}

function isFolder(what: string): boolean {
  if (existsSync(what)) return true;
  if (/^[^/]*@/.test(what)) return false;
  if (what.includes('/')) return true;
  throw new Usage(`${JSON.stringify(what)} is neither APP@VERSION nor a folder`, `ctl versions ${what || 'APP'}`);
}
