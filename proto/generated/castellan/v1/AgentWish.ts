// Original file: proto/agents.proto

import type { BundleRefInput as _castellan_v1_BundleRefInput, BundleRef as _castellan_v1_BundleRef } from '../../castellan/v1/BundleRef.ts';
import type { Long } from '@grpc/proto-loader';

export interface AgentWishInput {
  'version'?: (string);
  'bundle'?: (_castellan_v1_BundleRefInput | null);
  'asked'?: (number | string | Long);
}

export interface AgentWish {
  'version': (string);
  'bundle': (_castellan_v1_BundleRef | null);
  'asked': (number);
}
