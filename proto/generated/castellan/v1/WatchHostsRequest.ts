// Original file: proto/control.proto


export interface WatchHostsRequestInput {
  'hosts'?: (string)[];
}

export interface WatchHostsRequest {
  'hosts': (string)[];
}
