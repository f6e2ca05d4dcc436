// ctl promote: a deployment that waits goes on to its next step; with --from and --to, a version to another environment.
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { orderRequest } from '../order.ts';
import { isVersionPromotion, promoteVersion } from '../promote-version.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  if (isVersionPromotion(call)) return promoteVersion(call);
  return withServer(call.options, async (client) => {
    const request = await orderRequest(call, client);
    const deployment = await repeated(() => client.promote(request, once));
    call.screen.note(`${promotion(deployment)}; to end it: ctl abort ${deployment.number}`);
    return follow(call, client, deployment);
  });
}

/** `promoted` is 0 when an older server says nothing of it. */
function promotion({ number, promoted, steps }: Deployment): string {
  if (promoted === 0) return `deployment ${number} goes on to its next step, whatever the verdict was`;
  const left = `deployment ${number} leaves step ${promoted} of ${steps}, whatever the verdict was`;
  return promoted < steps ? `${left}: step ${promoted + 1} is next` : `${left}: it was the last`;
}
