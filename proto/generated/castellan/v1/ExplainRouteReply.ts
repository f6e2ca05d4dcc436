// Original file: proto/routes.proto

import type { FittingRouteInput as _castellan_v1_FittingRouteInput, FittingRoute as _castellan_v1_FittingRoute } from '../../castellan/v1/FittingRoute.ts';
import type { RouteViewInput as _castellan_v1_RouteViewInput, RouteView as _castellan_v1_RouteView } from '../../castellan/v1/RouteView.ts';

export interface ExplainRouteReplyInput {
  'host'?: (string);
  'port'?: (number);
  'path'?: (string);
  'refused'?: (string);
  'fits'?: (_castellan_v1_FittingRouteInput)[];
  'nearest'?: (_castellan_v1_RouteViewInput)[];
}

export interface ExplainRouteReply {
  'host': (string);
  'port': (number);
  'path': (string);
  'refused': (string);
  'fits': (_castellan_v1_FittingRoute)[];
  'nearest': (_castellan_v1_RouteView)[];
}
