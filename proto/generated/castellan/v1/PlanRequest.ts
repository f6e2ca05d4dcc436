// Original file: proto/plans.proto


export interface PlanRequestInput {
  'app'?: (string);
  'version'?: (string);
  'environment'?: (string);
  'force'?: (boolean);
}

export interface PlanRequest {
  'app': (string);
  'version': (string);
  'environment': (string);
  'force': (boolean);
}
