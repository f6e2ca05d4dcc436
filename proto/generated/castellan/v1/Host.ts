// Original file: proto/control.proto

import type { DrainingInput as _castellan_v1_DrainingInput, Draining as _castellan_v1_Draining } from '../../castellan/v1/Draining.ts';
import type { HostAppInput as _castellan_v1_HostAppInput, HostApp as _castellan_v1_HostApp } from '../../castellan/v1/HostApp.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_Host_State = {
  CONNECTED: 'CONNECTED',
  UNREACHABLE: 'UNREACHABLE',
  LOST: 'LOST',
  STRANGER: 'STRANGER',
} as const;

export type _castellan_v1_Host_StateInput =
  | 'CONNECTED'
  | 0
  | 'UNREACHABLE'
  | 1
  | 'LOST'
  | 2
  | 'STRANGER'
  | 3

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
  'sinceMs'?: (number | string | Long);
  'labels'?: ({[key: string]: string});
  'draining'?: (_castellan_v1_DrainingInput | null);
  'apps'?: (_castellan_v1_HostAppInput)[];
  'empty'?: (boolean);
  'removedBy'?: (string);
  'removedMs'?: (number | string | Long);
  'bootId'?: (string);
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
  'sinceMs': (number);
  'labels': ({[key: string]: string});
  'draining': (_castellan_v1_Draining | null);
  'apps': (_castellan_v1_HostApp)[];
  'empty': (boolean);
  'removedBy': (string);
  'removedMs': (number);
  'bootId': (string);
}
