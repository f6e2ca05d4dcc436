// What may stand in each field of a request that is a text: one table. What is given by name is a name, and exactly that; what a
// handler knows better has bounds here, and its rule there.
import { isHostLabel, isLabelValue, labelValueRule } from '../../lib/host-labels.ts';
import { isSha256, labelRule } from '../../lib/names.ts';
import { nameMistake as variableMistake } from '../edit-settings.ts';
import { nameMistake, versionMistake } from './names.ts';

/** What is wrong with it; empty: nothing. */
export type Rule = (value: string) => string;

const quoted = (value: string) => JSON.stringify(value.slice(0, 80));
const named =
  (what: string): Rule =>
  (value) =>
    nameMistake(what, value);
const app = named('app');
const environment = named('environment');
const host = named('host');
const process = named('process');
const operator = named('operator');
const digest =
  (what: string): Rule =>
  (value) =>
    isSha256(value) ? '' : `${quoted(value)} is no sha256 of ${what}`;
const matching =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    pattern.test(value) ? '' : `${quoted(value)} is no ${what}`;
const oneOf =
  (what: string, ...all: string[]): Rule =>
  (value) =>
    all.includes(value) ? '' : `${quoted(value)} is no ${what}: ${all.join(', ')}`;
/** On one line; its handler says what it may be. */
const word =
  (longest: number): Rule =>
  (value) =>
    value.length > longest || /\p{Cc}/u.test(value) ? `${quoted(value)} is longer than ${longest} or no single line` : '';
const text =
  (longest: number): Rule =>
  (value) =>
    value.length > longest ? `a text has at most ${longest} characters here` : '';

const replicaId = matching(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~-]{0,199}$/, 'id of a replica');
const variable: Rule = (value) => (variableMistake(value) ? `${quoted(value)}: ${variableMistake(value)}` : '');
const setting = matching(/^[A-Za-z_][A-Za-z0-9_]{0,127}(\.[a-z0-9-]{1,63})?$/, 'key of a setting');
const certificate = matching(/^[a-z0-9*][a-z0-9*:._-]{0,299}$/, 'name of a certificate');
const label: Rule = (value) => (isHostLabel(value) ? '' : `${quoted(value)} is no name for a label: ${labelRule}`);
const labelValue: Rule = (value) => (isLabelValue(value) ? '' : `${quoted(value)} is no value for a label: ${labelValueRule}`);
const document = text(256 * 1024);
const line = text(64 * 1024);

/**
 * By its name; where a message means something else by it, with the message or the field that it is in. An empty text is a
 * field that was left out: whether that may be is for the handler to say.
 */
export const fields: Readonly<Record<string, Rule>> = {
  app,
  environment,
  host,
  hosts: host,
  process,
  processes: process,
  version: versionMistake,
  sha256: digest('a blob'),
  blobSha256: digest('a blob'),
  patchSha256: digest('a patch'),
  refusedPatch: digest('a patch'),
  digest: digest('its content'),
  hash: digest('an entry'),
  have: digest('a bundle'),
  trusted: digest('an authority'),
  plan: matching(/^[0-9a-z]{1,64}$/, 'id of a plan'),
  requestId: word(200),
  confirmed: word(63),
  stream: oneOf('stream', 'stdout', 'stderr'),
  role: oneOf('role', 'viewer', 'deployer', 'admin'),
  kind: oneOf('kind of identity', 'host', 'operator'),
  replicas: matching(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~-]{0,199}(\/\d{1,6})?$/, 'replica'),
  actor: matching(/^((host|operator) )?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?( \(token\))?$/, 'actor'),
  act: matching(/^[A-Za-z]{1,64}$/, 'act'),
  pipeline: operator,
  key: word(200),
  unset: setting,
  names: variable,
  reason: word(500),
  url: word(2048),
  contains: text(1000),
  pattern: text(1000),
  path: text(4096),
  value: line,
  values: word(1000),
  directory: word(1000),
  email: word(254),
  challenge: word(64),
  dns: word(64),
  bindingId: word(200),
  bindingKey: word(1000),
  issuer: word(1000),
  audience: word(1000),
  chain: document,
  ca: document,
  keys: document,
  statement: text(4096),
  signature: text(4096),
  refusedBecause: text(4096),

  'ShowPlanRequest.id': matching(/^[0-9a-z]{1,64}$/, 'id of a plan'),
  'SetSecretRequest.name': variable,
  'AddCertificateRequest.name': certificate,
  'AddCertificateRequest.key': document,
  'RemoveCertificateRequest.name': certificate,
  'InviteHostRequest.name': host,
  'RevokeHostRequest.name': host,
  'InviteOperatorRequest.name': operator,
  'ChangeOperatorRequest.name': operator,
  'RemoveOperatorRequest.name': operator,
  'AddPipelineRequest.name': operator,
  'ListIdentityCertificatesRequest.name': named('host or operator'),
  'claims.name': word(200),
  'LabelHostRequest.unset': label,
  'LabelHostRequest.set.value': labelValue,

  // Of a host's report. What it says in sentences is kept as it is, and neutralised where it is shown.
  agentVersion: word(128),
  bootId: word(128),
  abilities: word(64),
  replica: replicaId,
  'replicas.id': replicaId,
  'routes.host': word(300),
  'tasks.name': matching(/^[a-z_]{1,40}(\/\d{1,6})?$/, 'name of a task'),
  phase: matching(/^[a-z][a-z-]{0,39}$/, 'phase'),
  signal: word(40),
  message: line,
  lastProbe: line,
  logLines: line,
  detail: line,
  refusals: line,
  troubles: line,
  challenges: word(1000),
  unable: line,
  failed: line,
};

/** Names in maps, by the field; and in `set`, which is a list elsewhere. */
export const mapKeys: Readonly<Record<string, Rule>> = {
  replicas: process,
  set: label,
  secrets: variable,
  ports: matching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/, 'name of a port'),
};
