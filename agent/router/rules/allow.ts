// Only clients from these networks.
import { within } from '../../../lib/networks.ts';
import { answerOwn } from '../answers.ts';
import type { Guard } from './guards.ts';
import { perRoute } from './per-route.ts';

const allowed = perRoute((route) => within(route.rules?.allow ?? []));

export const allow: Guard = (traffic, exchange, route) => {
  if (!route.rules?.allow?.length || allowed(route)(exchange.asked.client.address)) return true;
  answerOwn(exchange, 403, { traffic, route });
  return false;
};
