// Original file: proto/transfer.proto

import type { CommitInput as _castellan_v1_CommitInput, Commit as _castellan_v1_Commit } from '../../castellan/v1/Commit.ts';

export interface FetchPartInput {
  'data'?: (Buffer | Uint8Array | string);
  'commit'?: (_castellan_v1_CommitInput | null);
  'part'?: "data"|"commit";
}

export interface FetchPart {
  'data'?: (Buffer);
  'commit'?: (_castellan_v1_Commit | null);
  'part'?: "data"|"commit";
}
