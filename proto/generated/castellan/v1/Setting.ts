// Original file: proto/settings.proto


// Original file: proto/settings.proto

export const _castellan_v1_Setting_Kind = {
  VARIABLE: 'VARIABLE',
  SECRET: 'SECRET',
  SETTING: 'SETTING',
  STATE: 'STATE',
} as const;

export type _castellan_v1_Setting_KindInput =
  | 'VARIABLE'
  | 0
  | 'SECRET'
  | 1
  | 'SETTING'
  | 2
  | 'STATE'
  | 3

export type _castellan_v1_Setting_Kind = typeof _castellan_v1_Setting_Kind[keyof typeof _castellan_v1_Setting_Kind]

export interface SettingInput {
  'key'?: (string);
  'process'?: (string);
  'value'?: (string);
  'kind'?: (_castellan_v1_Setting_KindInput);
}

export interface Setting {
  'key': (string);
  'process': (string);
  'value': (string);
  'kind': (_castellan_v1_Setting_Kind);
}
