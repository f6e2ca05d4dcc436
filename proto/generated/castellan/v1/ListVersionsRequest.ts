// Original file: proto/control.proto


export interface ListVersionsRequestInput {
  'app'?: (string);
}

export interface ListVersionsRequest {
  'app': (string);
}
