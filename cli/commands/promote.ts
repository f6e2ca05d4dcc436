// ctl promote: a deployment that waits goes on to its next step; with --from and --to, a version to another environment.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { whichDeployment } from '../order.ts';
import { isVersionPromotion, promoteVersion } from '../promote-version.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  if (isVersionPromotion(call)) return promoteVersion(call);
  return withServer(call.options, async (client) => {
    const which = await whichDeployment(call, client);
    const deployment = await repeated(() => client.promote(which, once));
    const { number } = deployment;
    call.screen.note(`deployment ${number} goes on to its next step, whatever the verdict was; to end it: ctl abort ${number}`);
    return follow(call, client, deployment);
  });
}
