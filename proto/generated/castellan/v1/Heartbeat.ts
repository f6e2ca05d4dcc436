// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface HeartbeatInput {
  'sequence'?: (number | string | Long);
  'reports'?: (number | string | Long);
}

export interface Heartbeat {
  'sequence': (number);
  'reports': (number);
}
