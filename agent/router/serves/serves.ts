// Who answers for routes that do not lead to replicas: a row for each kind.
import type { RouteEntry, Serves } from '../../decide/types.ts';
import type { Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';
import { maintenance } from './maintenance.ts';
import { redirect } from './redirect.ts';
import { serveStatic } from './static.ts';
import { upstream } from './upstream.ts';

export type Serve = (traffic: Traffic, exchange: Exchange, route: RouteEntry) => void;

export const serves: Record<Serves['kind'], Serve> = { static: serveStatic, redirect, upstream, maintenance };
