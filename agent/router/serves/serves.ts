// Who answers for routes that do not lead to replicas: a row for each kind.
import type { RouteEntry, Serves } from '../../decide/types.ts';
import { answerOwn } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';
import { maintenance } from './maintenance.ts';
import { redirect } from './redirect.ts';
import { serveStatic } from './static.ts';

export type Serve = (traffic: Traffic, exchange: Exchange, route: RouteEntry) => void;

const none: Serve = (_, exchange) => answerOwn(exchange, 503);

export const serves: Record<Serves['kind'], Serve> = { static: serveStatic, redirect, upstream: none, maintenance };
