// Original file: proto/certificates.proto

import type { Long } from '@grpc/proto-loader';

export interface AcmeAccountInput {
  'environment'?: (string);
  'directory'?: (string);
  'email'?: (string);
  'challenge'?: (string);
  'dns'?: (string);
  'url'?: (string);
  'terms'?: (string);
  'setMs'?: (number | string | Long);
  'setBy'?: (string);
}

export interface AcmeAccount {
  'environment': (string);
  'directory': (string);
  'email': (string);
  'challenge': (string);
  'dns': (string);
  'url': (string);
  'terms': (string);
  'setMs': (number);
  'setBy': (string);
}
