// ctl status: what runs where, and what is not right.
import type { Call } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { statusLines } from '../show/status.ts';

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const request = { app: app === undefined ? '' : appName(app), environment: options.env && environmentName(options.env) };
  const reply = await withServer(options, (client) => client.status(request, { deadlineMs: callMs }));
  if (screen.json) screen.object(reply);
  else for (const line of statusLines(reply, { now: Date.now(), ...screen })) screen.out(line);
  return 0;
}
