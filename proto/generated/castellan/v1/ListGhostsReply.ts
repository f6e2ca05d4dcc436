// Original file: proto/control.proto

import type { GhostInput as _castellan_v1_GhostInput, Ghost as _castellan_v1_Ghost } from '../../castellan/v1/Ghost.ts';

export interface ListGhostsReplyInput {
  'ghosts'?: (_castellan_v1_GhostInput)[];
  'more'?: (number);
}

export interface ListGhostsReply {
  'ghosts': (_castellan_v1_Ghost)[];
  'more': (number);
}
