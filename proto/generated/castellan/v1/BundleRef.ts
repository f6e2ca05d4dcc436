// Original file: proto/agents.proto

import type { BundleSignatureInput as _castellan_v1_BundleSignatureInput, BundleSignature as _castellan_v1_BundleSignature } from '../../castellan/v1/BundleSignature.ts';
import type { Long } from '@grpc/proto-loader';

export interface BundleRefInput {
  'digest'?: (string);
  'blobSha256'?: (string);
  'blobBytes'?: (number | string | Long);
  'unpackedBytes'?: (number | string | Long);
  'app'?: (string);
  'version'?: (string);
  'files'?: (number | string | Long);
  'signatures'?: (_castellan_v1_BundleSignatureInput)[];
}

export interface BundleRef {
  'digest': (string);
  'blobSha256': (string);
  'blobBytes': (number);
  'unpackedBytes': (number);
  'app': (string);
  'version': (string);
  'files': (number);
  'signatures': (_castellan_v1_BundleSignature)[];
}
