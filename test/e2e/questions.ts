// A process in another network that answers one question after the other: one for each question costs more than the answer.
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Questions<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

type Answered = { id: number };

/** `file`: of this folder; it reads an object a line, and writes one with the same `id`. `enter`: the words before its command. */
export function openQuestions<Question extends object, Answer extends object>(
  enter: string[],
  file: string,
): Questions<Question, Answer> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let asked = 0;

  function begin(): ChildProcess {
    const [command = '', ...words] = [...enter, process.execPath, join(import.meta.dirname, file)];
    // Neither its folder nor its variables name the world's: it is none of its programs.
    const env = { PATH: [dirname(process.execPath), process.env.PATH].join(':'), ...compileCache() };
    const begun = spawn(command, words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    gone = new Promise((done) => begun.once('close', done)).then(() => end(begun));
    begun.stdin.on('error', () => {});
    createInterface({ input: begun.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer & Answered;
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    });
    return begun;
  }

  function end(ended: ChildProcess): void {
    if (child === ended) child = undefined;
    for (const each of waiting.values()) each.reject(new Error(`${file} has ended`));
    waiting.clear();
  }

  function ask(question: Question): Promise<Answer> {
    child ??= begin();
    asked += 1;
    const answer = Promise.withResolvers<Answer>();
    waiting.set(asked, answer);
    child.stdin?.write(`${JSON.stringify({ id: asked, ...question })}\n`);
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
