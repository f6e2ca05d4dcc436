// Original file: proto/agents.proto


export interface WarmWishInput {
  'release'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'fingerprint'?: (string);
  'processJson'?: (string);
}

export interface WarmWish {
  'release': (number);
  'version': (string);
  'bundle': (string);
  'fingerprint': (string);
  'processJson': (string);
}
