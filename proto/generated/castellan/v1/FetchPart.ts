// Original file: proto/transfer.proto

import type { CommitInput as _castellan_v1_CommitInput, Commit as _castellan_v1_Commit } from '../../castellan/v1/Commit.ts';
import type { FetchEncodingInput as _castellan_v1_FetchEncodingInput, FetchEncoding as _castellan_v1_FetchEncoding } from '../../castellan/v1/FetchEncoding.ts';

export interface FetchPartInput {
  'data'?: (Buffer | Uint8Array | string);
  'commit'?: (_castellan_v1_CommitInput | null);
  'encoding'?: (_castellan_v1_FetchEncodingInput | null);
  'part'?: "data"|"commit"|"encoding";
}

export interface FetchPart {
  'data'?: (Buffer);
  'commit'?: (_castellan_v1_Commit | null);
  'encoding'?: (_castellan_v1_FetchEncoding | null);
  'part'?: "data"|"commit"|"encoding";
}
