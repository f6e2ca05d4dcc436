// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface LogsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'follow'?: (boolean);
  'sinceMs'?: (number | string | Long);
  'untilMs'?: (number | string | Long);
  'hosts'?: (string)[];
  'processes'?: (string)[];
  'replicas'?: (string)[];
  'stream'?: (string);
  'tail'?: (number);
}

export interface LogsRequest {
  'app': (string);
  'environment': (string);
  'follow': (boolean);
  'sinceMs': (number);
  'untilMs': (number);
  'hosts': (string)[];
  'processes': (string)[];
  'replicas': (string)[];
  'stream': (string);
  'tail': (number);
}
