// A process of a bench that is asked things, one after the other, and answers them.
import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Child {
  pid: number;
  ask<Answer>(what: string, how?: object): Promise<Answer>;
  end(): void;
}

type Answers = Record<string, (how: never) => unknown>;
type Told = { answer: unknown } | { error: string };

/** `program`: a file below this folder. */
export function startChild(program: string, ...args: string[]): Child {
  const child = fork(join(import.meta.dirname, program), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const asked: PromiseWithResolvers<unknown>[] = [];
  child.on('message', (told: Told) => {
    const next = asked.shift();
    if ('error' in told) next?.reject(new Error(`${program}: ${told.error}`));
    else next?.resolve(told.answer);
  });
  child.on('exit', (code) => {
    for (const each of asked.splice(0)) each.reject(new Error(`${program} has ended with ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(what: string, how: object = {}) => {
      const answer = Promise.withResolvers<unknown>();
      asked.push(answer);
      child.send({ what, how });
      return answer.promise as Promise<Answer>;
    },
    end: () => void child.kill(),
  };
}

/** The child's end: ends with its parent. */
export function answer(answers: Answers): void {
  let last: Promise<unknown> = Promise.resolve();
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ what, how }: { what: string; how: never }) => {
    last = last.then(async () => process.send?.(await told(() => answers[what]?.(how))));
  });
}

async function told(work: () => unknown): Promise<Told> {
  try {
    return { answer: (await work()) ?? null };
  } catch (error) {
    return { error: (error as Error).stack ?? String(error) };
  }
}
