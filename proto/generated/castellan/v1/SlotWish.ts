// Original file: proto/agents.proto

import type { WarmWishInput as _castellan_v1_WarmWishInput, WarmWish as _castellan_v1_WarmWish } from '../../castellan/v1/WarmWish.ts';
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
  'warm'?: (_castellan_v1_WarmWishInput | null);
  'inPlace'?: (boolean);
  'weight'?: (number);
  'processAt'?: (number);
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
  'warm': (_castellan_v1_WarmWish | null);
  'inPlace': (boolean);
  'weight': (number);
  'processAt': (number);
}
