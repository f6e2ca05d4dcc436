// ctl rollback: to the release before the current one, or to a given one.
import { deployment, once } from '../ask.ts';
import type { Call } from '../command.ts';
import { appName, environmentName, releaseNumber } from '../names.ts';

export async function run(call: Call): Promise<number> {
  const [app, release] = call.args;
  const request = {
    app: appName(app),
    environment: environmentName(call.options.env),
    release: release === undefined ? 0 : releaseNumber(release),
    force: call.options.force === true,
  };
  return deployment(call, (client, requestId) => client.rollback({ ...request, requestId }, once));
}
