// ctl resume: a deployment that was paused goes on.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { whichDeployment } from '../order.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  return withServer(call.options, async (client) => {
    const which = await whichDeployment(call, client);
    const deployment = await repeated(() => client.resume(which, once));
    const { number } = deployment;
    call.screen.note(`deployment ${number} goes on; undo: ctl pause ${number}`);
    return follow(call, client, deployment);
  });
}
