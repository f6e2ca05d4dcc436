// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface AuditEntryInput {
  'number'?: (number | string | Long);
  'atMs'?: (number | string | Long);
  'entry'?: (string);
  'hash'?: (string);
}

export interface AuditEntry {
  'number': (number);
  'atMs': (number);
  'entry': (string);
  'hash': (string);
}
