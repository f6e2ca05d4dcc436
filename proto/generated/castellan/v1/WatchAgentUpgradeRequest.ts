// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface WatchAgentUpgradeRequestInput {
  'number'?: (number | string | Long);
}

export interface WatchAgentUpgradeRequest {
  'number': (number);
}
