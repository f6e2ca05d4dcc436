// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface WatchRebootRequestInput {
  'number'?: (number | string | Long);
}

export interface WatchRebootRequest {
  'number': (number);
}
