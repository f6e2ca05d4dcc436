// Original file: proto/control.proto

import type { VersionInput as _castellan_v1_VersionInput, Version as _castellan_v1_Version } from '../../castellan/v1/Version.ts';

export interface ListVersionsReplyInput {
  'versions'?: (_castellan_v1_VersionInput)[];
  'more'?: (number);
}

export interface ListVersionsReply {
  'versions': (_castellan_v1_Version)[];
  'more': (number);
}
