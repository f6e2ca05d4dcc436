// Original file: proto/plans.proto


// Original file: proto/plans.proto

export const _castellan_v1_PlannedSlot_What = {
  KEEP: 'KEEP',
  START: 'START',
  REPLACE: 'REPLACE',
  SWITCH: 'SWITCH',
  RENUMBER: 'RENUMBER',
  STOP: 'STOP',
  MOVE: 'MOVE',
} as const;

export type _castellan_v1_PlannedSlot_WhatInput =
  | 'KEEP'
  | 0
  | 'START'
  | 1
  | 'REPLACE'
  | 2
  | 'SWITCH'
  | 3
  | 'RENUMBER'
  | 4
  | 'STOP'
  | 5
  | 'MOVE'
  | 6

export type _castellan_v1_PlannedSlot_What = typeof _castellan_v1_PlannedSlot_What[keyof typeof _castellan_v1_PlannedSlot_What]

export interface PlannedSlotInput {
  'host'?: (string);
  'process'?: (string);
  'index'?: (number);
  'what'?: (_castellan_v1_PlannedSlot_WhatInput);
  'from'?: (number);
  'to'?: (number);
}

export interface PlannedSlot {
  'host': (string);
  'process': (string);
  'index': (number);
  'what': (_castellan_v1_PlannedSlot_What);
  'from': (number);
  'to': (number);
}
