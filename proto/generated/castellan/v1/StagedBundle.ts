// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/agents.proto

export const _castellan_v1_StagedBundle_State = {
  FETCHING: 'FETCHING',
  UNPACKING: 'UNPACKING',
  READY: 'READY',
  FAILED: 'FAILED',
} as const;

export type _castellan_v1_StagedBundle_StateInput =
  | 'FETCHING'
  | 0
  | 'UNPACKING'
  | 1
  | 'READY'
  | 2
  | 'FAILED'
  | 3

export type _castellan_v1_StagedBundle_State = typeof _castellan_v1_StagedBundle_State[keyof typeof _castellan_v1_StagedBundle_State]

export interface StagedBundleInput {
  'digest'?: (string);
  'state'?: (_castellan_v1_StagedBundle_StateInput);
  'bytesDone'?: (number | string | Long);
  'detail'?: (string);
}

export interface StagedBundle {
  'digest': (string);
  'state': (_castellan_v1_StagedBundle_State);
  'bytesDone': (number);
  'detail': (string);
}
