// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface ReleaseInput {
  'app'?: (string);
  'environment'?: (string);
  'number'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'reason'?: (string);
  'current'?: (boolean);
  'replicas'?: ({[key: string]: number});
  'stopped'?: (boolean);
}

export interface Release {
  'app': (string);
  'environment': (string);
  'number': (number);
  'version': (string);
  'bundle': (string);
  'createdMs': (number);
  'createdBy': (string);
  'reason': (string);
  'current': (boolean);
  'replicas': ({[key: string]: number});
  'stopped': (boolean);
}
