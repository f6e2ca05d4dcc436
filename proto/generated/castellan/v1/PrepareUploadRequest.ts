// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface PrepareUploadRequestInput {
  'app'?: (string);
  'version'?: (string);
  'sha256'?: (string);
  'length'?: (number | string | Long);
}

export interface PrepareUploadRequest {
  'app': (string);
  'version': (string);
  'sha256': (string);
  'length': (number);
}
