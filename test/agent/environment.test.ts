import { deepEqual, throws } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { environmentOf } from '../../agent/runtime/environment.ts';
import { aReplica, aSpec, healthy } from './decide/replicas.ts';
import { temporaryFolder } from './host-world.ts';

const own = { PATH: '/bin', HOME: '/root', CASTELLAN_AGENT_TLS: '/secret', AWS_SECRET_ACCESS_KEY: 'secret' };

it('a replica gets an explicit list: a few of the agent’s own, its files, its env, its ports, who it is', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, 'extra.env'), 'FROM_FILE=1\nMODE=file\nPATH=/opt/bin\n');
  const spec = { ...aSpec, env: { MODE: 'manifest', PORT: '1' }, envFiles: ['extra.env', '-missing.env'] };
  const replica = aReplica(healthy, { spec, folder: folder.path, ports: { http: 20_000, 'admin-ui': 20_001 } });
  deepEqual(environmentOf(replica, 'h1', '/data', own), {
    PATH: '/opt/bin',
    HOME: '/root',
    FROM_FILE: '1',
    MODE: 'manifest',
    PORT: '20000',
    PORT_HTTP: '20000',
    PORT_ADMIN_UI: '20001',
    CASTELLAN_APP: 'hello',
    CASTELLAN_ENVIRONMENT: 'production',
    CASTELLAN_PROCESS: 'web',
    CASTELLAN_INDEX: '1',
    CASTELLAN_REPLICA: 'hello-web-1-aaaa',
    CASTELLAN_RELEASE: '1',
    CASTELLAN_VERSION: '1.0.0',
    CASTELLAN_HOST: 'h1',
    CASTELLAN_DATA_DIR: '/data',
  });
  folder.remove();
});

it('an env file that must be there and is not keeps it from starting', () => {
  const spec = { ...aSpec, envFiles: ['/nowhere/env'] };
  throws(
    () => environmentOf(aReplica(healthy, { spec, folder: '/' }), 'h1', '/data', own),
    /did not start: its env file cannot be read/,
  );
});
