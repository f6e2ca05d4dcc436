import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcmeAccountInput as _castellan_v1_AcmeAccountInput, AcmeAccount as _castellan_v1_AcmeAccount } from './castellan/v1/AcmeAccount.ts';
import type { AddCertificateRequestInput as _castellan_v1_AddCertificateRequestInput, AddCertificateRequest as _castellan_v1_AddCertificateRequest } from './castellan/v1/AddCertificateRequest.ts';
import type { AddPipelineRequestInput as _castellan_v1_AddPipelineRequestInput, AddPipelineRequest as _castellan_v1_AddPipelineRequest } from './castellan/v1/AddPipelineRequest.ts';
import type { AdoptHostsReplyInput as _castellan_v1_AdoptHostsReplyInput, AdoptHostsReply as _castellan_v1_AdoptHostsReply } from './castellan/v1/AdoptHostsReply.ts';
import type { AdoptHostsRequestInput as _castellan_v1_AdoptHostsRequestInput, AdoptHostsRequest as _castellan_v1_AdoptHostsRequest } from './castellan/v1/AdoptHostsRequest.ts';
import type { AgentReportInput as _castellan_v1_AgentReportInput, AgentReport as _castellan_v1_AgentReport } from './castellan/v1/AgentReport.ts';
import type { AgentUpgradeInput as _castellan_v1_AgentUpgradeInput, AgentUpgrade as _castellan_v1_AgentUpgrade } from './castellan/v1/AgentUpgrade.ts';
import type { AgentUpgradeHostInput as _castellan_v1_AgentUpgradeHostInput, AgentUpgradeHost as _castellan_v1_AgentUpgradeHost } from './castellan/v1/AgentUpgradeHost.ts';
import type { AgentWishInput as _castellan_v1_AgentWishInput, AgentWish as _castellan_v1_AgentWish } from './castellan/v1/AgentWish.ts';
import type { AgentsClient as _castellan_v1_AgentsClient, AgentsDefinition as _castellan_v1_AgentsDefinition } from './castellan/v1/Agents.ts';
import type { AppStatusInput as _castellan_v1_AppStatusInput, AppStatus as _castellan_v1_AppStatus } from './castellan/v1/AppStatus.ts';
import type { AssignmentInput as _castellan_v1_AssignmentInput, Assignment as _castellan_v1_Assignment } from './castellan/v1/Assignment.ts';
import type { AuditEntryInput as _castellan_v1_AuditEntryInput, AuditEntry as _castellan_v1_AuditEntry } from './castellan/v1/AuditEntry.ts';
import type { AuthoritiesInput as _castellan_v1_AuthoritiesInput, Authorities as _castellan_v1_Authorities } from './castellan/v1/Authorities.ts';
import type { AuthorityInput as _castellan_v1_AuthorityInput, Authority as _castellan_v1_Authority } from './castellan/v1/Authority.ts';
import type { BundleRefInput as _castellan_v1_BundleRefInput, BundleRef as _castellan_v1_BundleRef } from './castellan/v1/BundleRef.ts';
import type { BundleSignatureInput as _castellan_v1_BundleSignatureInput, BundleSignature as _castellan_v1_BundleSignature } from './castellan/v1/BundleSignature.ts';
import type { CertificateInput as _castellan_v1_CertificateInput, Certificate as _castellan_v1_Certificate } from './castellan/v1/Certificate.ts';
import type { CertificateRefInput as _castellan_v1_CertificateRefInput, CertificateRef as _castellan_v1_CertificateRef } from './castellan/v1/CertificateRef.ts';
import type { ChallengesInput as _castellan_v1_ChallengesInput, Challenges as _castellan_v1_Challenges } from './castellan/v1/Challenges.ts';
import type { ChangeOperatorRequestInput as _castellan_v1_ChangeOperatorRequestInput, ChangeOperatorRequest as _castellan_v1_ChangeOperatorRequest } from './castellan/v1/ChangeOperatorRequest.ts';
import type { ChangeSettingsRequestInput as _castellan_v1_ChangeSettingsRequestInput, ChangeSettingsRequest as _castellan_v1_ChangeSettingsRequest } from './castellan/v1/ChangeSettingsRequest.ts';
import type { ClaimInput as _castellan_v1_ClaimInput, Claim as _castellan_v1_Claim } from './castellan/v1/Claim.ts';
import type { ClearGhostsRequestInput as _castellan_v1_ClearGhostsRequestInput, ClearGhostsRequest as _castellan_v1_ClearGhostsRequest } from './castellan/v1/ClearGhostsRequest.ts';
import type { CommitInput as _castellan_v1_CommitInput, Commit as _castellan_v1_Commit } from './castellan/v1/Commit.ts';
import type { ControlClient as _castellan_v1_ControlClient, ControlDefinition as _castellan_v1_ControlDefinition } from './castellan/v1/Control.ts';
import type { DeployRequestInput as _castellan_v1_DeployRequestInput, DeployRequest as _castellan_v1_DeployRequest } from './castellan/v1/DeployRequest.ts';
import type { DeploymentInput as _castellan_v1_DeploymentInput, Deployment as _castellan_v1_Deployment } from './castellan/v1/Deployment.ts';
import type { DeploymentEventInput as _castellan_v1_DeploymentEventInput, DeploymentEvent as _castellan_v1_DeploymentEvent } from './castellan/v1/DeploymentEvent.ts';
import type { DeploymentPlanInput as _castellan_v1_DeploymentPlanInput, DeploymentPlan as _castellan_v1_DeploymentPlan } from './castellan/v1/DeploymentPlan.ts';
import type { DeploymentTaskInput as _castellan_v1_DeploymentTaskInput, DeploymentTask as _castellan_v1_DeploymentTask } from './castellan/v1/DeploymentTask.ts';
import type { DrainHostsRequestInput as _castellan_v1_DrainHostsRequestInput, DrainHostsRequest as _castellan_v1_DrainHostsRequest } from './castellan/v1/DrainHostsRequest.ts';
import type { DrainingInput as _castellan_v1_DrainingInput, Draining as _castellan_v1_Draining } from './castellan/v1/Draining.ts';
import type { ExitStatusInput as _castellan_v1_ExitStatusInput, ExitStatus as _castellan_v1_ExitStatus } from './castellan/v1/ExitStatus.ts';
import type { ExplainRouteReplyInput as _castellan_v1_ExplainRouteReplyInput, ExplainRouteReply as _castellan_v1_ExplainRouteReply } from './castellan/v1/ExplainRouteReply.ts';
import type { ExplainRouteRequestInput as _castellan_v1_ExplainRouteRequestInput, ExplainRouteRequest as _castellan_v1_ExplainRouteRequest } from './castellan/v1/ExplainRouteRequest.ts';
import type { FailureInput as _castellan_v1_FailureInput, Failure as _castellan_v1_Failure } from './castellan/v1/Failure.ts';
import type { FetchBundleRequestInput as _castellan_v1_FetchBundleRequestInput, FetchBundleRequest as _castellan_v1_FetchBundleRequest } from './castellan/v1/FetchBundleRequest.ts';
import type { FetchCertificateReplyInput as _castellan_v1_FetchCertificateReplyInput, FetchCertificateReply as _castellan_v1_FetchCertificateReply } from './castellan/v1/FetchCertificateReply.ts';
import type { FetchCertificateRequestInput as _castellan_v1_FetchCertificateRequestInput, FetchCertificateRequest as _castellan_v1_FetchCertificateRequest } from './castellan/v1/FetchCertificateRequest.ts';
import type { FetchEncodingInput as _castellan_v1_FetchEncodingInput, FetchEncoding as _castellan_v1_FetchEncoding } from './castellan/v1/FetchEncoding.ts';
import type { FetchPartInput as _castellan_v1_FetchPartInput, FetchPart as _castellan_v1_FetchPart } from './castellan/v1/FetchPart.ts';
import type { FetchSecretsReplyInput as _castellan_v1_FetchSecretsReplyInput, FetchSecretsReply as _castellan_v1_FetchSecretsReply } from './castellan/v1/FetchSecretsReply.ts';
import type { FetchSecretsRequestInput as _castellan_v1_FetchSecretsRequestInput, FetchSecretsRequest as _castellan_v1_FetchSecretsRequest } from './castellan/v1/FetchSecretsRequest.ts';
import type { FiguresReplyInput as _castellan_v1_FiguresReplyInput, FiguresReply as _castellan_v1_FiguresReply } from './castellan/v1/FiguresReply.ts';
import type { FittingRouteInput as _castellan_v1_FittingRouteInput, FittingRoute as _castellan_v1_FittingRoute } from './castellan/v1/FittingRoute.ts';
import type { GhostInput as _castellan_v1_GhostInput, Ghost as _castellan_v1_Ghost } from './castellan/v1/Ghost.ts';
import type { HeartbeatInput as _castellan_v1_HeartbeatInput, Heartbeat as _castellan_v1_Heartbeat } from './castellan/v1/Heartbeat.ts';
import type { HelloInput as _castellan_v1_HelloInput, Hello as _castellan_v1_Hello } from './castellan/v1/Hello.ts';
import type { HostInput as _castellan_v1_HostInput, Host as _castellan_v1_Host } from './castellan/v1/Host.ts';
import type { HostAppInput as _castellan_v1_HostAppInput, HostApp as _castellan_v1_HostApp } from './castellan/v1/HostApp.ts';
import type { HostMessageInput as _castellan_v1_HostMessageInput, HostMessage as _castellan_v1_HostMessage } from './castellan/v1/HostMessage.ts';
import type { IdentitiesClient as _castellan_v1_IdentitiesClient, IdentitiesDefinition as _castellan_v1_IdentitiesDefinition } from './castellan/v1/Identities.ts';
import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from './castellan/v1/IdentityCertificate.ts';
import type { InvitationInput as _castellan_v1_InvitationInput, Invitation as _castellan_v1_Invitation } from './castellan/v1/Invitation.ts';
import type { InviteHostRequestInput as _castellan_v1_InviteHostRequestInput, InviteHostRequest as _castellan_v1_InviteHostRequest } from './castellan/v1/InviteHostRequest.ts';
import type { InviteOperatorRequestInput as _castellan_v1_InviteOperatorRequestInput, InviteOperatorRequest as _castellan_v1_InviteOperatorRequest } from './castellan/v1/InviteOperatorRequest.ts';
import type { LabelHostRequestInput as _castellan_v1_LabelHostRequestInput, LabelHostRequest as _castellan_v1_LabelHostRequest } from './castellan/v1/LabelHostRequest.ts';
import type { ListCertificatesReplyInput as _castellan_v1_ListCertificatesReplyInput, ListCertificatesReply as _castellan_v1_ListCertificatesReply } from './castellan/v1/ListCertificatesReply.ts';
import type { ListCertificatesRequestInput as _castellan_v1_ListCertificatesRequestInput, ListCertificatesRequest as _castellan_v1_ListCertificatesRequest } from './castellan/v1/ListCertificatesRequest.ts';
import type { ListDeploymentsReplyInput as _castellan_v1_ListDeploymentsReplyInput, ListDeploymentsReply as _castellan_v1_ListDeploymentsReply } from './castellan/v1/ListDeploymentsReply.ts';
import type { ListDeploymentsRequestInput as _castellan_v1_ListDeploymentsRequestInput, ListDeploymentsRequest as _castellan_v1_ListDeploymentsRequest } from './castellan/v1/ListDeploymentsRequest.ts';
import type { ListGhostsReplyInput as _castellan_v1_ListGhostsReplyInput, ListGhostsReply as _castellan_v1_ListGhostsReply } from './castellan/v1/ListGhostsReply.ts';
import type { ListGhostsRequestInput as _castellan_v1_ListGhostsRequestInput, ListGhostsRequest as _castellan_v1_ListGhostsRequest } from './castellan/v1/ListGhostsRequest.ts';
import type { ListHostsReplyInput as _castellan_v1_ListHostsReplyInput, ListHostsReply as _castellan_v1_ListHostsReply } from './castellan/v1/ListHostsReply.ts';
import type { ListHostsRequestInput as _castellan_v1_ListHostsRequestInput, ListHostsRequest as _castellan_v1_ListHostsRequest } from './castellan/v1/ListHostsRequest.ts';
import type { ListIdentityCertificatesReplyInput as _castellan_v1_ListIdentityCertificatesReplyInput, ListIdentityCertificatesReply as _castellan_v1_ListIdentityCertificatesReply } from './castellan/v1/ListIdentityCertificatesReply.ts';
import type { ListIdentityCertificatesRequestInput as _castellan_v1_ListIdentityCertificatesRequestInput, ListIdentityCertificatesRequest as _castellan_v1_ListIdentityCertificatesRequest } from './castellan/v1/ListIdentityCertificatesRequest.ts';
import type { ListOperatorsReplyInput as _castellan_v1_ListOperatorsReplyInput, ListOperatorsReply as _castellan_v1_ListOperatorsReply } from './castellan/v1/ListOperatorsReply.ts';
import type { ListOperatorsRequestInput as _castellan_v1_ListOperatorsRequestInput, ListOperatorsRequest as _castellan_v1_ListOperatorsRequest } from './castellan/v1/ListOperatorsRequest.ts';
import type { ListReleasesReplyInput as _castellan_v1_ListReleasesReplyInput, ListReleasesReply as _castellan_v1_ListReleasesReply } from './castellan/v1/ListReleasesReply.ts';
import type { ListReleasesRequestInput as _castellan_v1_ListReleasesRequestInput, ListReleasesRequest as _castellan_v1_ListReleasesRequest } from './castellan/v1/ListReleasesRequest.ts';
import type { ListRevisionsReplyInput as _castellan_v1_ListRevisionsReplyInput, ListRevisionsReply as _castellan_v1_ListRevisionsReply } from './castellan/v1/ListRevisionsReply.ts';
import type { ListRevisionsRequestInput as _castellan_v1_ListRevisionsRequestInput, ListRevisionsRequest as _castellan_v1_ListRevisionsRequest } from './castellan/v1/ListRevisionsRequest.ts';
import type { ListRoutesReplyInput as _castellan_v1_ListRoutesReplyInput, ListRoutesReply as _castellan_v1_ListRoutesReply } from './castellan/v1/ListRoutesReply.ts';
import type { ListRoutesRequestInput as _castellan_v1_ListRoutesRequestInput, ListRoutesRequest as _castellan_v1_ListRoutesRequest } from './castellan/v1/ListRoutesRequest.ts';
import type { ListSecretsReplyInput as _castellan_v1_ListSecretsReplyInput, ListSecretsReply as _castellan_v1_ListSecretsReply } from './castellan/v1/ListSecretsReply.ts';
import type { ListSecretsRequestInput as _castellan_v1_ListSecretsRequestInput, ListSecretsRequest as _castellan_v1_ListSecretsRequest } from './castellan/v1/ListSecretsRequest.ts';
import type { ListVersionsReplyInput as _castellan_v1_ListVersionsReplyInput, ListVersionsReply as _castellan_v1_ListVersionsReply } from './castellan/v1/ListVersionsReply.ts';
import type { ListVersionsRequestInput as _castellan_v1_ListVersionsRequestInput, ListVersionsRequest as _castellan_v1_ListVersionsRequest } from './castellan/v1/ListVersionsRequest.ts';
import type { LogAckInput as _castellan_v1_LogAckInput, LogAck as _castellan_v1_LogAck } from './castellan/v1/LogAck.ts';
import type { LogBlockInput as _castellan_v1_LogBlockInput, LogBlock as _castellan_v1_LogBlock } from './castellan/v1/LogBlock.ts';
import type { LogFieldInput as _castellan_v1_LogFieldInput, LogField as _castellan_v1_LogField } from './castellan/v1/LogField.ts';
import type { LogLineInput as _castellan_v1_LogLineInput, LogLine as _castellan_v1_LogLine } from './castellan/v1/LogLine.ts';
import type { LogLinesInput as _castellan_v1_LogLinesInput, LogLines as _castellan_v1_LogLines } from './castellan/v1/LogLines.ts';
import type { LogMarkInput as _castellan_v1_LogMarkInput, LogMark as _castellan_v1_LogMark } from './castellan/v1/LogMark.ts';
import type { LogSearchStoppedInput as _castellan_v1_LogSearchStoppedInput, LogSearchStopped as _castellan_v1_LogSearchStopped } from './castellan/v1/LogSearchStopped.ts';
import type { LogsRequestInput as _castellan_v1_LogsRequestInput, LogsRequest as _castellan_v1_LogsRequest } from './castellan/v1/LogsRequest.ts';
import type { MoveHostRequestInput as _castellan_v1_MoveHostRequestInput, MoveHostRequest as _castellan_v1_MoveHostRequest } from './castellan/v1/MoveHostRequest.ts';
import type { OperatorInput as _castellan_v1_OperatorInput, Operator as _castellan_v1_Operator } from './castellan/v1/Operator.ts';
import type { OrderRequestInput as _castellan_v1_OrderRequestInput, OrderRequest as _castellan_v1_OrderRequest } from './castellan/v1/OrderRequest.ts';
import type { OtherSlotsInput as _castellan_v1_OtherSlotsInput, OtherSlots as _castellan_v1_OtherSlots } from './castellan/v1/OtherSlots.ts';
import type { PipelineInput as _castellan_v1_PipelineInput, Pipeline as _castellan_v1_Pipeline } from './castellan/v1/Pipeline.ts';
import type { PlanRequestInput as _castellan_v1_PlanRequestInput, PlanRequest as _castellan_v1_PlanRequest } from './castellan/v1/PlanRequest.ts';
import type { PlannedSlotInput as _castellan_v1_PlannedSlotInput, PlannedSlot as _castellan_v1_PlannedSlot } from './castellan/v1/PlannedSlot.ts';
import type { PreflightInput as _castellan_v1_PreflightInput, Preflight as _castellan_v1_Preflight } from './castellan/v1/Preflight.ts';
import type { PrepareUploadReplyInput as _castellan_v1_PrepareUploadReplyInput, PrepareUploadReply as _castellan_v1_PrepareUploadReply } from './castellan/v1/PrepareUploadReply.ts';
import type { PrepareUploadRequestInput as _castellan_v1_PrepareUploadRequestInput, PrepareUploadRequest as _castellan_v1_PrepareUploadRequest } from './castellan/v1/PrepareUploadRequest.ts';
import type { ReadAuditRequestInput as _castellan_v1_ReadAuditRequestInput, ReadAuditRequest as _castellan_v1_ReadAuditRequest } from './castellan/v1/ReadAuditRequest.ts';
import type { RebootInput as _castellan_v1_RebootInput, Reboot as _castellan_v1_Reboot } from './castellan/v1/Reboot.ts';
import type { RebootHostInput as _castellan_v1_RebootHostInput, RebootHost as _castellan_v1_RebootHost } from './castellan/v1/RebootHost.ts';
import type { RebootHostsRequestInput as _castellan_v1_RebootHostsRequestInput, RebootHostsRequest as _castellan_v1_RebootHostsRequest } from './castellan/v1/RebootHostsRequest.ts';
import type { RebootReportInput as _castellan_v1_RebootReportInput, RebootReport as _castellan_v1_RebootReport } from './castellan/v1/RebootReport.ts';
import type { RebootWishInput as _castellan_v1_RebootWishInput, RebootWish as _castellan_v1_RebootWish } from './castellan/v1/RebootWish.ts';
import type { ReleaseInput as _castellan_v1_ReleaseInput, Release as _castellan_v1_Release } from './castellan/v1/Release.ts';
import type { ReleaseFiguresInput as _castellan_v1_ReleaseFiguresInput, ReleaseFigures as _castellan_v1_ReleaseFigures } from './castellan/v1/ReleaseFigures.ts';
import type { RemoveCertificateRequestInput as _castellan_v1_RemoveCertificateRequestInput, RemoveCertificateRequest as _castellan_v1_RemoveCertificateRequest } from './castellan/v1/RemoveCertificateRequest.ts';
import type { RemoveHostRequestInput as _castellan_v1_RemoveHostRequestInput, RemoveHostRequest as _castellan_v1_RemoveHostRequest } from './castellan/v1/RemoveHostRequest.ts';
import type { RemoveOperatorRequestInput as _castellan_v1_RemoveOperatorRequestInput, RemoveOperatorRequest as _castellan_v1_RemoveOperatorRequest } from './castellan/v1/RemoveOperatorRequest.ts';
import type { RenewRequestInput as _castellan_v1_RenewRequestInput, RenewRequest as _castellan_v1_RenewRequest } from './castellan/v1/RenewRequest.ts';
import type { RenewalInput as _castellan_v1_RenewalInput, Renewal as _castellan_v1_Renewal } from './castellan/v1/Renewal.ts';
import type { ReplicaStatusInput as _castellan_v1_ReplicaStatusInput, ReplicaStatus as _castellan_v1_ReplicaStatus } from './castellan/v1/ReplicaStatus.ts';
import type { ReportInput as _castellan_v1_ReportInput, Report as _castellan_v1_Report } from './castellan/v1/Report.ts';
import type { RestartRequestInput as _castellan_v1_RestartRequestInput, RestartRequest as _castellan_v1_RestartRequest } from './castellan/v1/RestartRequest.ts';
import type { ResumeHostsRequestInput as _castellan_v1_ResumeHostsRequestInput, ResumeHostsRequest as _castellan_v1_ResumeHostsRequest } from './castellan/v1/ResumeHostsRequest.ts';
import type { RevokeHostRequestInput as _castellan_v1_RevokeHostRequestInput, RevokeHostRequest as _castellan_v1_RevokeHostRequest } from './castellan/v1/RevokeHostRequest.ts';
import type { RevokeReplyInput as _castellan_v1_RevokeReplyInput, RevokeReply as _castellan_v1_RevokeReply } from './castellan/v1/RevokeReply.ts';
import type { RollbackRequestInput as _castellan_v1_RollbackRequestInput, RollbackRequest as _castellan_v1_RollbackRequest } from './castellan/v1/RollbackRequest.ts';
import type { RotateAuthoritiesRequestInput as _castellan_v1_RotateAuthoritiesRequestInput, RotateAuthoritiesRequest as _castellan_v1_RotateAuthoritiesRequest } from './castellan/v1/RotateAuthoritiesRequest.ts';
import type { RouteFiguresInput as _castellan_v1_RouteFiguresInput, RouteFigures as _castellan_v1_RouteFigures } from './castellan/v1/RouteFigures.ts';
import type { RouteOnHostInput as _castellan_v1_RouteOnHostInput, RouteOnHost as _castellan_v1_RouteOnHost } from './castellan/v1/RouteOnHost.ts';
import type { RouteRatesInput as _castellan_v1_RouteRatesInput, RouteRates as _castellan_v1_RouteRates } from './castellan/v1/RouteRates.ts';
import type { RouteViewInput as _castellan_v1_RouteViewInput, RouteView as _castellan_v1_RouteView } from './castellan/v1/RouteView.ts';
import type { ScaleRequestInput as _castellan_v1_ScaleRequestInput, ScaleRequest as _castellan_v1_ScaleRequest } from './castellan/v1/ScaleRequest.ts';
import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from './castellan/v1/Scope.ts';
import type { SecretVersionInput as _castellan_v1_SecretVersionInput, SecretVersion as _castellan_v1_SecretVersion } from './castellan/v1/SecretVersion.ts';
import type { ServerMessageInput as _castellan_v1_ServerMessageInput, ServerMessage as _castellan_v1_ServerMessage } from './castellan/v1/ServerMessage.ts';
import type { SetAcmeRequestInput as _castellan_v1_SetAcmeRequestInput, SetAcmeRequest as _castellan_v1_SetAcmeRequest } from './castellan/v1/SetAcmeRequest.ts';
import type { SetSecretRequestInput as _castellan_v1_SetSecretRequestInput, SetSecretRequest as _castellan_v1_SetSecretRequest } from './castellan/v1/SetSecretRequest.ts';
import type { SettingInput as _castellan_v1_SettingInput, Setting as _castellan_v1_Setting } from './castellan/v1/Setting.ts';
import type { SettingDifferenceInput as _castellan_v1_SettingDifferenceInput, SettingDifference as _castellan_v1_SettingDifference } from './castellan/v1/SettingDifference.ts';
import type { SettingPairInput as _castellan_v1_SettingPairInput, SettingPair as _castellan_v1_SettingPair } from './castellan/v1/SettingPair.ts';
import type { SettingsReplyInput as _castellan_v1_SettingsReplyInput, SettingsReply as _castellan_v1_SettingsReply } from './castellan/v1/SettingsReply.ts';
import type { SettingsRevisionInput as _castellan_v1_SettingsRevisionInput, SettingsRevision as _castellan_v1_SettingsRevision } from './castellan/v1/SettingsRevision.ts';
import type { ShowAuthoritiesRequestInput as _castellan_v1_ShowAuthoritiesRequestInput, ShowAuthoritiesRequest as _castellan_v1_ShowAuthoritiesRequest } from './castellan/v1/ShowAuthoritiesRequest.ts';
import type { ShowPlanRequestInput as _castellan_v1_ShowPlanRequestInput, ShowPlanRequest as _castellan_v1_ShowPlanRequest } from './castellan/v1/ShowPlanRequest.ts';
import type { ShowSettingsRequestInput as _castellan_v1_ShowSettingsRequestInput, ShowSettingsRequest as _castellan_v1_ShowSettingsRequest } from './castellan/v1/ShowSettingsRequest.ts';
import type { SlotProgressInput as _castellan_v1_SlotProgressInput, SlotProgress as _castellan_v1_SlotProgress } from './castellan/v1/SlotProgress.ts';
import type { SlotReportInput as _castellan_v1_SlotReportInput, SlotReport as _castellan_v1_SlotReport } from './castellan/v1/SlotReport.ts';
import type { SlotStatusInput as _castellan_v1_SlotStatusInput, SlotStatus as _castellan_v1_SlotStatus } from './castellan/v1/SlotStatus.ts';
import type { SlotWishInput as _castellan_v1_SlotWishInput, SlotWish as _castellan_v1_SlotWish } from './castellan/v1/SlotWish.ts';
import type { StagedBundleInput as _castellan_v1_StagedBundleInput, StagedBundle as _castellan_v1_StagedBundle } from './castellan/v1/StagedBundle.ts';
import type { StartRequestInput as _castellan_v1_StartRequestInput, StartRequest as _castellan_v1_StartRequest } from './castellan/v1/StartRequest.ts';
import type { StatusReplyInput as _castellan_v1_StatusReplyInput, StatusReply as _castellan_v1_StatusReply } from './castellan/v1/StatusReply.ts';
import type { StatusRequestInput as _castellan_v1_StatusRequestInput, StatusRequest as _castellan_v1_StatusRequest } from './castellan/v1/StatusRequest.ts';
import type { StopRequestInput as _castellan_v1_StopRequestInput, StopRequest as _castellan_v1_StopRequest } from './castellan/v1/StopRequest.ts';
import type { TaskReportInput as _castellan_v1_TaskReportInput, TaskReport as _castellan_v1_TaskReport } from './castellan/v1/TaskReport.ts';
import type { TaskWishInput as _castellan_v1_TaskWishInput, TaskWish as _castellan_v1_TaskWish } from './castellan/v1/TaskWish.ts';
import type { TransferInput as _castellan_v1_TransferInput, Transfer as _castellan_v1_Transfer } from './castellan/v1/Transfer.ts';
import type { UnsetSecretsRequestInput as _castellan_v1_UnsetSecretsRequestInput, UnsetSecretsRequest as _castellan_v1_UnsetSecretsRequest } from './castellan/v1/UnsetSecretsRequest.ts';
import type { UpgradeAgentsRequestInput as _castellan_v1_UpgradeAgentsRequestInput, UpgradeAgentsRequest as _castellan_v1_UpgradeAgentsRequest } from './castellan/v1/UpgradeAgentsRequest.ts';
import type { UploadOpenInput as _castellan_v1_UploadOpenInput, UploadOpen as _castellan_v1_UploadOpen } from './castellan/v1/UploadOpen.ts';
import type { UploadPartInput as _castellan_v1_UploadPartInput, UploadPart as _castellan_v1_UploadPart } from './castellan/v1/UploadPart.ts';
import type { VerifyAuditReplyInput as _castellan_v1_VerifyAuditReplyInput, VerifyAuditReply as _castellan_v1_VerifyAuditReply } from './castellan/v1/VerifyAuditReply.ts';
import type { VerifyAuditRequestInput as _castellan_v1_VerifyAuditRequestInput, VerifyAuditRequest as _castellan_v1_VerifyAuditRequest } from './castellan/v1/VerifyAuditRequest.ts';
import type { VersionInput as _castellan_v1_VersionInput, Version as _castellan_v1_Version } from './castellan/v1/Version.ts';
import type { WarmWishInput as _castellan_v1_WarmWishInput, WarmWish as _castellan_v1_WarmWish } from './castellan/v1/WarmWish.ts';
import type { WatchAgentUpgradeRequestInput as _castellan_v1_WatchAgentUpgradeRequestInput, WatchAgentUpgradeRequest as _castellan_v1_WatchAgentUpgradeRequest } from './castellan/v1/WatchAgentUpgradeRequest.ts';
import type { WatchDeploymentRequestInput as _castellan_v1_WatchDeploymentRequestInput, WatchDeploymentRequest as _castellan_v1_WatchDeploymentRequest } from './castellan/v1/WatchDeploymentRequest.ts';
import type { WatchFiguresRequestInput as _castellan_v1_WatchFiguresRequestInput, WatchFiguresRequest as _castellan_v1_WatchFiguresRequest } from './castellan/v1/WatchFiguresRequest.ts';
import type { WatchHostsRequestInput as _castellan_v1_WatchHostsRequestInput, WatchHostsRequest as _castellan_v1_WatchHostsRequest } from './castellan/v1/WatchHostsRequest.ts';
import type { WatchRebootRequestInput as _castellan_v1_WatchRebootRequestInput, WatchRebootRequest as _castellan_v1_WatchRebootRequest } from './castellan/v1/WatchRebootRequest.ts';
import type { WelcomeInput as _castellan_v1_WelcomeInput, Welcome as _castellan_v1_Welcome } from './castellan/v1/Welcome.ts';
import type { WhoAmIReplyInput as _castellan_v1_WhoAmIReplyInput, WhoAmIReply as _castellan_v1_WhoAmIReply } from './castellan/v1/WhoAmIReply.ts';
import type { WhoAmIRequestInput as _castellan_v1_WhoAmIRequestInput, WhoAmIRequest as _castellan_v1_WhoAmIRequest } from './castellan/v1/WhoAmIRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  castellan: {
    v1: {
      AcmeAccount: MessageTypeDefinition<_castellan_v1_AcmeAccountInput, _castellan_v1_AcmeAccount>
      AddCertificateRequest: MessageTypeDefinition<_castellan_v1_AddCertificateRequestInput, _castellan_v1_AddCertificateRequest>
      AddPipelineRequest: MessageTypeDefinition<_castellan_v1_AddPipelineRequestInput, _castellan_v1_AddPipelineRequest>
      AdoptHostsReply: MessageTypeDefinition<_castellan_v1_AdoptHostsReplyInput, _castellan_v1_AdoptHostsReply>
      AdoptHostsRequest: MessageTypeDefinition<_castellan_v1_AdoptHostsRequestInput, _castellan_v1_AdoptHostsRequest>
      AgentReport: MessageTypeDefinition<_castellan_v1_AgentReportInput, _castellan_v1_AgentReport>
      AgentUpgrade: MessageTypeDefinition<_castellan_v1_AgentUpgradeInput, _castellan_v1_AgentUpgrade>
      AgentUpgradeHost: MessageTypeDefinition<_castellan_v1_AgentUpgradeHostInput, _castellan_v1_AgentUpgradeHost>
      AgentWish: MessageTypeDefinition<_castellan_v1_AgentWishInput, _castellan_v1_AgentWish>
      Agents: SubtypeConstructor<typeof grpc.Client, _castellan_v1_AgentsClient> & { service: _castellan_v1_AgentsDefinition }
      AppStatus: MessageTypeDefinition<_castellan_v1_AppStatusInput, _castellan_v1_AppStatus>
      Assignment: MessageTypeDefinition<_castellan_v1_AssignmentInput, _castellan_v1_Assignment>
      AuditEntry: MessageTypeDefinition<_castellan_v1_AuditEntryInput, _castellan_v1_AuditEntry>
      Authorities: MessageTypeDefinition<_castellan_v1_AuthoritiesInput, _castellan_v1_Authorities>
      Authority: MessageTypeDefinition<_castellan_v1_AuthorityInput, _castellan_v1_Authority>
      BundleRef: MessageTypeDefinition<_castellan_v1_BundleRefInput, _castellan_v1_BundleRef>
      BundleSignature: MessageTypeDefinition<_castellan_v1_BundleSignatureInput, _castellan_v1_BundleSignature>
      Certificate: MessageTypeDefinition<_castellan_v1_CertificateInput, _castellan_v1_Certificate>
      CertificateRef: MessageTypeDefinition<_castellan_v1_CertificateRefInput, _castellan_v1_CertificateRef>
      Challenges: MessageTypeDefinition<_castellan_v1_ChallengesInput, _castellan_v1_Challenges>
      ChangeOperatorRequest: MessageTypeDefinition<_castellan_v1_ChangeOperatorRequestInput, _castellan_v1_ChangeOperatorRequest>
      ChangeSettingsRequest: MessageTypeDefinition<_castellan_v1_ChangeSettingsRequestInput, _castellan_v1_ChangeSettingsRequest>
      Claim: MessageTypeDefinition<_castellan_v1_ClaimInput, _castellan_v1_Claim>
      ClearGhostsRequest: MessageTypeDefinition<_castellan_v1_ClearGhostsRequestInput, _castellan_v1_ClearGhostsRequest>
      Commit: MessageTypeDefinition<_castellan_v1_CommitInput, _castellan_v1_Commit>
      Control: SubtypeConstructor<typeof grpc.Client, _castellan_v1_ControlClient> & { service: _castellan_v1_ControlDefinition }
      DeployRequest: MessageTypeDefinition<_castellan_v1_DeployRequestInput, _castellan_v1_DeployRequest>
      Deployment: MessageTypeDefinition<_castellan_v1_DeploymentInput, _castellan_v1_Deployment>
      DeploymentEvent: MessageTypeDefinition<_castellan_v1_DeploymentEventInput, _castellan_v1_DeploymentEvent>
      DeploymentPlan: MessageTypeDefinition<_castellan_v1_DeploymentPlanInput, _castellan_v1_DeploymentPlan>
      DeploymentTask: MessageTypeDefinition<_castellan_v1_DeploymentTaskInput, _castellan_v1_DeploymentTask>
      DrainHostsRequest: MessageTypeDefinition<_castellan_v1_DrainHostsRequestInput, _castellan_v1_DrainHostsRequest>
      Draining: MessageTypeDefinition<_castellan_v1_DrainingInput, _castellan_v1_Draining>
      ExitStatus: MessageTypeDefinition<_castellan_v1_ExitStatusInput, _castellan_v1_ExitStatus>
      ExplainRouteReply: MessageTypeDefinition<_castellan_v1_ExplainRouteReplyInput, _castellan_v1_ExplainRouteReply>
      ExplainRouteRequest: MessageTypeDefinition<_castellan_v1_ExplainRouteRequestInput, _castellan_v1_ExplainRouteRequest>
      Failure: MessageTypeDefinition<_castellan_v1_FailureInput, _castellan_v1_Failure>
      FetchBundleRequest: MessageTypeDefinition<_castellan_v1_FetchBundleRequestInput, _castellan_v1_FetchBundleRequest>
      FetchCertificateReply: MessageTypeDefinition<_castellan_v1_FetchCertificateReplyInput, _castellan_v1_FetchCertificateReply>
      FetchCertificateRequest: MessageTypeDefinition<_castellan_v1_FetchCertificateRequestInput, _castellan_v1_FetchCertificateRequest>
      FetchEncoding: MessageTypeDefinition<_castellan_v1_FetchEncodingInput, _castellan_v1_FetchEncoding>
      FetchPart: MessageTypeDefinition<_castellan_v1_FetchPartInput, _castellan_v1_FetchPart>
      FetchSecretsReply: MessageTypeDefinition<_castellan_v1_FetchSecretsReplyInput, _castellan_v1_FetchSecretsReply>
      FetchSecretsRequest: MessageTypeDefinition<_castellan_v1_FetchSecretsRequestInput, _castellan_v1_FetchSecretsRequest>
      FiguresReply: MessageTypeDefinition<_castellan_v1_FiguresReplyInput, _castellan_v1_FiguresReply>
      FittingRoute: MessageTypeDefinition<_castellan_v1_FittingRouteInput, _castellan_v1_FittingRoute>
      Ghost: MessageTypeDefinition<_castellan_v1_GhostInput, _castellan_v1_Ghost>
      Heartbeat: MessageTypeDefinition<_castellan_v1_HeartbeatInput, _castellan_v1_Heartbeat>
      Hello: MessageTypeDefinition<_castellan_v1_HelloInput, _castellan_v1_Hello>
      Host: MessageTypeDefinition<_castellan_v1_HostInput, _castellan_v1_Host>
      HostApp: MessageTypeDefinition<_castellan_v1_HostAppInput, _castellan_v1_HostApp>
      HostMessage: MessageTypeDefinition<_castellan_v1_HostMessageInput, _castellan_v1_HostMessage>
      Identities: SubtypeConstructor<typeof grpc.Client, _castellan_v1_IdentitiesClient> & { service: _castellan_v1_IdentitiesDefinition }
      IdentityCertificate: MessageTypeDefinition<_castellan_v1_IdentityCertificateInput, _castellan_v1_IdentityCertificate>
      Invitation: MessageTypeDefinition<_castellan_v1_InvitationInput, _castellan_v1_Invitation>
      InviteHostRequest: MessageTypeDefinition<_castellan_v1_InviteHostRequestInput, _castellan_v1_InviteHostRequest>
      InviteOperatorRequest: MessageTypeDefinition<_castellan_v1_InviteOperatorRequestInput, _castellan_v1_InviteOperatorRequest>
      LabelHostRequest: MessageTypeDefinition<_castellan_v1_LabelHostRequestInput, _castellan_v1_LabelHostRequest>
      ListCertificatesReply: MessageTypeDefinition<_castellan_v1_ListCertificatesReplyInput, _castellan_v1_ListCertificatesReply>
      ListCertificatesRequest: MessageTypeDefinition<_castellan_v1_ListCertificatesRequestInput, _castellan_v1_ListCertificatesRequest>
      ListDeploymentsReply: MessageTypeDefinition<_castellan_v1_ListDeploymentsReplyInput, _castellan_v1_ListDeploymentsReply>
      ListDeploymentsRequest: MessageTypeDefinition<_castellan_v1_ListDeploymentsRequestInput, _castellan_v1_ListDeploymentsRequest>
      ListGhostsReply: MessageTypeDefinition<_castellan_v1_ListGhostsReplyInput, _castellan_v1_ListGhostsReply>
      ListGhostsRequest: MessageTypeDefinition<_castellan_v1_ListGhostsRequestInput, _castellan_v1_ListGhostsRequest>
      ListHostsReply: MessageTypeDefinition<_castellan_v1_ListHostsReplyInput, _castellan_v1_ListHostsReply>
      ListHostsRequest: MessageTypeDefinition<_castellan_v1_ListHostsRequestInput, _castellan_v1_ListHostsRequest>
      ListIdentityCertificatesReply: MessageTypeDefinition<_castellan_v1_ListIdentityCertificatesReplyInput, _castellan_v1_ListIdentityCertificatesReply>
      ListIdentityCertificatesRequest: MessageTypeDefinition<_castellan_v1_ListIdentityCertificatesRequestInput, _castellan_v1_ListIdentityCertificatesRequest>
      ListOperatorsReply: MessageTypeDefinition<_castellan_v1_ListOperatorsReplyInput, _castellan_v1_ListOperatorsReply>
      ListOperatorsRequest: MessageTypeDefinition<_castellan_v1_ListOperatorsRequestInput, _castellan_v1_ListOperatorsRequest>
      ListReleasesReply: MessageTypeDefinition<_castellan_v1_ListReleasesReplyInput, _castellan_v1_ListReleasesReply>
      ListReleasesRequest: MessageTypeDefinition<_castellan_v1_ListReleasesRequestInput, _castellan_v1_ListReleasesRequest>
      ListRevisionsReply: MessageTypeDefinition<_castellan_v1_ListRevisionsReplyInput, _castellan_v1_ListRevisionsReply>
      ListRevisionsRequest: MessageTypeDefinition<_castellan_v1_ListRevisionsRequestInput, _castellan_v1_ListRevisionsRequest>
      ListRoutesReply: MessageTypeDefinition<_castellan_v1_ListRoutesReplyInput, _castellan_v1_ListRoutesReply>
      ListRoutesRequest: MessageTypeDefinition<_castellan_v1_ListRoutesRequestInput, _castellan_v1_ListRoutesRequest>
      ListSecretsReply: MessageTypeDefinition<_castellan_v1_ListSecretsReplyInput, _castellan_v1_ListSecretsReply>
      ListSecretsRequest: MessageTypeDefinition<_castellan_v1_ListSecretsRequestInput, _castellan_v1_ListSecretsRequest>
      ListVersionsReply: MessageTypeDefinition<_castellan_v1_ListVersionsReplyInput, _castellan_v1_ListVersionsReply>
      ListVersionsRequest: MessageTypeDefinition<_castellan_v1_ListVersionsRequestInput, _castellan_v1_ListVersionsRequest>
      LogAck: MessageTypeDefinition<_castellan_v1_LogAckInput, _castellan_v1_LogAck>
      LogBlock: MessageTypeDefinition<_castellan_v1_LogBlockInput, _castellan_v1_LogBlock>
      LogField: MessageTypeDefinition<_castellan_v1_LogFieldInput, _castellan_v1_LogField>
      LogLine: MessageTypeDefinition<_castellan_v1_LogLineInput, _castellan_v1_LogLine>
      LogLines: MessageTypeDefinition<_castellan_v1_LogLinesInput, _castellan_v1_LogLines>
      LogMark: MessageTypeDefinition<_castellan_v1_LogMarkInput, _castellan_v1_LogMark>
      LogSearchStopped: MessageTypeDefinition<_castellan_v1_LogSearchStoppedInput, _castellan_v1_LogSearchStopped>
      LogsRequest: MessageTypeDefinition<_castellan_v1_LogsRequestInput, _castellan_v1_LogsRequest>
      MoveHostRequest: MessageTypeDefinition<_castellan_v1_MoveHostRequestInput, _castellan_v1_MoveHostRequest>
      Operator: MessageTypeDefinition<_castellan_v1_OperatorInput, _castellan_v1_Operator>
      OrderRequest: MessageTypeDefinition<_castellan_v1_OrderRequestInput, _castellan_v1_OrderRequest>
      OtherSlots: MessageTypeDefinition<_castellan_v1_OtherSlotsInput, _castellan_v1_OtherSlots>
      Pipeline: MessageTypeDefinition<_castellan_v1_PipelineInput, _castellan_v1_Pipeline>
      PlanRequest: MessageTypeDefinition<_castellan_v1_PlanRequestInput, _castellan_v1_PlanRequest>
      PlannedSlot: MessageTypeDefinition<_castellan_v1_PlannedSlotInput, _castellan_v1_PlannedSlot>
      Preflight: MessageTypeDefinition<_castellan_v1_PreflightInput, _castellan_v1_Preflight>
      PrepareUploadReply: MessageTypeDefinition<_castellan_v1_PrepareUploadReplyInput, _castellan_v1_PrepareUploadReply>
      PrepareUploadRequest: MessageTypeDefinition<_castellan_v1_PrepareUploadRequestInput, _castellan_v1_PrepareUploadRequest>
      ReadAuditRequest: MessageTypeDefinition<_castellan_v1_ReadAuditRequestInput, _castellan_v1_ReadAuditRequest>
      Reboot: MessageTypeDefinition<_castellan_v1_RebootInput, _castellan_v1_Reboot>
      RebootHost: MessageTypeDefinition<_castellan_v1_RebootHostInput, _castellan_v1_RebootHost>
      RebootHostsRequest: MessageTypeDefinition<_castellan_v1_RebootHostsRequestInput, _castellan_v1_RebootHostsRequest>
      RebootReport: MessageTypeDefinition<_castellan_v1_RebootReportInput, _castellan_v1_RebootReport>
      RebootWish: MessageTypeDefinition<_castellan_v1_RebootWishInput, _castellan_v1_RebootWish>
      Release: MessageTypeDefinition<_castellan_v1_ReleaseInput, _castellan_v1_Release>
      ReleaseFigures: MessageTypeDefinition<_castellan_v1_ReleaseFiguresInput, _castellan_v1_ReleaseFigures>
      RemoveCertificateRequest: MessageTypeDefinition<_castellan_v1_RemoveCertificateRequestInput, _castellan_v1_RemoveCertificateRequest>
      RemoveHostRequest: MessageTypeDefinition<_castellan_v1_RemoveHostRequestInput, _castellan_v1_RemoveHostRequest>
      RemoveOperatorRequest: MessageTypeDefinition<_castellan_v1_RemoveOperatorRequestInput, _castellan_v1_RemoveOperatorRequest>
      RenewRequest: MessageTypeDefinition<_castellan_v1_RenewRequestInput, _castellan_v1_RenewRequest>
      Renewal: MessageTypeDefinition<_castellan_v1_RenewalInput, _castellan_v1_Renewal>
      ReplicaStatus: MessageTypeDefinition<_castellan_v1_ReplicaStatusInput, _castellan_v1_ReplicaStatus>
      Report: MessageTypeDefinition<_castellan_v1_ReportInput, _castellan_v1_Report>
      RestartRequest: MessageTypeDefinition<_castellan_v1_RestartRequestInput, _castellan_v1_RestartRequest>
      ResumeHostsRequest: MessageTypeDefinition<_castellan_v1_ResumeHostsRequestInput, _castellan_v1_ResumeHostsRequest>
      RevokeHostRequest: MessageTypeDefinition<_castellan_v1_RevokeHostRequestInput, _castellan_v1_RevokeHostRequest>
      RevokeReply: MessageTypeDefinition<_castellan_v1_RevokeReplyInput, _castellan_v1_RevokeReply>
      RollbackRequest: MessageTypeDefinition<_castellan_v1_RollbackRequestInput, _castellan_v1_RollbackRequest>
      RotateAuthoritiesRequest: MessageTypeDefinition<_castellan_v1_RotateAuthoritiesRequestInput, _castellan_v1_RotateAuthoritiesRequest>
      RouteFigures: MessageTypeDefinition<_castellan_v1_RouteFiguresInput, _castellan_v1_RouteFigures>
      RouteOnHost: MessageTypeDefinition<_castellan_v1_RouteOnHostInput, _castellan_v1_RouteOnHost>
      RouteRates: MessageTypeDefinition<_castellan_v1_RouteRatesInput, _castellan_v1_RouteRates>
      RouteView: MessageTypeDefinition<_castellan_v1_RouteViewInput, _castellan_v1_RouteView>
      ScaleRequest: MessageTypeDefinition<_castellan_v1_ScaleRequestInput, _castellan_v1_ScaleRequest>
      Scope: MessageTypeDefinition<_castellan_v1_ScopeInput, _castellan_v1_Scope>
      SecretVersion: MessageTypeDefinition<_castellan_v1_SecretVersionInput, _castellan_v1_SecretVersion>
      ServerMessage: MessageTypeDefinition<_castellan_v1_ServerMessageInput, _castellan_v1_ServerMessage>
      SetAcmeRequest: MessageTypeDefinition<_castellan_v1_SetAcmeRequestInput, _castellan_v1_SetAcmeRequest>
      SetSecretRequest: MessageTypeDefinition<_castellan_v1_SetSecretRequestInput, _castellan_v1_SetSecretRequest>
      Setting: MessageTypeDefinition<_castellan_v1_SettingInput, _castellan_v1_Setting>
      SettingDifference: MessageTypeDefinition<_castellan_v1_SettingDifferenceInput, _castellan_v1_SettingDifference>
      SettingPair: MessageTypeDefinition<_castellan_v1_SettingPairInput, _castellan_v1_SettingPair>
      SettingsReply: MessageTypeDefinition<_castellan_v1_SettingsReplyInput, _castellan_v1_SettingsReply>
      SettingsRevision: MessageTypeDefinition<_castellan_v1_SettingsRevisionInput, _castellan_v1_SettingsRevision>
      ShowAuthoritiesRequest: MessageTypeDefinition<_castellan_v1_ShowAuthoritiesRequestInput, _castellan_v1_ShowAuthoritiesRequest>
      ShowPlanRequest: MessageTypeDefinition<_castellan_v1_ShowPlanRequestInput, _castellan_v1_ShowPlanRequest>
      ShowSettingsRequest: MessageTypeDefinition<_castellan_v1_ShowSettingsRequestInput, _castellan_v1_ShowSettingsRequest>
      SlotProgress: MessageTypeDefinition<_castellan_v1_SlotProgressInput, _castellan_v1_SlotProgress>
      SlotReport: MessageTypeDefinition<_castellan_v1_SlotReportInput, _castellan_v1_SlotReport>
      SlotStatus: MessageTypeDefinition<_castellan_v1_SlotStatusInput, _castellan_v1_SlotStatus>
      SlotWish: MessageTypeDefinition<_castellan_v1_SlotWishInput, _castellan_v1_SlotWish>
      StagedBundle: MessageTypeDefinition<_castellan_v1_StagedBundleInput, _castellan_v1_StagedBundle>
      StartRequest: MessageTypeDefinition<_castellan_v1_StartRequestInput, _castellan_v1_StartRequest>
      StatusReply: MessageTypeDefinition<_castellan_v1_StatusReplyInput, _castellan_v1_StatusReply>
      StatusRequest: MessageTypeDefinition<_castellan_v1_StatusRequestInput, _castellan_v1_StatusRequest>
      StopRequest: MessageTypeDefinition<_castellan_v1_StopRequestInput, _castellan_v1_StopRequest>
      TaskReport: MessageTypeDefinition<_castellan_v1_TaskReportInput, _castellan_v1_TaskReport>
      TaskWish: MessageTypeDefinition<_castellan_v1_TaskWishInput, _castellan_v1_TaskWish>
      Transfer: MessageTypeDefinition<_castellan_v1_TransferInput, _castellan_v1_Transfer>
      UnsetSecretsRequest: MessageTypeDefinition<_castellan_v1_UnsetSecretsRequestInput, _castellan_v1_UnsetSecretsRequest>
      UpgradeAgentsRequest: MessageTypeDefinition<_castellan_v1_UpgradeAgentsRequestInput, _castellan_v1_UpgradeAgentsRequest>
      UploadOpen: MessageTypeDefinition<_castellan_v1_UploadOpenInput, _castellan_v1_UploadOpen>
      UploadPart: MessageTypeDefinition<_castellan_v1_UploadPartInput, _castellan_v1_UploadPart>
      VerifyAuditReply: MessageTypeDefinition<_castellan_v1_VerifyAuditReplyInput, _castellan_v1_VerifyAuditReply>
      VerifyAuditRequest: MessageTypeDefinition<_castellan_v1_VerifyAuditRequestInput, _castellan_v1_VerifyAuditRequest>
      Version: MessageTypeDefinition<_castellan_v1_VersionInput, _castellan_v1_Version>
      WarmWish: MessageTypeDefinition<_castellan_v1_WarmWishInput, _castellan_v1_WarmWish>
      WatchAgentUpgradeRequest: MessageTypeDefinition<_castellan_v1_WatchAgentUpgradeRequestInput, _castellan_v1_WatchAgentUpgradeRequest>
      WatchDeploymentRequest: MessageTypeDefinition<_castellan_v1_WatchDeploymentRequestInput, _castellan_v1_WatchDeploymentRequest>
      WatchFiguresRequest: MessageTypeDefinition<_castellan_v1_WatchFiguresRequestInput, _castellan_v1_WatchFiguresRequest>
      WatchHostsRequest: MessageTypeDefinition<_castellan_v1_WatchHostsRequestInput, _castellan_v1_WatchHostsRequest>
      WatchRebootRequest: MessageTypeDefinition<_castellan_v1_WatchRebootRequestInput, _castellan_v1_WatchRebootRequest>
      Welcome: MessageTypeDefinition<_castellan_v1_WelcomeInput, _castellan_v1_Welcome>
      WhoAmIReply: MessageTypeDefinition<_castellan_v1_WhoAmIReplyInput, _castellan_v1_WhoAmIReply>
      WhoAmIRequest: MessageTypeDefinition<_castellan_v1_WhoAmIRequestInput, _castellan_v1_WhoAmIRequest>
    }
  }
}

