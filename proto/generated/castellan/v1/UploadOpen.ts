// Original file: proto/transfer.proto

import type { BundleSignatureInput as _castellan_v1_BundleSignatureInput, BundleSignature as _castellan_v1_BundleSignature } from '../../castellan/v1/BundleSignature.ts';
import type { Long } from '@grpc/proto-loader';

export interface UploadOpenInput {
  'app'?: (string);
  'version'?: (string);
  'sha256'?: (string);
  'length'?: (number | string | Long);
  'offset'?: (number | string | Long);
  'signature'?: (_castellan_v1_BundleSignatureInput | null);
}

export interface UploadOpen {
  'app': (string);
  'version': (string);
  'sha256': (string);
  'length': (number);
  'offset': (number);
  'signature': (_castellan_v1_BundleSignature | null);
}
