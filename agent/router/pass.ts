// The way of a request: the table says which route it belongs to, the route's rules whether it goes on, and who answers it.
import type { RouteEntry } from '../decide/types.ts';
import { answerOwn, because } from './answers.ts';
import type { Exchange } from './exchange.ts';
import { forward } from './forward.ts';
import { answersChallenge } from './rules/challenges.ts';
import { guard } from './rules/guards.ts';
import { serves } from './serves/serves.ts';
import type { Traffic } from './traffic.ts';

export function pass(traffic: Traffic, exchange: Exchange): void {
  const { asked, door } = exchange;
  if (answersChallenge(traffic.table(), exchange)) return;
  const route = traffic.find(door, asked.host, asked.path);
  if (!route) answerOwn(exchange, 404, { traffic, reason: reasonOf(traffic, exchange) });
  else if (route.rules) guard(traffic, exchange, route, () => serve(traffic, exchange, route));
  else serve(traffic, exchange, route);
}

function reasonOf(traffic: Traffic, { door, asked }: Exchange): string {
  return traffic.knowsHost(door, asked.host) ? because.noPath : because.noHost;
}

function serve(traffic: Traffic, exchange: Exchange, route: RouteEntry): void {
  if (route.serves) serves[route.serves.kind](traffic, exchange, route);
  else forward(traffic, exchange, route);
}
