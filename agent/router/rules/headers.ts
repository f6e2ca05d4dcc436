// Headers put in or taken out, of requests on their way to whoever answers, and of answers.
import type { HeaderChanges } from '../../decide/types.ts';
import type { Guard } from './guards.ts';
import { perRoute } from './per-route.ts';

export const headers: Guard = (_, exchange, route) => {
  if (!route.rules?.headers) return true;
  const { request, answer } = changesOf(route);
  exchange.asked.headers = request(exchange.asked.headers);
  const before = exchange.changeHead;
  exchange.changeHead = (head) => {
    before?.(head);
    head.headers = answer(head.headers);
  };
  return true;
};

/** name, value, name, value, ... with what is set in place of what had that name, at the end. */
export function changing({ set, remove }: HeaderChanges): (headers: string[]) => string[] {
  const gone = new Set([...remove, ...Object.keys(set)].map((name) => name.toLowerCase()));
  const added = Object.entries(set).flat();
  return (before) => {
    if (gone.size === 0) return before;
    const after: string[] = [];
    for (let at = 0; at + 1 < before.length; at += 2) {
      const [name, value] = [before[at] as string, before[at + 1] as string];
      if (!gone.has(name.toLowerCase())) after.push(name, value);
    }
    after.push(...added);
    return after;
  };
}

const nothing: HeaderChanges = { set: {}, remove: [] };

const changesOf = perRoute(({ rules }) => ({
  request: changing(rules?.headers?.request ?? nothing),
  answer: changing(rules?.headers?.response ?? nothing),
}));
