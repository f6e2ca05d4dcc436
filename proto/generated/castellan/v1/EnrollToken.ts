// Original file: proto/enrollment.proto


export interface EnrollTokenInput {
  'id'?: (string);
  'secret'?: (string);
}

export interface EnrollToken {
  'id': (string);
  'secret': (string);
}
