// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface ReleaseFiguresInput {
  'app'?: (string);
  'environment'?: (string);
  'release'?: (number);
  'requests'?: (number | string | Long);
  'failures'?: (number | string | Long);
  'latency'?: (number | string | Long)[];
  'restarts'?: (number);
}

export interface ReleaseFigures {
  'app': (string);
  'environment': (string);
  'release': (number);
  'requests': (number);
  'failures': (number);
  'latency': (number)[];
  'restarts': (number);
}
