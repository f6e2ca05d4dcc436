// Original file: proto/certificates.proto


export interface FetchCertificateReplyInput {
  'chain'?: (string);
  'key'?: (string);
}

export interface FetchCertificateReply {
  'chain': (string);
  'key': (string);
}
