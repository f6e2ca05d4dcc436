// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface LogMarkInput {
  'offset'?: (number | string | Long);
  'atMs'?: (number | string | Long);
}

export interface LogMark {
  'offset': (number);
  'atMs': (number);
}
