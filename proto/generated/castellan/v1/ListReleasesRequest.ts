// Original file: proto/control.proto


export interface ListReleasesRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'limit'?: (number);
  'number'?: (number);
}

export interface ListReleasesRequest {
  'app': (string);
  'environment': (string);
  'limit': (number);
  'number': (number);
}
