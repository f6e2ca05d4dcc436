// Original file: proto/transfer.proto

import type { Long } from '@grpc/proto-loader';

export interface FetchEncodingInput {
  'base'?: (string);
  'sha256'?: (string);
  'length'?: (number | string | Long);
  'offset'?: (number | string | Long);
}

export interface FetchEncoding {
  'base': (string);
  'sha256': (string);
  'length': (number);
  'offset': (number);
}
