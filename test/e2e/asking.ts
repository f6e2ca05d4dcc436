// Looking through the eyes of ctl without a process for each look (asker.ts).
import type { Answer, Question } from './asker.ts';
import { openQuestions } from './questions.ts';

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
  const { ask, close } = openQuestions<Omit<Question, 'id'>, Answer>(enter, 'asker.ts');
  return { ask: (args) => ask({ args, config }), close };
}
