// Operators -> server: settings and secrets. No reply carries the value of a secret.
import { fail } from '../../proto/failure.ts';
import type { SettingsReplyInput } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Context, Handlers } from '../../proto/rpc.ts';
import { type Configuring, editing, recordSettings, settingSecret, unsettingSecrets, type Wanted } from '../change-settings.ts';
import { currentSettings } from '../choose-release.ts';
import { type Asked, changeAndDeploy, type Deploying } from '../deploy.ts';
import { editText } from '../edit-settings.ts';
import type { Observer } from '../facts.ts';
import { countOf } from '../records/counts.ts';
import { findDeployment } from '../records/deployments.ts';
import { settingsAt, type Target } from '../records/releases.ts';
import { appExists } from '../records/versions.ts';
import { differences } from '../settings.ts';
import { deploymentView } from '../views/deployment.ts';
import { fitting } from '../views/fitting.ts';
import { differenceView, revisionViews, secretViews, settingsView } from '../views/settings.ts';
import { mayRead } from './guard.ts';
import { checkLimit, checkRequestId, checkTarget } from './names.ts';

export interface SettingsParts extends Configuring, Deploying {
  observer: Observer;
}

type Calls = 'changeSettings' | 'showSettings' | 'listRevisions' | 'setSecret' | 'unsetSecrets' | 'listSecrets';

export function settingsHandlers(parts: SettingsParts): Pick<Handlers<ControlService>, Calls> {
  const { db } = parts.records;
  return {
    changeSettings: ({ set, unset, process, ...request }, context) => {
      const edit = { set, unset, process };
      return change(parts, request, { reason: editText(edit), wish: edit, apply: editing(edit) }, context);
    },

    showSettings: async (request) => settingsView(db, await known(parts, request), request.revision),

    listRevisions: async (request) => {
      const target = await known(parts, request);
      const revisions = fitting(await revisionViews(db, target, checkLimit(request.limit)));
      return { revisions, more: (await countOf(db, 'settings', target)) - revisions.length };
    },

    setSecret: ({ name, value, process, ...request }, context) => {
      const reason = `set secret ${name.slice(0, 128)}${process ? ` of ${process.slice(0, 63)}` : ''}`;
      const wish = { name, process, mac: parts.vault.mac(value) };
      return change(parts, request, { reason, wish, apply: settingSecret(parts, { name, value, process }) }, context);
    },

    unsetSecrets: ({ names, process, ...request }, context) => {
      const reason = `unset ${names.length === 1 ? 'secret' : 'secrets'} ${names.join(', ')}`.slice(0, 200);
      return change(parts, request, { reason, wish: { names, process }, apply: unsettingSecrets(names, process) }, context);
    },

    listSecrets: async (request) => ({ secrets: await secretViews(db, await known(parts, request)) }),
  };
}

interface Request {
  app: string;
  environment: string;
  deploy: boolean;
  requestId: string;
}

async function change(parts: SettingsParts, request: Request, what: Wanted, context: Context): Promise<SettingsReplyInput> {
  const target = checkTarget(request);
  const sees = (other: Target) => mayRead(context, other);
  const asked = { by: context.caller.name, sees, requestId: checkRequestId(request.requestId) };
  return (request.deploy ? changeAndDeployIt : changeAlone)(parts, target, what, asked);
}

/** With what this request changed, also when it is repeated and others have changed more since. */
async function changeAlone(parts: SettingsParts, target: Target, what: Wanted, asked: Asked): Promise<SettingsReplyInput> {
  const { db } = parts.records;
  const { before, after } = await recordSettings(parts, target, what, asked);
  const [old, made] = [await settingsAt(db, target, before), await settingsAt(db, target, after)];
  return {
    ...(await settingsView(db, target, 0)),
    revision: after,
    settings: [],
    changes: differences(old, made).map(differenceView),
  };
}

async function changeAndDeployIt(
  parts: SettingsParts,
  target: Target,
  { reason, wish, apply }: Wanted,
  asked: Asked,
): Promise<SettingsReplyInput> {
  const { db } = parts.records;
  const { settings: before } = await currentSettings(db, target);
  const change: Parameters<typeof changeAndDeploy>[2]['change'] = (settings, _, tx, made) => apply(tx, target, settings, made);
  const number = await changeAndDeploy(parts, target, { kind: 'settings', reason, wish, change }, asked);
  const { settings } = await currentSettings(db, target);
  const row = await findDeployment(db, number);
  return {
    ...(await settingsView(db, target, 0)),
    settings: [],
    changes: differences(before, settings).map(differenceView),
    ...(row ? { deployment: await deploymentView(db, row, parts.observer, parts.now()) } : {}),
  };
}

async function known({ records }: SettingsParts, request: { app: string; environment: string }): Promise<Target> {
  const target = checkTarget(request);
  if (await appExists(records.db, target.app)) return target;
  throw fail('not-found', `there is no app ${target.app}`, { next: 'ctl push DIR --version V' });
}
