// Original file: proto/identities.proto

import type { Long } from '@grpc/proto-loader';

export interface IdentityCertificateInput {
  'kind'?: (string);
  'name'?: (string);
  'fingerprint'?: (string);
  'notBeforeMs'?: (number | string | Long);
  'notAfterMs'?: (number | string | Long);
  'issuedMs'?: (number | string | Long);
  'issuedBy'?: (string);
  'firstUsedMs'?: (number | string | Long);
}

export interface IdentityCertificate {
  'kind': (string);
  'name': (string);
  'fingerprint': (string);
  'notBeforeMs': (number);
  'notAfterMs': (number);
  'issuedMs': (number);
  'issuedBy': (string);
  'firstUsedMs': (number);
}
