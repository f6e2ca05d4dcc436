// A thousand slots that all fail at once, each with as much evidence as is ever kept: the server still hears of all of them.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { boundedReport } from '../../agent/bounded-report.ts';
import type { ReportInput } from '../../proto/generated/castellan/v1/Report.ts';
import { limits } from '../../proto/limits.ts';
import { agentsService } from '../../proto/load.ts';

const label = 'a'.repeat(63);
const replicaOf = (index: number) => ({
  id: `${label.slice(0, 40)}-${label.slice(0, 40)}-${index}-0123abcd`,
  release: 1000,
  version: '1.2.3-0123456789abcdef',
  phase: 'crash-loop',
  sinceMs: 1_700_000_000_000,
  routed: false,
  pid: 0,
  ports: { http: 20_000 },
  restarts: 5,
  detail: 'exited with status 1 after 200 ms, before it was ready',
  lastExit: { code: 1, signal: '', atMs: 1_700_000_000_000, reason: 'LIVE_CHECK' as const, detail: 'x'.repeat(300) },
});

function report(slots: number, lines: (slot: number) => string[]): ReportInput {
  const failing = Array.from({ length: slots }, (_, index) => ({
    app: label,
    environment: 'production',
    process: label,
    index,
    wanted: 1000,
    deployment: 5000,
    move: 'FAILED' as const,
    replicas: [replicaOf(index), replicaOf(index)],
    failure: { cause: 'EXITED' as const, message: 'exited with status 1', replica: replicaOf(index).id, logLines: lines(index) },
  }));
  const task = { deployment: 5000, name: 'release', state: 'FAILED' as const, logLines: lines(0) };
  return { epoch: 1, revision: 1, slots: failing, tasks: [task], refusals: [], troubles: [], staged: [] };
}

const bytesOf = (of: ReportInput) => agentsService.Session?.requestSerialize({ report: of } as never).length ?? Number.NaN;

it('a thousand slots that fail with 64 KiB of output each fit into one message', () => {
  const long = report(1000, () => Array.from({ length: 20 }, () => 'x'.repeat(3276)));
  ok(bytesOf(long) > limits.maxMessageBytes);
  const bytes = bytesOf(boundedReport(long));
  ok(bytes < limits.maxMessageBytes, `${bytes} bytes`);
});

it('who has failed with little said keeps all of it, and who said much its last lines', () => {
  const lines = (slot: number) => (slot === 0 ? Array.from({ length: 20 }, (_, at) => `${at} ${'x'.repeat(30_000)}`) : ['bye']);
  const { slots = [] } = boundedReport(report(2, lines));
  const [much, little] = slots.map(({ failure }) => failure?.logLines ?? []);
  deepEqual(little, ['bye']);
  equal(much?.at(-1), lines(0).at(-1));
  ok((much?.length ?? 0) < 20);
});

it('what fits is told as it is', () => {
  const few = report(10, () => ['one', 'two']);
  equal(boundedReport(few), few);
});
