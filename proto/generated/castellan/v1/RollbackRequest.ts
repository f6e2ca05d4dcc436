// Original file: proto/control.proto


export interface RollbackRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'release'?: (number);
  'requestId'?: (string);
  'force'?: (boolean);
}

export interface RollbackRequest {
  'app': (string);
  'environment': (string);
  'release': (number);
  'requestId': (string);
  'force': (boolean);
}
