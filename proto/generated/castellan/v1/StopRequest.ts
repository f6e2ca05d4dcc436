// Original file: proto/control.proto


export interface StopRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'requestId'?: (string);
}

export interface StopRequest {
  'app': (string);
  'environment': (string);
  'requestId': (string);
}
