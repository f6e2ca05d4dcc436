// Original file: proto/control.proto


export interface ClearGhostsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'version'?: (string);
}

export interface ClearGhostsRequest {
  'app': (string);
  'environment': (string);
  'version': (string);
}
