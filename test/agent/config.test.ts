// What the agent makes of its settings.
import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { agentSettings, logLimits } from '../../agent/config.ts';

it('how much output of a replica is kept is read by its old name too, which counts where it is given', () => {
  const limits = (logs: object) => logLimits(agentSettings.parse({ server: 'server:1', logs })).maxReplicaBytes;
  const given = [{}, { max_replica: '32M' }, { max_run: '64M' }, { max_run: '64M', max_replica: '32M' }];
  deepEqual(
    given.map((logs) => limits(logs) / 2 ** 20),
    [256, 32, 64, 64],
  );
});
