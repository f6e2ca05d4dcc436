// Original file: proto/control.proto


export interface ListHostsRequestInput {
  'environment'?: (string);
}

export interface ListHostsRequest {
  'environment': (string);
}
