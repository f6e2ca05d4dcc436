// Looking through the eyes of ctl without a process for each look (asker.ts).
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer, Question } from './asker.ts';

export interface Asking {
  /** `ctl ARGS --json`, of those that only look. */
  ask(args: string[]): Promise<Omit<Answer, 'id'>>;
  close(): Promise<void>;
}

/** Commands that only look, and write nothing but objects. */
const looks = ['status', 'hosts', 'deployments', 'releases', 'versions', 'ghosts'];

export function onlyLooks([command = '', verb = 'list']: string[]): boolean {
  return looks.includes(command) && (command !== 'hosts' || ['list', 'show', '--env'].includes(verb));
}

/** `enter`: the words before a command that have it run where ctl is. `config`: ctl's. */
export function openAsking(enter: string[], config: string): Asking {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let asked = 0;

  function begin(): ChildProcess {
    const [command = '', ...words] = [...enter, process.execPath, join(import.meta.dirname, 'asker.ts')];
    // Neither its folder nor its variables name the world's: it is none of its programs.
    const env = { PATH: [dirname(process.execPath), process.env.PATH].join(':'), ...compileCache() };
    const begun = spawn(command, words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    gone = new Promise((done) => begun.once('close', done)).then(() => end(begun));
    begun.stdin.on('error', () => {});
    createInterface({ input: begun.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    });
    return begun;
  }

  function end(ended: ChildProcess): void {
    if (child === ended) child = undefined;
    for (const each of waiting.values()) each.reject(new Error('what looks at the world has ended'));
    waiting.clear();
  }

  function ask(args: string[]): Promise<Answer> {
    child ??= begin();
    asked += 1;
    const answer = Promise.withResolvers<Answer>();
    waiting.set(asked, answer);
    child.stdin?.write(`${JSON.stringify({ id: asked, args, config } satisfies Question)}\n`);
    return answer.promise;
  }

  async function close(): Promise<void> {
    child?.stdin?.end();
    await gone;
  }

  return { ask, close };
}

/** Node keeps what it has compiled there, for all programs of all stories. */
export function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
}
