// Original file: proto/settings.proto

import type { _castellan_v1_Setting_KindInput, _castellan_v1_Setting_Kind } from '../../castellan/v1/Setting.ts';

export interface SettingDifferenceInput {
  'key'?: (string);
  'process'?: (string);
  'kind'?: (_castellan_v1_Setting_KindInput);
  'wasSet'?: (boolean);
  'before'?: (string);
  'isSet'?: (boolean);
  'after'?: (string);
}

export interface SettingDifference {
  'key': (string);
  'process': (string);
  'kind': (_castellan_v1_Setting_Kind);
  'wasSet': (boolean);
  'before': (string);
  'isSet': (boolean);
  'after': (string);
}
