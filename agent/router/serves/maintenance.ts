// Being worked on: everybody is told to come back later.
import { answerOwn, because } from '../answers.ts';
import type { Serve } from './serves.ts';

const comeBackSeconds = 60;

export const maintenance: Serve = (traffic, exchange, route) => {
  const headers = ['Retry-After', String(comeBackSeconds)];
  answerOwn(exchange, 503, { traffic, route, page: 'maintenance', reason: because.maintenance, headers });
};
