// ctl push: a folder becomes a version that can be deployed.
import { agentApp } from '../../lib/names.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { prepare, send } from '../push.ts';

export async function run(call: Call): Promise<number> {
  const prepared = await prepare(call, call.args[0] as string);
  await withServer(call.options, async (client) => send(call, client, prepared));
  if (!call.screen.json) call.screen.out(`next: ${next(prepared)}`);
  return 0;
}

/** Agents are put on hosts, and never deployed. */
function next({ app, version }: { app: string; version: string }): string {
  return app === agentApp ? `ctl hosts upgrade --all --to ${version}` : `ctl deploy ${app}@${version}`;
}
