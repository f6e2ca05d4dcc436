// Original file: proto/identities.proto


export interface ListOperatorsRequestInput {
}

export interface ListOperatorsRequest {
}
