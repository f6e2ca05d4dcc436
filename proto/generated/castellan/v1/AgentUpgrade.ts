// Original file: proto/control.proto

import type { AgentUpgradeHostInput as _castellan_v1_AgentUpgradeHostInput, AgentUpgradeHost as _castellan_v1_AgentUpgradeHost } from '../../castellan/v1/AgentUpgradeHost.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_AgentUpgrade_State = {
  NONE: 'NONE',
  WAITING: 'WAITING',
  FETCHING: 'FETCHING',
  TRYING: 'TRYING',
  COMMITTED: 'COMMITTED',
  TURNED_BACK: 'TURNED_BACK',
  SUPERSEDED: 'SUPERSEDED',
} as const;

export type _castellan_v1_AgentUpgrade_StateInput =
  | 'NONE'
  | 0
  | 'WAITING'
  | 1
  | 'FETCHING'
  | 2
  | 'TRYING'
  | 3
  | 'COMMITTED'
  | 4
  | 'TURNED_BACK'
  | 5
  | 'SUPERSEDED'
  | 6

export type _castellan_v1_AgentUpgrade_State = typeof _castellan_v1_AgentUpgrade_State[keyof typeof _castellan_v1_AgentUpgrade_State]

export interface AgentUpgradeInput {
  'number'?: (number | string | Long);
  'version'?: (string);
  'hosts'?: (_castellan_v1_AgentUpgradeHostInput)[];
}

export interface AgentUpgrade {
  'number': (number);
  'version': (string);
  'hosts': (_castellan_v1_AgentUpgradeHost)[];
}
