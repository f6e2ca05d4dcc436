// Original file: proto/identities.proto


export interface RotateAuthoritiesRequestInput {
  'back'?: (boolean);
  'force'?: (boolean);
}

export interface RotateAuthoritiesRequest {
  'back': (boolean);
  'force': (boolean);
}
