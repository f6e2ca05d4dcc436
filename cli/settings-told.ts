// After a change of settings or secrets: what has changed, and what it takes for it to be in effect.
import { environmentOption } from '../lib/environment-option.ts';
import type { SettingsReply } from '../proto/generated/castellan/v1/SettingsReply.ts';
import { once, repeated } from './ask.ts';
import type { Call } from './command.ts';
import type { Client } from './connect.ts';
import { plain } from './show/plain.ts';
import { changeLines } from './show/settings.ts';
import { follow } from './watch.ts';

/** With a deployment it is watched to its end; returns the exit status. */
export async function told(call: Call, client: Client, reply: SettingsReply): Promise<number> {
  const { screen } = call;
  if (reply.deployment) {
    for (const line of changeLines(reply.changes, { columns: screen.columns, paint: screen.paintNote })) screen.note(line);
    return follow(call, client, reply.deployment);
  }
  if (screen.json) screen.object({ ...reply, deployment: undefined });
  else for (const line of lines(reply, screen)) screen.out(line);
  if (reply.currentRelease === 0) await askForHosts(call, client, reply);
  return 0;
}

/** Settings may be there before the first host; but the name may also be mistyped, which a deployment would refuse. */
async function askForHosts({ screen }: Call, client: Client, { environment }: SettingsReply): Promise<void> {
  const { hosts } = await repeated(() => client.listHosts({ environment }, once));
  if (hosts.length === 0) screen.note(`no host is in the environment ${plain(environment)} yet; those that there are: ctl hosts`);
}

function lines(reply: SettingsReply, screen: Call['screen']): string[] {
  const { app, environment, revision, changes } = reply;
  const where = `${plain(app)} in ${plain(environment)}`;
  if (changes.length === 0) return [`nothing has changed: ${where} has settings revision ${revision}`];
  return [`settings revision ${revision} of ${where}`, ...changeLines(changes, screen), todo(reply)];
}

function todo({ app, environment, version, currentRelease, pending }: SettingsReply): string {
  if (currentRelease === 0) return 'the first deployment will have it';
  if (pending.length === 0) return 'it is what is deployed';
  const elsewhere = environmentOption(plain(environment));
  return `not deployed yet: ctl deploy ${plain(app)}@${plain(version)}${elsewhere}`;
}
