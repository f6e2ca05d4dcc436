// Original file: proto/identities.proto


export interface RevokeHostRequestInput {
  'name'?: (string);
  'reason'?: (string);
}

export interface RevokeHostRequest {
  'name': (string);
  'reason': (string);
}
