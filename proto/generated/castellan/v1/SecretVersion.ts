// Original file: proto/settings.proto

import type { Long } from '@grpc/proto-loader';

export interface SecretVersionInput {
  'name'?: (string);
  'process'?: (string);
  'version'?: (number);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'deployed'?: (number);
}

export interface SecretVersion {
  'name': (string);
  'process': (string);
  'version': (number);
  'createdMs': (number);
  'createdBy': (string);
  'deployed': (number);
}
