// Original file: proto/control.proto

import type { RouteRatesInput as _castellan_v1_RouteRatesInput, RouteRates as _castellan_v1_RouteRates } from '../../castellan/v1/RouteRates.ts';
import type { Long } from '@grpc/proto-loader';

export interface FiguresReplyInput {
  'atMs'?: (number | string | Long);
  'routes'?: (_castellan_v1_RouteRatesInput)[];
  'leftOut'?: (number);
  'hostsMeasured'?: (number);
  'hostsConnected'?: (number);
}

export interface FiguresReply {
  'atMs': (number);
  'routes': (_castellan_v1_RouteRates)[];
  'leftOut': (number);
  'hostsMeasured': (number);
  'hostsConnected': (number);
}
