import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AddPipelineRequestInput as _castellan_v1_AddPipelineRequestInput, AddPipelineRequest as _castellan_v1_AddPipelineRequest } from './castellan/v1/AddPipelineRequest.ts';
import type { AuditEntryInput as _castellan_v1_AuditEntryInput, AuditEntry as _castellan_v1_AuditEntry } from './castellan/v1/AuditEntry.ts';
import type { AuthoritiesInput as _castellan_v1_AuthoritiesInput, Authorities as _castellan_v1_Authorities } from './castellan/v1/Authorities.ts';
import type { AuthorityInput as _castellan_v1_AuthorityInput, Authority as _castellan_v1_Authority } from './castellan/v1/Authority.ts';
import type { ChangeOperatorRequestInput as _castellan_v1_ChangeOperatorRequestInput, ChangeOperatorRequest as _castellan_v1_ChangeOperatorRequest } from './castellan/v1/ChangeOperatorRequest.ts';
import type { ClaimInput as _castellan_v1_ClaimInput, Claim as _castellan_v1_Claim } from './castellan/v1/Claim.ts';
import type { IdentitiesClient as _castellan_v1_IdentitiesClient, IdentitiesDefinition as _castellan_v1_IdentitiesDefinition } from './castellan/v1/Identities.ts';
import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from './castellan/v1/IdentityCertificate.ts';
import type { InvitationInput as _castellan_v1_InvitationInput, Invitation as _castellan_v1_Invitation } from './castellan/v1/Invitation.ts';
import type { InviteHostRequestInput as _castellan_v1_InviteHostRequestInput, InviteHostRequest as _castellan_v1_InviteHostRequest } from './castellan/v1/InviteHostRequest.ts';
import type { InviteOperatorRequestInput as _castellan_v1_InviteOperatorRequestInput, InviteOperatorRequest as _castellan_v1_InviteOperatorRequest } from './castellan/v1/InviteOperatorRequest.ts';
import type { ListIdentityCertificatesReplyInput as _castellan_v1_ListIdentityCertificatesReplyInput, ListIdentityCertificatesReply as _castellan_v1_ListIdentityCertificatesReply } from './castellan/v1/ListIdentityCertificatesReply.ts';
import type { ListIdentityCertificatesRequestInput as _castellan_v1_ListIdentityCertificatesRequestInput, ListIdentityCertificatesRequest as _castellan_v1_ListIdentityCertificatesRequest } from './castellan/v1/ListIdentityCertificatesRequest.ts';
import type { ListOperatorsReplyInput as _castellan_v1_ListOperatorsReplyInput, ListOperatorsReply as _castellan_v1_ListOperatorsReply } from './castellan/v1/ListOperatorsReply.ts';
import type { ListOperatorsRequestInput as _castellan_v1_ListOperatorsRequestInput, ListOperatorsRequest as _castellan_v1_ListOperatorsRequest } from './castellan/v1/ListOperatorsRequest.ts';
import type { OperatorInput as _castellan_v1_OperatorInput, Operator as _castellan_v1_Operator } from './castellan/v1/Operator.ts';
import type { PipelineInput as _castellan_v1_PipelineInput, Pipeline as _castellan_v1_Pipeline } from './castellan/v1/Pipeline.ts';
import type { ReadAuditRequestInput as _castellan_v1_ReadAuditRequestInput, ReadAuditRequest as _castellan_v1_ReadAuditRequest } from './castellan/v1/ReadAuditRequest.ts';
import type { RemoveOperatorRequestInput as _castellan_v1_RemoveOperatorRequestInput, RemoveOperatorRequest as _castellan_v1_RemoveOperatorRequest } from './castellan/v1/RemoveOperatorRequest.ts';
import type { RenewRequestInput as _castellan_v1_RenewRequestInput, RenewRequest as _castellan_v1_RenewRequest } from './castellan/v1/RenewRequest.ts';
import type { RenewalInput as _castellan_v1_RenewalInput, Renewal as _castellan_v1_Renewal } from './castellan/v1/Renewal.ts';
import type { RevokeHostRequestInput as _castellan_v1_RevokeHostRequestInput, RevokeHostRequest as _castellan_v1_RevokeHostRequest } from './castellan/v1/RevokeHostRequest.ts';
import type { RevokeReplyInput as _castellan_v1_RevokeReplyInput, RevokeReply as _castellan_v1_RevokeReply } from './castellan/v1/RevokeReply.ts';
import type { RotateAuthoritiesRequestInput as _castellan_v1_RotateAuthoritiesRequestInput, RotateAuthoritiesRequest as _castellan_v1_RotateAuthoritiesRequest } from './castellan/v1/RotateAuthoritiesRequest.ts';
import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from './castellan/v1/Scope.ts';
import type { ShowAuthoritiesRequestInput as _castellan_v1_ShowAuthoritiesRequestInput, ShowAuthoritiesRequest as _castellan_v1_ShowAuthoritiesRequest } from './castellan/v1/ShowAuthoritiesRequest.ts';
import type { VerifyAuditReplyInput as _castellan_v1_VerifyAuditReplyInput, VerifyAuditReply as _castellan_v1_VerifyAuditReply } from './castellan/v1/VerifyAuditReply.ts';
import type { VerifyAuditRequestInput as _castellan_v1_VerifyAuditRequestInput, VerifyAuditRequest as _castellan_v1_VerifyAuditRequest } from './castellan/v1/VerifyAuditRequest.ts';
import type { WhoAmIReplyInput as _castellan_v1_WhoAmIReplyInput, WhoAmIReply as _castellan_v1_WhoAmIReply } from './castellan/v1/WhoAmIReply.ts';
import type { WhoAmIRequestInput as _castellan_v1_WhoAmIRequestInput, WhoAmIRequest as _castellan_v1_WhoAmIRequest } from './castellan/v1/WhoAmIRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  castellan: {
    v1: {
      AddPipelineRequest: MessageTypeDefinition<_castellan_v1_AddPipelineRequestInput, _castellan_v1_AddPipelineRequest>
      AuditEntry: MessageTypeDefinition<_castellan_v1_AuditEntryInput, _castellan_v1_AuditEntry>
      Authorities: MessageTypeDefinition<_castellan_v1_AuthoritiesInput, _castellan_v1_Authorities>
      Authority: MessageTypeDefinition<_castellan_v1_AuthorityInput, _castellan_v1_Authority>
      ChangeOperatorRequest: MessageTypeDefinition<_castellan_v1_ChangeOperatorRequestInput, _castellan_v1_ChangeOperatorRequest>
      Claim: MessageTypeDefinition<_castellan_v1_ClaimInput, _castellan_v1_Claim>
      Identities: SubtypeConstructor<typeof grpc.Client, _castellan_v1_IdentitiesClient> & { service: _castellan_v1_IdentitiesDefinition }
      IdentityCertificate: MessageTypeDefinition<_castellan_v1_IdentityCertificateInput, _castellan_v1_IdentityCertificate>
      Invitation: MessageTypeDefinition<_castellan_v1_InvitationInput, _castellan_v1_Invitation>
      InviteHostRequest: MessageTypeDefinition<_castellan_v1_InviteHostRequestInput, _castellan_v1_InviteHostRequest>
      InviteOperatorRequest: MessageTypeDefinition<_castellan_v1_InviteOperatorRequestInput, _castellan_v1_InviteOperatorRequest>
      ListIdentityCertificatesReply: MessageTypeDefinition<_castellan_v1_ListIdentityCertificatesReplyInput, _castellan_v1_ListIdentityCertificatesReply>
      ListIdentityCertificatesRequest: MessageTypeDefinition<_castellan_v1_ListIdentityCertificatesRequestInput, _castellan_v1_ListIdentityCertificatesRequest>
      ListOperatorsReply: MessageTypeDefinition<_castellan_v1_ListOperatorsReplyInput, _castellan_v1_ListOperatorsReply>
      ListOperatorsRequest: MessageTypeDefinition<_castellan_v1_ListOperatorsRequestInput, _castellan_v1_ListOperatorsRequest>
      Operator: MessageTypeDefinition<_castellan_v1_OperatorInput, _castellan_v1_Operator>
      Pipeline: MessageTypeDefinition<_castellan_v1_PipelineInput, _castellan_v1_Pipeline>
      ReadAuditRequest: MessageTypeDefinition<_castellan_v1_ReadAuditRequestInput, _castellan_v1_ReadAuditRequest>
      RemoveOperatorRequest: MessageTypeDefinition<_castellan_v1_RemoveOperatorRequestInput, _castellan_v1_RemoveOperatorRequest>
      RenewRequest: MessageTypeDefinition<_castellan_v1_RenewRequestInput, _castellan_v1_RenewRequest>
      Renewal: MessageTypeDefinition<_castellan_v1_RenewalInput, _castellan_v1_Renewal>
      RevokeHostRequest: MessageTypeDefinition<_castellan_v1_RevokeHostRequestInput, _castellan_v1_RevokeHostRequest>
      RevokeReply: MessageTypeDefinition<_castellan_v1_RevokeReplyInput, _castellan_v1_RevokeReply>
      RotateAuthoritiesRequest: MessageTypeDefinition<_castellan_v1_RotateAuthoritiesRequestInput, _castellan_v1_RotateAuthoritiesRequest>
      Scope: MessageTypeDefinition<_castellan_v1_ScopeInput, _castellan_v1_Scope>
      ShowAuthoritiesRequest: MessageTypeDefinition<_castellan_v1_ShowAuthoritiesRequestInput, _castellan_v1_ShowAuthoritiesRequest>
      VerifyAuditReply: MessageTypeDefinition<_castellan_v1_VerifyAuditReplyInput, _castellan_v1_VerifyAuditReply>
      VerifyAuditRequest: MessageTypeDefinition<_castellan_v1_VerifyAuditRequestInput, _castellan_v1_VerifyAuditRequest>
      WhoAmIReply: MessageTypeDefinition<_castellan_v1_WhoAmIReplyInput, _castellan_v1_WhoAmIReply>
      WhoAmIRequest: MessageTypeDefinition<_castellan_v1_WhoAmIRequestInput, _castellan_v1_WhoAmIRequest>
    }
  }
}

