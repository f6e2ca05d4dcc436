// The router: `main.ts --state DIR --listen 8080[,ADDRESS:PORT...] [--workers N]`. It outlives the agent that started it. As a
// unit of its own it is given the agent's settings, and finds there what the agent expects: `main.ts [--config FILE]`. With
// --replace before all that, the router that runs is replaced by one with these settings, without a gap.
import { chmodSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { makeFolder } from '../../lib/durable-file.ts';
import { logDestination } from '../../lib/log-destination.ts';
import { sayMain, sayReady } from '../../lib/service-manager.ts';
import { settingsAtStart } from '../../lib/settings.ts';
import { agentSettings, routerFolder, routerListen, routerProcesses } from '../config.ts';
import { openControl } from './control.ts';
import { openLink } from './link.ts';
import type { RouterSettings } from './program.ts';
import { thisProgram } from './program.ts';
import { startRouting } from './routing.ts';
import { openPredecessor, type Predecessor } from './succession.ts';
import { socketPath } from './wire.ts';
import { runWorker } from './worker.ts';

const drainMs = 30_000;
const log = pino({ name: 'castellan-router' }, logDestination(1));
const argv = process.argv.slice(2);

if (argv.includes('--worker')) {
  runWorker(readFlags(argv).workers, log);
} else {
  const predecessor = argv.includes('--successor') ? openPredecessor() : undefined;
  try {
    await (argv[0] === '--replace' ? replaceRunning(readFlags(argv.slice(1))) : run(readFlags(argv), predecessor));
  } catch (error) {
    // A failed start is told once, here; the agent reads it in the log.
    const reason = (error as Error).message;
    log.fatal({ reason }, argv[0] === '--replace' ? 'the router was not replaced' : 'the router cannot start');
    await predecessor?.failed(reason);
    process.exit(1);
  }
}

async function run(settings: RouterSettings, predecessor: Predecessor | undefined): Promise<void> {
  const { stateDir, listen, workers } = settings;
  makeFolder(stateDir);
  chmodSync(stateDir, 0o700);
  const leave = () => stop('asked to leave');
  const notReplaced = () => control.reclaim();
  const routing = await startRouting({ settings, predecessor, leave, notReplaced, watched, replaced, log });
  const control = await openControl(socketPath(stateDir), routing.answer, predecessor !== undefined);
  await routing.takeOver();
  log.info({ listen, workers, pid: process.pid }, predecessor ? 'the router has taken over' : 'the router is up');
  const stopWatchdog = await sayReady(predecessor !== undefined);
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // Told in the log.
  process.on('SIGHUP', () => void routing.replace(thisProgram, settings).catch(() => {}));

  let stopping = false;
  function stop(reason: string): void {
    if (stopping) return;
    log.info({ reason }, 'the router is stopping');
    end(routing.close(drainMs));
  }

  /** The service manager may hang up on its callers, as when it executes itself anew; the successor says it as well. */
  function watched(pid: number): Promise<void> {
    return sayMain(pid).catch((error) => log.warn({ reason: error.message }, 'the service manager was not told'));
  }

  function replaced(over: Promise<void>): void {
    if (stopping) return;
    log.info({}, 'another process has taken over; what is in flight here is finished');
    stopWatchdog();
    end(over);
  }

  function end(over: Promise<void>): void {
    stopping = true;
    const forced = setTimeout(() => process.exit(0), drainMs + 5000);
    void over.then(() => {
      clearTimeout(forced);
      log.info('the router has stopped');
      process.exit(0);
    });
    // After the answer to the one who asked.
    setImmediate(() => control.close());
  }
}

/** For `systemctl reload`: ends when it is done, with status 1 when the router that runs goes on instead. */
async function replaceRunning({ stateDir, listen, workers }: RouterSettings): Promise<void> {
  const link = await openLink(socketPath(stateDir));
  if (!link) throw new Error('no router is running');
  const { pid } = await link.ask({ ask: 'replace', ...thisProgram, listen, workers });
  log.info({ pid }, 'the router was replaced');
  process.exit(0);
}

function readFlags(flags: string[]): RouterSettings {
  if (!flags.includes('--listen')) return fromAgent(flags);
  const text = { type: 'string' } as const;
  const mark = { type: 'boolean' } as const;
  const options = { state: text, listen: text, workers: { ...text, default: '1' }, successor: mark, worker: mark };
  const { values } = parseArgs({ args: flags, options });
  if (!values.state || !values.listen)
    throw new Error('usage: main.ts --state DIR --listen PORT[,ADDRESS:PORT...] [--workers N]');
  return { stateDir: values.state, listen: values.listen, workers: Math.max(1, Number(values.workers) || 1) };
}

function fromAgent(flags: string[]): RouterSettings {
  const settings = settingsAtStart({ program: 'agent', shape: agentSettings, argv: flags, env: process.env });
  return { stateDir: routerFolder(settings), listen: routerListen(settings), workers: routerProcesses(settings, cpus().length) };
}
