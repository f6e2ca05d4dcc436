// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_Host_State = {
  CONNECTED: 'CONNECTED',
  UNREACHABLE: 'UNREACHABLE',
  LOST: 'LOST',
} as const;

export type _castellan_v1_Host_StateInput =
  | 'CONNECTED'
  | 0
  | 'UNREACHABLE'
  | 1
  | 'LOST'
  | 2

export type _castellan_v1_Host_State = typeof _castellan_v1_Host_State[keyof typeof _castellan_v1_Host_State]

export interface HostInput {
  'name'?: (string);
  'environment'?: (string);
  'state'?: (_castellan_v1_Host_StateInput);
  'lastSeenMs'?: (number | string | Long);
  'agentVersion'?: (string);
  'bootMs'?: (number | string | Long);
  'assignment'?: (number | string | Long);
  'accepted'?: (number | string | Long);
  'slots'?: (number);
  'address'?: (string);
  'troubles'?: (string)[];
  'routerPorts'?: (number)[];
  'held'?: (string);
}

export interface Host {
  'name': (string);
  'environment': (string);
  'state': (_castellan_v1_Host_State);
  'lastSeenMs': (number);
  'agentVersion': (string);
  'bootMs': (number);
  'assignment': (number);
  'accepted': (number);
  'slots': (number);
  'address': (string);
  'troubles': (string)[];
  'routerPorts': (number)[];
  'held': (string);
}
