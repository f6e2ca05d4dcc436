// ctl resume: a deployment that was paused goes on.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { orderRequest } from '../order.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  return withServer(call.options, async (client) => {
    const request = await orderRequest(call, client);
    const deployment = await repeated(() => client.resume(request, once));
    const { number } = deployment;
    call.screen.note(`deployment ${number} goes on; undo: ctl pause ${number}`);
    return follow(call, client, deployment);
  });
}
