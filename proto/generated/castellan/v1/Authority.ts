// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface AuthorityInput {
  'kind'?: (string);
  'fingerprint'?: (string);
  'notAfterMs'?: (number | string | Long);
  'trusted'?: (boolean);
  'issuing'?: (boolean);
}

export interface Authority {
  'kind': (string);
  'fingerprint': (string);
  'notAfterMs': (number);
  'trusted': (boolean);
  'issuing': (boolean);
}
