// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface BundleRefInput {
  'digest'?: (string);
  'blobSha256'?: (string);
  'blobBytes'?: (number | string | Long);
  'unpackedBytes'?: (number | string | Long);
  'app'?: (string);
  'version'?: (string);
  'files'?: (number | string | Long);
}

export interface BundleRef {
  'digest': (string);
  'blobSha256': (string);
  'blobBytes': (number);
  'unpackedBytes': (number);
  'app': (string);
  'version': (string);
  'files': (number);
}
