// What the audit says of each change: how it was before, and what was asked for; never a secret.
import { deepEqual, equal, ok, partialDeepStrictEqual } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuditEntry } from '../../server/audit.ts';
import { kept } from '../../server/audit-words.ts';
import { putAccount } from '../../server/records/acme.ts';
import { readAudit } from '../../server/records/audit.ts';
import { addDeployment, saveProgress } from '../../server/records/deployments.ts';
import { hold } from '../../server/records/fleet.ts';
import { addGhost } from '../../server/records/ghosts.ts';
import { setLabels } from '../../server/records/hosts.ts';
import { putOperator } from '../../server/records/operators.ts';
import { addRelease, setCurrentRelease } from '../../server/records/releases.ts';
import { addVersion } from '../../server/records/versions.ts';
import { access } from '../../server/services/access.ts';
import { type Chains, makeChains } from '../certs/chains.ts';
import { calls, requestWith, textsOf } from '../proto/descriptor.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';

const changing = Object.entries(access).flatMap(([rpc, row]) => ('changes' in row && row.changes ? [rpc] : []));
const actOf = (rpc: string) => rpc.slice(rpc.lastIndexOf('/') + 1);
const target = { app: 'hello', environment: 'staging' };
/** Some other call had it: whatever is asked for with it is refused, and nothing moves. */
const requestId = 'taken';
const now = { release: 1, version: '1.0', settingsRevision: 7 };
const web1 = { environment: 'production', draining: null, removed: null, held: null, agentVersion: null };

