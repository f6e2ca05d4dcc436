// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface InvitationInput {
  'token'?: (string);
  'address'?: (string);
  'expiresMs'?: (number | string | Long);
}

export interface Invitation {
  'token': (string);
  'address': (string);
  'expiresMs': (number);
}
