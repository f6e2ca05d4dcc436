// Original file: proto/identities.proto


export interface RenewalInput {
  'certificate'?: (string);
  'authorities'?: (string);
  'due'?: (boolean);
}

export interface Renewal {
  'certificate': (string);
  'authorities': (string);
  'due': (boolean);
}
