// Whether the new release does as well as the old one, from what routers saw of both in the same window.
import { latencyBoundsMs, quantileOf } from '../../lib/latency.ts';
import type { Baseline, Figures, Fleet, Verdict } from './types.ts';

export interface Judgement {
  is: 'good' | 'bad' | 'inconclusive';
  /** What it rests on, a sentence each. */
  reasons: string[];
}

const nothing: Figures = { requests: 0, failures: 0, latency: [], restarts: 0 };

export function judge(verdict: Verdict, before: Figures, after: Figures): Judgement {
  const worse = [
    ...tooManyErrors(verdict, before, after),
    ...tooSlow(verdict, before, after),
    ...tooManyRestarts(verdict, after),
  ];
  if (after.restarts > verdict.moreRestarts) return { is: 'bad', reasons: worse };
  if (after.requests < verdict.minRequests) {
    const reason = `${after.requests} requests to the new release are too few to tell (${verdict.minRequests} are needed)`;
    return { is: 'inconclusive', reasons: [reason] };
  }
  if (worse.length > 0) return { is: 'bad', reasons: worse };
  return { is: 'good', reasons: [summary(before, after, verdict)] };
}

/** What has been seen of a release since the baseline was taken. A router that was started anew counts from nothing. */
export function seenSince(baseline: Baseline, { hosts }: Fleet, release: number): Figures {
  let sum = nothing;
  for (const { name, figures } of hosts) {
    const now = figures[release];
    if (!now) continue;
    const then = baseline[name]?.[release] ?? nothing;
    const base = then.requests > now.requests ? nothing : then;
    sum = {
      requests: sum.requests + now.requests - base.requests,
      failures: sum.failures + Math.max(0, now.failures - base.failures),
      latency: added(
        sum.latency,
        now.latency.map((count, at) => Math.max(0, count - (base.latency[at] ?? 0))),
      ),
      restarts: sum.restarts + Math.max(0, now.restarts - (baseline[name]?.[release]?.restarts ?? 0)),
    };
  }
  return sum;
}

export function baselineOf({ hosts }: Fleet, releases: number[]): Baseline {
  const found = hosts.map(({ name, figures }): [string, Record<number, Figures>] => [
    name,
    Object.fromEntries(releases.flatMap((release) => (figures[release] ? [[release, figures[release]]] : []))),
  ]);
  return Object.fromEntries(found.filter(([, figures]) => Object.keys(figures).length > 0));
}

/** `v12: 480 requests, 0.0 % failed, 95 % took up to 25 ms`; a restart is told where there was one. */
export function sayFigures(release: number, { requests, failures, latency, restarts }: Figures, quantile: number): string {
  const slow = requests > 0 ? sayLatency(latency, quantile, ', ') : '';
  const again = restarts > 0 ? `, ${restarts === 1 ? 'one restart' : `${restarts} restarts`}` : '';
  return `v${release}: ${requests} requests, ${percent(shareOf({ requests, failures, latency, restarts }))} failed${slow}${again}`;
}

function tooManyErrors({ moreErrors }: Verdict, before: Figures, after: Figures): string[] {
  const [old, now] = [shareOf(before), shareOf(after)];
  if (now <= old + moreErrors) return [];
  return [`${percent(now)} of its requests failed, of the old one's ${percent(old)}`];
}

/** Bounds are coarse: one bound apart is within what cannot be told. */
function tooSlow({ latency: { quantile, slower } }: Verdict, before: Figures, after: Figures): string[] {
  if (!isTimed(before.latency) || !isTimed(after.latency)) return [];
  const [old, now] = [quantileOf(before.latency, quantile), quantileOf(after.latency, quantile)];
  const apart = boundIndex(now) - boundIndex(old);
  if (apart < 2 || now <= old * (1 + slower)) return [];
  return [`${Math.round(quantile * 100)} % of its answers took up to ${said(now)}, of the old one's up to ${said(old)}`];
}

function tooManyRestarts({ moreRestarts }: Verdict, { restarts }: Figures): string[] {
  return restarts > moreRestarts ? [`its replicas were restarted ${restarts === 1 ? 'once' : `${restarts} times`}`] : [];
}

function summary(before: Figures, after: Figures, { latency: { quantile } }: Verdict): string {
  const old = before.requests > 0 ? `, of ${before.requests} to the old one ${percent(shareOf(before))}` : '';
  const slow = sayLatency(after.latency, quantile, '; ') || '; how long answers took is not known on these hosts';
  return `of ${after.requests} requests ${percent(shareOf(after))} failed${old}${slow}`;
}

/** Not every router counts how long each answer takes: HAProxy has averages alone. */
function isTimed(latency: number[]): boolean {
  return latency.some((count) => count > 0);
}

function sayLatency(latency: number[], quantile: number, before: string): string {
  if (!isTimed(latency)) return '';
  return `${before}${Math.round(quantile * 100)} % took up to ${said(quantileOf(latency, quantile))}`;
}

function added(one: number[], other: number[]): number[] {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  return longer.map((count, at) => count + (shorter[at] ?? 0));
}

function shareOf({ requests, failures }: Figures): number {
  return requests === 0 ? 0 : failures / requests;
}

function boundIndex(ms: number): number {
  const at = latencyBoundsMs.indexOf(ms);
  return at < 0 ? latencyBoundsMs.length : at;
}

function said(ms: number): string {
  return ms === Infinity ? 'more than 10 s' : ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)} %`;
}
