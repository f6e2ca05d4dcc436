// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface VerifyAuditRequestInput {
  'number'?: (number | string | Long);
  'hash'?: (string);
}

export interface VerifyAuditRequest {
  'number': (number);
  'hash': (string);
}
