// Original file: proto/identities.proto


export interface RenewRequestInput {
  'csr'?: (Buffer | Uint8Array | string);
}

export interface RenewRequest {
  'csr': (Buffer);
}
