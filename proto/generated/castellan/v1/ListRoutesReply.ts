// Original file: proto/routes.proto

import type { RouteViewInput as _castellan_v1_RouteViewInput, RouteView as _castellan_v1_RouteView } from '../../castellan/v1/RouteView.ts';

export interface ListRoutesReplyInput {
  'routes'?: (_castellan_v1_RouteViewInput)[];
}

export interface ListRoutesReply {
  'routes': (_castellan_v1_RouteView)[];
}
