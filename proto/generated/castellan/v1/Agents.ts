// Original file: proto/agents.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { FetchBundleRequestInput as _castellan_v1_FetchBundleRequestInput, FetchBundleRequest as _castellan_v1_FetchBundleRequest } from '../../castellan/v1/FetchBundleRequest.ts';
import type { FetchCertificateReplyInput as _castellan_v1_FetchCertificateReplyInput, FetchCertificateReply as _castellan_v1_FetchCertificateReply } from '../../castellan/v1/FetchCertificateReply.ts';
import type { FetchCertificateRequestInput as _castellan_v1_FetchCertificateRequestInput, FetchCertificateRequest as _castellan_v1_FetchCertificateRequest } from '../../castellan/v1/FetchCertificateRequest.ts';
import type { FetchPartInput as _castellan_v1_FetchPartInput, FetchPart as _castellan_v1_FetchPart } from '../../castellan/v1/FetchPart.ts';
import type { FetchSecretsReplyInput as _castellan_v1_FetchSecretsReplyInput, FetchSecretsReply as _castellan_v1_FetchSecretsReply } from '../../castellan/v1/FetchSecretsReply.ts';
import type { FetchSecretsRequestInput as _castellan_v1_FetchSecretsRequestInput, FetchSecretsRequest as _castellan_v1_FetchSecretsRequest } from '../../castellan/v1/FetchSecretsRequest.ts';
import type { HostMessageInput as _castellan_v1_HostMessageInput, HostMessage as _castellan_v1_HostMessage } from '../../castellan/v1/HostMessage.ts';
import type { LogAckInput as _castellan_v1_LogAckInput, LogAck as _castellan_v1_LogAck } from '../../castellan/v1/LogAck.ts';
import type { LogBlockInput as _castellan_v1_LogBlockInput, LogBlock as _castellan_v1_LogBlock } from '../../castellan/v1/LogBlock.ts';
import type { RenewRequestInput as _castellan_v1_RenewRequestInput, RenewRequest as _castellan_v1_RenewRequest } from '../../castellan/v1/RenewRequest.ts';
import type { RenewalInput as _castellan_v1_RenewalInput, Renewal as _castellan_v1_Renewal } from '../../castellan/v1/Renewal.ts';
import type { ServerMessageInput as _castellan_v1_ServerMessageInput, ServerMessage as _castellan_v1_ServerMessage } from '../../castellan/v1/ServerMessage.ts';

export interface AgentsClient extends grpc.Client {
  FetchBundle(argument: _castellan_v1_FetchBundleRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FetchPart>;
  FetchBundle(argument: _castellan_v1_FetchBundleRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FetchPart>;
  fetchBundle(argument: _castellan_v1_FetchBundleRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FetchPart>;
  fetchBundle(argument: _castellan_v1_FetchBundleRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FetchPart>;
  
  FetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  FetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  FetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  FetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  fetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  fetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  fetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  fetchCertificate(argument: _castellan_v1_FetchCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_FetchCertificateReply>): grpc.ClientUnaryCall;
  
  FetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  FetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  FetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  FetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  fetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  fetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  fetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  fetchSecrets(argument: _castellan_v1_FetchSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_FetchSecretsReply>): grpc.ClientUnaryCall;
  
  Renew(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  Renew(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  Renew(argument: _castellan_v1_RenewRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  Renew(argument: _castellan_v1_RenewRequestInput, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renew(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renew(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renew(argument: _castellan_v1_RenewRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renew(argument: _castellan_v1_RenewRequestInput, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  
  Session(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_HostMessageInput, _castellan_v1_ServerMessage>;
  Session(options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_HostMessageInput, _castellan_v1_ServerMessage>;
  session(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_HostMessageInput, _castellan_v1_ServerMessage>;
  session(options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_HostMessageInput, _castellan_v1_ServerMessage>;
  
  ShipLogs(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_LogBlockInput, _castellan_v1_LogAck>;
  ShipLogs(options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_LogBlockInput, _castellan_v1_LogAck>;
  shipLogs(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_LogBlockInput, _castellan_v1_LogAck>;
  shipLogs(options?: grpc.CallOptions): grpc.ClientDuplexStream<_castellan_v1_LogBlockInput, _castellan_v1_LogAck>;
  
}

export interface AgentsHandlers extends grpc.UntypedServiceImplementation {
  FetchBundle: grpc.handleServerStreamingCall<_castellan_v1_FetchBundleRequest, _castellan_v1_FetchPartInput>;
  
  FetchCertificate: grpc.handleUnaryCall<_castellan_v1_FetchCertificateRequest, _castellan_v1_FetchCertificateReplyInput>;
  
  FetchSecrets: grpc.handleUnaryCall<_castellan_v1_FetchSecretsRequest, _castellan_v1_FetchSecretsReplyInput>;
  
  Renew: grpc.handleUnaryCall<_castellan_v1_RenewRequest, _castellan_v1_RenewalInput>;
  
  Session: grpc.handleBidiStreamingCall<_castellan_v1_HostMessage, _castellan_v1_ServerMessageInput>;
  
  ShipLogs: grpc.handleBidiStreamingCall<_castellan_v1_LogBlock, _castellan_v1_LogAckInput>;
  
}

export interface AgentsDefinition extends grpc.ServiceDefinition {
  FetchBundle: MethodDefinition<_castellan_v1_FetchBundleRequestInput, _castellan_v1_FetchPartInput, _castellan_v1_FetchBundleRequest, _castellan_v1_FetchPart>
  FetchCertificate: MethodDefinition<_castellan_v1_FetchCertificateRequestInput, _castellan_v1_FetchCertificateReplyInput, _castellan_v1_FetchCertificateRequest, _castellan_v1_FetchCertificateReply>
  FetchSecrets: MethodDefinition<_castellan_v1_FetchSecretsRequestInput, _castellan_v1_FetchSecretsReplyInput, _castellan_v1_FetchSecretsRequest, _castellan_v1_FetchSecretsReply>
  Renew: MethodDefinition<_castellan_v1_RenewRequestInput, _castellan_v1_RenewalInput, _castellan_v1_RenewRequest, _castellan_v1_Renewal>
  Session: MethodDefinition<_castellan_v1_HostMessageInput, _castellan_v1_ServerMessageInput, _castellan_v1_HostMessage, _castellan_v1_ServerMessage>
  ShipLogs: MethodDefinition<_castellan_v1_LogBlockInput, _castellan_v1_LogAckInput, _castellan_v1_LogBlock, _castellan_v1_LogAck>
}
