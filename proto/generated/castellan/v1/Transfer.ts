// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface TransferInput {
  'hosts'?: (number);
  'sentBytes'?: (number | string | Long);
  'fullBytes'?: (number | string | Long);
  'patched'?: (number);
}

export interface Transfer {
  'hosts': (number);
  'sentBytes': (number);
  'fullBytes': (number);
  'patched': (number);
}
