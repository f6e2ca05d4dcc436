// Original file: proto/identities.proto


export interface RevokeReplyInput {
  'fingerprints'?: (string)[];
}

export interface RevokeReply {
  'fingerprints': (string)[];
}
