// ctl abort: a deployment ends here, and what it moved goes back. Status 0: it ended as was asked.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { orderRequest } from '../order.ts';
import { exitOf } from '../show/deployment.ts';
import { plain } from '../show/plain.ts';
import { follow } from '../watch.ts';

export async function run(call: Call): Promise<number> {
  const rollback = call.options.rollback !== false;
  return withServer(call.options, async (client) => {
    const request = { ...(await orderRequest(call, client)), noRollback: !rollback };
    const deployment = await repeated(() => client.abort(request, once));
    const { number, from } = deployment;
    const back = from ? `what it moved goes back to ${plain(from.version)} (v${from.number})` : 'what it started is taken away';
    call.screen.note(`deployment ${number} ends here; ${rollback ? back : 'slots stay as they are'}`);
    const status = await follow(call, client, deployment);
    const asAsked: number[] = [exitOf.REFUSED, rollback ? exitOf.ROLLED_BACK : exitOf.FAILED, ...(from ? [] : [exitOf.FAILED])];
    return asAsked.includes(status) ? 0 : status;
  });
}
