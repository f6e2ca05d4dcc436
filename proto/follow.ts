// Beside its answer a server may say that authorities are being exchanged: the caller is to look whom it trusts, and whether its
// own certificate is to be another one.
import type { Metadata } from '@grpc/grpc-js';

const trailer = 'castellan-follow';

export function tellToFollow(metadata: Metadata): void {
  metadata.set(trailer, 'authorities');
}

export function isToldToFollow(metadata: Metadata): boolean {
  return metadata.get(trailer).length > 0;
}
