// Original file: proto/identities.proto

import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from '../../castellan/v1/Scope.ts';

export interface ChangeOperatorRequestInput {
  'name'?: (string);
  'role'?: (string);
  'scopes'?: (_castellan_v1_ScopeInput)[];
}

export interface ChangeOperatorRequest {
  'name': (string);
  'role': (string);
  'scopes': (_castellan_v1_Scope)[];
}
