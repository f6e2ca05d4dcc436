// Original file: proto/control.proto


export interface ListReleasesRequestInput {
  'app'?: (string);
  'environment'?: (string);
}

export interface ListReleasesRequest {
  'app': (string);
  'environment': (string);
}
