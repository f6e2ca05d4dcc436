// Original file: proto/certificates.proto


export interface ChallengesInput {
  'answers'?: ({[key: string]: string});
}

export interface Challenges {
  'answers': ({[key: string]: string});
}
