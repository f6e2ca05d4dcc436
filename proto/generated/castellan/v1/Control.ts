// Original file: proto/control.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AcmeAccountInput as _castellan_v1_AcmeAccountInput, AcmeAccount as _castellan_v1_AcmeAccount } from '../../castellan/v1/AcmeAccount.ts';
import type { AddCertificateRequestInput as _castellan_v1_AddCertificateRequestInput, AddCertificateRequest as _castellan_v1_AddCertificateRequest } from '../../castellan/v1/AddCertificateRequest.ts';
import type { AdoptHostsReplyInput as _castellan_v1_AdoptHostsReplyInput, AdoptHostsReply as _castellan_v1_AdoptHostsReply } from '../../castellan/v1/AdoptHostsReply.ts';
import type { AdoptHostsRequestInput as _castellan_v1_AdoptHostsRequestInput, AdoptHostsRequest as _castellan_v1_AdoptHostsRequest } from '../../castellan/v1/AdoptHostsRequest.ts';
import type { AgentUpgradeInput as _castellan_v1_AgentUpgradeInput, AgentUpgrade as _castellan_v1_AgentUpgrade } from '../../castellan/v1/AgentUpgrade.ts';
import type { CertificateInput as _castellan_v1_CertificateInput, Certificate as _castellan_v1_Certificate } from '../../castellan/v1/Certificate.ts';
import type { ChangeSettingsRequestInput as _castellan_v1_ChangeSettingsRequestInput, ChangeSettingsRequest as _castellan_v1_ChangeSettingsRequest } from '../../castellan/v1/ChangeSettingsRequest.ts';
import type { ClearGhostsRequestInput as _castellan_v1_ClearGhostsRequestInput, ClearGhostsRequest as _castellan_v1_ClearGhostsRequest } from '../../castellan/v1/ClearGhostsRequest.ts';
import type { DeployRequestInput as _castellan_v1_DeployRequestInput, DeployRequest as _castellan_v1_DeployRequest } from '../../castellan/v1/DeployRequest.ts';
import type { DeploymentInput as _castellan_v1_DeploymentInput, Deployment as _castellan_v1_Deployment } from '../../castellan/v1/Deployment.ts';
import type { DeploymentPlanInput as _castellan_v1_DeploymentPlanInput, DeploymentPlan as _castellan_v1_DeploymentPlan } from '../../castellan/v1/DeploymentPlan.ts';
import type { DrainHostsRequestInput as _castellan_v1_DrainHostsRequestInput, DrainHostsRequest as _castellan_v1_DrainHostsRequest } from '../../castellan/v1/DrainHostsRequest.ts';
import type { ExplainRouteReplyInput as _castellan_v1_ExplainRouteReplyInput, ExplainRouteReply as _castellan_v1_ExplainRouteReply } from '../../castellan/v1/ExplainRouteReply.ts';
import type { ExplainRouteRequestInput as _castellan_v1_ExplainRouteRequestInput, ExplainRouteRequest as _castellan_v1_ExplainRouteRequest } from '../../castellan/v1/ExplainRouteRequest.ts';
import type { FiguresReplyInput as _castellan_v1_FiguresReplyInput, FiguresReply as _castellan_v1_FiguresReply } from '../../castellan/v1/FiguresReply.ts';
import type { LabelHostRequestInput as _castellan_v1_LabelHostRequestInput, LabelHostRequest as _castellan_v1_LabelHostRequest } from '../../castellan/v1/LabelHostRequest.ts';
import type { ListCertificatesReplyInput as _castellan_v1_ListCertificatesReplyInput, ListCertificatesReply as _castellan_v1_ListCertificatesReply } from '../../castellan/v1/ListCertificatesReply.ts';
import type { ListCertificatesRequestInput as _castellan_v1_ListCertificatesRequestInput, ListCertificatesRequest as _castellan_v1_ListCertificatesRequest } from '../../castellan/v1/ListCertificatesRequest.ts';
import type { ListDeploymentsReplyInput as _castellan_v1_ListDeploymentsReplyInput, ListDeploymentsReply as _castellan_v1_ListDeploymentsReply } from '../../castellan/v1/ListDeploymentsReply.ts';
import type { ListDeploymentsRequestInput as _castellan_v1_ListDeploymentsRequestInput, ListDeploymentsRequest as _castellan_v1_ListDeploymentsRequest } from '../../castellan/v1/ListDeploymentsRequest.ts';
import type { ListGhostsReplyInput as _castellan_v1_ListGhostsReplyInput, ListGhostsReply as _castellan_v1_ListGhostsReply } from '../../castellan/v1/ListGhostsReply.ts';
import type { ListGhostsRequestInput as _castellan_v1_ListGhostsRequestInput, ListGhostsRequest as _castellan_v1_ListGhostsRequest } from '../../castellan/v1/ListGhostsRequest.ts';
import type { ListHostsReplyInput as _castellan_v1_ListHostsReplyInput, ListHostsReply as _castellan_v1_ListHostsReply } from '../../castellan/v1/ListHostsReply.ts';
import type { ListHostsRequestInput as _castellan_v1_ListHostsRequestInput, ListHostsRequest as _castellan_v1_ListHostsRequest } from '../../castellan/v1/ListHostsRequest.ts';
import type { ListReleasesReplyInput as _castellan_v1_ListReleasesReplyInput, ListReleasesReply as _castellan_v1_ListReleasesReply } from '../../castellan/v1/ListReleasesReply.ts';
import type { ListReleasesRequestInput as _castellan_v1_ListReleasesRequestInput, ListReleasesRequest as _castellan_v1_ListReleasesRequest } from '../../castellan/v1/ListReleasesRequest.ts';
import type { ListRevisionsReplyInput as _castellan_v1_ListRevisionsReplyInput, ListRevisionsReply as _castellan_v1_ListRevisionsReply } from '../../castellan/v1/ListRevisionsReply.ts';
import type { ListRevisionsRequestInput as _castellan_v1_ListRevisionsRequestInput, ListRevisionsRequest as _castellan_v1_ListRevisionsRequest } from '../../castellan/v1/ListRevisionsRequest.ts';
import type { ListRoutesReplyInput as _castellan_v1_ListRoutesReplyInput, ListRoutesReply as _castellan_v1_ListRoutesReply } from '../../castellan/v1/ListRoutesReply.ts';
import type { ListRoutesRequestInput as _castellan_v1_ListRoutesRequestInput, ListRoutesRequest as _castellan_v1_ListRoutesRequest } from '../../castellan/v1/ListRoutesRequest.ts';
import type { ListSecretsReplyInput as _castellan_v1_ListSecretsReplyInput, ListSecretsReply as _castellan_v1_ListSecretsReply } from '../../castellan/v1/ListSecretsReply.ts';
import type { ListSecretsRequestInput as _castellan_v1_ListSecretsRequestInput, ListSecretsRequest as _castellan_v1_ListSecretsRequest } from '../../castellan/v1/ListSecretsRequest.ts';
import type { ListVersionsReplyInput as _castellan_v1_ListVersionsReplyInput, ListVersionsReply as _castellan_v1_ListVersionsReply } from '../../castellan/v1/ListVersionsReply.ts';
import type { ListVersionsRequestInput as _castellan_v1_ListVersionsRequestInput, ListVersionsRequest as _castellan_v1_ListVersionsRequest } from '../../castellan/v1/ListVersionsRequest.ts';
import type { LogLinesInput as _castellan_v1_LogLinesInput, LogLines as _castellan_v1_LogLines } from '../../castellan/v1/LogLines.ts';
import type { LogsRequestInput as _castellan_v1_LogsRequestInput, LogsRequest as _castellan_v1_LogsRequest } from '../../castellan/v1/LogsRequest.ts';
import type { MoveHostRequestInput as _castellan_v1_MoveHostRequestInput, MoveHostRequest as _castellan_v1_MoveHostRequest } from '../../castellan/v1/MoveHostRequest.ts';
import type { OrderRequestInput as _castellan_v1_OrderRequestInput, OrderRequest as _castellan_v1_OrderRequest } from '../../castellan/v1/OrderRequest.ts';
import type { PlanRequestInput as _castellan_v1_PlanRequestInput, PlanRequest as _castellan_v1_PlanRequest } from '../../castellan/v1/PlanRequest.ts';
import type { PrepareUploadReplyInput as _castellan_v1_PrepareUploadReplyInput, PrepareUploadReply as _castellan_v1_PrepareUploadReply } from '../../castellan/v1/PrepareUploadReply.ts';
import type { PrepareUploadRequestInput as _castellan_v1_PrepareUploadRequestInput, PrepareUploadRequest as _castellan_v1_PrepareUploadRequest } from '../../castellan/v1/PrepareUploadRequest.ts';
import type { RebootInput as _castellan_v1_RebootInput, Reboot as _castellan_v1_Reboot } from '../../castellan/v1/Reboot.ts';
import type { RebootHostsRequestInput as _castellan_v1_RebootHostsRequestInput, RebootHostsRequest as _castellan_v1_RebootHostsRequest } from '../../castellan/v1/RebootHostsRequest.ts';
import type { RemoveCertificateRequestInput as _castellan_v1_RemoveCertificateRequestInput, RemoveCertificateRequest as _castellan_v1_RemoveCertificateRequest } from '../../castellan/v1/RemoveCertificateRequest.ts';
import type { RemoveHostRequestInput as _castellan_v1_RemoveHostRequestInput, RemoveHostRequest as _castellan_v1_RemoveHostRequest } from '../../castellan/v1/RemoveHostRequest.ts';
import type { RestartRequestInput as _castellan_v1_RestartRequestInput, RestartRequest as _castellan_v1_RestartRequest } from '../../castellan/v1/RestartRequest.ts';
import type { ResumeHostsRequestInput as _castellan_v1_ResumeHostsRequestInput, ResumeHostsRequest as _castellan_v1_ResumeHostsRequest } from '../../castellan/v1/ResumeHostsRequest.ts';
import type { RollbackRequestInput as _castellan_v1_RollbackRequestInput, RollbackRequest as _castellan_v1_RollbackRequest } from '../../castellan/v1/RollbackRequest.ts';
import type { ScaleRequestInput as _castellan_v1_ScaleRequestInput, ScaleRequest as _castellan_v1_ScaleRequest } from '../../castellan/v1/ScaleRequest.ts';
import type { SetAcmeRequestInput as _castellan_v1_SetAcmeRequestInput, SetAcmeRequest as _castellan_v1_SetAcmeRequest } from '../../castellan/v1/SetAcmeRequest.ts';
import type { SetSecretRequestInput as _castellan_v1_SetSecretRequestInput, SetSecretRequest as _castellan_v1_SetSecretRequest } from '../../castellan/v1/SetSecretRequest.ts';
import type { SettingsReplyInput as _castellan_v1_SettingsReplyInput, SettingsReply as _castellan_v1_SettingsReply } from '../../castellan/v1/SettingsReply.ts';
import type { ShowPlanRequestInput as _castellan_v1_ShowPlanRequestInput, ShowPlanRequest as _castellan_v1_ShowPlanRequest } from '../../castellan/v1/ShowPlanRequest.ts';
import type { ShowSettingsRequestInput as _castellan_v1_ShowSettingsRequestInput, ShowSettingsRequest as _castellan_v1_ShowSettingsRequest } from '../../castellan/v1/ShowSettingsRequest.ts';
import type { StartRequestInput as _castellan_v1_StartRequestInput, StartRequest as _castellan_v1_StartRequest } from '../../castellan/v1/StartRequest.ts';
import type { StatusReplyInput as _castellan_v1_StatusReplyInput, StatusReply as _castellan_v1_StatusReply } from '../../castellan/v1/StatusReply.ts';
import type { StatusRequestInput as _castellan_v1_StatusRequestInput, StatusRequest as _castellan_v1_StatusRequest } from '../../castellan/v1/StatusRequest.ts';
import type { StopRequestInput as _castellan_v1_StopRequestInput, StopRequest as _castellan_v1_StopRequest } from '../../castellan/v1/StopRequest.ts';
import type { UnsetSecretsRequestInput as _castellan_v1_UnsetSecretsRequestInput, UnsetSecretsRequest as _castellan_v1_UnsetSecretsRequest } from '../../castellan/v1/UnsetSecretsRequest.ts';
import type { UpgradeAgentsRequestInput as _castellan_v1_UpgradeAgentsRequestInput, UpgradeAgentsRequest as _castellan_v1_UpgradeAgentsRequest } from '../../castellan/v1/UpgradeAgentsRequest.ts';
import type { UploadPartInput as _castellan_v1_UploadPartInput, UploadPart as _castellan_v1_UploadPart } from '../../castellan/v1/UploadPart.ts';
import type { VersionInput as _castellan_v1_VersionInput, Version as _castellan_v1_Version } from '../../castellan/v1/Version.ts';
import type { WatchAgentUpgradeRequestInput as _castellan_v1_WatchAgentUpgradeRequestInput, WatchAgentUpgradeRequest as _castellan_v1_WatchAgentUpgradeRequest } from '../../castellan/v1/WatchAgentUpgradeRequest.ts';
import type { WatchDeploymentRequestInput as _castellan_v1_WatchDeploymentRequestInput, WatchDeploymentRequest as _castellan_v1_WatchDeploymentRequest } from '../../castellan/v1/WatchDeploymentRequest.ts';
import type { WatchFiguresRequestInput as _castellan_v1_WatchFiguresRequestInput, WatchFiguresRequest as _castellan_v1_WatchFiguresRequest } from '../../castellan/v1/WatchFiguresRequest.ts';
import type { WatchHostsRequestInput as _castellan_v1_WatchHostsRequestInput, WatchHostsRequest as _castellan_v1_WatchHostsRequest } from '../../castellan/v1/WatchHostsRequest.ts';
import type { WatchRebootRequestInput as _castellan_v1_WatchRebootRequestInput, WatchRebootRequest as _castellan_v1_WatchRebootRequest } from '../../castellan/v1/WatchRebootRequest.ts';

