// ctl settings: what differs per environment, changed, listed, compared; each change is a revision.
import { randomUUID } from 'node:crypto';
import type { SettingDifference } from '../../proto/generated/castellan/v1/SettingDifference.ts';
import type { SettingsReply } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import type { SettingsRevision } from '../../proto/generated/castellan/v1/SettingsRevision.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { rowsWanted, sayMore } from '../listing.ts';
import { appName, environmentName, keyAndValue, processName } from '../names.ts';
import { told } from '../settings-told.ts';
import { plain } from '../show/plain.ts';
import { changeLines, changeWords, settingLines } from '../show/settings.ts';
import { ago } from '../show/status.ts';
import { table } from '../show/table.ts';

const actions = { set, unset, list, history, diff } as const satisfies Record<string, (call: Call) => Promise<number>>;

export async function run(call: Call): Promise<number> {
  const [action = '', ...args] = call.args;
  if (Object.hasOwn(actions, action)) return actions[action as keyof typeof actions]({ ...call, args });
  const there = Object.keys(actions).join(', ');
  throw new Usage(`there is no "ctl settings ${action}"; there is ${there}`, 'ctl settings --help');
}

async function set(call: Call): Promise<number> {
  const [app, ...pairs] = call.args;
  if (pairs.length === 0) throw new Usage('say what to set, such as LOG_LEVEL=debug', 'ctl settings --help');
  return change(call, app, { set: pairs.map(keyAndValue), unset: [] });
}

async function unset(call: Call): Promise<number> {
  const [app, ...keys] = call.args;
  if (keys.length === 0) throw new Usage('say what to unset, such as LOG_LEVEL', 'ctl settings list APP');
  return change(call, app, { set: [], unset: keys });
}

async function change(
  call: Call,
  app: string | undefined,
  edit: { set: { key: string; value: string }[]; unset: string[] },
): Promise<number> {
  const { deploy = false, env, process } = call.options;
  const request = {
    ...edit,
    app: appName(app),
    environment: environmentName(env),
    process: process === undefined ? '' : processName([process].flat()[0] ?? ''),
    deploy,
    requestId: randomUUID(),
  };
  return withServer(call.options, async (client) =>
    told(call, client, await repeated(() => client.changeSettings(request, once))),
  );
}

async function list({ args: [app], options, screen }: Call): Promise<number> {
  const reply = await show({ args: [app ?? ''], options, screen }, options.revision);
  if (screen.json) screen.object({ ...reply, changes: undefined, deployment: undefined });
  else for (const line of listLines(reply, screen)) screen.out(line);
  return 0;
}

async function history({ args: [app], options, screen }: Call): Promise<number> {
  const limit = rowsWanted(options);
  const request = { app: appName(app), environment: environmentName(options.env), limit };
  const { revisions, more } = await withServer(options, (client) => client.listRevisions(request, once));
  if (screen.json) for (const revision of revisions) screen.object(revision);
  else for (const line of historyLines(revisions, screen)) screen.out(line);
  sayMore(screen, limit, { shown: revisions.length, more });
  return 0;
}

async function diff(call: Call): Promise<number> {
  const { args, screen } = call;
  const [app = '', one, other] = args;
  if (one === undefined) throw new Usage('say which two revisions, such as 3 5', `ctl settings history ${app}`);
  const before = await show({ ...call, args: [app] }, one);
  const after = await show({ ...call, args: [app] }, other ?? '0');
  const changes = between(before, after);
  if (screen.json) screen.object({ before: before.revision, after: after.revision, changes });
  else for (const line of changes.length > 0 ? changeLines(changes, screen) : ['they are the same']) screen.out(line);
  return 0;
}

function show({ args: [app], options }: Call, revision = '0'): Promise<SettingsReply> {
  if (!/^\d{1,9}$/.test(revision))
    throw new Usage(`${JSON.stringify(revision)} is not a revision`, `ctl settings history ${app}`);
  const request = { app: appName(app), environment: environmentName(options.env), revision: Number(revision) };
  return withServer(options, (client) => client.showSettings(request, once));
}

function listLines(reply: SettingsReply, { columns }: Call['screen']): string[] {
  const { app, environment, revision, deployedRevision, currentRelease, settings } = reply;
  const release = currentRelease === 0 ? 'nothing is deployed' : `v${currentRelease} has revision ${deployedRevision}`;
  return [
    `${plain(app)} in ${plain(environment)}, settings revision ${revision} (${release})`,
    ...settingLines(settings, columns),
  ];
}

function historyLines(revisions: SettingsRevision[], { columns, paint }: Call['screen']): string[] {
  if (revisions.length === 0) return ['no settings yet'];
  const rows = revisions.map(({ revision, createdMs, createdBy, changes, reason, inUse, deployed }) => [
    deployed ? paint('green', '*') : inUse ? '+' : ' ',
    String(revision),
    ago(createdMs, Date.now()),
    plain(createdBy),
    changeWords(changes) || plain(reason),
  ]);
  const marks = revisions.some(({ inUse, deployed }) => inUse && !deployed)
    ? ['* deployed, + for the next deployment']
    : ['* deployed'];
  return [...table([' ', 'REVISION', 'MADE', 'BY', 'CHANGES'], rows, columns), ...marks];
}

/** What the second has otherwise than the first. */
function between(before: SettingsReply, after: SettingsReply): SettingDifference[] {
  const name = ({ key, process, kind }: { key: string; process: string; kind: string }) => `${kind} ${process} ${key}`;
  const [old, now] = [before, after].map(({ settings }) => new Map(settings.map((one) => [name(one), one])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((one) => {
    const [was, is] = [old?.get(one), now?.get(one)];
    const { key = '', process = '', kind = 'VARIABLE' as const } = is ?? was ?? {};
    if (was?.value === is?.value) return [];
    return [{ key, process, kind, wasSet: !!was, before: was?.value ?? '', isSet: !!is, after: is?.value ?? '' }];
  });
}
