// Original file: proto/control.proto

import type { ReleaseInput as _castellan_v1_ReleaseInput, Release as _castellan_v1_Release } from '../../castellan/v1/Release.ts';

export interface ListReleasesReplyInput {
  'releases'?: (_castellan_v1_ReleaseInput)[];
  'more'?: (number);
}

export interface ListReleasesReply {
  'releases': (_castellan_v1_Release)[];
  'more': (number);
}
