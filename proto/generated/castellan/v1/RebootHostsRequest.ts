// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface RebootHostsRequestInput {
  'hosts'?: (string)[];
  'all'?: (boolean);
  'deadlineMs'?: (number | string | Long);
  'force'?: (boolean);
  'requestId'?: (string);
}

export interface RebootHostsRequest {
  'hosts': (string)[];
  'all': (boolean);
  'deadlineMs': (number);
  'force': (boolean);
  'requestId': (string);
}
