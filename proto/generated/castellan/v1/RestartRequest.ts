// Original file: proto/control.proto


export interface RestartRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'requestId'?: (string);
}

export interface RestartRequest {
  'app': (string);
  'environment': (string);
  'requestId': (string);
}
