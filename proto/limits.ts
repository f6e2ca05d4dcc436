// Every limit of a connection, for both of its ends: grpc-js has next to none of its own.
import type { ChannelOptions, ServerOptions } from '@grpc/grpc-js';
import type { ClientCredentials } from '../certs/credentials.ts';

/** What the server takes of one connection and one call. */
export const limits = {
  /** A request, in bytes. Whatever is larger travels in parts. */
  maxMessageBytes: 1 << 20,
  /** A reply may describe a whole fleet. */
  maxReplyBytes: 16 << 20,
  maxConcurrentStreams: 100,
  maxHeaderBytes: 16_384,
  /** What one peer may have in memory on one connection, in MB: both windows and what waits to be sent. */
  maxSessionMemoryMb: 64,
  /** HTTP/2 windows, which hold what nobody has read yet. On a link of 20 ms 64 KiB carry 1.8 MB/s, 4 MiB 85, and 8 MiB 140. */
  windowBytes: 8 << 20,
  /** So much may wait to be sent on one stream before its producer is stopped. */
  unsentBytes: 1 << 20,
  /** What a message counts for besides its bytes: many small ones cost memory and time as well. */
  unsentPerMessage: 1024,
} as const;

// A ping waits behind what is already on its way, which on a slow link takes a while; sessions have heartbeats of their
// own, which notice sooner.
const keepalive = { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 20_000 };

/** The server's end. `overrides` are for tests and benches. */
export function serverOptionsWith(overrides: ServerOptions): ServerOptions {
  return {
    'grpc.max_receive_message_length': limits.maxMessageBytes,
    'grpc.max_connection_idle_ms': 30 * 60_000,
    'grpc.enable_channelz': 0,
    ...keepalive,
    ...overrides,
  };
}

/** The caller's end. */
export function channelOptionsFor(credentials: Pick<ClientCredentials, 'serverName'>): ChannelOptions {
  return {
    'grpc.ssl_target_name_override': credentials.serverName,
    'grpc.default_authority': credentials.serverName,
    'grpc.max_receive_message_length': limits.maxReplyBytes,
    'grpc-node.flow_control_window': limits.windowBytes,
    // The retry buffer keeps copies of messages and takes them as fast as they come; what is left of it is for a request
    // that a server refused because it was just closing.
    'grpc.enable_retries': 0,
    'grpc.per_rpc_retry_buffer_size': 65_536,
    'grpc.enable_http_proxy': 0,
    'grpc.initial_reconnect_backoff_ms': 500,
    'grpc.max_reconnect_backoff_ms': 15_000,
    // Otherwise clients of the same address share one connection.
    'grpc.use_local_subchannel_pool': 1,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.enable_channelz': 0,
    ...keepalive,
  };
}
