// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface DrainHostsRequestInput {
  'hosts'?: (string)[];
  'deadlineMs'?: (number | string | Long);
  'reason'?: (string);
  'force'?: (boolean);
}

export interface DrainHostsRequest {
  'hosts': (string)[];
  'deadlineMs': (number);
  'reason': (string);
  'force': (boolean);
}
