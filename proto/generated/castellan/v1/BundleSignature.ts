// Original file: proto/transfer.proto


export interface BundleSignatureInput {
  'statement'?: (string);
  'signature'?: (string);
}

export interface BundleSignature {
  'statement': (string);
  'signature': (string);
}
