// Original file: proto/control.proto


export interface ListGhostsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'limit'?: (number);
}

export interface ListGhostsRequest {
  'app': (string);
  'environment': (string);
  'limit': (number);
}
