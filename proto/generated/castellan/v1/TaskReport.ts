// Original file: proto/agents.proto

import type { ExitStatusInput as _castellan_v1_ExitStatusInput, ExitStatus as _castellan_v1_ExitStatus } from '../../castellan/v1/ExitStatus.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/agents.proto

export const _castellan_v1_TaskReport_State = {
  WAITING: 'WAITING',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
} as const;

export type _castellan_v1_TaskReport_StateInput =
  | 'WAITING'
  | 0
  | 'RUNNING'
  | 1
  | 'DONE'
  | 2
  | 'FAILED'
  | 3

export type _castellan_v1_TaskReport_State = typeof _castellan_v1_TaskReport_State[keyof typeof _castellan_v1_TaskReport_State]

export interface TaskReportInput {
  'deployment'?: (number);
  'name'?: (string);
  'state'?: (_castellan_v1_TaskReport_StateInput);
  'message'?: (string);
  'exit'?: (_castellan_v1_ExitStatusInput | null);
  'logLines'?: (string)[];
  'atMs'?: (number | string | Long);
  'app'?: (string);
  'environment'?: (string);
}

export interface TaskReport {
  'deployment': (number);
  'name': (string);
  'state': (_castellan_v1_TaskReport_State);
  'message': (string);
  'exit': (_castellan_v1_ExitStatus | null);
  'logLines': (string)[];
  'atMs': (number);
  'app': (string);
  'environment': (string);
}
