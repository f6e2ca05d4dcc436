// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface GhostInput {
  'app'?: (string);
  'environment'?: (string);
  'version'?: (string);
  'reason'?: (string);
  'deployment'?: (number);
  'createdMs'?: (number | string | Long);
}

export interface Ghost {
  'app': (string);
  'environment': (string);
  'version': (string);
  'reason': (string);
  'deployment': (number);
  'createdMs': (number);
}