export interface ControlClient extends grpc.Client {
  Abort(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Abort(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Abort(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Abort(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  abort(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  abort(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  abort(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  abort(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  AddCertificate(argument: _castellan_v1_AddCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  AddCertificate(argument: _castellan_v1_AddCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  AddCertificate(argument: _castellan_v1_AddCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  AddCertificate(argument: _castellan_v1_AddCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  addCertificate(argument: _castellan_v1_AddCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  addCertificate(argument: _castellan_v1_AddCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  addCertificate(argument: _castellan_v1_AddCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  addCertificate(argument: _castellan_v1_AddCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  
  AdoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  AdoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  AdoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  AdoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  adoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  adoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  adoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  adoptHosts(argument: _castellan_v1_AdoptHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_AdoptHostsReply>): grpc.ClientUnaryCall;
  
  ChangeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ChangeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ChangeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ChangeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  changeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  changeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  changeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  changeSettings(argument: _castellan_v1_ChangeSettingsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  
  ClearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ClearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ClearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ClearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  clearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  clearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  clearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  clearGhosts(argument: _castellan_v1_ClearGhostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  
  Deploy(argument: _castellan_v1_DeployRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Deploy(argument: _castellan_v1_DeployRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Deploy(argument: _castellan_v1_DeployRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Deploy(argument: _castellan_v1_DeployRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  deploy(argument: _castellan_v1_DeployRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  deploy(argument: _castellan_v1_DeployRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  deploy(argument: _castellan_v1_DeployRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  deploy(argument: _castellan_v1_DeployRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  DrainHosts(argument: _castellan_v1_DrainHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  DrainHosts(argument: _castellan_v1_DrainHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  DrainHosts(argument: _castellan_v1_DrainHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  DrainHosts(argument: _castellan_v1_DrainHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  drainHosts(argument: _castellan_v1_DrainHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  drainHosts(argument: _castellan_v1_DrainHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  drainHosts(argument: _castellan_v1_DrainHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  drainHosts(argument: _castellan_v1_DrainHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  ExplainRoute(argument: _castellan_v1_ExplainRouteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  ExplainRoute(argument: _castellan_v1_ExplainRouteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  ExplainRoute(argument: _castellan_v1_ExplainRouteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  ExplainRoute(argument: _castellan_v1_ExplainRouteRequestInput, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  explainRoute(argument: _castellan_v1_ExplainRouteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  explainRoute(argument: _castellan_v1_ExplainRouteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  explainRoute(argument: _castellan_v1_ExplainRouteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  explainRoute(argument: _castellan_v1_ExplainRouteRequestInput, callback: grpc.requestCallback<_castellan_v1_ExplainRouteReply>): grpc.ClientUnaryCall;
  
  LabelHost(argument: _castellan_v1_LabelHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  LabelHost(argument: _castellan_v1_LabelHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  LabelHost(argument: _castellan_v1_LabelHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  LabelHost(argument: _castellan_v1_LabelHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  labelHost(argument: _castellan_v1_LabelHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  labelHost(argument: _castellan_v1_LabelHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  labelHost(argument: _castellan_v1_LabelHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  labelHost(argument: _castellan_v1_LabelHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  ListCertificates(argument: _castellan_v1_ListCertificatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  ListCertificates(argument: _castellan_v1_ListCertificatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  ListCertificates(argument: _castellan_v1_ListCertificatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  ListCertificates(argument: _castellan_v1_ListCertificatesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  listCertificates(argument: _castellan_v1_ListCertificatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  listCertificates(argument: _castellan_v1_ListCertificatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  listCertificates(argument: _castellan_v1_ListCertificatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  listCertificates(argument: _castellan_v1_ListCertificatesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListCertificatesReply>): grpc.ClientUnaryCall;
  
  ListDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  ListDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  ListDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  ListDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  listDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  listDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  listDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  listDeployments(argument: _castellan_v1_ListDeploymentsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListDeploymentsReply>): grpc.ClientUnaryCall;
  
  ListGhosts(argument: _castellan_v1_ListGhostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ListGhosts(argument: _castellan_v1_ListGhostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ListGhosts(argument: _castellan_v1_ListGhostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  ListGhosts(argument: _castellan_v1_ListGhostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  listGhosts(argument: _castellan_v1_ListGhostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  listGhosts(argument: _castellan_v1_ListGhostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  listGhosts(argument: _castellan_v1_ListGhostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  listGhosts(argument: _castellan_v1_ListGhostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListGhostsReply>): grpc.ClientUnaryCall;
  
  ListHosts(argument: _castellan_v1_ListHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ListHosts(argument: _castellan_v1_ListHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ListHosts(argument: _castellan_v1_ListHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ListHosts(argument: _castellan_v1_ListHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  listHosts(argument: _castellan_v1_ListHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  listHosts(argument: _castellan_v1_ListHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  listHosts(argument: _castellan_v1_ListHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  listHosts(argument: _castellan_v1_ListHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  ListReleases(argument: _castellan_v1_ListReleasesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  ListReleases(argument: _castellan_v1_ListReleasesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  ListReleases(argument: _castellan_v1_ListReleasesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  ListReleases(argument: _castellan_v1_ListReleasesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  listReleases(argument: _castellan_v1_ListReleasesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  listReleases(argument: _castellan_v1_ListReleasesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  listReleases(argument: _castellan_v1_ListReleasesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  listReleases(argument: _castellan_v1_ListReleasesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListReleasesReply>): grpc.ClientUnaryCall;
  
  ListRevisions(argument: _castellan_v1_ListRevisionsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  ListRevisions(argument: _castellan_v1_ListRevisionsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  ListRevisions(argument: _castellan_v1_ListRevisionsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  ListRevisions(argument: _castellan_v1_ListRevisionsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  listRevisions(argument: _castellan_v1_ListRevisionsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  listRevisions(argument: _castellan_v1_ListRevisionsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  listRevisions(argument: _castellan_v1_ListRevisionsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  listRevisions(argument: _castellan_v1_ListRevisionsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListRevisionsReply>): grpc.ClientUnaryCall;
  
  ListRoutes(argument: _castellan_v1_ListRoutesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  ListRoutes(argument: _castellan_v1_ListRoutesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  ListRoutes(argument: _castellan_v1_ListRoutesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  ListRoutes(argument: _castellan_v1_ListRoutesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  listRoutes(argument: _castellan_v1_ListRoutesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  listRoutes(argument: _castellan_v1_ListRoutesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  listRoutes(argument: _castellan_v1_ListRoutesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  listRoutes(argument: _castellan_v1_ListRoutesRequestInput, callback: grpc.requestCallback<_castellan_v1_ListRoutesReply>): grpc.ClientUnaryCall;
  
  ListSecrets(argument: _castellan_v1_ListSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  ListSecrets(argument: _castellan_v1_ListSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  ListSecrets(argument: _castellan_v1_ListSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  ListSecrets(argument: _castellan_v1_ListSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  listSecrets(argument: _castellan_v1_ListSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  listSecrets(argument: _castellan_v1_ListSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  listSecrets(argument: _castellan_v1_ListSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  listSecrets(argument: _castellan_v1_ListSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListSecretsReply>): grpc.ClientUnaryCall;
  
  ListVersions(argument: _castellan_v1_ListVersionsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  ListVersions(argument: _castellan_v1_ListVersionsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  ListVersions(argument: _castellan_v1_ListVersionsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  ListVersions(argument: _castellan_v1_ListVersionsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  listVersions(argument: _castellan_v1_ListVersionsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  listVersions(argument: _castellan_v1_ListVersionsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  listVersions(argument: _castellan_v1_ListVersionsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  listVersions(argument: _castellan_v1_ListVersionsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListVersionsReply>): grpc.ClientUnaryCall;
  
  Logs(argument: _castellan_v1_LogsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_LogLines>;
  Logs(argument: _castellan_v1_LogsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_LogLines>;
  logs(argument: _castellan_v1_LogsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_LogLines>;
  logs(argument: _castellan_v1_LogsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_LogLines>;
  
  MoveHost(argument: _castellan_v1_MoveHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  MoveHost(argument: _castellan_v1_MoveHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  MoveHost(argument: _castellan_v1_MoveHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  MoveHost(argument: _castellan_v1_MoveHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  moveHost(argument: _castellan_v1_MoveHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  moveHost(argument: _castellan_v1_MoveHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  moveHost(argument: _castellan_v1_MoveHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  moveHost(argument: _castellan_v1_MoveHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  Pause(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Pause(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Pause(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Pause(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  pause(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  pause(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  pause(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  pause(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  Plan(argument: _castellan_v1_PlanRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  Plan(argument: _castellan_v1_PlanRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  Plan(argument: _castellan_v1_PlanRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  Plan(argument: _castellan_v1_PlanRequestInput, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  plan(argument: _castellan_v1_PlanRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  plan(argument: _castellan_v1_PlanRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  plan(argument: _castellan_v1_PlanRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  plan(argument: _castellan_v1_PlanRequestInput, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  
  PrepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  PrepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  PrepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  PrepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  prepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  prepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  prepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  prepareUpload(argument: _castellan_v1_PrepareUploadRequestInput, callback: grpc.requestCallback<_castellan_v1_PrepareUploadReply>): grpc.ClientUnaryCall;
  
  Promote(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Promote(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Promote(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Promote(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  promote(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  promote(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  promote(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  promote(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  RebootHosts(argument: _castellan_v1_RebootHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  RebootHosts(argument: _castellan_v1_RebootHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  RebootHosts(argument: _castellan_v1_RebootHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  RebootHosts(argument: _castellan_v1_RebootHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  rebootHosts(argument: _castellan_v1_RebootHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  rebootHosts(argument: _castellan_v1_RebootHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  rebootHosts(argument: _castellan_v1_RebootHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  rebootHosts(argument: _castellan_v1_RebootHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_Reboot>): grpc.ClientUnaryCall;
  
  RemoveCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  RemoveCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  RemoveCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  RemoveCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  removeCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  removeCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  removeCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  removeCertificate(argument: _castellan_v1_RemoveCertificateRequestInput, callback: grpc.requestCallback<_castellan_v1_Certificate>): grpc.ClientUnaryCall;
  
  RemoveHost(argument: _castellan_v1_RemoveHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  RemoveHost(argument: _castellan_v1_RemoveHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  RemoveHost(argument: _castellan_v1_RemoveHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  RemoveHost(argument: _castellan_v1_RemoveHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  removeHost(argument: _castellan_v1_RemoveHostRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  removeHost(argument: _castellan_v1_RemoveHostRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  removeHost(argument: _castellan_v1_RemoveHostRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  removeHost(argument: _castellan_v1_RemoveHostRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  Restart(argument: _castellan_v1_RestartRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Restart(argument: _castellan_v1_RestartRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Restart(argument: _castellan_v1_RestartRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Restart(argument: _castellan_v1_RestartRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  restart(argument: _castellan_v1_RestartRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  restart(argument: _castellan_v1_RestartRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  restart(argument: _castellan_v1_RestartRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  restart(argument: _castellan_v1_RestartRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  Resume(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Resume(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Resume(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Resume(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  resume(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  resume(argument: _castellan_v1_OrderRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  resume(argument: _castellan_v1_OrderRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  resume(argument: _castellan_v1_OrderRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  ResumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ResumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ResumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  ResumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  resumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  resumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  resumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  resumeHosts(argument: _castellan_v1_ResumeHostsRequestInput, callback: grpc.requestCallback<_castellan_v1_ListHostsReply>): grpc.ClientUnaryCall;
  
  Rollback(argument: _castellan_v1_RollbackRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Rollback(argument: _castellan_v1_RollbackRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Rollback(argument: _castellan_v1_RollbackRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Rollback(argument: _castellan_v1_RollbackRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  rollback(argument: _castellan_v1_RollbackRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  rollback(argument: _castellan_v1_RollbackRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  rollback(argument: _castellan_v1_RollbackRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  rollback(argument: _castellan_v1_RollbackRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  Scale(argument: _castellan_v1_ScaleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Scale(argument: _castellan_v1_ScaleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Scale(argument: _castellan_v1_ScaleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Scale(argument: _castellan_v1_ScaleRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  scale(argument: _castellan_v1_ScaleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  scale(argument: _castellan_v1_ScaleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  scale(argument: _castellan_v1_ScaleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  scale(argument: _castellan_v1_ScaleRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  SetAcme(argument: _castellan_v1_SetAcmeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  SetAcme(argument: _castellan_v1_SetAcmeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  SetAcme(argument: _castellan_v1_SetAcmeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  SetAcme(argument: _castellan_v1_SetAcmeRequestInput, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  setAcme(argument: _castellan_v1_SetAcmeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  setAcme(argument: _castellan_v1_SetAcmeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  setAcme(argument: _castellan_v1_SetAcmeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  setAcme(argument: _castellan_v1_SetAcmeRequestInput, callback: grpc.requestCallback<_castellan_v1_AcmeAccount>): grpc.ClientUnaryCall;
  
  SetSecret(argument: _castellan_v1_SetSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  SetSecret(argument: _castellan_v1_SetSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  SetSecret(argument: _castellan_v1_SetSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  SetSecret(argument: _castellan_v1_SetSecretRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  setSecret(argument: _castellan_v1_SetSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  setSecret(argument: _castellan_v1_SetSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  setSecret(argument: _castellan_v1_SetSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  setSecret(argument: _castellan_v1_SetSecretRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  
  ShowPlan(argument: _castellan_v1_ShowPlanRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  ShowPlan(argument: _castellan_v1_ShowPlanRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  ShowPlan(argument: _castellan_v1_ShowPlanRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  ShowPlan(argument: _castellan_v1_ShowPlanRequestInput, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  showPlan(argument: _castellan_v1_ShowPlanRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  showPlan(argument: _castellan_v1_ShowPlanRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  showPlan(argument: _castellan_v1_ShowPlanRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  showPlan(argument: _castellan_v1_ShowPlanRequestInput, callback: grpc.requestCallback<_castellan_v1_DeploymentPlan>): grpc.ClientUnaryCall;
  
  ShowSettings(argument: _castellan_v1_ShowSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ShowSettings(argument: _castellan_v1_ShowSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ShowSettings(argument: _castellan_v1_ShowSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  ShowSettings(argument: _castellan_v1_ShowSettingsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  showSettings(argument: _castellan_v1_ShowSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  showSettings(argument: _castellan_v1_ShowSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  showSettings(argument: _castellan_v1_ShowSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  showSettings(argument: _castellan_v1_ShowSettingsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  
  Start(argument: _castellan_v1_StartRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Start(argument: _castellan_v1_StartRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Start(argument: _castellan_v1_StartRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Start(argument: _castellan_v1_StartRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  start(argument: _castellan_v1_StartRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  start(argument: _castellan_v1_StartRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  start(argument: _castellan_v1_StartRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  start(argument: _castellan_v1_StartRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  Status(argument: _castellan_v1_StatusRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  Status(argument: _castellan_v1_StatusRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  Status(argument: _castellan_v1_StatusRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  Status(argument: _castellan_v1_StatusRequestInput, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  status(argument: _castellan_v1_StatusRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  status(argument: _castellan_v1_StatusRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  status(argument: _castellan_v1_StatusRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  status(argument: _castellan_v1_StatusRequestInput, callback: grpc.requestCallback<_castellan_v1_StatusReply>): grpc.ClientUnaryCall;
  
  Stop(argument: _castellan_v1_StopRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Stop(argument: _castellan_v1_StopRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Stop(argument: _castellan_v1_StopRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  Stop(argument: _castellan_v1_StopRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  stop(argument: _castellan_v1_StopRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  stop(argument: _castellan_v1_StopRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  stop(argument: _castellan_v1_StopRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  stop(argument: _castellan_v1_StopRequestInput, callback: grpc.requestCallback<_castellan_v1_Deployment>): grpc.ClientUnaryCall;
  
  UnsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  UnsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  UnsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  UnsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  unsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  unsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  unsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  unsetSecrets(argument: _castellan_v1_UnsetSecretsRequestInput, callback: grpc.requestCallback<_castellan_v1_SettingsReply>): grpc.ClientUnaryCall;
  
  UpgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  UpgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  UpgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  UpgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  upgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  upgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  upgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  upgradeAgents(argument: _castellan_v1_UpgradeAgentsRequestInput, callback: grpc.requestCallback<_castellan_v1_AgentUpgrade>): grpc.ClientUnaryCall;
  
  Upload(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  Upload(metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  Upload(options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  Upload(callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  upload(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  upload(metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  upload(options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  upload(callback: grpc.requestCallback<_castellan_v1_Version>): grpc.ClientWritableStream<_castellan_v1_UploadPartInput>;
  
  WatchAgentUpgrade(argument: _castellan_v1_WatchAgentUpgradeRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AgentUpgrade>;
  WatchAgentUpgrade(argument: _castellan_v1_WatchAgentUpgradeRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AgentUpgrade>;
  watchAgentUpgrade(argument: _castellan_v1_WatchAgentUpgradeRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AgentUpgrade>;
  watchAgentUpgrade(argument: _castellan_v1_WatchAgentUpgradeRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_AgentUpgrade>;
  
  WatchDeployment(argument: _castellan_v1_WatchDeploymentRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Deployment>;
  WatchDeployment(argument: _castellan_v1_WatchDeploymentRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Deployment>;
  watchDeployment(argument: _castellan_v1_WatchDeploymentRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Deployment>;
  watchDeployment(argument: _castellan_v1_WatchDeploymentRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Deployment>;
  
  WatchFigures(argument: _castellan_v1_WatchFiguresRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FiguresReply>;
  WatchFigures(argument: _castellan_v1_WatchFiguresRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FiguresReply>;
  watchFigures(argument: _castellan_v1_WatchFiguresRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FiguresReply>;
  watchFigures(argument: _castellan_v1_WatchFiguresRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_FiguresReply>;
  
  WatchHosts(argument: _castellan_v1_WatchHostsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_ListHostsReply>;
  WatchHosts(argument: _castellan_v1_WatchHostsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_ListHostsReply>;
  watchHosts(argument: _castellan_v1_WatchHostsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_ListHostsReply>;
  watchHosts(argument: _castellan_v1_WatchHostsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_ListHostsReply>;
  
  WatchReboot(argument: _castellan_v1_WatchRebootRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Reboot>;
  WatchReboot(argument: _castellan_v1_WatchRebootRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Reboot>;
  watchReboot(argument: _castellan_v1_WatchRebootRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Reboot>;
  watchReboot(argument: _castellan_v1_WatchRebootRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_castellan_v1_Reboot>;
  
}

export interface ControlHandlers extends grpc.UntypedServiceImplementation {
  Abort: grpc.handleUnaryCall<_castellan_v1_OrderRequest, _castellan_v1_DeploymentInput>;
  
  AddCertificate: grpc.handleUnaryCall<_castellan_v1_AddCertificateRequest, _castellan_v1_CertificateInput>;
  
  AdoptHosts: grpc.handleUnaryCall<_castellan_v1_AdoptHostsRequest, _castellan_v1_AdoptHostsReplyInput>;
  
  ChangeSettings: grpc.handleUnaryCall<_castellan_v1_ChangeSettingsRequest, _castellan_v1_SettingsReplyInput>;
  
  ClearGhosts: grpc.handleUnaryCall<_castellan_v1_ClearGhostsRequest, _castellan_v1_ListGhostsReplyInput>;
  
  Deploy: grpc.handleUnaryCall<_castellan_v1_DeployRequest, _castellan_v1_DeploymentInput>;
  
  DrainHosts: grpc.handleUnaryCall<_castellan_v1_DrainHostsRequest, _castellan_v1_ListHostsReplyInput>;
  
  ExplainRoute: grpc.handleUnaryCall<_castellan_v1_ExplainRouteRequest, _castellan_v1_ExplainRouteReplyInput>;
  
  LabelHost: grpc.handleUnaryCall<_castellan_v1_LabelHostRequest, _castellan_v1_ListHostsReplyInput>;
  
  ListCertificates: grpc.handleUnaryCall<_castellan_v1_ListCertificatesRequest, _castellan_v1_ListCertificatesReplyInput>;
  
  ListDeployments: grpc.handleUnaryCall<_castellan_v1_ListDeploymentsRequest, _castellan_v1_ListDeploymentsReplyInput>;
  
  ListGhosts: grpc.handleUnaryCall<_castellan_v1_ListGhostsRequest, _castellan_v1_ListGhostsReplyInput>;
  
  ListHosts: grpc.handleUnaryCall<_castellan_v1_ListHostsRequest, _castellan_v1_ListHostsReplyInput>;
  
  ListReleases: grpc.handleUnaryCall<_castellan_v1_ListReleasesRequest, _castellan_v1_ListReleasesReplyInput>;
  
  ListRevisions: grpc.handleUnaryCall<_castellan_v1_ListRevisionsRequest, _castellan_v1_ListRevisionsReplyInput>;
  
  ListRoutes: grpc.handleUnaryCall<_castellan_v1_ListRoutesRequest, _castellan_v1_ListRoutesReplyInput>;
  
  ListSecrets: grpc.handleUnaryCall<_castellan_v1_ListSecretsRequest, _castellan_v1_ListSecretsReplyInput>;
  
  ListVersions: grpc.handleUnaryCall<_castellan_v1_ListVersionsRequest, _castellan_v1_ListVersionsReplyInput>;
  
  Logs: grpc.handleServerStreamingCall<_castellan_v1_LogsRequest, _castellan_v1_LogLinesInput>;
  
  MoveHost: grpc.handleUnaryCall<_castellan_v1_MoveHostRequest, _castellan_v1_ListHostsReplyInput>;
  
  Pause: grpc.handleUnaryCall<_castellan_v1_OrderRequest, _castellan_v1_DeploymentInput>;
  
  Plan: grpc.handleUnaryCall<_castellan_v1_PlanRequest, _castellan_v1_DeploymentPlanInput>;
  
  PrepareUpload: grpc.handleUnaryCall<_castellan_v1_PrepareUploadRequest, _castellan_v1_PrepareUploadReplyInput>;
  
  Promote: grpc.handleUnaryCall<_castellan_v1_OrderRequest, _castellan_v1_DeploymentInput>;
  
  RebootHosts: grpc.handleUnaryCall<_castellan_v1_RebootHostsRequest, _castellan_v1_RebootInput>;
  
  RemoveCertificate: grpc.handleUnaryCall<_castellan_v1_RemoveCertificateRequest, _castellan_v1_CertificateInput>;
  
  RemoveHost: grpc.handleUnaryCall<_castellan_v1_RemoveHostRequest, _castellan_v1_ListHostsReplyInput>;
  
  Restart: grpc.handleUnaryCall<_castellan_v1_RestartRequest, _castellan_v1_DeploymentInput>;
  
  Resume: grpc.handleUnaryCall<_castellan_v1_OrderRequest, _castellan_v1_DeploymentInput>;
  
  ResumeHosts: grpc.handleUnaryCall<_castellan_v1_ResumeHostsRequest, _castellan_v1_ListHostsReplyInput>;
  
  Rollback: grpc.handleUnaryCall<_castellan_v1_RollbackRequest, _castellan_v1_DeploymentInput>;
  
  Scale: grpc.handleUnaryCall<_castellan_v1_ScaleRequest, _castellan_v1_DeploymentInput>;
  
  SetAcme: grpc.handleUnaryCall<_castellan_v1_SetAcmeRequest, _castellan_v1_AcmeAccountInput>;
  
  SetSecret: grpc.handleUnaryCall<_castellan_v1_SetSecretRequest, _castellan_v1_SettingsReplyInput>;
  
  ShowPlan: grpc.handleUnaryCall<_castellan_v1_ShowPlanRequest, _castellan_v1_DeploymentPlanInput>;
  
  ShowSettings: grpc.handleUnaryCall<_castellan_v1_ShowSettingsRequest, _castellan_v1_SettingsReplyInput>;
  
  Start: grpc.handleUnaryCall<_castellan_v1_StartRequest, _castellan_v1_DeploymentInput>;
  
  Status: grpc.handleUnaryCall<_castellan_v1_StatusRequest, _castellan_v1_StatusReplyInput>;
  
  Stop: grpc.handleUnaryCall<_castellan_v1_StopRequest, _castellan_v1_DeploymentInput>;
  
  UnsetSecrets: grpc.handleUnaryCall<_castellan_v1_UnsetSecretsRequest, _castellan_v1_SettingsReplyInput>;
  
  UpgradeAgents: grpc.handleUnaryCall<_castellan_v1_UpgradeAgentsRequest, _castellan_v1_AgentUpgradeInput>;
  
  Upload: grpc.handleClientStreamingCall<_castellan_v1_UploadPart, _castellan_v1_VersionInput>;
  
  WatchAgentUpgrade: grpc.handleServerStreamingCall<_castellan_v1_WatchAgentUpgradeRequest, _castellan_v1_AgentUpgradeInput>;
  
  WatchDeployment: grpc.handleServerStreamingCall<_castellan_v1_WatchDeploymentRequest, _castellan_v1_DeploymentInput>;
  
  WatchFigures: grpc.handleServerStreamingCall<_castellan_v1_WatchFiguresRequest, _castellan_v1_FiguresReplyInput>;
  
  WatchHosts: grpc.handleServerStreamingCall<_castellan_v1_WatchHostsRequest, _castellan_v1_ListHostsReplyInput>;
  
  WatchReboot: grpc.handleServerStreamingCall<_castellan_v1_WatchRebootRequest, _castellan_v1_RebootInput>;
  
}

export interface ControlDefinition extends grpc.ServiceDefinition {
  Abort: MethodDefinition<_castellan_v1_OrderRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_OrderRequest, _castellan_v1_Deployment>
  AddCertificate: MethodDefinition<_castellan_v1_AddCertificateRequestInput, _castellan_v1_CertificateInput, _castellan_v1_AddCertificateRequest, _castellan_v1_Certificate>
  AdoptHosts: MethodDefinition<_castellan_v1_AdoptHostsRequestInput, _castellan_v1_AdoptHostsReplyInput, _castellan_v1_AdoptHostsRequest, _castellan_v1_AdoptHostsReply>
  ChangeSettings: MethodDefinition<_castellan_v1_ChangeSettingsRequestInput, _castellan_v1_SettingsReplyInput, _castellan_v1_ChangeSettingsRequest, _castellan_v1_SettingsReply>
  ClearGhosts: MethodDefinition<_castellan_v1_ClearGhostsRequestInput, _castellan_v1_ListGhostsReplyInput, _castellan_v1_ClearGhostsRequest, _castellan_v1_ListGhostsReply>
  Deploy: MethodDefinition<_castellan_v1_DeployRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_DeployRequest, _castellan_v1_Deployment>
  DrainHosts: MethodDefinition<_castellan_v1_DrainHostsRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_DrainHostsRequest, _castellan_v1_ListHostsReply>
  ExplainRoute: MethodDefinition<_castellan_v1_ExplainRouteRequestInput, _castellan_v1_ExplainRouteReplyInput, _castellan_v1_ExplainRouteRequest, _castellan_v1_ExplainRouteReply>
  LabelHost: MethodDefinition<_castellan_v1_LabelHostRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_LabelHostRequest, _castellan_v1_ListHostsReply>
  ListCertificates: MethodDefinition<_castellan_v1_ListCertificatesRequestInput, _castellan_v1_ListCertificatesReplyInput, _castellan_v1_ListCertificatesRequest, _castellan_v1_ListCertificatesReply>
  ListDeployments: MethodDefinition<_castellan_v1_ListDeploymentsRequestInput, _castellan_v1_ListDeploymentsReplyInput, _castellan_v1_ListDeploymentsRequest, _castellan_v1_ListDeploymentsReply>
  ListGhosts: MethodDefinition<_castellan_v1_ListGhostsRequestInput, _castellan_v1_ListGhostsReplyInput, _castellan_v1_ListGhostsRequest, _castellan_v1_ListGhostsReply>
  ListHosts: MethodDefinition<_castellan_v1_ListHostsRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_ListHostsRequest, _castellan_v1_ListHostsReply>
  ListReleases: MethodDefinition<_castellan_v1_ListReleasesRequestInput, _castellan_v1_ListReleasesReplyInput, _castellan_v1_ListReleasesRequest, _castellan_v1_ListReleasesReply>
  ListRevisions: MethodDefinition<_castellan_v1_ListRevisionsRequestInput, _castellan_v1_ListRevisionsReplyInput, _castellan_v1_ListRevisionsRequest, _castellan_v1_ListRevisionsReply>
  ListRoutes: MethodDefinition<_castellan_v1_ListRoutesRequestInput, _castellan_v1_ListRoutesReplyInput, _castellan_v1_ListRoutesRequest, _castellan_v1_ListRoutesReply>
  ListSecrets: MethodDefinition<_castellan_v1_ListSecretsRequestInput, _castellan_v1_ListSecretsReplyInput, _castellan_v1_ListSecretsRequest, _castellan_v1_ListSecretsReply>
  ListVersions: MethodDefinition<_castellan_v1_ListVersionsRequestInput, _castellan_v1_ListVersionsReplyInput, _castellan_v1_ListVersionsRequest, _castellan_v1_ListVersionsReply>
  Logs: MethodDefinition<_castellan_v1_LogsRequestInput, _castellan_v1_LogLinesInput, _castellan_v1_LogsRequest, _castellan_v1_LogLines>
  MoveHost: MethodDefinition<_castellan_v1_MoveHostRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_MoveHostRequest, _castellan_v1_ListHostsReply>
  Pause: MethodDefinition<_castellan_v1_OrderRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_OrderRequest, _castellan_v1_Deployment>
  Plan: MethodDefinition<_castellan_v1_PlanRequestInput, _castellan_v1_DeploymentPlanInput, _castellan_v1_PlanRequest, _castellan_v1_DeploymentPlan>
  PrepareUpload: MethodDefinition<_castellan_v1_PrepareUploadRequestInput, _castellan_v1_PrepareUploadReplyInput, _castellan_v1_PrepareUploadRequest, _castellan_v1_PrepareUploadReply>
  Promote: MethodDefinition<_castellan_v1_OrderRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_OrderRequest, _castellan_v1_Deployment>
  RebootHosts: MethodDefinition<_castellan_v1_RebootHostsRequestInput, _castellan_v1_RebootInput, _castellan_v1_RebootHostsRequest, _castellan_v1_Reboot>
  RemoveCertificate: MethodDefinition<_castellan_v1_RemoveCertificateRequestInput, _castellan_v1_CertificateInput, _castellan_v1_RemoveCertificateRequest, _castellan_v1_Certificate>
  RemoveHost: MethodDefinition<_castellan_v1_RemoveHostRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_RemoveHostRequest, _castellan_v1_ListHostsReply>
  Restart: MethodDefinition<_castellan_v1_RestartRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_RestartRequest, _castellan_v1_Deployment>
  Resume: MethodDefinition<_castellan_v1_OrderRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_OrderRequest, _castellan_v1_Deployment>
  ResumeHosts: MethodDefinition<_castellan_v1_ResumeHostsRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_ResumeHostsRequest, _castellan_v1_ListHostsReply>
  Rollback: MethodDefinition<_castellan_v1_RollbackRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_RollbackRequest, _castellan_v1_Deployment>
  Scale: MethodDefinition<_castellan_v1_ScaleRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_ScaleRequest, _castellan_v1_Deployment>
  SetAcme: MethodDefinition<_castellan_v1_SetAcmeRequestInput, _castellan_v1_AcmeAccountInput, _castellan_v1_SetAcmeRequest, _castellan_v1_AcmeAccount>
  SetSecret: MethodDefinition<_castellan_v1_SetSecretRequestInput, _castellan_v1_SettingsReplyInput, _castellan_v1_SetSecretRequest, _castellan_v1_SettingsReply>
  ShowPlan: MethodDefinition<_castellan_v1_ShowPlanRequestInput, _castellan_v1_DeploymentPlanInput, _castellan_v1_ShowPlanRequest, _castellan_v1_DeploymentPlan>
  ShowSettings: MethodDefinition<_castellan_v1_ShowSettingsRequestInput, _castellan_v1_SettingsReplyInput, _castellan_v1_ShowSettingsRequest, _castellan_v1_SettingsReply>
  Start: MethodDefinition<_castellan_v1_StartRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_StartRequest, _castellan_v1_Deployment>
  Status: MethodDefinition<_castellan_v1_StatusRequestInput, _castellan_v1_StatusReplyInput, _castellan_v1_StatusRequest, _castellan_v1_StatusReply>
  Stop: MethodDefinition<_castellan_v1_StopRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_StopRequest, _castellan_v1_Deployment>
  UnsetSecrets: MethodDefinition<_castellan_v1_UnsetSecretsRequestInput, _castellan_v1_SettingsReplyInput, _castellan_v1_UnsetSecretsRequest, _castellan_v1_SettingsReply>
  UpgradeAgents: MethodDefinition<_castellan_v1_UpgradeAgentsRequestInput, _castellan_v1_AgentUpgradeInput, _castellan_v1_UpgradeAgentsRequest, _castellan_v1_AgentUpgrade>
  Upload: MethodDefinition<_castellan_v1_UploadPartInput, _castellan_v1_VersionInput, _castellan_v1_UploadPart, _castellan_v1_Version>
  WatchAgentUpgrade: MethodDefinition<_castellan_v1_WatchAgentUpgradeRequestInput, _castellan_v1_AgentUpgradeInput, _castellan_v1_WatchAgentUpgradeRequest, _castellan_v1_AgentUpgrade>
  WatchDeployment: MethodDefinition<_castellan_v1_WatchDeploymentRequestInput, _castellan_v1_DeploymentInput, _castellan_v1_WatchDeploymentRequest, _castellan_v1_Deployment>
  WatchFigures: MethodDefinition<_castellan_v1_WatchFiguresRequestInput, _castellan_v1_FiguresReplyInput, _castellan_v1_WatchFiguresRequest, _castellan_v1_FiguresReply>
  WatchHosts: MethodDefinition<_castellan_v1_WatchHostsRequestInput, _castellan_v1_ListHostsReplyInput, _castellan_v1_WatchHostsRequest, _castellan_v1_ListHostsReply>
  WatchReboot: MethodDefinition<_castellan_v1_WatchRebootRequestInput, _castellan_v1_RebootInput, _castellan_v1_WatchRebootRequest, _castellan_v1_Reboot>
}
