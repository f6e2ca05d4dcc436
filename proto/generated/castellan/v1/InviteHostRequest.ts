// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface InviteHostRequestInput {
  'name'?: (string);
  'environment'?: (string);
  'ttlMs'?: (number | string | Long);
}

export interface InviteHostRequest {
  'name': (string);
  'environment': (string);
  'ttlMs': (number);
}
