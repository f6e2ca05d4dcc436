// ctl pause: no further step of a deployment begins until it is resumed.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { orderRequest } from '../order.ts';
import { headline, stage } from '../show/deployment.ts';

export async function run(call: Call): Promise<number> {
  const { options, screen } = call;
  const deployment = await withServer(options, async (client) => {
    const request = await orderRequest(call, client);
    return repeated(() => client.pause(request, once));
  });
  const { number } = deployment;
  if (screen.json) {
    screen.object(deployment);
    return 0;
  }
  screen.out(`paused: ${headline(deployment)} · deployment ${number}, ${stage(deployment)}`);
  screen.out('no further step begins; what moves comes to its end, and failures turn it back as ever');
  screen.out(`undo: ctl resume ${number}`);
  return 0;
}
