// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface PrepareUploadReplyInput {
  'offset'?: (number | string | Long);
}

export interface PrepareUploadReply {
  'offset': (number);
}
