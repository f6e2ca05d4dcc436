// Original file: proto/identities.proto

import type { OperatorInput as _castellan_v1_OperatorInput, Operator as _castellan_v1_Operator } from '../../castellan/v1/Operator.ts';

export interface ListOperatorsReplyInput {
  'operators'?: (_castellan_v1_OperatorInput)[];
}

export interface ListOperatorsReply {
  'operators': (_castellan_v1_Operator)[];
}
