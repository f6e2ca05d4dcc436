// Original file: proto/control.proto


// Original file: proto/control.proto

export const _castellan_v1_LogField_Comparison = {
  EQUAL: 'EQUAL',
  NOT_EQUAL: 'NOT_EQUAL',
  LESS: 'LESS',
  AT_MOST: 'AT_MOST',
  MORE: 'MORE',
  AT_LEAST: 'AT_LEAST',
} as const;

export type _castellan_v1_LogField_ComparisonInput =
  | 'EQUAL'
  | 0
  | 'NOT_EQUAL'
  | 1
  | 'LESS'
  | 2
  | 'AT_MOST'
  | 3
  | 'MORE'
  | 4
  | 'AT_LEAST'
  | 5

export type _castellan_v1_LogField_Comparison = typeof _castellan_v1_LogField_Comparison[keyof typeof _castellan_v1_LogField_Comparison]

export interface LogFieldInput {
  'path'?: (string);
  'comparison'?: (_castellan_v1_LogField_ComparisonInput);
  'value'?: (string);
}

export interface LogField {
  'path': (string);
  'comparison': (_castellan_v1_LogField_Comparison);
  'value': (string);
}
