// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface RebootWishInput {
  'asked'?: (number | string | Long);
  'bootId'?: (string);
}

export interface RebootWish {
  'asked': (number);
  'bootId': (string);
}
