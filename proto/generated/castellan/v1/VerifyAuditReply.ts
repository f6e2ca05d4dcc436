// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface VerifyAuditReplyInput {
  'entries'?: (number | string | Long);
  'lastHash'?: (string);
  'broken'?: (string);
}

export interface VerifyAuditReply {
  'entries': (number);
  'lastHash': (string);
  'broken': (string);
}
