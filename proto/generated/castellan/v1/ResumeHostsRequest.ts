// Original file: proto/control.proto


export interface ResumeHostsRequestInput {
  'hosts'?: (string)[];
}

export interface ResumeHostsRequest {
  'hosts': (string)[];
}
