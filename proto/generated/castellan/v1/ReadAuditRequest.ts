// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface ReadAuditRequestInput {
  'sinceMs'?: (number | string | Long);
  'untilMs'?: (number | string | Long);
  'actor'?: (string);
  'app'?: (string);
  'act'?: (string);
  'limit'?: (number);
}

export interface ReadAuditRequest {
  'sinceMs': (number);
  'untilMs': (number);
  'actor': (string);
  'app': (string);
  'act': (string);
  'limit': (number);
}
