// Original file: proto/certificates.proto

import type { Long } from '@grpc/proto-loader';

// Original file: proto/certificates.proto

export const _castellan_v1_Certificate_Source = {
  ADDED: 'ADDED',
  ACME: 'ACME',
} as const;

export type _castellan_v1_Certificate_SourceInput =
  | 'ADDED'
  | 0
  | 'ACME'
  | 1

export type _castellan_v1_Certificate_Source = typeof _castellan_v1_Certificate_Source[keyof typeof _castellan_v1_Certificate_Source]

export interface CertificateInput {
  'environment'?: (string);
  'name'?: (string);
  'source'?: (_castellan_v1_Certificate_SourceInput);
  'hosts'?: (string)[];
  'notBeforeMs'?: (number | string | Long);
  'notAfterMs'?: (number | string | Long);
  'issuer'?: (string);
  'digest'?: (string);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'usedBy'?: (string)[];
  'nextMs'?: (number | string | Long);
  'troubles'?: (string)[];
}

export interface Certificate {
  'environment': (string);
  'name': (string);
  'source': (_castellan_v1_Certificate_Source);
  'hosts': (string)[];
  'notBeforeMs': (number);
  'notAfterMs': (number);
  'issuer': (string);
  'digest': (string);
  'createdMs': (number);
  'createdBy': (string);
  'usedBy': (string)[];
  'nextMs': (number);
  'troubles': (string)[];
}
