// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface VersionInput {
  'app'?: (string);
  'name'?: (string);
  'bundle'?: (string);
  'packedBytes'?: (number | string | Long);
  'unpackedBytes'?: (number | string | Long);
  'files'?: (number);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'existed'?: (boolean);
  'warnings'?: (string)[];
  'signedBy'?: (string)[];
}

export interface Version {
  'app': (string);
  'name': (string);
  'bundle': (string);
  'packedBytes': (number);
  'unpackedBytes': (number);
  'files': (number);
  'createdMs': (number);
  'createdBy': (string);
  'existed': (boolean);
  'warnings': (string)[];
  'signedBy': (string)[];
}
