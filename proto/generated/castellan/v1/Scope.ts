// Original file: proto/identities.proto


export interface ScopeInput {
  'app'?: (string);
  'environment'?: (string);
}

export interface Scope {
  'app': (string);
  'environment': (string);
}
