// The far end of the bench of authorisation: the same calls behind all that a server looks at, and behind nothing; both do
// nothing themselves. Argument: a folder with certificates.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverCredentials } from '../../certs/credentials.ts';
import { type ControlService, controlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { listen, serve } from '../../proto/server.ts';
import { openAudit } from '../../server/audit.ts';
import { openLedger } from '../../server/ledger.ts';
import { quota } from '../../server/quotas.ts';
import { putOperator } from '../../server/records/operators.ts';
import { openRecords } from '../../server/records/records.ts';
import { authorize } from '../../server/services/access.ts';
import { guarded } from '../../server/services/guard.ts';
import { answer } from '../child.ts';

const own = join(process.argv[2] ?? '', 'server');
const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const now = Date.now;
const log = { info: () => {}, warn: console.error, error: console.error };
const records = await openRecords(join(folder, 'castellan.sqlite'));
const ledger = await openLedger({ records, folder: own, log, now });
const audit = openAudit({ records, log, now });
const scopes = ['hello', 'shop', 'web'].map((app) => ({ app, environment: 'staging' }));
await ledger.change((tx) => putOperator(tx, 'ann', { role: 'deployer', scopes }, { at: now(), by: 'bench' }));

const methods = Object.keys(controlService).map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
const handlers = Object.fromEntries(methods.map((name) => [name, async () => ({})])) as unknown as Handlers<ControlService>;
const rpcs = Object.values(controlService).map(({ path }) => path);
const table = Object.fromEntries(Object.entries(authorize).filter(([path]) => rpcs.includes(path)));
const common = { credentials: serverCredentials(own), address: '127.0.0.1', port: 0, log, authorize: table } as const;

const vault = { mac: () => '', open: () => '' };
const guards = { audit, vault, records, rotation: { phase: () => 'steady' as const } };
// What a caller may ask for is counted as ever, and never used up.
const endless = { ...quota, calls: { perSecond: 1e9, burst: 1e9 } };
const { judge } = ledger;
const behind = await listen({
  ...common,
  services: [serve(controlService, guarded('Control', guards, handlers))],
  judge,
  denied: audit.denied,
  quota: endless,
});
const bare = await listen({
  ...common,
  services: [serve(controlService, handlers)],
  open: true,
  limits: { proveWithinMs: 2 ** 30 },
});

answer({
  ports: () => ({ behind: behind.port, bare: bare.port }),
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
});
