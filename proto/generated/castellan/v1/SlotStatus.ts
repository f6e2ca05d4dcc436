// Original file: proto/control.proto

import type { ReplicaStatusInput as _castellan_v1_ReplicaStatusInput, ReplicaStatus as _castellan_v1_ReplicaStatus } from '../../castellan/v1/ReplicaStatus.ts';

export interface SlotStatusInput {
  'host'?: (string);
  'process'?: (string);
  'index'?: (number);
  'wanted'?: (number);
  'replicas'?: (_castellan_v1_ReplicaStatusInput)[];
}

export interface SlotStatus {
  'host': (string);
  'process': (string);
  'index': (number);
  'wanted': (number);
  'replicas': (_castellan_v1_ReplicaStatus)[];
}
