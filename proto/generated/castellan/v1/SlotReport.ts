// Original file: proto/agents.proto

import type { FailureInput as _castellan_v1_FailureInput, Failure as _castellan_v1_Failure } from '../../castellan/v1/Failure.ts';
import type { ReplicaStatusInput as _castellan_v1_ReplicaStatusInput, ReplicaStatus as _castellan_v1_ReplicaStatus } from '../../castellan/v1/ReplicaStatus.ts';

// Original file: proto/agents.proto

export const _castellan_v1_SlotReport_Move = {
  MOVING: 'MOVING',
  SETTLED: 'SETTLED',
  FAILED: 'FAILED',
} as const;

export type _castellan_v1_SlotReport_MoveInput =
  | 'MOVING'
  | 0
  | 'SETTLED'
  | 1
  | 'FAILED'
  | 2

export type _castellan_v1_SlotReport_Move = typeof _castellan_v1_SlotReport_Move[keyof typeof _castellan_v1_SlotReport_Move]

export interface SlotReportInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'index'?: (number);
  'wanted'?: (number);
  'deployment'?: (number);
  'move'?: (_castellan_v1_SlotReport_MoveInput);
  'failure'?: (_castellan_v1_FailureInput | null);
  'replicas'?: (_castellan_v1_ReplicaStatusInput)[];
  'warm'?: (number);
  'warmReady'?: (boolean);
}

export interface SlotReport {
  'app': (string);
  'environment': (string);
  'process': (string);
  'index': (number);
  'wanted': (number);
  'deployment': (number);
  'move': (_castellan_v1_SlotReport_Move);
  'failure': (_castellan_v1_Failure | null);
  'replicas': (_castellan_v1_ReplicaStatus)[];
  'warm': (number);
  'warmReady': (boolean);
}
