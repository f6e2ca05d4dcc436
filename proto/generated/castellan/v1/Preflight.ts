// Original file: proto/agents.proto


export interface PreflightInput {
  'deployment'?: (number);
  'refusals'?: (string)[];
}

export interface Preflight {
  'deployment': (number);
  'refusals': (string)[];
}
