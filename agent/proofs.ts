// What this host asks to have signed before it runs it: the bundle under its app and version, and what is run out of it. What was
// accepted once stays accepted, whatever is asked for later: nothing is stopped for want of a signature.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, readManifest } from '../bundle/manifest.ts';
import type { PublicKey } from '../bundle/minisign.ts';
import { readProcess, writeProcess } from '../bundle/process.ts';
import { whyUnproven } from '../bundle/proof.ts';
import type { Manifest, SentProcess } from '../bundle/shape.ts';
import type { Named } from '../bundle/statement.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { StagedBundleInput } from '../proto/generated/castellan/v1/StagedBundle.ts';
import { taskUnlikeSigned, unlikeSigned } from './decide/as-signed.ts';
import type { Wish } from './decide/replica.ts';
import type { CommandTask } from './decide/tasks.ts';

export interface Proofs {
  /** Takes note of what comes with bundles. */
  learn(refs: BundleRef[]): void;
  /** Why this must not run here; empty: it may. */
  trouble(named: Named): string;
  /** The bundles of an assignment that may be fetched. */
  fetchable(assignment: Assignment): BundleRef[];
  /** The others, as a host reports them; what is a prospect is answered for by its preflight. */
  withheld(): StagedBundleInput[];
  /** Why a replica must not be started so out of this folder; empty: it may. */
  unlike(wish: Pick<Wish, 'process' | 'spec'>, folder: string): string;
  /** The same of a command that is run once. */
  taskUnlike(name: string, spec: CommandTask, folder: string): string;
}

/** Of a bundle; more are not looked at. */
const mostSignatures = 16;

/** `keys`: undefined: nothing needs to be signed. `accepted`: it runs here, or was taken on to run here. */
export function openProofs(keys: PublicKey[] | undefined, accepted: (named: Named) => boolean): Proofs {
  let proofs = new Map<string, BundleRef['signatures']>();
  let withheld: StagedBundleInput[] = [];

  function trouble(named: Named): string {
    if (!keys) return '';
    const reason = whyUnproven(named, proofs.get(named.bundle) ?? [], keys);
    return reason === '' || accepted(named) ? '' : reason;
  }

  function fetchable(assignment: Assignment): BundleRef[] {
    const { slots, prospects = [], tasks = [], stage } = assignment;
    const wanted = [...slots, ...slots.flatMap(warmOf), ...prospects, ...prospects.flatMap(warmOf), ...tasks];
    const allowed = new Set(wanted.filter((one) => trouble(one) === '').map(({ bundle }) => bundle));
    const reasonOf = (ref: BundleRef) => (allowed.has(ref.digest) ? '' : trouble({ ...ref, bundle: ref.digest }));
    const answered = new Set(prospects.map(({ bundle }) => bundle));
    withheld = stage.flatMap((ref) => {
      const detail = answered.has(ref.digest) ? '' : reasonOf(ref);
      return detail ? [{ digest: ref.digest, state: 'FAILED', bytesDone: 0, detail }] : [];
    });
    return stage.filter((ref) => reasonOf(ref) === '');
  }

  return {
    learn(refs) {
      proofs = new Map(refs.map(({ digest, signatures = [] }) => [digest, signatures.slice(0, mostSignatures)]));
    },
    trouble,
    fetchable,
    withheld: () => withheld,
    unlike: ({ process, spec }, folder) =>
      keys ? against(folder, (manifest) => unlikeSigned(spec, sentOf(manifest.processes[process]))) : '',
    taskUnlike: (name, spec, folder) =>
      keys ? against(folder, (manifest) => taskUnlikeSigned(spec, commandOf(name, manifest), firstOf(manifest))) : '',
  };
}

function warmOf({ app, warm }: Assignment['slots'][number]): Named[] {
  return warm ? [{ app, version: warm.version, bundle: warm.bundle }] : [];
}

function against(folder: string, compare: (manifest: Manifest) => string[]): string {
  const { manifest, mistakes } = readManifest(textOf(join(folder, manifestName)));
  return (manifest ? compare(manifest) : [`its signed manifest cannot be read by this agent: ${mistakes[0]?.message}`]).join(
    '; ',
  );
}

/** None is as good as an empty one: it says nothing that may run. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** As it would come from a server that leaves everything as it is. */
function sentOf(process: Manifest['processes'][string] | undefined): SentProcess | undefined {
  return process && readProcess(writeProcess({ ...process, secrets: {}, routes: [] }));
}

function firstOf({ processes }: Manifest): SentProcess {
  return sentOf(Object.values(processes)[0]) as SentProcess;
}

function commandOf(task: string, { hooks, deploy }: Manifest): string[] | undefined {
  if (task === 'release') return hooks.release?.command;
  return task === 'after_deploy' ? hooks.afterDeploy?.command : (deploy.verdict?.command ?? undefined);
}
