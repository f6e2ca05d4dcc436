// ctl attach: back to a deployment, by number or the newest of an app.
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { type Which, watch } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  const which = whichDeployment(call);
  return withServer(call.options, async (client) => watch(call, client, which));
}

function whichDeployment({ args: [given], options }: Call): Which {
  if (given === undefined) throw new Usage('say which deployment: its number, or an app for its newest', 'ctl deployments');
  if (/^[1-9]\d{0,8}$/.test(given)) return { number: Number(given) };
  return { app: appName(given), environment: environmentName(options.env) };
}
