// Original file: proto/transfer.proto

import type { Long } from '@grpc/proto-loader';

export interface CommitInput {
  'length'?: (number | string | Long);
  'sha256'?: (string);
}

export interface Commit {
  'length': (number);
  'sha256': (string);
}
