// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface ExitStatusInput {
  'code'?: (number);
  'signal'?: (string);
  'atMs'?: (number | string | Long);
}

export interface ExitStatus {
  'code': (number);
  'signal': (string);
  'atMs': (number);
}
