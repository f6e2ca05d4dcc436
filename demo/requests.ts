// Browsers of the demo: each asks one host for page after page, over kept and fresh connections, and every answer counts.
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Requests {
  readonly sent: number;
  readonly failures: string[];
  /** What each host answers with now. */
  versions(): Promise<string[]>;
  /** Waits for what is in flight. */
  stop(): Promise<void>;
}

const paths = ['/', '/settings', '/red/red.min.js', '/red/style.min.css', '/locales/editor?lng=en-US', '/icons'];
const browsersPerHost = 3;
const pauseMs = 15;

export function startRequests(ports: number[]): Requests {
  const kept = new Agent({ keepAlive: true });
  const failures: string[] = [];
  let sent = 0;
  let stopping = false;
  const browsers = ports.flatMap((port) => Array.from({ length: browsersPerHost }, () => browse(port)));
  return {
    get sent() {
      return sent;
    },
    failures,
    versions: () => Promise.all(ports.map(async (port) => JSON.parse(await page(port, '/settings', false)).version)),
    async stop() {
      stopping = true;
      await Promise.all(browsers);
      kept.destroy();
    },
  };

  async function browse(port: number): Promise<void> {
    for (let turn = 0; !stopping; turn += 1) {
      const path = paths[turn % paths.length] ?? '/';
      sent += 1;
      await page(port, path, turn % 4 === 0 ? false : kept).catch((error: Error) => {
        failures.push(`${new Date().toISOString()} :${port}${path} ${error.message}`);
      });
      await sleep(pauseMs);
    }
  }
}

/** @throws when the answer is not a complete 200. */
function page(port: number, path: string, agent: Agent | false): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port, path, agent, timeout: 15_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`was answered with ${answer.statusCode}: ${text.slice(0, 120)}`));
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('was not answered within 15 s')));
    asked.on('error', reject);
  });
}
