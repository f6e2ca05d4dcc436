// Original file: proto/enrollment.proto


export interface EnrollReplyInput {
  'certificate'?: (string);
  'authorities'?: (string);
  'kind'?: (string);
  'name'?: (string);
  'cluster'?: (string);
  'address'?: (string);
}

export interface EnrollReply {
  'certificate': (string);
  'authorities': (string);
  'kind': (string);
  'name': (string);
  'cluster': (string);
  'address': (string);
}
