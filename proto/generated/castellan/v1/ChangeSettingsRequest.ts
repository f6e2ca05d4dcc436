// Original file: proto/settings.proto

import type { SettingPairInput as _castellan_v1_SettingPairInput, SettingPair as _castellan_v1_SettingPair } from '../../castellan/v1/SettingPair.ts';

export interface ChangeSettingsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'set'?: (_castellan_v1_SettingPairInput)[];
  'unset'?: (string)[];
  'deploy'?: (boolean);
  'requestId'?: (string);
}

export interface ChangeSettingsRequest {
  'app': (string);
  'environment': (string);
  'process': (string);
  'set': (_castellan_v1_SettingPair)[];
  'unset': (string)[];
  'deploy': (boolean);
  'requestId': (string);
}
