// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_RebootHost_State = {
  WAITING: 'WAITING',
  DRAINING: 'DRAINING',
  REBOOTING: 'REBOOTING',
  RETURNING: 'RETURNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
} as const;

export type _castellan_v1_RebootHost_StateInput =
  | 'WAITING'
  | 0
  | 'DRAINING'
  | 1
  | 'REBOOTING'
  | 2
  | 'RETURNING'
  | 3
  | 'DONE'
  | 4
  | 'FAILED'
  | 5

export type _castellan_v1_RebootHost_State = typeof _castellan_v1_RebootHost_State[keyof typeof _castellan_v1_RebootHost_State]

export interface RebootHostInput {
  'host'?: (string);
  'state'?: (_castellan_v1_RebootHost_StateInput);
  'sinceMs'?: (number | string | Long);
  'reason'?: (string);
}

export interface RebootHost {
  'host': (string);
  'state': (_castellan_v1_RebootHost_State);
  'sinceMs': (number);
  'reason': (string);
}
