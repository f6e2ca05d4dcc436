// Original file: proto/control.proto


export interface MoveHostRequestInput {
  'host'?: (string);
  'environment'?: (string);
}

export interface MoveHostRequest {
  'host': (string);
  'environment': (string);
}
