// Original file: proto/identities.proto


export interface RenewRequestInput {
  'csr'?: (Buffer | Uint8Array | string);
  'trusted'?: (string)[];
}

export interface RenewRequest {
  'csr': (Buffer);
  'trusted': (string)[];
}
