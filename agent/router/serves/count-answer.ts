// What is answered with files counts like what a replica answers: for the release's figures, and for its draining.
import type { RouteEntry, RouteTarget } from '../../decide/types.ts';
import type { Exchange } from '../exchange.ts';
import { headerOf } from '../fields.ts';
import { countStatus } from '../figures.ts';
import type { Traffic } from '../traffic.ts';

export function countAnswer(traffic: Traffic, exchange: Exchange, route: RouteEntry, { replica, release }: RouteTarget): void {
  const figure = traffic.figures.of(route, release);
  const ended = traffic.inFlight.begin(replica);
  figure.requests += 1;
  figure.inFlight += 1;
  const before = exchange.changeHead;
  let length = 0;
  exchange.changeHead = (head) => {
    countStatus(figure, head.status, performance.now() - exchange.startedAt);
    if (head.status === 500) figure.failures += 1;
    length = exchange.asked.method === 'HEAD' ? 0 : Number(headerOf(head.headers, 'content-length') ?? 0);
    before?.(head);
  };
  exchange.whenOver((whole) => {
    figure.inFlight -= 1;
    if (whole) figure.bytesOut += length;
    else figure.abandoned += 1;
    ended();
  });
}
