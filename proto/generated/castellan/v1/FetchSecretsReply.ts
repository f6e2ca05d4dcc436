// Original file: proto/settings.proto


export interface FetchSecretsReplyInput {
  'values'?: ({[key: string]: string});
}

export interface FetchSecretsReply {
  'values': ({[key: string]: string});
}
