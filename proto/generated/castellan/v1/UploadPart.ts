// Original file: proto/transfer.proto

import type { UploadOpenInput as _castellan_v1_UploadOpenInput, UploadOpen as _castellan_v1_UploadOpen } from '../../castellan/v1/UploadOpen.ts';
import type { CommitInput as _castellan_v1_CommitInput, Commit as _castellan_v1_Commit } from '../../castellan/v1/Commit.ts';

export interface UploadPartInput {
  'data'?: (Buffer | Uint8Array | string);
  'open'?: (_castellan_v1_UploadOpenInput | null);
  'commit'?: (_castellan_v1_CommitInput | null);
  'part'?: "data"|"open"|"commit";
}

export interface UploadPart {
  'data'?: (Buffer);
  'open'?: (_castellan_v1_UploadOpen | null);
  'commit'?: (_castellan_v1_Commit | null);
  'part'?: "data"|"open"|"commit";
}
