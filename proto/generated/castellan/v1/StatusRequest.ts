// Original file: proto/control.proto


export interface StatusRequestInput {
  'app'?: (string);
  'environment'?: (string);
}

export interface StatusRequest {
  'app': (string);
  'environment': (string);
}
