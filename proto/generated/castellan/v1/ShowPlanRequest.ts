// Original file: proto/plans.proto


export interface ShowPlanRequestInput {
  'id'?: (string);
}

export interface ShowPlanRequest {
  'id': (string);
}
