// Original file: proto/identities.proto


export interface ClaimInput {
  'name'?: (string);
  'values'?: (string)[];
}

export interface Claim {
  'name': (string);
  'values': (string)[];
}
