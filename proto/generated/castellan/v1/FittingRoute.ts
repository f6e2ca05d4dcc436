// Original file: proto/routes.proto

import type { RouteViewInput as _castellan_v1_RouteViewInput, RouteView as _castellan_v1_RouteView } from '../../castellan/v1/RouteView.ts';

export interface FittingRouteInput {
  'route'?: (_castellan_v1_RouteViewInput | null);
  'behind'?: (string);
}

export interface FittingRoute {
  'route': (_castellan_v1_RouteView | null);
  'behind': (string);
}
