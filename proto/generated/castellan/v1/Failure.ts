// Original file: proto/control.proto

import type { ExitStatusInput as _castellan_v1_ExitStatusInput, ExitStatus as _castellan_v1_ExitStatus } from '../../castellan/v1/ExitStatus.ts';
import type { OtherSlotsInput as _castellan_v1_OtherSlotsInput, OtherSlots as _castellan_v1_OtherSlots } from '../../castellan/v1/OtherSlots.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_Failure_Cause = {
  UNKNOWN: 'UNKNOWN',
  NOT_STAGED: 'NOT_STAGED',
  DID_NOT_START: 'DID_NOT_START',
  EXITED: 'EXITED',
  NEVER_READY: 'NEVER_READY',
  FAILED_AFTER_READY: 'FAILED_AFTER_READY',
  HOST_REFUSED: 'HOST_REFUSED',
  HOST_UNREACHABLE: 'HOST_UNREACHABLE',
  OUT_OF_MEMORY: 'OUT_OF_MEMORY',
  HOOK_FAILED: 'HOOK_FAILED',
  VERDICT: 'VERDICT',
  ABORTED: 'ABORTED',
} as const;

export type _castellan_v1_Failure_CauseInput =
  | 'UNKNOWN'
  | 0
  | 'NOT_STAGED'
  | 1
  | 'DID_NOT_START'
  | 2
  | 'EXITED'
  | 3
  | 'NEVER_READY'
  | 4
  | 'FAILED_AFTER_READY'
  | 5
  | 'HOST_REFUSED'
  | 6
  | 'HOST_UNREACHABLE'
  | 7
  | 'OUT_OF_MEMORY'
  | 8
  | 'HOOK_FAILED'
  | 9
  | 'VERDICT'
  | 10
  | 'ABORTED'
  | 11

export type _castellan_v1_Failure_Cause = typeof _castellan_v1_Failure_Cause[keyof typeof _castellan_v1_Failure_Cause]

export interface FailureInput {
  'cause'?: (_castellan_v1_Failure_CauseInput);
  'host'?: (string);
  'process'?: (string);
  'index'?: (number);
  'replica'?: (string);
  'message'?: (string);
  'lastProbe'?: (string);
  'exit'?: (_castellan_v1_ExitStatusInput | null);
  'logLines'?: (string)[];
  'atMs'?: (number | string | Long);
  'release'?: (number);
  'others'?: (_castellan_v1_OtherSlotsInput | null);
}

export interface Failure {
  'cause': (_castellan_v1_Failure_Cause);
  'host': (string);
  'process': (string);
  'index': (number);
  'replica': (string);
  'message': (string);
  'lastProbe': (string);
  'exit': (_castellan_v1_ExitStatus | null);
  'logLines': (string)[];
  'atMs': (number);
  'release': (number);
  'others': (_castellan_v1_OtherSlots | null);
}
