// What HAProxy says of itself, read: its process, its servers, their counts, its maps.
import type { MapLine } from './maps.ts';

/** One slot of a backend, by the name `backend/server`. */
export interface SeenServer {
  name: string;
  backend: string;
  address: string;
  port: number;
  weight: number;
  state: 'ready' | 'drain' | 'maint';
}

/** Since HAProxy's start. */
export interface Counters {
  requests: number;
  status: [number, number, number, number, number];
  failures: number;
  abandoned: number;
  bytesIn: number;
  bytesOut: number;
}

export interface SeenCount extends Counters {
  name: string;
  /** Requests and tunnels that it is answering, and those that wait for it. */
  inFlight: number;
}

const ours = /^castellan-\d+$/;
const [maintenance, draining] = [0x01 | 0x02 | 0x20 | 0x40, 0x08 | 0x10];

/** Of `show info`: another one after every restart and every reload. */
export function readProcess(info: string): string {
  const of = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(info)?.[1] ?? '';
  return `${of('Pid')} ${of('Start_time_sec')}`;
}

/** Of `show servers state`: management.txt 9.3 and configuration.txt "server-state-file" list the columns. */
export function readServers(text: string): SeenServer[] {
  const lines = text.split('\n');
  const columns =
    lines
      .find((line) => line.startsWith('# '))
      ?.slice(2)
      .split(' ') ?? [];
  const at = (name: string) => columns.indexOf(name);
  return lines.flatMap((line) => {
    const cells = line.split(' ');
    const cell = (name: string) => cells[at(name)] ?? '';
    if (line.startsWith('#') || !ours.test(cell('be_name'))) return [];
    const [backend, admin] = [cell('be_name'), Number(cell('srv_admin_state'))];
    const state = admin & maintenance ? 'maint' : admin & draining ? 'drain' : 'ready';
    const [port, weight] = [Number(cell('srv_port')), Number(cell('srv_uweight'))];
    return [{ name: `${backend}/${cell('srv_name')}`, backend, address: cell('srv_addr'), port, weight, state }];
  });
}

/** Of `show stat -1 4 -1`: configuration of the columns in management.txt 9.1. */
export function readCounts(csv: string): SeenCount[] {
  const [first = '', ...lines] = csv.split('\n');
  const columns = first.replace(/^# /, '').split(',');
  const positions = new Map(columns.map((name, at) => [name, at]));
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const count = (name: string) => Number(cells[positions.get(name) ?? -1] || 0);
    if (!ours.test(cells[0] ?? '')) return [];
    const status: Counters['status'] = [
      count('hrsp_1xx'),
      count('hrsp_2xx'),
      count('hrsp_3xx'),
      count('hrsp_4xx'),
      count('hrsp_5xx'),
    ];
    return [
      {
        name: `${cells[0]}/${cells[1]}`,
        // Each try counts as one: those that were made again are not requests.
        requests: Math.max(0, count('stot') - count('wretr') - count('wredis')),
        status,
        failures: count('econ') + count('eresp'),
        abandoned: count('cli_abrt'),
        bytesIn: count('bin'),
        bytesOut: count('bout'),
        inFlight: count('scur') + count('qcur'),
      },
    ];
  });
}

/** Of `show map`: an address in memory, the key, the backend. */
export function readMap(text: string): MapLine[] {
  return text.split('\n').flatMap((line) => {
    const [, key, backend] = line.split(' ');
    return key !== undefined && backend !== undefined ? [[key, backend] as MapLine] : [];
  });
}
