// Original file: proto/identities.proto


export interface RemoveOperatorRequestInput {
  'name'?: (string);
}

export interface RemoveOperatorRequest {
  'name': (string);
}
