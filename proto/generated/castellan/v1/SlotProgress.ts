// Original file: proto/control.proto


// Original file: proto/control.proto

export const _castellan_v1_SlotProgress_State = {
  WAITING: 'WAITING',
  STAGING: 'STAGING',
  STARTING: 'STARTING',
  WARMING: 'WARMING',
  SERVING: 'SERVING',
  STOPPING: 'STOPPING',
  GONE: 'GONE',
  FAILED: 'FAILED',
  UNREACHABLE: 'UNREACHABLE',
} as const;

export type _castellan_v1_SlotProgress_StateInput =
  | 'WAITING'
  | 0
  | 'STAGING'
  | 1
  | 'STARTING'
  | 2
  | 'WARMING'
  | 3
  | 'SERVING'
  | 4
  | 'STOPPING'
  | 5
  | 'GONE'
  | 6
  | 'FAILED'
  | 7
  | 'UNREACHABLE'
  | 8

export type _castellan_v1_SlotProgress_State = typeof _castellan_v1_SlotProgress_State[keyof typeof _castellan_v1_SlotProgress_State]

export interface SlotProgressInput {
  'host'?: (string);
  'process'?: (string);
  'index'?: (number);
  'state'?: (_castellan_v1_SlotProgress_StateInput);
  'serving'?: (number);
  'wanted'?: (number);
  'detail'?: (string);
}

export interface SlotProgress {
  'host': (string);
  'process': (string);
  'index': (number);
  'state': (_castellan_v1_SlotProgress_State);
  'serving': (number);
  'wanted': (number);
  'detail': (string);
}
