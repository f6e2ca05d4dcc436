// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_ExitStatus_Reason = {
  NONE: 'NONE',
  OUT_OF_MEMORY: 'OUT_OF_MEMORY',
  WATCHDOG: 'WATCHDOG',
  LIVE_CHECK: 'LIVE_CHECK',
  NOT_READY: 'NOT_READY',
} as const;

export type _castellan_v1_ExitStatus_ReasonInput =
  | 'NONE'
  | 0
  | 'OUT_OF_MEMORY'
  | 1
  | 'WATCHDOG'
  | 2
  | 'LIVE_CHECK'
  | 3
  | 'NOT_READY'
  | 4

export type _castellan_v1_ExitStatus_Reason = typeof _castellan_v1_ExitStatus_Reason[keyof typeof _castellan_v1_ExitStatus_Reason]

export interface ExitStatusInput {
  'code'?: (number);
  'signal'?: (string);
  'atMs'?: (number | string | Long);
  'reason'?: (_castellan_v1_ExitStatus_ReasonInput);
  'detail'?: (string);
}

export interface ExitStatus {
  'code': (number);
  'signal': (string);
  'atMs': (number);
  'reason': (_castellan_v1_ExitStatus_Reason);
  'detail': (string);
}
