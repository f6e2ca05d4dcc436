// ctl stop: no replica of an app runs any more.
import { deployment, once } from '../ask.ts';
import type { Call } from '../command.ts';
import { appName, environmentName } from '../names.ts';

export async function run(call: Call): Promise<number> {
  const request = { app: appName(call.args[0]), environment: environmentName(call.options.env) };
  return deployment(call, (client, requestId) => client.stop({ ...request, requestId }, once));
}
