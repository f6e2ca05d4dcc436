// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface FetchBundleRequestInput {
  'blobSha256'?: (string);
  'offset'?: (number | string | Long);
  'have'?: (string)[];
  'patchSha256'?: (string);
  'patchOffset'?: (number | string | Long);
  'refusedPatch'?: (string);
  'refusedBecause'?: (string);
}

export interface FetchBundleRequest {
  'blobSha256': (string);
  'offset': (number);
  'have': (string)[];
  'patchSha256': (string);
  'patchOffset': (number);
  'refusedPatch': (string);
  'refusedBecause': (string);
}
