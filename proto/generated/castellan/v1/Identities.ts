// Original file: proto/identities.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AddPipelineRequestInput as _castellan_v1_AddPipelineRequestInput, AddPipelineRequest as _castellan_v1_AddPipelineRequest } from '../../castellan/v1/AddPipelineRequest.ts';
import type { AuditEntryInput as _castellan_v1_AuditEntryInput, AuditEntry as _castellan_v1_AuditEntry } from '../../castellan/v1/AuditEntry.ts';
import type { AuthoritiesInput as _castellan_v1_AuthoritiesInput, Authorities as _castellan_v1_Authorities } from '../../castellan/v1/Authorities.ts';
import type { ChangeOperatorRequestInput as _castellan_v1_ChangeOperatorRequestInput, ChangeOperatorRequest as _castellan_v1_ChangeOperatorRequest } from '../../castellan/v1/ChangeOperatorRequest.ts';
import type { InvitationInput as _castellan_v1_InvitationInput, Invitation as _castellan_v1_Invitation } from '../../castellan/v1/Invitation.ts';
import type { InviteHostRequestInput as _castellan_v1_InviteHostRequestInput, InviteHostRequest as _castellan_v1_InviteHostRequest } from '../../castellan/v1/InviteHostRequest.ts';
import type { InviteOperatorRequestInput as _castellan_v1_InviteOperatorRequestInput, InviteOperatorRequest as _castellan_v1_InviteOperatorRequest } from '../../castellan/v1/InviteOperatorRequest.ts';
import type { ListIdentityCertificatesReplyInput as _castellan_v1_ListIdentityCertificatesReplyInput, ListIdentityCertificatesReply as _castellan_v1_ListIdentityCertificatesReply } from '../../castellan/v1/ListIdentityCertificatesReply.ts';
import type { ListIdentityCertificatesRequestInput as _castellan_v1_ListIdentityCertificatesRequestInput, ListIdentityCertificatesRequest as _castellan_v1_ListIdentityCertificatesRequest } from '../../castellan/v1/ListIdentityCertificatesRequest.ts';
import type { ListOperatorsReplyInput as _castellan_v1_ListOperatorsReplyInput, ListOperatorsReply as _castellan_v1_ListOperatorsReply } from '../../castellan/v1/ListOperatorsReply.ts';
import type { ListOperatorsRequestInput as _castellan_v1_ListOperatorsRequestInput, ListOperatorsRequest as _castellan_v1_ListOperatorsRequest } from '../../castellan/v1/ListOperatorsRequest.ts';
import type { OperatorInput as _castellan_v1_OperatorInput, Operator as _castellan_v1_Operator } from '../../castellan/v1/Operator.ts';
import type { ReadAuditRequestInput as _castellan_v1_ReadAuditRequestInput, ReadAuditRequest as _castellan_v1_ReadAuditRequest } from '../../castellan/v1/ReadAuditRequest.ts';
import type { RemoveOperatorRequestInput as _castellan_v1_RemoveOperatorRequestInput, RemoveOperatorRequest as _castellan_v1_RemoveOperatorRequest } from '../../castellan/v1/RemoveOperatorRequest.ts';
import type { RenewRequestInput as _castellan_v1_RenewRequestInput, RenewRequest as _castellan_v1_RenewRequest } from '../../castellan/v1/RenewRequest.ts';
import type { RenewalInput as _castellan_v1_RenewalInput, Renewal as _castellan_v1_Renewal } from '../../castellan/v1/Renewal.ts';
import type { RevokeHostRequestInput as _castellan_v1_RevokeHostRequestInput, RevokeHostRequest as _castellan_v1_RevokeHostRequest } from '../../castellan/v1/RevokeHostRequest.ts';
import type { RevokeReplyInput as _castellan_v1_RevokeReplyInput, RevokeReply as _castellan_v1_RevokeReply } from '../../castellan/v1/RevokeReply.ts';
import type { RotateAuthoritiesRequestInput as _castellan_v1_RotateAuthoritiesRequestInput, RotateAuthoritiesRequest as _castellan_v1_RotateAuthoritiesRequest } from '../../castellan/v1/RotateAuthoritiesRequest.ts';
import type { ShowAuthoritiesRequestInput as _castellan_v1_ShowAuthoritiesRequestInput, ShowAuthoritiesRequest as _castellan_v1_ShowAuthoritiesRequest } from '../../castellan/v1/ShowAuthoritiesRequest.ts';
import type { VerifyAuditReplyInput as _castellan_v1_VerifyAuditReplyInput, VerifyAuditReply as _castellan_v1_VerifyAuditReply } from '../../castellan/v1/VerifyAuditReply.ts';
import type { VerifyAuditRequestInput as _castellan_v1_VerifyAuditRequestInput, VerifyAuditRequest as _castellan_v1_VerifyAuditRequest } from '../../castellan/v1/VerifyAuditRequest.ts';
import type { WhoAmIReplyInput as _castellan_v1_WhoAmIReplyInput, WhoAmIReply as _castellan_v1_WhoAmIReply } from '../../castellan/v1/WhoAmIReply.ts';
import type { WhoAmIRequestInput as _castellan_v1_WhoAmIRequestInput, WhoAmIRequest as _castellan_v1_WhoAmIRequest } from '../../castellan/v1/WhoAmIRequest.ts';

