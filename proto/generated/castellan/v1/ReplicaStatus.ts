// Original file: proto/control.proto

import type { ExitStatusInput as _castellan_v1_ExitStatusInput, ExitStatus as _castellan_v1_ExitStatus } from '../../castellan/v1/ExitStatus.ts';
import type { Long } from '@grpc/proto-loader';

export interface ReplicaStatusInput {
  'id'?: (string);
  'release'?: (number);
  'version'?: (string);
  'phase'?: (string);
  'sinceMs'?: (number | string | Long);
  'routed'?: (boolean);
  'pid'?: (number);
  'ports'?: ({[key: string]: number});
  'restarts'?: (number);
  'lastExit'?: (_castellan_v1_ExitStatusInput | null);
  'detail'?: (string);
  'startedMs'?: (number | string | Long);
}

export interface ReplicaStatus {
  'id': (string);
  'release': (number);
  'version': (string);
  'phase': (string);
  'sinceMs': (number);
  'routed': (boolean);
  'pid': (number);
  'ports': ({[key: string]: number});
  'restarts': (number);
  'lastExit': (_castellan_v1_ExitStatus | null);
  'detail': (string);
  'startedMs': (number);
}
