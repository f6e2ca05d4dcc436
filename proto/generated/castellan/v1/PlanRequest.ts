// Original file: proto/plans.proto

import type { SettingPairInput as _castellan_v1_SettingPairInput, SettingPair as _castellan_v1_SettingPair } from '../../castellan/v1/SettingPair.ts';

export interface PlanRequestInput {
  'app'?: (string);
  'version'?: (string);
  'environment'?: (string);
  'force'?: (boolean);
  'set'?: (_castellan_v1_SettingPairInput)[];
  'unset'?: (string)[];
  'process'?: (string);
}

export interface PlanRequest {
  'app': (string);
  'version': (string);
  'environment': (string);
  'force': (boolean);
  'set': (_castellan_v1_SettingPair)[];
  'unset': (string)[];
  'process': (string);
}
