// ctl push: a folder becomes a version that can be deployed.
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { prepare, send } from '../push.ts';

export async function run(call: Call): Promise<number> {
  const prepared = await prepare(call, call.args[0] as string);
  await withServer(call.options, async (client) => send(call, client, prepared));
  if (!call.screen.json) call.screen.out(`next: ctl deploy ${prepared.app}@${prepared.version}`);
  return 0;
}
