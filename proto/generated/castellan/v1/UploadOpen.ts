// Original file: proto/transfer.proto

import type { Long } from '@grpc/proto-loader';

export interface UploadOpenInput {
  'app'?: (string);
  'version'?: (string);
  'sha256'?: (string);
  'length'?: (number | string | Long);
  'offset'?: (number | string | Long);
}

export interface UploadOpen {
  'app': (string);
  'version': (string);
  'sha256': (string);
  'length': (number);
  'offset': (number);
}
