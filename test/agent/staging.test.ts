// What is told of a bundle while room is made for it.
import { deepEqual, rejects } from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { NoRoom } from '../../agent/room.ts';
import { type BundleSource, openStaging } from '../../agent/staging.ts';
import type { StagedBundleInput } from '../../proto/generated/castellan/v1/StagedBundle.ts';
import { quiet, temporaryFolder } from './host-world.ts';

const digest = 'a'.repeat(64);
const ref = { digest, blobSha256: digest, blobBytes: 1, unpackedBytes: 1, files: 1, app: 'hello', version: '2', signatures: [] };
const { signal } = new AbortController();

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** A disk without room until `prune` has removed something. `told`: what is told at each moment at which something is new. */
function fullDisk(removed: string[]) {
  let room = false;
  let state: StagedBundleInput['state'] = 'FETCHING';
  const told: unknown[] = [];
  const tell = () => told.push(staging.states()[0]?.state);
  const bundles: BundleSource = {
    find: () => undefined,
    states: () => [{ digest, state, detail: '', bytesDone: 0 }],
    async ensure() {
      state = room ? 'READY' : 'FAILED';
      tell();
      if (room) return '/there';
      throw new NoRoom('no room');
    },
    async prune() {
      tell();
      room = removed.length > 0;
      return removed;
    },
  };
  const options = { stateDir: folder.path, keepReleases: 5, running: () => [], landed() {}, log: quiet, signal };
  const staging = openStaging({ ...options, bundles, changed: tell });
  return { staging, told };
}

it('A16: a bundle for which room can be made was never told as failed, so that nobody gives it up', async () => {
  const { staging, told } = fullDisk(['b']);
  staging.assign([ref]);
  deepEqual(await staging.folderOf(digest, signal), '/there');
  deepEqual(new Set(told), new Set(['FETCHING', 'READY']));
  deepEqual(staging.troubles(), ['1 older bundle was removed to make room for hello 2']);
});

it('A07: where none can be made, it has failed, and that is told', async () => {
  const { staging, told } = fullDisk([]);
  staging.assign([ref]);
  await rejects(staging.folderOf(digest, signal), NoRoom);
  deepEqual(told.at(-1), 'FAILED');
});
