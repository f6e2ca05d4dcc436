// Original file: proto/identities.proto

import type { AuthorityInput as _castellan_v1_AuthorityInput, Authority as _castellan_v1_Authority } from '../../castellan/v1/Authority.ts';

// Original file: proto/identities.proto

export const _castellan_v1_Authorities_Phase = {
  STEADY: 'STEADY',
  ANNOUNCED: 'ANNOUNCED',
  ISSUING: 'ISSUING',
} as const;

export type _castellan_v1_Authorities_PhaseInput =
  | 'STEADY'
  | 0
  | 'ANNOUNCED'
  | 1
  | 'ISSUING'
  | 2

export type _castellan_v1_Authorities_Phase = typeof _castellan_v1_Authorities_Phase[keyof typeof _castellan_v1_Authorities_Phase]

export interface AuthoritiesInput {
  'phase'?: (_castellan_v1_Authorities_PhaseInput);
  'authorities'?: (_castellan_v1_AuthorityInput)[];
  'waiting'?: (string)[];
}

export interface Authorities {
  'phase': (_castellan_v1_Authorities_Phase);
  'authorities': (_castellan_v1_Authority)[];
  'waiting': (string)[];
}
