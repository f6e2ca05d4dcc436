// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface SlotWishInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'index'?: (number);
  'release'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'fingerprint'?: (string);
  'deployment'?: (number);
  'processJson'?: (string);
  'healthyMs'?: (number | string | Long);
}

export interface SlotWish {
  'app': (string);
  'environment': (string);
  'process': (string);
  'index': (number);
  'release': (number);
  'version': (string);
  'bundle': (string);
  'fingerprint': (string);
  'deployment': (number);
  'processJson': (string);
  'healthyMs': (number);
}
