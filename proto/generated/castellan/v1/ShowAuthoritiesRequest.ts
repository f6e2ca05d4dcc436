// Original file: proto/identities.proto


export interface ShowAuthoritiesRequestInput {
}

export interface ShowAuthoritiesRequest {
}
