// What is written of a replica, and what is remembered of that.
import { deepEqual } from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { removeReplica, storeReplica } from '../../agent/replica-record.ts';
import { aReplica, healthy } from './decide/replicas.ts';
import { temporaryFolder } from './host-world.ts';

it('a record that was removed is remembered no longer: the same replica is written anew', (test) => {
  const { path, remove } = temporaryFolder();
  test.after(remove);
  const folder = join(path, 'replicas');
  mkdirSync(folder);
  const replica = aReplica(healthy, { id: 'one' });
  storeReplica(replica, path);
  removeReplica(path, 'one');
  deepEqual(readdirSync(folder), []);
  storeReplica(replica, path);
  deepEqual(readdirSync(folder).includes('one.json'), true);
});
