// Original file: proto/settings.proto


export interface SettingPairInput {
  'key'?: (string);
  'value'?: (string);
}

export interface SettingPair {
  'key': (string);
  'value': (string);
}
