// The router process: `main.ts --state DIR --listen 8080[,ADDRESS:PORT...]`. It outlives the agent that started it. As a unit
// of its own it is given the agent's settings, and finds there what the agent expects: `main.ts [--config FILE]`.
import { chmodSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { makeFolder } from '../../lib/durable-file.ts';
import { sayReady } from '../../lib/service-manager.ts';
import { settingsAtStart } from '../../lib/settings.ts';
import { agentSettings, routerFolder } from '../config.ts';
import { openControl } from './control.ts';
import { readListen } from './listen-on.ts';
import { startRouting } from './routing.ts';
import { socketPath } from './wire.ts';

const drainMs = 30_000;
const log = pino({ name: 'castellan-router' });

try {
  await run();
} catch (error) {
  // A failed start is told once, here; the agent reads it in the log.
  log.fatal({ reason: (error as Error).message }, 'the router cannot start');
  process.exit(1);
}

async function run(): Promise<void> {
  const { state, listen } = readFlags();
  makeFolder(state);
  chmodSync(state, 0o700);
  const routing = await startRouting({ stateDir: state, listen, on: readListen(listen), leave: () => stop('asked to leave') });
  const control = await openControl(socketPath(state), routing.answer);
  log.info({ listen, pid: process.pid }, 'the router is up');
  await sayReady();
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  let stopping = false;
  function stop(reason: string): void {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'the router is stopping');
    const forced = setTimeout(() => process.exit(0), drainMs + 5000);
    void routing.close(drainMs).then(() => {
      clearTimeout(forced);
      log.info('the router has stopped');
      process.exit(0);
    });
    // After the answer to the one who asked.
    setImmediate(() => control.close());
  }
}

function readFlags(): { state: string; listen: string } {
  const argv = process.argv.slice(2);
  if (!argv.includes('--listen')) return fromAgent(argv);
  const { values } = parseArgs({ options: { state: { type: 'string' }, listen: { type: 'string' } } });
  if (!values.state || !values.listen) throw new Error('usage: main.ts --state DIR --listen PORT[,ADDRESS:PORT...]');
  return { state: values.state, listen: values.listen };
}

function fromAgent(argv: string[]): { state: string; listen: string } {
  const settings = settingsAtStart({ program: 'agent', shape: agentSettings, argv, env: process.env });
  return { state: routerFolder(settings), listen: settings.router.listen.join(',') };
}
