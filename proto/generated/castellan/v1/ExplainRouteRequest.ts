// Original file: proto/routes.proto


export interface ExplainRouteRequestInput {
  'environment'?: (string);
  'url'?: (string);
  'host'?: (string);
}

export interface ExplainRouteRequest {
  'environment': (string);
  'url': (string);
  'host': (string);
}
