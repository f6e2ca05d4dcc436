// Original file: proto/identities.proto


export interface WhoAmIRequestInput {
}

export interface WhoAmIRequest {
}
