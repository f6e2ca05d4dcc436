// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface FetchBundleRequestInput {
  'blobSha256'?: (string);
  'offset'?: (number | string | Long);
}

export interface FetchBundleRequest {
  'blobSha256': (string);
  'offset': (number);
}
