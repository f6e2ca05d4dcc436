// Who answers for a route that leads to no replica: at once, or in its turn when as much is in flight as may be.
import type { RouteEntry, RouteTarget } from '../../decide/types.ts';
import { answerOwn, because, type OwnStatus } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';
import type { Waiter } from '../waiting.ts';

/** `go` is called at most once, with the route of the table in force by then. */
export function whenRoom(
  traffic: Traffic,
  exchange: Exchange,
  first: RouteEntry,
  go: (route: RouteEntry, target: RouteTarget) => void,
): void {
  const { balance, waiting } = traffic;
  const waiter: Waiter = { turn, late: () => refuse(503, because.queuedTooLong) };
  if (waits(first)) exchange.whenOver(() => waiting.leave(waiter));

  function waits(route: RouteEntry): boolean {
    const target = balance.pick(route, undefined, performance.now());
    const isFull = !target && balance.isFull(route, undefined);
    if (isFull && waiting.join(route, waiter)) return true;
    waiting.leave(waiter);
    if (target) begin(route, target);
    else refuse(503, isFull ? because.queueFull : because.notReady);
    return false;
  }

  // Of a request that is then refused, for its size for example, the next one gets the place.
  function begin(route: RouteEntry, target: RouteTarget): void {
    const leave = traffic.inFlight.begin(target.replica);
    go(route, target);
    leave();
  }

  function turn(): void {
    const { asked, door } = exchange;
    const route = traffic.find(door, asked.host, asked.path);
    if (route && route.serves?.kind === first.serves?.kind) waits(route);
    else refuse(route ? 503 : 404, route && because.notReady);
  }

  function refuse(status: OwnStatus, reason?: string): void {
    waiting.leave(waiter);
    answerOwn(exchange, status, { traffic, route: first, reason });
  }
}
