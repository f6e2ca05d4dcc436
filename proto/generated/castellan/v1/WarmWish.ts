// Original file: proto/agents.proto


export interface WarmWishInput {
  'release'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'fingerprint'?: (string);
  'processJson'?: (string);
  'processAt'?: (number);
}

export interface WarmWish {
  'release': (number);
  'version': (string);
  'bundle': (string);
  'fingerprint': (string);
  'processJson': (string);
  'processAt': (number);
}
