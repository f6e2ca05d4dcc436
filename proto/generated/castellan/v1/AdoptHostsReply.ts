// Original file: proto/control.proto


export interface AdoptHostsReplyInput {
  'hosts'?: (string)[];
}

export interface AdoptHostsReply {
  'hosts': (string)[];
}
