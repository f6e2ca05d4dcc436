// ctl start: an app that was stopped runs again.
import { deployment, once } from '../ask.ts';
import type { Call } from '../command.ts';
import { appName, environmentName } from '../names.ts';

export async function run(call: Call): Promise<number> {
  const request = { app: appName(call.args[0]), environment: environmentName(call.options.env) };
  return deployment(call, (client, requestId) => client.start({ ...request, requestId }, once));
}
