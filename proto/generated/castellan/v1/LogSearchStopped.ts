// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface LogSearchStoppedInput {
  'reason'?: (string);
  'atMs'?: (number | string | Long);
}

export interface LogSearchStopped {
  'reason': (string);
  'atMs': (number);
}
