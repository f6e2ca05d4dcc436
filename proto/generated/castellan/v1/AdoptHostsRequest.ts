// Original file: proto/control.proto


export interface AdoptHostsRequestInput {
  'hosts'?: (string)[];
  'all'?: (boolean);
  'force'?: (boolean);
}

export interface AdoptHostsRequest {
  'hosts': (string)[];
  'all': (boolean);
  'force': (boolean);
}