export interface IdentitiesClient extends grpc.Client {
  AddPipeline(argument: _castellan_v1_AddPipelineRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  AddPipeline(argument: _castellan_v1_AddPipelineRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  AddPipeline(argument: _castellan_v1_AddPipelineRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  AddPipeline(argument: _castellan_v1_AddPipelineRequestInput, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  addPipeline(argument: _castellan_v1_AddPipelineRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  addPipeline(argument: _castellan_v1_AddPipelineRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  addPipeline(argument: _castellan_v1_AddPipelineRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  addPipeline(argument: _castellan_v1_AddPipelineRequestInput, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  
  ChangeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  ChangeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  ChangeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  ChangeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  changeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  changeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  changeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  changeOperator(argument: _castellan_v1_ChangeOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_Operator>): grpc.ClientUnaryCall;
  
  InviteHost(argument: _castellan_v1_InviteHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteHost(argument: _castellan_v1_InviteHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteHost(argument: _castellan_v1_InviteHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteHost(argument: _castellan_v1_InviteHostRequestInput, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteHost(argument: _castellan_v1_InviteHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteHost(argument: _castellan_v1_InviteHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteHost(argument: _castellan_v1_InviteHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteHost(argument: _castellan_v1_InviteHostRequestInput, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  
  InviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  InviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  inviteOperator(argument: _castellan_v1_InviteOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_Invitation>): grpc.ClientUnaryCall;
  
  ListIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  ListIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  ListIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  ListIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  listIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  listIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  listIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  listIdentityCertificates(argument: _castellan_v1_ListIdentityCertificatesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListIdentityCertificatesReply>): grpc.ClientUnaryCall;
  
  ListOperators(argument: _castellan_v1_ListOperatorsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  ListOperators(argument: _castellan_v1_ListOperatorsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  ListOperators(argument: _castellan_v1_ListOperatorsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  ListOperators(argument: _castellan_v1_ListOperatorsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  listOperators(argument: _castellan_v1_ListOperatorsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  listOperators(argument: _castellan_v1_ListOperatorsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  listOperators(argument: _castellan_v1_ListOperatorsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  listOperators(argument: _castellan_v1_ListOperatorsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListOperatorsReply>): grpc.ClientUnaryCall;
  
  ReadAudit(argument: _castellan_v1_ReadAuditRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AuditEntry>;
  ReadAudit(argument: _castellan_v1_ReadAuditRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AuditEntry>;
  readAudit(argument: _castellan_v1_ReadAuditRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AuditEntry>;
  readAudit(argument: _castellan_v1_ReadAuditRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AuditEntry>;
  
  RemoveOperator(argument: _castellan_v1_RemoveOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _castellan_v1_RemoveOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _castellan_v1_RemoveOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _castellan_v1_RemoveOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  removeOperator(argument: _castellan_v1_RemoveOperatorRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  removeOperator(argument: _castellan_v1_RemoveOperatorRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  removeOperator(argument: _castellan_v1_RemoveOperatorRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  removeOperator(argument: _castellan_v1_RemoveOperatorRequestInput, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  
  RenewOperator(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  RenewOperator(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  RenewOperator(argument: _castellan_v1_RenewRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  RenewOperator(argument: _castellan_v1_RenewRequestInput, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renewOperator(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renewOperator(argument: _castellan_v1_RenewRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renewOperator(argument: _castellan_v1_RenewRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  renewOperator(argument: _castellan_v1_RenewRequestInput, callback: grpc.requestCallback<_castellan_v1_Renewal>): grpc.ClientUnaryCall;
  
  RevokeHost(argument: _castellan_v1_RevokeHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RevokeHost(argument: _castellan_v1_RevokeHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RevokeHost(argument: _castellan_v1_RevokeHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  RevokeHost(argument: _castellan_v1_RevokeHostRequestInput, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  revokeHost(argument: _castellan_v1_RevokeHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  revokeHost(argument: _castellan_v1_RevokeHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  revokeHost(argument: _castellan_v1_RevokeHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  revokeHost(argument: _castellan_v1_RevokeHostRequestInput, callback: grpc.requestCallback<_castellan_v1_RevokeReply>): grpc.ClientUnaryCall;
  
  RotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  RotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  RotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  RotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  rotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  rotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  rotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  rotateAuthorities(argument: _castellan_v1_RotateAuthoritiesRequestInput, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  
  ShowAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  ShowAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  ShowAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  ShowAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  showAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  showAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  showAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  showAuthorities(argument: _castellan_v1_ShowAuthoritiesRequestInput, callback: grpc.requestCallback<_castellan_v1_Authorities>): grpc.ClientUnaryCall;
  
  VerifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  VerifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  VerifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  VerifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  verifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  verifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  verifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  verifyAudit(argument: _castellan_v1_VerifyAuditRequestInput, callback: grpc.requestCallback<_castellan_v1_VerifyAuditReply>): grpc.ClientUnaryCall;
  
  WhoAmI(argument: _castellan_v1_WhoAmIRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  WhoAmI(argument: _castellan_v1_WhoAmIRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  WhoAmI(argument: _castellan_v1_WhoAmIRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  WhoAmI(argument: _castellan_v1_WhoAmIRequestInput, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  whoAmI(argument: _castellan_v1_WhoAmIRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  whoAmI(argument: _castellan_v1_WhoAmIRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  whoAmI(argument: _castellan_v1_WhoAmIRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  whoAmI(argument: _castellan_v1_WhoAmIRequestInput, callback: grpc.requestCallback<_castellan_v1_WhoAmIReply>): grpc.ClientUnaryCall;
  
}

export interface IdentitiesHandlers extends grpc.UntypedServiceImplementation {
  AddPipeline: grpc.handleUnaryCall<_castellan_v1_AddPipelineRequest, _castellan_v1_OperatorInput>;
  
  ChangeOperator: grpc.handleUnaryCall<_castellan_v1_ChangeOperatorRequest, _castellan_v1_OperatorInput>;
  
  InviteHost: grpc.handleUnaryCall<_castellan_v1_InviteHostRequest, _castellan_v1_InvitationInput>;
  
  InviteOperator: grpc.handleUnaryCall<_castellan_v1_InviteOperatorRequest, _castellan_v1_InvitationInput>;
  
  ListIdentityCertificates: grpc.handleUnaryCall<_castellan_v1_ListIdentityCertificatesRequest, _castellan_v1_ListIdentityCertificatesReplyInput>;
  
  ListOperators: grpc.handleUnaryCall<_castellan_v1_ListOperatorsRequest, _castellan_v1_ListOperatorsReplyInput>;
  
  ReadAudit: grpc.handleServerStreamingCall<_castellan_v1_ReadAuditRequest, _castellan_v1_AuditEntryInput>;
  
  RemoveOperator: grpc.handleUnaryCall<_castellan_v1_RemoveOperatorRequest, _castellan_v1_RevokeReplyInput>;
  
  RenewOperator: grpc.handleUnaryCall<_castellan_v1_RenewRequest, _castellan_v1_RenewalInput>;
  
  RevokeHost: grpc.handleUnaryCall<_castellan_v1_RevokeHostRequest, _castellan_v1_RevokeReplyInput>;
  
  RotateAuthorities: grpc.handleUnaryCall<_castellan_v1_RotateAuthoritiesRequest, _castellan_v1_AuthoritiesInput>;
  
  ShowAuthorities: grpc.handleUnaryCall<_castellan_v1_ShowAuthoritiesRequest, _castellan_v1_AuthoritiesInput>;
  
  VerifyAudit: grpc.handleUnaryCall<_castellan_v1_VerifyAuditRequest, _castellan_v1_VerifyAuditReplyInput>;
  
  WhoAmI: grpc.handleUnaryCall<_castellan_v1_WhoAmIRequest, _castellan_v1_WhoAmIReplyInput>;
  
}

export interface IdentitiesDefinition extends grpc.ServiceDefinition {
  AddPipeline: MethodDefinition<_castellan_v1_AddPipelineRequestInput, _castellan_v1_OperatorInput, _castellan_v1_AddPipelineRequest, _castellan_v1_Operator>
  ChangeOperator: MethodDefinition<_castellan_v1_ChangeOperatorRequestInput, _castellan_v1_OperatorInput, _castellan_v1_ChangeOperatorRequest, _castellan_v1_Operator>
  InviteHost: MethodDefinition<_castellan_v1_InviteHostRequestInput, _castellan_v1_InvitationInput, _castellan_v1_InviteHostRequest, _castellan_v1_Invitation>
  InviteOperator: MethodDefinition<_castellan_v1_InviteOperatorRequestInput, _castellan_v1_InvitationInput, _castellan_v1_InviteOperatorRequest, _castellan_v1_Invitation>
  ListIdentityCertificates: MethodDefinition<_castellan_v1_ListIdentityCertificatesRequestInput, _castellan_v1_ListIdentityCertificatesReplyInput, _castellan_v1_ListIdentityCertificatesRequest, _castellan_v1_ListIdentityCertificatesReply>
  ListOperators: MethodDefinition<_castellan_v1_ListOperatorsRequestInput, _castellan_v1_ListOperatorsReplyInput, _castellan_v1_ListOperatorsRequest, _castellan_v1_ListOperatorsReply>
  ReadAudit: MethodDefinition<_castellan_v1_ReadAuditRequestInput, _castellan_v1_AuditEntryInput, _castellan_v1_ReadAuditRequest, _castellan_v1_AuditEntry>
  RemoveOperator: MethodDefinition<_castellan_v1_RemoveOperatorRequestInput, _castellan_v1_RevokeReplyInput, _castellan_v1_RemoveOperatorRequest, _castellan_v1_RevokeReply>
  RenewOperator: MethodDefinition<_castellan_v1_RenewRequestInput, _castellan_v1_RenewalInput, _castellan_v1_RenewRequest, _castellan_v1_Renewal>
  RevokeHost: MethodDefinition<_castellan_v1_RevokeHostRequestInput, _castellan_v1_RevokeReplyInput, _castellan_v1_RevokeHostRequest, _castellan_v1_RevokeReply>
  RotateAuthorities: MethodDefinition<_castellan_v1_RotateAuthoritiesRequestInput, _castellan_v1_AuthoritiesInput, _castellan_v1_RotateAuthoritiesRequest, _castellan_v1_Authorities>
  ShowAuthorities: MethodDefinition<_castellan_v1_ShowAuthoritiesRequestInput, _castellan_v1_AuthoritiesInput, _castellan_v1_ShowAuthoritiesRequest, _castellan_v1_Authorities>
  VerifyAudit: MethodDefinition<_castellan_v1_VerifyAuditRequestInput, _castellan_v1_VerifyAuditReplyInput, _castellan_v1_VerifyAuditRequest, _castellan_v1_VerifyAuditReply>
  WhoAmI: MethodDefinition<_castellan_v1_WhoAmIRequestInput, _castellan_v1_WhoAmIReplyInput, _castellan_v1_WhoAmIRequest, _castellan_v1_WhoAmIReply>
}
