// Original file: proto/control.proto


export interface StartRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'requestId'?: (string);
}

export interface StartRequest {
  'app': (string);
  'environment': (string);
  'requestId': (string);
}
