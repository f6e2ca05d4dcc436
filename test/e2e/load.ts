// A strict client: it asks all the time, in every way that a browser or a program might, never tries twice, and counts.
import { createHash, randomBytes } from 'node:crypto';
import { Agent, type RequestOptions, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface LoadFailure {
  began: Date;
  at: Date;
  kind: Kind;
  port: number;
  detail: string;
}

export interface Load {
  /** Answers, by kind. */
  readonly answered: Record<Kind, number>;
  /** Answers, by the version that gave them. */
  readonly versions: Map<string, number>;
  readonly failures: LoadFailure[];
  /** Waits for what is in flight. */
  stop(): Promise<void>;
}

type Kind = 'keep-alive' | 'fresh' | 'slow' | 'stream' | 'upload' | 'websocket';
type Ask = (port: number) => Promise<string>;

const answerWithinMs = 15_000;
const lookAgainMs = 1000;
/** Between two requests of a kind to one router. */
export const usualPauseMs = 25;

/** Asks the routers on these ports (of `address`, by default this machine) for `host`, each kind one after the other, until stopped. */
export function startLoad(options: { ports: number[]; host: string; address?: string; pauseMs?: number }): Load {
  const { address = '127.0.0.1', pauseMs = usualPauseMs } = options;
  const stopping = new AbortController();
  const agent = new Agent({ keepAlive: true });
  const answered: Load['answered'] = { 'keep-alive': 0, fresh: 0, slow: 0, stream: 0, upload: 0, websocket: 0 };
  const versions = new Map<string, number>();
  const failures: LoadFailure[] = [];
  const asks = asking(options.host, address, agent);
  const kinds = Object.keys(asks) as (keyof typeof asks)[];
  const lines = options.ports.flatMap((port) => [
    ...kinds.map((kind) => keepAsking(kind, port, asks[kind])),
    keepEchoing(`${address}:${port}`, options.host, pauseMs, stopping.signal, count('websocket'), (detail, began) =>
      fail('websocket', port, detail, began),
    ),
  ]);
  return {
    answered,
    versions,
    failures,
    async stop() {
      stopping.abort();
      await Promise.all(lines);
      agent.destroy();
    },
  };

  async function keepAsking(kind: Kind, port: number, ask: Ask): Promise<void> {
    while (!stopping.signal.aborted) {
      const began = new Date();
      await ask(port).then(count(kind), (error: Error) => fail(kind, port, error.message, began));
      await sleep(pauseMs);
    }
  }

  function count(kind: Kind) {
    return (version: string): void => {
      answered[kind] += 1;
      versions.set(version, (versions.get(version) ?? 0) + 1);
    };
  }

  function fail(kind: Kind, port: number, detail: string, began: Date): void {
    failures.push({ began, at: new Date(), kind, port, detail });
  }
}

/** One line for people. */
export function loadSummary(load: Load): string {
  const kinds = Object.entries(load.answered).map(([kind, count]) => `${count} ${kind}`);
  const total = Object.values(load.answered).reduce((sum, count) => sum + count, 0);
  const failures = load.failures
    .slice(0, 10)
    .map(({ at, kind, port, detail }) => `\n  ${at.toISOString()} ${kind} :${port} ${detail}`);
  return `${total} answered (${kinds.join(', ')}), ${load.failures.length} failed${failures.join('')}`;
}

function asking(host: string, address: string, agent: Agent): Record<Exclude<Kind, 'websocket'>, Ask> {
  const fresh = { host: address, headers: { host, connection: 'close' }, agent: false as const };
  const kept = { host: address, headers: { host }, agent };
  return {
    'keep-alive': async (port) => (await exchange({ ...kept, port, path: '/' })).version,
    fresh: async (port) => (await exchange({ ...fresh, port, path: '/' })).version,
    slow: async (port) => (await exchange({ ...kept, port, path: '/slow?ms=300' })).version,
    stream: async (port) => {
      const { version, body } = await exchange({ ...kept, port, path: '/stream?ms=1000' });
      if (!body.endsWith('end\n')) throw new Error(`the stream of ${version} broke off after ${body.length} bytes`);
      return version;
    },
    upload: async (port) => {
      const data = randomBytes(128 * 1024);
      const { version, body } = await exchange({ ...kept, port, path: '/upload', method: 'POST' }, data);
      if (body !== createHash('sha256').update(data).digest('hex')) throw new Error(`${version} got other bytes than were sent`);
      return version;
    },
  };
}

/** One request and its whole answer; anything but a complete 200 is an error. */
function exchange(options: RequestOptions, data?: Buffer): Promise<{ version: string; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, timeout: answerWithinMs }, (answer) => {
      const version = String(answer.headers['x-version'] ?? 'unknown');
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        body += text;
      });
      answer.on('error', (error) => reject(new Error(`${version} broke off: ${error.message}`)));
      answer.on('end', () => {
        if (answer.statusCode === 200 && answer.complete) resolve({ version, body });
        else reject(new Error(`${version} answered ${answer.statusCode}: ${body.slice(0, 200)}`));
      });
    });
    let giveUp: NodeJS.Timeout | undefined;
    // When this process was held up itself its timers run before it has read what came meanwhile.
    asked.on('timeout', () => {
      giveUp = setTimeout(() => asked.destroy(new Error(`no answer within ${answerWithinMs} ms`)), lookAgainMs);
    });
    asked.on('close', () => clearTimeout(giveUp));
    asked.on('error', reject);
    asked.end(data);
  });
}

/** One WebSocket after another; only a close that was announced with a frame is no failure. */
async function keepEchoing(
  place: string,
  host: string,
  pauseMs: number,
  stop: AbortSignal,
  count: (version: string) => void,
  failed: (detail: string, began: Date) => void,
): Promise<void> {
  while (!stop.aborted) {
    const began = new Date();
    const fail = (detail: string) => failed(detail, began);
    const socket = new WebSocket(`ws://${place}/ws`, { headers: { host } });
    const code = await echoUntilClosed(socket, stop, count, fail);
    if (code !== 1000 && code !== 1001) fail(`closed without notice (code ${code})`);
    await sleep(pauseMs);
  }
}

function echoUntilClosed(
  socket: WebSocket,
  stop: AbortSignal,
  count: (version: string) => void,
  fail: (detail: string) => void,
): Promise<number> {
  let sent = 0;
  const say = (): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    sent += 1;
    socket.send(String(sent));
  };
  const leave = (): void => socket.close(1000);
  return new Promise((resolve) => {
    socket.on('open', () => (stop.aborted ? leave() : say()));
    socket.on('message', (data) => {
      const [version = 'unknown', echoed] = data.toString().split(' ');
      if (Number(echoed) === sent) count(version);
      else fail(`${version} echoed ${echoed} for ${sent}`);
      setTimeout(say, 50);
    });
    socket.on('error', (error) => fail(error.message));
    socket.on('close', (code) => {
      stop.removeEventListener('abort', leave);
      resolve(code);
    });
    stop.addEventListener('abort', leave, { once: true });
  });
}