describe('the audit of a change', () => {
  let world: ControlWorld;
  let chains: Chains;
  const covered = new Set<string>();
  const canaries: string[] = [];
  const canary = (text: string) => {
    canaries.push(text);
    return text;
  };

  before(async () => {
    chains = await makeChains();
    const operators = { ann: { role: 'admin', scopes: [] }, bob: { role: 'deployer', scopes: [target] } } as const;
    const hosts = { 'web-1': 'production', 'web-2': 'production' };
    world = await openControlWorld({ operators: structuredClone(operators) as never, hosts });
    await world.records.write(async (tx) => {
      const manifest = 'app: hello\nprocesses: { web: { command: [run] } }';
      const bundle = {
        digest: 'd'.repeat(64),
        blob_sha256: 'b'.repeat(64),
        blob_bytes: 1,
        unpacked_bytes: 1,
        files: 1,
        manifest,
      };
      await addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: bundle.digest, created_at: 1, created_by: 'ann' });
      await addGhost(tx, { ...target, version: '0.9', reason: 'failed', deployment: 1, created_at: 1 });
      await setLabels(tx, 'web-1', { role: 'front' });
    });
  });
  after(() => world?.close());

  /** Of a call, whatever comes of it. */
  async function entryOf(act: string, request: object): Promise<AuditEntry> {
    covered.add(act);
    const rpc = changing.find((one) => actOf(one) === act) ?? '';
    const client = rpc.includes('.Control/') ? world.control('ann') : world.identities('ann');
    const method = `${act.charAt(0).toLowerCase()}${act.slice(1)}`;
    await (client as unknown as Record<string, (request: object) => Promise<unknown>>)[method]?.(request).catch(() => {});
    const links = await readAudit(world.records.db, { sinceMs: 0, untilMs: 0, after: 0, limit: 1000 });
    const entries = links.map(({ entry }) => JSON.parse(entry) as AuditEntry);
    const found = entries.findLast((entry) => entry.act === act && entry.outcome === 'asked');
    ok(found, `${act} is not in the audit`);
    return found;
  }

  const oldOf = async (act: string, request: object) => (await entryOf(act, request)).old;

  it('says which setting it was, and what it was set to before; the value of a variable is a hash', async () => {
    const set = (word: string, count: string) => [
      { key: 'WORD', value: canary(word) },
      { key: 'replicas.web', value: count },
    ];
    const first = await entryOf('ChangeSettings', { ...target, set: set('variable-one', '2') });
    const pairs = (first.new as { set: { key: string; value: string }[] }).set;
    equal(first.old, undefined);
    deepEqual(
      pairs.map(({ key }) => key),
      ['WORD', 'replicas.web'],
    );
    ok(pairs[0]?.value.startsWith('hmac:'));
    equal(pairs[1]?.value, '2');
    const second = await entryOf('ChangeSettings', { ...target, set: set('variable-two', '3') });
    deepEqual(second.old, { release: null, settingsRevision: 1, settings: pairs });
    const third = await entryOf('ChangeSettings', { ...target, unset: ['WORD', 'OTHER'] });
    const { set: given } = second.new as { set: unknown[] };
    deepEqual(third.old, { release: null, settingsRevision: 2, settings: [given[0]] });
    deepEqual(third.new, { ...target, unset: ['WORD', 'OTHER'] });
    const ofProcess = { ...target, process: 'web', set: [{ key: 'WORD', value: 'x' }] };
    deepEqual(await oldOf('ChangeSettings', ofProcess), { release: null, settingsRevision: 3, settings: [] });
  });

  it('says which version of a secret there was, with a hash of its value', async () => {
    const secret = (value: string) => ({ ...target, name: 'TOKEN', value: canary(value) });
    const first = await entryOf('SetSecret', secret('secret-one'));
    deepEqual(first.old, { release: null, settingsRevision: 4, secrets: [] });
    const hashOf = (entry: AuditEntry) => (entry.new as { value: string }).value;
    const second = await entryOf('SetSecret', secret('secret-two'));
    const secrets = [{ name: 'TOKEN', version: 1, value: hashOf(first) }];
    deepEqual(second.old, { release: null, settingsRevision: 5, secrets });
    const last = await entryOf('UnsetSecrets', { ...target, names: ['TOKEN', 'OTHER'] });
    deepEqual(last.old, { release: null, settingsRevision: 6, secrets: [{ name: 'TOKEN', version: 2, value: hashOf(second) }] });
    equal(last.subject?.app, 'hello');
  });

  it('says which release and deployment there was', async () => {
    await world.records.write(async (tx) => {
      const change = { created_at: 1, created_by: 'ann' };
      const content = { processes: {} } as never;
      await addRelease(tx, target, { version: '1.0', settings_revision: 7, content }, { ...change, reason: 'deploy' });
      await setCurrentRelease(tx, target, 1);
      const progress = { phase: 'settled', outcome: 'done', at: 1 } as const;
      const row = { ...target, kind: 'deploy', to_release: 1, from_release: null, progress, runs_hooks: 0, ...change };
      await saveProgress(tx, await addDeployment(tx, { ...row, request_id: requestId, request_digest: 'other' }), progress);
    });
    for (const act of ['Deploy', 'Rollback']) deepEqual(await oldOf(act, { ...target, version: '1.0', requestId }), now, act);
    for (const act of ['Restart', 'Stop', 'Start'])
      deepEqual(await oldOf(act, { ...target, requestId }), { ...now, settings: [] }, act);
    const scale = await entryOf('Scale', { ...target, replicas: { web: 0 }, requestId });
    deepEqual(scale.old, { ...now, settings: [{ key: 'replicas.web', value: '3' }] });
    partialDeepStrictEqual(scale.new, { replicas: { web: 0 } });
    const settled = { deployment: 1, ...target, phase: 'settled', paused: false, promoted: 0, aborted: null };
    for (const act of ['Pause', 'Resume', 'Promote', 'Abort']) deepEqual(await oldOf(act, { number: 1 }), settled, act);
    deepEqual(await oldOf('ClearGhosts', target), { ghosts: ['0.9'] });
    equal(await oldOf('ClearGhosts', target), undefined);
    const opened = { app: 'hello', sha256: 'b'.repeat(64), length: 1 };
    const upload = (version: string) =>
      (async function* () {
        yield { open: { ...opened, version } };
      })();
    deepEqual(await oldOf('Upload', upload('1.0')), { bundle: 'd'.repeat(64) });
    equal(await oldOf('Upload', upload('1.1')), undefined);
  });

  it('says which certificate there was, by its own name: an operator who is called so is not meant', async () => {
    const issued = async () => {
      const { chain, key } = await chains.issue({ hosts: ['www.example.com'] });
      canary(key.split('\n')[1] ?? '');
      return { environment: 'staging', name: 'bob', chain, key };
    };
    // A file with both is refused; it was asked for.
    const both = async ({ chain, key, ...place }: Awaited<ReturnType<typeof issued>>) =>
      oldOf('AddCertificate', { ...place, chain: `${chain}${key}`, key });
    equal(await oldOf('RemoveCertificate', { environment: 'staging', name: 'bob' }), undefined);
    const certificate = await world.control('ann').addCertificate(await issued());
    const before = { source: 'added', hosts: ['www.example.com'], notAfter: certificate.notAfterMs, digest: certificate.digest };
    deepEqual(await both(await issued()), before);
    partialDeepStrictEqual(await oldOf('RemoveCertificate', { environment: 'staging', name: 'bob' }), { source: 'added' });

    const account = { email: 'a@example.com', challenge: 'http-01', dns: '', ca: '', url: 'https://ca.example/1' };
    const row = { ...account, environment: 'staging', directory: 'https://ca.example/old', sealed: null, terms: '' };
    await world.records.write((tx) => putAccount(tx, { ...row, set_at: 1, set_by: 'ann' }));
    // It is no https URL: refused before anybody is asked.
    const binding = { bindingId: canary('binding-id'), bindingKey: canary('binding-key-of-an-account') };
    const asked = await entryOf('SetAcme', { environment: 'staging', directory: 'http://ca.example/new', ...binding });
    partialDeepStrictEqual(asked.old, { directory: 'https://ca.example/old', email: 'a@example.com' });
    partialDeepStrictEqual(asked.new, { directory: 'http://ca.example/new' });
  });

  it('says how each host was', async () => {
    const one = { hosts: ['web-1'] };
    const labels = { role: 'front' };
    deepEqual(await oldOf('LabelHost', { host: 'web-1', set: { role: 'back' } }), { ...web1, labels });
    deepEqual(await oldOf('DrainHosts', { ...one, reason: 'disk' }), { 'web-1': { ...web1, labels: { role: 'back' } } });
    partialDeepStrictEqual(await oldOf('ResumeHosts', one), { 'web-1': { draining: { reason: 'disk', by: 'ann' } } });
    await world.records.write((tx) => hold(tx, 'web-2', 'it knows more'));
    const held = { ...web1, labels: {}, held: 'it knows more' };
    deepEqual(await oldOf('AdoptHosts', { all: true }), { 'web-2': held });
    deepEqual(Object.keys((await oldOf('UpgradeAgents', { all: true, version: '9' })) as object), ['web-1', 'web-2']);
    deepEqual(await oldOf('MoveHost', { host: 'web-2', environment: 'other' }), held);
    partialDeepStrictEqual(await oldOf('InviteHost', { name: 'web-2' }), { environment: 'other', labels: {} });
    equal(await oldOf('InviteHost', { name: 'web-3' }), undefined);
    const certificates = world.ledger.of('host', 'web-2').map(({ fingerprint }) => fingerprint);
    partialDeepStrictEqual(await oldOf('RevokeHost', { name: 'web-2' }), { environment: 'other', certificates });
    partialDeepStrictEqual(await oldOf('RemoveHost', { host: 'web-2' }), { environment: 'other', removed: null });
    partialDeepStrictEqual(await oldOf('RebootHosts', one), { 'web-1': { ...web1, labels: { role: 'back' } } });
  });

  it('says what an operator could do, and in which phase the authorities were', async () => {
    const bob = { role: 'deployer', scopes: [target], removed: false };
    deepEqual(await oldOf('ChangeOperator', { name: 'bob', role: 'viewer' }), bob);
    deepEqual(await oldOf('InviteOperator', { name: 'bob', role: 'deployer' }), { ...bob, role: 'viewer', scopes: [] });
    equal(await oldOf('InviteOperator', { name: 'carol', role: 'viewer' }), undefined);
    const certificates = world.ledger.of('operator', 'bob').map(({ fingerprint }) => fingerprint);
    deepEqual(await oldOf('RemoveOperator', { name: 'bob' }), { ...bob, scopes: [], certificates });
    const claims = [{ name: 'repository', values: ['o/r'] }];
    const pipeline = { issuer: 'https://ci.example', audience: 'a', claims, lifeMs: 60_000, ca: '', keys: '' };
    const given = { at: 1, by: 'ann' };
    await world.ledger.change((tx) => putOperator(tx, 'ci', { role: 'viewer', scopes: [] }, given, pipeline));
    const again = await entryOf('AddPipeline', { name: 'ci', role: 'viewer', ...pipeline, keys: canary('{"d":"private"}') });
    partialDeepStrictEqual(again.old, { role: 'viewer', pipeline: { issuer: 'https://ci.example', claims } });
    partialDeepStrictEqual(again.new, { claims });
    deepEqual(await oldOf('RotateAuthorities', {}), { phase: 'steady' });
  });

  it('was looked at here for each call that changes something, and has none of the secrets that were given', async () => {
    deepEqual([...covered].sort(), changing.map(actOf).sort());
    const links = await readAudit(world.records.db, { sinceMs: 0, untilMs: 0, after: 0, limit: 1000 });
    const all = links.map(({ entry }) => entry).join('\n');
    equal(canaries.length, 9);
    deepEqual(
      canaries.filter((text) => all.includes(text) || all.includes(JSON.stringify(text).slice(1, -1))),
      [],
    );
  });
});

/** Of all requests that change something: what else is a text in one is kept as a hash. */
const readable = new Set(
  `app environment version sha256 requestId plan process unset names name host hosts reason confirmed role issuer audience values
  directory email challenge dns statement signature replicas set set.key`.split(/\s+/),
);

for (const { path, request } of calls.filter((call) => changing.includes(call.path) && !call.requestStream))
  it(`keeps what is said in ${path} only where nothing secret belongs`, () => {
    const texts = textsOf(request).map((text) => ({ text, name: text.path.slice(text.within === 'set' ? -2 : -1).join('.') }));
    const told = texts.filter(({ text }) =>
      JSON.stringify(kept(requestWith(request, text, 'CANARY'), () => 'x')).includes('CANARY'),
    );
    deepEqual(
      told.map(({ name }) => name).filter((name) => !readable.has(name)),
      [],
    );
  });
