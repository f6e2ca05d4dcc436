import protobuf from 'protobufjs/minimal.js';
const { Reader, Writer, util } = protobuf;
let count = () => {};
export const countTexts = (by) => { count = by; };
const listed = (reader) => { count(); return reader.string(); };
export const services = {
Control: {
PrepareUpload: { request: 'PrepareUploadRequest', response: 'PrepareUploadReply', requestStream: false, responseStream: false },
Upload: { request: 'UploadPart', response: 'Version', requestStream: true, responseStream: false },
ListVersions: { request: 'ListVersionsRequest', response: 'ListVersionsReply', requestStream: false, responseStream: false },
Deploy: { request: 'DeployRequest', response: 'Deployment', requestStream: false, responseStream: false },
Rollback: { request: 'RollbackRequest', response: 'Deployment', requestStream: false, responseStream: false },
Restart: { request: 'RestartRequest', response: 'Deployment', requestStream: false, responseStream: false },
Stop: { request: 'StopRequest', response: 'Deployment', requestStream: false, responseStream: false },
Start: { request: 'StartRequest', response: 'Deployment', requestStream: false, responseStream: false },
Scale: { request: 'ScaleRequest', response: 'Deployment', requestStream: false, responseStream: false },
Plan: { request: 'PlanRequest', response: 'DeploymentPlan', requestStream: false, responseStream: false },
ShowPlan: { request: 'ShowPlanRequest', response: 'DeploymentPlan', requestStream: false, responseStream: false },
ChangeSettings: { request: 'ChangeSettingsRequest', response: 'SettingsReply', requestStream: false, responseStream: false },
ShowSettings: { request: 'ShowSettingsRequest', response: 'SettingsReply', requestStream: false, responseStream: false },
ListRevisions: { request: 'ListRevisionsRequest', response: 'ListRevisionsReply', requestStream: false, responseStream: false },
SetSecret: { request: 'SetSecretRequest', response: 'SettingsReply', requestStream: false, responseStream: false },
UnsetSecrets: { request: 'UnsetSecretsRequest', response: 'SettingsReply', requestStream: false, responseStream: false },
ListSecrets: { request: 'ListSecretsRequest', response: 'ListSecretsReply', requestStream: false, responseStream: false },
ListRoutes: { request: 'ListRoutesRequest', response: 'ListRoutesReply', requestStream: false, responseStream: false },
ExplainRoute: { request: 'ExplainRouteRequest', response: 'ExplainRouteReply', requestStream: false, responseStream: false },
AddCertificate: { request: 'AddCertificateRequest', response: 'Certificate', requestStream: false, responseStream: false },
ListCertificates: { request: 'ListCertificatesRequest', response: 'ListCertificatesReply', requestStream: false, responseStream: false },
RemoveCertificate: { request: 'RemoveCertificateRequest', response: 'Certificate', requestStream: false, responseStream: false },
SetAcme: { request: 'SetAcmeRequest', response: 'AcmeAccount', requestStream: false, responseStream: false },
Pause: { request: 'OrderRequest', response: 'Deployment', requestStream: false, responseStream: false },
Resume: { request: 'OrderRequest', response: 'Deployment', requestStream: false, responseStream: false },
Promote: { request: 'OrderRequest', response: 'Deployment', requestStream: false, responseStream: false },
Abort: { request: 'OrderRequest', response: 'Deployment', requestStream: false, responseStream: false },
ListGhosts: { request: 'ListGhostsRequest', response: 'ListGhostsReply', requestStream: false, responseStream: false },
ClearGhosts: { request: 'ClearGhostsRequest', response: 'ListGhostsReply', requestStream: false, responseStream: false },
WatchDeployment: { request: 'WatchDeploymentRequest', response: 'Deployment', requestStream: false, responseStream: true },
ListDeployments: { request: 'ListDeploymentsRequest', response: 'ListDeploymentsReply', requestStream: false, responseStream: false },
ListReleases: { request: 'ListReleasesRequest', response: 'ListReleasesReply', requestStream: false, responseStream: false },
Status: { request: 'StatusRequest', response: 'StatusReply', requestStream: false, responseStream: false },
ListHosts: { request: 'ListHostsRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
UpgradeAgents: { request: 'UpgradeAgentsRequest', response: 'AgentUpgrade', requestStream: false, responseStream: false },
WatchAgentUpgrade: { request: 'WatchAgentUpgradeRequest', response: 'AgentUpgrade', requestStream: false, responseStream: true },
WatchHosts: { request: 'WatchHostsRequest', response: 'ListHostsReply', requestStream: false, responseStream: true },
LabelHost: { request: 'LabelHostRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
DrainHosts: { request: 'DrainHostsRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
ResumeHosts: { request: 'ResumeHostsRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
RemoveHost: { request: 'RemoveHostRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
MoveHost: { request: 'MoveHostRequest', response: 'ListHostsReply', requestStream: false, responseStream: false },
RebootHosts: { request: 'RebootHostsRequest', response: 'Reboot', requestStream: false, responseStream: false },
WatchReboot: { request: 'WatchRebootRequest', response: 'Reboot', requestStream: false, responseStream: true },
AdoptHosts: { request: 'AdoptHostsRequest', response: 'AdoptHostsReply', requestStream: false, responseStream: false },
WatchFigures: { request: 'WatchFiguresRequest', response: 'FiguresReply', requestStream: false, responseStream: true },
Logs: { request: 'LogsRequest', response: 'LogLines', requestStream: false, responseStream: true },
},
Agents: {
Session: { request: 'HostMessage', response: 'ServerMessage', requestStream: true, responseStream: true },
FetchBundle: { request: 'FetchBundleRequest', response: 'FetchPart', requestStream: false, responseStream: true },
ShipLogs: { request: 'LogBlock', response: 'LogAck', requestStream: true, responseStream: true },
FetchSecrets: { request: 'FetchSecretsRequest', response: 'FetchSecretsReply', requestStream: false, responseStream: false },
Renew: { request: 'RenewRequest', response: 'Renewal', requestStream: false, responseStream: false },
FetchCertificate: { request: 'FetchCertificateRequest', response: 'FetchCertificateReply', requestStream: false, responseStream: false },
},
Identities: {
WhoAmI: { request: 'WhoAmIRequest', response: 'WhoAmIReply', requestStream: false, responseStream: false },
InviteHost: { request: 'InviteHostRequest', response: 'Invitation', requestStream: false, responseStream: false },
RevokeHost: { request: 'RevokeHostRequest', response: 'RevokeReply', requestStream: false, responseStream: false },
InviteOperator: { request: 'InviteOperatorRequest', response: 'Invitation', requestStream: false, responseStream: false },
AddPipeline: { request: 'AddPipelineRequest', response: 'Operator', requestStream: false, responseStream: false },
ChangeOperator: { request: 'ChangeOperatorRequest', response: 'Operator', requestStream: false, responseStream: false },
RemoveOperator: { request: 'RemoveOperatorRequest', response: 'RevokeReply', requestStream: false, responseStream: false },
ListOperators: { request: 'ListOperatorsRequest', response: 'ListOperatorsReply', requestStream: false, responseStream: false },
RenewOperator: { request: 'RenewRequest', response: 'Renewal', requestStream: false, responseStream: false },
ListIdentityCertificates: { request: 'ListIdentityCertificatesRequest', response: 'ListIdentityCertificatesReply', requestStream: false, responseStream: false },
ShowAuthorities: { request: 'ShowAuthoritiesRequest', response: 'Authorities', requestStream: false, responseStream: false },
RotateAuthorities: { request: 'RotateAuthoritiesRequest', response: 'Authorities', requestStream: false, responseStream: false },
ReadAudit: { request: 'ReadAuditRequest', response: 'AuditEntry', requestStream: false, responseStream: true },
VerifyAudit: { request: 'VerifyAuditRequest', response: 'VerifyAuditReply', requestStream: false, responseStream: false },
},
Enrollment: {
Enroll: { request: 'EnrollRequest', response: 'EnrollReply', requestStream: false, responseStream: false },
},
};
export const messages = {
PrepareUploadRequest: { ctor: function () {  } },
PrepareUploadReply: { ctor: function () {  } },
Version: { ctor: function () { this.warnings = []; this.signedBy = []; } },
ListVersionsRequest: { ctor: function () {  } },
ListVersionsReply: { ctor: function () { this.versions = []; } },
DeployRequest: { ctor: function () {  } },
DeploymentPlan: { ctor: function () { this.slots = []; this.steps = []; this.refusals = []; this.warnings = []; this.changes = []; } },
OrderRequest: { ctor: function () {  } },
Ghost: { ctor: function () {  } },
ListGhostsRequest: { ctor: function () {  } },
ListGhostsReply: { ctor: function () { this.ghosts = []; } },
ClearGhostsRequest: { ctor: function () {  } },
RollbackRequest: { ctor: function () {  } },
RestartRequest: { ctor: function () {  } },
StopRequest: { ctor: function () {  } },
StartRequest: { ctor: function () {  } },
ScaleRequest: { ctor: function () { this.replicas = {}; } },
WatchDeploymentRequest: { ctor: function () {  } },
ListDeploymentsRequest: { ctor: function () {  } },
ListDeploymentsReply: { ctor: function () { this.deployments = []; } },
Deployment: { ctor: function () { this.slots = []; this.events = []; this.tasks = []; this.failures = []; this.warnings = []; } },
Transfer: { ctor: function () {  } },
DeploymentTask: { ctor: function () { this.logLines = []; } },
DeploymentEvent: { ctor: function () {  } },
SlotProgress: { ctor: function () {  } },
Failure: { ctor: function () { this.logLines = []; } },
OtherSlots: { ctor: function () {  } },
ExitStatus: { ctor: function () {  } },
Release: { ctor: function () { this.replicas = {}; this.changes = []; } },
SettingsReply: { ctor: function () { this.settings = []; this.changes = []; this.pending = []; } },
ListReleasesRequest: { ctor: function () {  } },
ListReleasesReply: { ctor: function () { this.releases = []; } },
StatusRequest: { ctor: function () {  } },
StatusReply: { ctor: function () { this.apps = []; this.hosts = []; } },
AppStatus: { ctor: function () { this.slots = []; this.troubles = []; } },
SlotStatus: { ctor: function () { this.replicas = []; } },
ReplicaStatus: { ctor: function () { this.ports = {}; } },
Host: { ctor: function () { this.troubles = []; this.routerPorts = []; this.labels = {}; this.apps = []; } },
Draining: { ctor: function () {  } },
HostApp: { ctor: function () {  } },
WatchHostsRequest: { ctor: function () { this.hosts = []; } },
LabelHostRequest: { ctor: function () { this.set = {}; this.unset = []; } },
DrainHostsRequest: { ctor: function () { this.hosts = []; } },
ResumeHostsRequest: { ctor: function () { this.hosts = []; } },
RemoveHostRequest: { ctor: function () {  } },
MoveHostRequest: { ctor: function () {  } },
RebootHostsRequest: { ctor: function () { this.hosts = []; } },
WatchRebootRequest: { ctor: function () {  } },
Reboot: { ctor: function () { this.hosts = []; } },
RebootHost: { ctor: function () {  } },
ListHostsRequest: { ctor: function () {  } },
ListHostsReply: { ctor: function () { this.hosts = []; } },
UpgradeAgentsRequest: { ctor: function () { this.hosts = []; } },
WatchAgentUpgradeRequest: { ctor: function () {  } },
AgentUpgrade: { ctor: function () { this.hosts = []; } },
AgentUpgradeHost: { ctor: function () { this.logLines = []; } },
AdoptHostsRequest: { ctor: function () { this.hosts = []; } },
AdoptHostsReply: { ctor: function () { this.hosts = []; } },
LogsRequest: { ctor: function () { this.hosts = []; this.processes = []; this.replicas = []; this.fields = []; } },
LogField: { ctor: function () {  } },
LogLines: { ctor: function () { this.lines = []; } },
LogSearchStopped: { ctor: function () {  } },
LogLine: { ctor: function () {  } },
WatchFiguresRequest: { ctor: function () {  } },
FiguresReply: { ctor: function () { this.routes = []; } },
RouteRates: { ctor: function () { this.status = []; } },
CertificateRef: { ctor: function () { this.hosts = []; } },
FetchCertificateRequest: { ctor: function () {  } },
FetchCertificateReply: { ctor: function () {  } },
Challenges: { ctor: function () { this.answers = {}; } },
Certificate: { ctor: function () { this.hosts = []; this.usedBy = []; this.troubles = []; } },
AddCertificateRequest: { ctor: function () {  } },
ListCertificatesRequest: { ctor: function () {  } },
ListCertificatesReply: { ctor: function () { this.certificates = []; this.accounts = []; } },
RemoveCertificateRequest: { ctor: function () {  } },
SetAcmeRequest: { ctor: function () {  } },
AcmeAccount: { ctor: function () {  } },
PlanRequest: { ctor: function () { this.set = []; this.unset = []; } },
ShowPlanRequest: { ctor: function () {  } },
PlannedSlot: { ctor: function () {  } },
Setting: { ctor: function () {  } },
SettingDifference: { ctor: function () {  } },
SettingPair: { ctor: function () {  } },
ChangeSettingsRequest: { ctor: function () { this.set = []; this.unset = []; } },
ShowSettingsRequest: { ctor: function () {  } },
ListRevisionsRequest: { ctor: function () {  } },
ListRevisionsReply: { ctor: function () { this.revisions = []; } },
SettingsRevision: { ctor: function () { this.changes = []; } },
SetSecretRequest: { ctor: function () {  } },
UnsetSecretsRequest: { ctor: function () { this.names = []; } },
ListSecretsRequest: { ctor: function () {  } },
ListSecretsReply: { ctor: function () { this.secrets = []; } },
SecretVersion: { ctor: function () {  } },
FetchSecretsRequest: { ctor: function () { this.secrets = {}; } },
FetchSecretsReply: { ctor: function () { this.values = {}; } },
ListRoutesRequest: { ctor: function () {  } },
ListRoutesReply: { ctor: function () { this.routes = []; } },
RouteView: { ctor: function () { this.rules = []; this.hosts = []; } },
RouteOnHost: { ctor: function () { this.replicas = []; } },
ExplainRouteRequest: { ctor: function () {  } },
ExplainRouteReply: { ctor: function () { this.fits = []; this.nearest = []; } },
FittingRoute: { ctor: function () {  } },
Commit: { ctor: function () {  } },
UploadOpen: { ctor: function () {  } },
BundleSignature: { ctor: function () {  } },
UploadPart: { ctor: function () {  } },
FetchPart: { ctor: function () {  } },
FetchEncoding: { ctor: function () {  } },
HostMessage: { ctor: function () {  } },
ServerMessage: { ctor: function () {  } },
Hello: { ctor: function () { this.routerPorts = []; this.abilities = []; } },
Welcome: { ctor: function () {  } },
Heartbeat: { ctor: function () {  } },
Assignment: { ctor: function () { this.slots = []; this.stage = []; this.prospects = []; this.tasks = []; this.certificates = []; this.processes = []; } },
TaskWish: { ctor: function () {  } },
TaskReport: { ctor: function () { this.logLines = []; } },
Preflight: { ctor: function () { this.refusals = []; } },
RouteFigures: { ctor: function () { this.status = []; this.latency = []; } },
ReleaseFigures: { ctor: function () { this.latency = []; } },
RebootWish: { ctor: function () {  } },
AgentWish: { ctor: function () {  } },
BundleRef: { ctor: function () { this.signatures = []; } },
SlotWish: { ctor: function () {  } },
WarmWish: { ctor: function () {  } },
Report: { ctor: function () { this.slots = []; this.staged = []; this.refusals = []; this.troubles = []; this.preflights = []; this.tasks = []; this.figures = []; this.challenges = []; this.routes = []; } },
RebootReport: { ctor: function () {  } },
AgentReport: { ctor: function () { this.logLines = []; } },
StagedBundle: { ctor: function () {  } },
SlotReport: { ctor: function () { this.replicas = []; } },
FetchBundleRequest: { ctor: function () { this.have = []; } },
LogBlock: { ctor: function () { this.marks = []; } },
LogMark: { ctor: function () {  } },
LogAck: { ctor: function () {  } },
Scope: { ctor: function () {  } },
Operator: { ctor: function () { this.scopes = []; this.certificates = []; } },
Pipeline: { ctor: function () { this.claims = []; } },
Claim: { ctor: function () { this.values = []; } },
IdentityCertificate: { ctor: function () {  } },
WhoAmIRequest: { ctor: function () {  } },
WhoAmIReply: { ctor: function () {  } },
InviteHostRequest: { ctor: function () {  } },
InviteOperatorRequest: { ctor: function () { this.scopes = []; } },
AddPipelineRequest: { ctor: function () { this.scopes = []; this.claims = []; } },
Invitation: { ctor: function () {  } },
RevokeHostRequest: { ctor: function () {  } },
RevokeReply: { ctor: function () { this.fingerprints = []; } },
ChangeOperatorRequest: { ctor: function () { this.scopes = []; } },
RemoveOperatorRequest: { ctor: function () {  } },
ListOperatorsRequest: { ctor: function () {  } },
ListOperatorsReply: { ctor: function () { this.operators = []; } },
RenewRequest: { ctor: function () { this.trusted = []; } },
Renewal: { ctor: function () {  } },
ListIdentityCertificatesRequest: { ctor: function () {  } },
ListIdentityCertificatesReply: { ctor: function () { this.certificates = []; } },
ShowAuthoritiesRequest: { ctor: function () {  } },
Authorities: { ctor: function () { this.authorities = []; this.waiting = []; } },
Authority: { ctor: function () {  } },
RotateAuthoritiesRequest: { ctor: function () {  } },
ReadAuditRequest: { ctor: function () {  } },
AuditEntry: { ctor: function () {  } },
VerifyAuditRequest: { ctor: function () {  } },
VerifyAuditReply: { ctor: function () {  } },
EnrollRequest: { ctor: function () {  } },
EnrollToken: { ctor: function () {  } },
EnrollReply: { ctor: function () {  } },
};
{
const types = [null, null, null, null];
Object.assign(messages.PrepareUploadRequest, {
encode: function PrepareUploadRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256"))
  w.uint32(26).string(m.sha256)
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length"))
  w.uint32(32).int64(m.length)
  return w
},
decode: function PrepareUploadRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  m.sha256=r.string()
  break
  }
  case 4: {
  m.length=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function PrepareUploadRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.PrepareUploadRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.sha256!=null){
  m.sha256=String(d.sha256)
  }
  if(d.length!=null){
  if(util.Long)
  m.length=util.Long.fromValue(d.length,false)
  else if(typeof d.length==="string")
  m.length=parseInt(d.length,10)
  else if(typeof d.length==="number")
  m.length=d.length
  else if(typeof d.length==="object")
  m.length=new util.LongBits(d.length.low>>>0,d.length.high>>>0).toNumber()
  }
  return m
},
toObject: function PrepareUploadRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.version=""
  d.sha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.length=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.length=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256")){
  d.sha256=m.sha256
  }
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.length=typeof m.length==="number"?BigInt(m.length):util.Long.fromBits(m.length.low>>>0,m.length.high>>>0,false).toBigInt()
  else if(typeof m.length==="number")
  d.length=o.longs===String?String(m.length):m.length
  else
  d.length=o.longs===String?util.Long.prototype.toString.call(m.length):o.longs===Number?new util.LongBits(m.length.low>>>0,m.length.high>>>0).toNumber():m.length
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.PrepareUploadReply, {
encode: function PrepareUploadReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(8).int64(m.offset)
  return w
},
decode: function PrepareUploadReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.offset=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function PrepareUploadReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.PrepareUploadReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  return m
},
toObject: function PrepareUploadReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null];
Object.assign(messages.Version, {
encode: function Version$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  w.uint32(26).string(m.bundle)
  if(m.packedBytes!=null&&Object.hasOwnProperty.call(m,"packedBytes"))
  w.uint32(32).int64(m.packedBytes)
  if(m.unpackedBytes!=null&&Object.hasOwnProperty.call(m,"unpackedBytes"))
  w.uint32(40).int64(m.unpackedBytes)
  if(m.files!=null&&Object.hasOwnProperty.call(m,"files"))
  w.uint32(48).int32(m.files)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(56).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(66).string(m.createdBy)
  if(m.existed!=null&&Object.hasOwnProperty.call(m,"existed"))
  w.uint32(72).bool(m.existed)
  if(m.warnings!=null&&m.warnings.length){
  for(var i=0;i<m.warnings.length;++i)
  w.uint32(82).string(m.warnings[i])
  }
  if(m.signedBy!=null&&m.signedBy.length){
  for(var i=0;i<m.signedBy.length;++i)
  w.uint32(90).string(m.signedBy[i])
  }
  return w
},
decode: function Version$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.bundle=r.string()
  break
  }
  case 4: {
  m.packedBytes=r.int64()
  break
  }
  case 5: {
  m.unpackedBytes=r.int64()
  break
  }
  case 6: {
  m.files=r.int32()
  break
  }
  case 7: {
  m.createdMs=r.int64()
  break
  }
  case 8: {
  m.createdBy=r.string()
  break
  }
  case 9: {
  m.existed=r.bool()
  break
  }
  case 10: {
  if(!(m.warnings&&m.warnings.length))
  m.warnings=[]
  m.warnings.push(listed(r))
  break
  }
  case 11: {
  if(!(m.signedBy&&m.signedBy.length))
  m.signedBy=[]
  m.signedBy.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Version$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Version: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.bundle!=null){
  m.bundle=String(d.bundle)
  }
  if(d.packedBytes!=null){
  if(util.Long)
  m.packedBytes=util.Long.fromValue(d.packedBytes,false)
  else if(typeof d.packedBytes==="string")
  m.packedBytes=parseInt(d.packedBytes,10)
  else if(typeof d.packedBytes==="number")
  m.packedBytes=d.packedBytes
  else if(typeof d.packedBytes==="object")
  m.packedBytes=new util.LongBits(d.packedBytes.low>>>0,d.packedBytes.high>>>0).toNumber()
  }
  if(d.unpackedBytes!=null){
  if(util.Long)
  m.unpackedBytes=util.Long.fromValue(d.unpackedBytes,false)
  else if(typeof d.unpackedBytes==="string")
  m.unpackedBytes=parseInt(d.unpackedBytes,10)
  else if(typeof d.unpackedBytes==="number")
  m.unpackedBytes=d.unpackedBytes
  else if(typeof d.unpackedBytes==="object")
  m.unpackedBytes=new util.LongBits(d.unpackedBytes.low>>>0,d.unpackedBytes.high>>>0).toNumber()
  }
  if(d.files!=null){
  m.files=d.files|0
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.existed!=null){
  m.existed=Boolean(d.existed)
  }
  if(d.warnings){
  if(!Array.isArray(d.warnings))
  throw TypeError(".castellan.v1.Version.warnings: array expected")
  m.warnings=[]
  for(var i=0;i<d.warnings.length;++i){
  m.warnings[i]=String(d.warnings[i])
  }
  }
  if(d.signedBy){
  if(!Array.isArray(d.signedBy))
  throw TypeError(".castellan.v1.Version.signedBy: array expected")
  m.signedBy=[]
  for(var i=0;i<d.signedBy.length;++i){
  m.signedBy[i]=String(d.signedBy[i])
  }
  }
  return m
},
toObject: function Version$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.warnings=[]
  d.signedBy=[]
  }
  if(o.defaults){
  d.app=""
  d.name=""
  d.bundle=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.packedBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.packedBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.unpackedBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.unpackedBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.files=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.existed=false
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=m.bundle
  }
  if(m.packedBytes!=null&&Object.hasOwnProperty.call(m,"packedBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.packedBytes=typeof m.packedBytes==="number"?BigInt(m.packedBytes):util.Long.fromBits(m.packedBytes.low>>>0,m.packedBytes.high>>>0,false).toBigInt()
  else if(typeof m.packedBytes==="number")
  d.packedBytes=o.longs===String?String(m.packedBytes):m.packedBytes
  else
  d.packedBytes=o.longs===String?util.Long.prototype.toString.call(m.packedBytes):o.longs===Number?new util.LongBits(m.packedBytes.low>>>0,m.packedBytes.high>>>0).toNumber():m.packedBytes
  }
  if(m.unpackedBytes!=null&&Object.hasOwnProperty.call(m,"unpackedBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.unpackedBytes=typeof m.unpackedBytes==="number"?BigInt(m.unpackedBytes):util.Long.fromBits(m.unpackedBytes.low>>>0,m.unpackedBytes.high>>>0,false).toBigInt()
  else if(typeof m.unpackedBytes==="number")
  d.unpackedBytes=o.longs===String?String(m.unpackedBytes):m.unpackedBytes
  else
  d.unpackedBytes=o.longs===String?util.Long.prototype.toString.call(m.unpackedBytes):o.longs===Number?new util.LongBits(m.unpackedBytes.low>>>0,m.unpackedBytes.high>>>0).toNumber():m.unpackedBytes
  }
  if(m.files!=null&&Object.hasOwnProperty.call(m,"files")){
  d.files=m.files
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.existed!=null&&Object.hasOwnProperty.call(m,"existed")){
  d.existed=m.existed
  }
  if(m.warnings&&m.warnings.length){
  d.warnings=[]
  for(var j=0;j<m.warnings.length;++j){
  d.warnings[j]=m.warnings[j]
  }
  }
  if(m.signedBy&&m.signedBy.length){
  d.signedBy=[]
  for(var j=0;j<m.signedBy.length;++j){
  d.signedBy[j]=m.signedBy[j]
  }
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.ListVersionsRequest, {
encode: function ListVersionsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(16).int32(m.limit)
  return w
},
decode: function ListVersionsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListVersionsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListVersionsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ListVersionsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.limit=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [messages.Version, null];
Object.assign(messages.ListVersionsReply, {
encode: function ListVersionsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.versions!=null&&m.versions.length){
  for(var i=0;i<m.versions.length;++i)
  types[0].encode(m.versions[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListVersionsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.versions&&m.versions.length))
  m.versions=[]
  m.versions.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListVersionsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListVersionsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.versions){
  if(!Array.isArray(d.versions))
  throw TypeError(".castellan.v1.ListVersionsReply.versions: array expected")
  m.versions=[]
  for(var i=0;i<d.versions.length;++i){
  if(!util.isObject(d.versions[i]))
  throw TypeError(".castellan.v1.ListVersionsReply.versions: object expected")
  m.versions[i]=types[0].fromObject(d.versions[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListVersionsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.versions=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.versions&&m.versions.length){
  d.versions=[]
  for(var j=0;j<m.versions.length;++j){
  d.versions[j]=types[0].toObject(m.versions[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null];
Object.assign(messages.DeployRequest, {
encode: function DeployRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(34).string(m.requestId)
  if(m.noSupersede!=null&&Object.hasOwnProperty.call(m,"noSupersede"))
  w.uint32(40).bool(m.noSupersede)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(48).bool(m.force)
  if(m.plan!=null&&Object.hasOwnProperty.call(m,"plan"))
  w.uint32(58).string(m.plan)
  return w
},
decode: function DeployRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  case 4: {
  m.requestId=r.string()
  break
  }
  case 5: {
  m.noSupersede=r.bool()
  break
  }
  case 6: {
  m.force=r.bool()
  break
  }
  case 7: {
  m.plan=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function DeployRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.DeployRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  if(d.noSupersede!=null){
  m.noSupersede=Boolean(d.noSupersede)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  if(d.plan!=null){
  m.plan=String(d.plan)
  }
  return m
},
toObject: function DeployRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.version=""
  d.environment=""
  d.requestId=""
  d.noSupersede=false
  d.force=false
  d.plan=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  if(m.noSupersede!=null&&Object.hasOwnProperty.call(m,"noSupersede")){
  d.noSupersede=m.noSupersede
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  if(m.plan!=null&&Object.hasOwnProperty.call(m,"plan")){
  d.plan=m.plan
  }
  return d
},
});
}
{
const types = [null, null, null, messages.Release, messages.Release, messages.PlannedSlot, null, null, null, null, messages.SettingDifference, null];
Object.assign(messages.DeploymentPlan, {
encode: function DeploymentPlan$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id"))
  w.uint32(10).string(m.id)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(18).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to"))
  types[3].encode(m.to,w.uint32(34).fork(),q+1).ldelim()
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from"))
  types[4].encode(m.from,w.uint32(42).fork(),q+1).ldelim()
  if(m.slots!=null&&m.slots.length){
  for(var i=0;i<m.slots.length;++i)
  types[5].encode(m.slots[i],w.uint32(50).fork(),q+1).ldelim()
  }
  if(m.strategy!=null&&Object.hasOwnProperty.call(m,"strategy"))
  w.uint32(58).string(m.strategy)
  if(m.steps!=null&&m.steps.length){
  for(var i=0;i<m.steps.length;++i)
  w.uint32(66).string(m.steps[i])
  }
  if(m.refusals!=null&&m.refusals.length){
  for(var i=0;i<m.refusals.length;++i)
  w.uint32(74).string(m.refusals[i])
  }
  if(m.warnings!=null&&m.warnings.length){
  for(var i=0;i<m.warnings.length;++i)
  w.uint32(82).string(m.warnings[i])
  }
  if(m.changes!=null&&m.changes.length){
  for(var i=0;i<m.changes.length;++i)
  types[10].encode(m.changes[i],w.uint32(90).fork(),q+1).ldelim()
  }
  if(m.expiresMs!=null&&Object.hasOwnProperty.call(m,"expiresMs"))
  w.uint32(96).int64(m.expiresMs)
  return w
},
decode: function DeploymentPlan$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.id=r.string()
  break
  }
  case 2: {
  m.app=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  case 4: {
  m.to=types[3].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 5: {
  m.from=types[4].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 6: {
  if(!(m.slots&&m.slots.length))
  m.slots=[]
  m.slots.push(types[5].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 7: {
  m.strategy=r.string()
  break
  }
  case 8: {
  if(!(m.steps&&m.steps.length))
  m.steps=[]
  m.steps.push(listed(r))
  break
  }
  case 9: {
  if(!(m.refusals&&m.refusals.length))
  m.refusals=[]
  m.refusals.push(listed(r))
  break
  }
  case 10: {
  if(!(m.warnings&&m.warnings.length))
  m.warnings=[]
  m.warnings.push(listed(r))
  break
  }
  case 11: {
  if(!(m.changes&&m.changes.length))
  m.changes=[]
  m.changes.push(types[10].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 12: {
  m.expiresMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function DeploymentPlan$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.DeploymentPlan: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.id!=null){
  m.id=String(d.id)
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.to!=null){
  if(!util.isObject(d.to))
  throw TypeError(".castellan.v1.DeploymentPlan.to: object expected")
  m.to=types[3].fromObject(d.to,n+1)
  }
  if(d.from!=null){
  if(!util.isObject(d.from))
  throw TypeError(".castellan.v1.DeploymentPlan.from: object expected")
  m.from=types[4].fromObject(d.from,n+1)
  }
  if(d.slots){
  if(!Array.isArray(d.slots))
  throw TypeError(".castellan.v1.DeploymentPlan.slots: array expected")
  m.slots=[]
  for(var i=0;i<d.slots.length;++i){
  if(!util.isObject(d.slots[i]))
  throw TypeError(".castellan.v1.DeploymentPlan.slots: object expected")
  m.slots[i]=types[5].fromObject(d.slots[i],n+1)
  }
  }
  if(d.strategy!=null){
  m.strategy=String(d.strategy)
  }
  if(d.steps){
  if(!Array.isArray(d.steps))
  throw TypeError(".castellan.v1.DeploymentPlan.steps: array expected")
  m.steps=[]
  for(var i=0;i<d.steps.length;++i){
  m.steps[i]=String(d.steps[i])
  }
  }
  if(d.refusals){
  if(!Array.isArray(d.refusals))
  throw TypeError(".castellan.v1.DeploymentPlan.refusals: array expected")
  m.refusals=[]
  for(var i=0;i<d.refusals.length;++i){
  m.refusals[i]=String(d.refusals[i])
  }
  }
  if(d.warnings){
  if(!Array.isArray(d.warnings))
  throw TypeError(".castellan.v1.DeploymentPlan.warnings: array expected")
  m.warnings=[]
  for(var i=0;i<d.warnings.length;++i){
  m.warnings[i]=String(d.warnings[i])
  }
  }
  if(d.changes){
  if(!Array.isArray(d.changes))
  throw TypeError(".castellan.v1.DeploymentPlan.changes: array expected")
  m.changes=[]
  for(var i=0;i<d.changes.length;++i){
  if(!util.isObject(d.changes[i]))
  throw TypeError(".castellan.v1.DeploymentPlan.changes: object expected")
  m.changes[i]=types[10].fromObject(d.changes[i],n+1)
  }
  }
  if(d.expiresMs!=null){
  if(util.Long)
  m.expiresMs=util.Long.fromValue(d.expiresMs,false)
  else if(typeof d.expiresMs==="string")
  m.expiresMs=parseInt(d.expiresMs,10)
  else if(typeof d.expiresMs==="number")
  m.expiresMs=d.expiresMs
  else if(typeof d.expiresMs==="object")
  m.expiresMs=new util.LongBits(d.expiresMs.low>>>0,d.expiresMs.high>>>0).toNumber()
  }
  return m
},
toObject: function DeploymentPlan$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.slots=[]
  d.steps=[]
  d.refusals=[]
  d.warnings=[]
  d.changes=[]
  }
  if(o.defaults){
  d.id=""
  d.app=""
  d.environment=""
  d.to=null
  d.from=null
  d.strategy=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.expiresMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.expiresMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id")){
  d.id=m.id
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to")){
  d.to=types[3].toObject(m.to,o,q+1)
  }
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from")){
  d.from=types[4].toObject(m.from,o,q+1)
  }
  if(m.slots&&m.slots.length){
  d.slots=[]
  for(var j=0;j<m.slots.length;++j){
  d.slots[j]=types[5].toObject(m.slots[j],o,q+1)
  }
  }
  if(m.strategy!=null&&Object.hasOwnProperty.call(m,"strategy")){
  d.strategy=m.strategy
  }
  if(m.steps&&m.steps.length){
  d.steps=[]
  for(var j=0;j<m.steps.length;++j){
  d.steps[j]=m.steps[j]
  }
  }
  if(m.refusals&&m.refusals.length){
  d.refusals=[]
  for(var j=0;j<m.refusals.length;++j){
  d.refusals[j]=m.refusals[j]
  }
  }
  if(m.warnings&&m.warnings.length){
  d.warnings=[]
  for(var j=0;j<m.warnings.length;++j){
  d.warnings[j]=m.warnings[j]
  }
  }
  if(m.changes&&m.changes.length){
  d.changes=[]
  for(var j=0;j<m.changes.length;++j){
  d.changes[j]=types[10].toObject(m.changes[j],o,q+1)
  }
  }
  if(m.expiresMs!=null&&Object.hasOwnProperty.call(m,"expiresMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.expiresMs=typeof m.expiresMs==="number"?BigInt(m.expiresMs):util.Long.fromBits(m.expiresMs.low>>>0,m.expiresMs.high>>>0,false).toBigInt()
  else if(typeof m.expiresMs==="number")
  d.expiresMs=o.longs===String?String(m.expiresMs):m.expiresMs
  else
  d.expiresMs=o.longs===String?util.Long.prototype.toString.call(m.expiresMs):o.longs===Number?new util.LongBits(m.expiresMs.low>>>0,m.expiresMs.high>>>0).toNumber():m.expiresMs
  }
  return d
},
});
}
{
const types = [null, null, null, null, null];
Object.assign(messages.OrderRequest, {
encode: function OrderRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int32(m.number)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(18).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  if(m.noRollback!=null&&Object.hasOwnProperty.call(m,"noRollback"))
  w.uint32(32).bool(m.noRollback)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(42).string(m.requestId)
  return w
},
decode: function OrderRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int32()
  break
  }
  case 2: {
  m.app=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  case 4: {
  m.noRollback=r.bool()
  break
  }
  case 5: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function OrderRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.OrderRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  m.number=d.number|0
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.noRollback!=null){
  m.noRollback=Boolean(d.noRollback)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function OrderRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.number=0
  d.app=""
  d.environment=""
  d.noRollback=false
  d.requestId=""
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  d.number=m.number
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.noRollback!=null&&Object.hasOwnProperty.call(m,"noRollback")){
  d.noRollback=m.noRollback
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.Ghost, {
encode: function Ghost$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(34).string(m.reason)
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(40).int32(m.deployment)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(48).int64(m.createdMs)
  return w
},
decode: function Ghost$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  case 4: {
  m.reason=r.string()
  break
  }
  case 5: {
  m.deployment=r.int32()
  break
  }
  case 6: {
  m.createdMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Ghost$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Ghost: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  return m
},
toObject: function Ghost$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.version=""
  d.reason=""
  d.deployment=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ListGhostsRequest, {
encode: function ListGhostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(24).int32(m.limit)
  return w
},
decode: function ListGhostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListGhostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListGhostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ListGhostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.limit=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [messages.Ghost, null];
Object.assign(messages.ListGhostsReply, {
encode: function ListGhostsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.ghosts!=null&&m.ghosts.length){
  for(var i=0;i<m.ghosts.length;++i)
  types[0].encode(m.ghosts[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListGhostsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.ghosts&&m.ghosts.length))
  m.ghosts=[]
  m.ghosts.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListGhostsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListGhostsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.ghosts){
  if(!Array.isArray(d.ghosts))
  throw TypeError(".castellan.v1.ListGhostsReply.ghosts: array expected")
  m.ghosts=[]
  for(var i=0;i<d.ghosts.length;++i){
  if(!util.isObject(d.ghosts[i]))
  throw TypeError(".castellan.v1.ListGhostsReply.ghosts: object expected")
  m.ghosts[i]=types[0].fromObject(d.ghosts[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListGhostsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.ghosts=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.ghosts&&m.ghosts.length){
  d.ghosts=[]
  for(var j=0;j<m.ghosts.length;++j){
  d.ghosts[j]=types[0].toObject(m.ghosts[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ClearGhostsRequest, {
encode: function ClearGhostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  return w
},
decode: function ClearGhostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ClearGhostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ClearGhostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  return m
},
toObject: function ClearGhostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.version=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  return d
},
});
}
{
const types = [null, null, null, null, null];
Object.assign(messages.RollbackRequest, {
encode: function RollbackRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(24).int32(m.release)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(34).string(m.requestId)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(40).bool(m.force)
  return w
},
decode: function RollbackRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.release=r.int32()
  break
  }
  case 4: {
  m.requestId=r.string()
  break
  }
  case 5: {
  m.force=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RollbackRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RollbackRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  return m
},
toObject: function RollbackRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.release=0
  d.requestId=""
  d.force=false
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.RestartRequest, {
encode: function RestartRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(26).string(m.requestId)
  return w
},
decode: function RestartRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RestartRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RestartRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function RestartRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.StopRequest, {
encode: function StopRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(26).string(m.requestId)
  return w
},
decode: function StopRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function StopRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.StopRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function StopRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.StartRequest, {
encode: function StartRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(26).string(m.requestId)
  return w
},
decode: function StartRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function StartRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.StartRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function StartRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.ScaleRequest, {
encode: function ScaleRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.replicas!=null&&Object.hasOwnProperty.call(m,"replicas")){
  for(var ks=Object.keys(m.replicas),i=0;i<ks.length;++i){
  w.uint32(26).fork().uint32(10).string(ks[i])
  .uint32(16).int32(m.replicas[ks[i]]).ldelim()
  }
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(34).string(m.requestId)
  return w
},
decode: function ScaleRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  if(m.replicas===util.emptyObject)
  m.replicas={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=0
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.int32()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.replicas,k)
  m.replicas[k]=value
  break
  }
  case 4: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ScaleRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ScaleRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.replicas){
  if(!util.isObject(d.replicas))
  throw TypeError(".castellan.v1.ScaleRequest.replicas: object expected")
  m.replicas={}
  for(var ks=Object.keys(d.replicas),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.replicas,ks[i])
  m.replicas[ks[i]]=d.replicas[ks[i]]|0
  }
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function ScaleRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.objects||o.defaults){
  d.replicas={}
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  var ks2
  if(m.replicas&&(ks2=Object.keys(m.replicas)).length){
  d.replicas={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.replicas,ks2[j])
  d.replicas[ks2[j]]=m.replicas[ks2[j]]
  }
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.WatchDeploymentRequest, {
encode: function WatchDeploymentRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int32(m.number)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(18).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  return w
},
decode: function WatchDeploymentRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int32()
  break
  }
  case 2: {
  m.app=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WatchDeploymentRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WatchDeploymentRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  m.number=d.number|0
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function WatchDeploymentRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.number=0
  d.app=""
  d.environment=""
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  d.number=m.number
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ListDeploymentsRequest, {
encode: function ListDeploymentsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(24).int32(m.limit)
  return w
},
decode: function ListDeploymentsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListDeploymentsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListDeploymentsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ListDeploymentsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.limit=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [messages.Deployment, null];
Object.assign(messages.ListDeploymentsReply, {
encode: function ListDeploymentsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.deployments!=null&&m.deployments.length){
  for(var i=0;i<m.deployments.length;++i)
  types[0].encode(m.deployments[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListDeploymentsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.deployments&&m.deployments.length))
  m.deployments=[]
  m.deployments.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListDeploymentsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListDeploymentsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.deployments){
  if(!Array.isArray(d.deployments))
  throw TypeError(".castellan.v1.ListDeploymentsReply.deployments: array expected")
  m.deployments=[]
  for(var i=0;i<d.deployments.length;++i){
  if(!util.isObject(d.deployments[i]))
  throw TypeError(".castellan.v1.ListDeploymentsReply.deployments: object expected")
  m.deployments[i]=types[0].fromObject(d.deployments[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListDeploymentsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.deployments=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.deployments&&m.deployments.length){
  d.deployments=[]
  for(var j=0;j<m.deployments.length;++j){
  d.deployments[j]=types[0].toObject(m.deployments[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [null, null, null, null, messages.Release, messages.Release, { values: {"0":"STAGING","1":"MOVING","2":"BAKING","3":"TURNING_BACK","4":"SETTLED","5":"HOOK","6":"HOLDING"} }, { values: {"0":"PENDING","1":"DONE","2":"ROLLED_BACK","3":"FAILED","4":"REFUSED","5":"SUPERSEDED"} }, null, null, null, null, null, null, messages.SlotProgress, messages.Failure, messages.DeploymentEvent, null, null, null, messages.DeploymentTask, null, messages.Failure, null, messages.Transfer, null, null];
Object.assign(messages.Deployment, {
encode: function Deployment$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int32(m.number)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(18).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(34).string(m.kind)
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to"))
  types[4].encode(m.to,w.uint32(42).fork(),q+1).ldelim()
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from"))
  types[5].encode(m.from,w.uint32(50).fork(),q+1).ldelim()
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase"))
  w.uint32(56).int32(m.phase)
  if(m.outcome!=null&&Object.hasOwnProperty.call(m,"outcome"))
  w.uint32(64).int32(m.outcome)
  if(m.step!=null&&Object.hasOwnProperty.call(m,"step"))
  w.uint32(72).int32(m.step)
  if(m.steps!=null&&Object.hasOwnProperty.call(m,"steps"))
  w.uint32(80).int32(m.steps)
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs"))
  w.uint32(88).int64(m.untilMs)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(96).int64(m.createdMs)
  if(m.settledMs!=null&&Object.hasOwnProperty.call(m,"settledMs"))
  w.uint32(104).int64(m.settledMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(114).string(m.createdBy)
  if(m.slots!=null&&m.slots.length){
  for(var i=0;i<m.slots.length;++i)
  types[14].encode(m.slots[i],w.uint32(122).fork(),q+1).ldelim()
  }
  if(m.failure!=null&&Object.hasOwnProperty.call(m,"failure"))
  types[15].encode(m.failure,w.uint32(130).fork(),q+1).ldelim()
  if(m.events!=null&&m.events.length){
  for(var i=0;i<m.events.length;++i)
  types[16].encode(m.events[i],w.uint32(138).fork(),q+1).ldelim()
  }
  if(m.supersededBy!=null&&Object.hasOwnProperty.call(m,"supersededBy"))
  w.uint32(144).int32(m.supersededBy)
  if(m.paused!=null&&Object.hasOwnProperty.call(m,"paused"))
  w.uint32(152).bool(m.paused)
  if(m.holding!=null&&Object.hasOwnProperty.call(m,"holding"))
  w.uint32(162).string(m.holding)
  if(m.tasks!=null&&m.tasks.length){
  for(var i=0;i<m.tasks.length;++i)
  types[20].encode(m.tasks[i],w.uint32(170).fork(),q+1).ldelim()
  }
  if(m.strategy!=null&&Object.hasOwnProperty.call(m,"strategy"))
  w.uint32(178).string(m.strategy)
  if(m.failures!=null&&m.failures.length){
  for(var i=0;i<m.failures.length;++i)
  types[22].encode(m.failures[i],w.uint32(186).fork(),q+1).ldelim()
  }
  if(m.warnings!=null&&m.warnings.length){
  for(var i=0;i<m.warnings.length;++i)
  w.uint32(194).string(m.warnings[i])
  }
  if(m.transfer!=null&&Object.hasOwnProperty.call(m,"transfer"))
  types[24].encode(m.transfer,w.uint32(322).fork(),q+1).ldelim()
  if(m.promoted!=null&&Object.hasOwnProperty.call(m,"promoted"))
  w.uint32(328).int32(m.promoted)
  if(m.takenAway!=null&&Object.hasOwnProperty.call(m,"takenAway"))
  w.uint32(336).bool(m.takenAway)
  return w
},
decode: function Deployment$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int32()
  break
  }
  case 2: {
  m.app=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  case 4: {
  m.kind=r.string()
  break
  }
  case 5: {
  m.to=types[4].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 6: {
  m.from=types[5].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 7: {
  m.phase=r.int32()
  break
  }
  case 8: {
  m.outcome=r.int32()
  break
  }
  case 9: {
  m.step=r.int32()
  break
  }
  case 10: {
  m.steps=r.int32()
  break
  }
  case 11: {
  m.untilMs=r.int64()
  break
  }
  case 12: {
  m.createdMs=r.int64()
  break
  }
  case 13: {
  m.settledMs=r.int64()
  break
  }
  case 14: {
  m.createdBy=r.string()
  break
  }
  case 15: {
  if(!(m.slots&&m.slots.length))
  m.slots=[]
  m.slots.push(types[14].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 16: {
  m.failure=types[15].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 17: {
  if(!(m.events&&m.events.length))
  m.events=[]
  m.events.push(types[16].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 18: {
  m.supersededBy=r.int32()
  break
  }
  case 19: {
  m.paused=r.bool()
  break
  }
  case 20: {
  m.holding=r.string()
  break
  }
  case 21: {
  if(!(m.tasks&&m.tasks.length))
  m.tasks=[]
  m.tasks.push(types[20].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 22: {
  m.strategy=r.string()
  break
  }
  case 23: {
  if(!(m.failures&&m.failures.length))
  m.failures=[]
  m.failures.push(types[22].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 24: {
  if(!(m.warnings&&m.warnings.length))
  m.warnings=[]
  m.warnings.push(listed(r))
  break
  }
  case 40: {
  m.transfer=types[24].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 41: {
  m.promoted=r.int32()
  break
  }
  case 42: {
  m.takenAway=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Deployment$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Deployment: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  m.number=d.number|0
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.kind!=null){
  m.kind=String(d.kind)
  }
  if(d.to!=null){
  if(!util.isObject(d.to))
  throw TypeError(".castellan.v1.Deployment.to: object expected")
  m.to=types[4].fromObject(d.to,n+1)
  }
  if(d.from!=null){
  if(!util.isObject(d.from))
  throw TypeError(".castellan.v1.Deployment.from: object expected")
  m.from=types[5].fromObject(d.from,n+1)
  }
  switch(d.phase){
  default:
  if(typeof(d.phase)==="number"){m.phase=d.phase;break}
  break
  case"STAGING":
  case 0:
  m.phase=0
  break
  case"MOVING":
  case 1:
  m.phase=1
  break
  case"BAKING":
  case 2:
  m.phase=2
  break
  case"TURNING_BACK":
  case 3:
  m.phase=3
  break
  case"SETTLED":
  case 4:
  m.phase=4
  break
  case"HOOK":
  case 5:
  m.phase=5
  break
  case"HOLDING":
  case 6:
  m.phase=6
  break
  }
  switch(d.outcome){
  default:
  if(typeof(d.outcome)==="number"){m.outcome=d.outcome;break}
  break
  case"PENDING":
  case 0:
  m.outcome=0
  break
  case"DONE":
  case 1:
  m.outcome=1
  break
  case"ROLLED_BACK":
  case 2:
  m.outcome=2
  break
  case"FAILED":
  case 3:
  m.outcome=3
  break
  case"REFUSED":
  case 4:
  m.outcome=4
  break
  case"SUPERSEDED":
  case 5:
  m.outcome=5
  break
  }
  if(d.step!=null){
  m.step=d.step|0
  }
  if(d.steps!=null){
  m.steps=d.steps|0
  }
  if(d.untilMs!=null){
  if(util.Long)
  m.untilMs=util.Long.fromValue(d.untilMs,false)
  else if(typeof d.untilMs==="string")
  m.untilMs=parseInt(d.untilMs,10)
  else if(typeof d.untilMs==="number")
  m.untilMs=d.untilMs
  else if(typeof d.untilMs==="object")
  m.untilMs=new util.LongBits(d.untilMs.low>>>0,d.untilMs.high>>>0).toNumber()
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.settledMs!=null){
  if(util.Long)
  m.settledMs=util.Long.fromValue(d.settledMs,false)
  else if(typeof d.settledMs==="string")
  m.settledMs=parseInt(d.settledMs,10)
  else if(typeof d.settledMs==="number")
  m.settledMs=d.settledMs
  else if(typeof d.settledMs==="object")
  m.settledMs=new util.LongBits(d.settledMs.low>>>0,d.settledMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.slots){
  if(!Array.isArray(d.slots))
  throw TypeError(".castellan.v1.Deployment.slots: array expected")
  m.slots=[]
  for(var i=0;i<d.slots.length;++i){
  if(!util.isObject(d.slots[i]))
  throw TypeError(".castellan.v1.Deployment.slots: object expected")
  m.slots[i]=types[14].fromObject(d.slots[i],n+1)
  }
  }
  if(d.failure!=null){
  if(!util.isObject(d.failure))
  throw TypeError(".castellan.v1.Deployment.failure: object expected")
  m.failure=types[15].fromObject(d.failure,n+1)
  }
  if(d.events){
  if(!Array.isArray(d.events))
  throw TypeError(".castellan.v1.Deployment.events: array expected")
  m.events=[]
  for(var i=0;i<d.events.length;++i){
  if(!util.isObject(d.events[i]))
  throw TypeError(".castellan.v1.Deployment.events: object expected")
  m.events[i]=types[16].fromObject(d.events[i],n+1)
  }
  }
  if(d.supersededBy!=null){
  m.supersededBy=d.supersededBy|0
  }
  if(d.paused!=null){
  m.paused=Boolean(d.paused)
  }
  if(d.holding!=null){
  m.holding=String(d.holding)
  }
  if(d.tasks){
  if(!Array.isArray(d.tasks))
  throw TypeError(".castellan.v1.Deployment.tasks: array expected")
  m.tasks=[]
  for(var i=0;i<d.tasks.length;++i){
  if(!util.isObject(d.tasks[i]))
  throw TypeError(".castellan.v1.Deployment.tasks: object expected")
  m.tasks[i]=types[20].fromObject(d.tasks[i],n+1)
  }
  }
  if(d.strategy!=null){
  m.strategy=String(d.strategy)
  }
  if(d.failures){
  if(!Array.isArray(d.failures))
  throw TypeError(".castellan.v1.Deployment.failures: array expected")
  m.failures=[]
  for(var i=0;i<d.failures.length;++i){
  if(!util.isObject(d.failures[i]))
  throw TypeError(".castellan.v1.Deployment.failures: object expected")
  m.failures[i]=types[22].fromObject(d.failures[i],n+1)
  }
  }
  if(d.warnings){
  if(!Array.isArray(d.warnings))
  throw TypeError(".castellan.v1.Deployment.warnings: array expected")
  m.warnings=[]
  for(var i=0;i<d.warnings.length;++i){
  m.warnings[i]=String(d.warnings[i])
  }
  }
  if(d.transfer!=null){
  if(!util.isObject(d.transfer))
  throw TypeError(".castellan.v1.Deployment.transfer: object expected")
  m.transfer=types[24].fromObject(d.transfer,n+1)
  }
  if(d.promoted!=null){
  m.promoted=d.promoted|0
  }
  if(d.takenAway!=null){
  m.takenAway=Boolean(d.takenAway)
  }
  return m
},
toObject: function Deployment$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.slots=[]
  d.events=[]
  d.tasks=[]
  d.failures=[]
  d.warnings=[]
  }
  if(o.defaults){
  d.number=0
  d.app=""
  d.environment=""
  d.kind=""
  d.to=null
  d.from=null
  d.phase=o.enums===String?"STAGING":0
  d.outcome=o.enums===String?"PENDING":0
  d.step=0
  d.steps=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.untilMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.untilMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.settledMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.settledMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.failure=null
  d.supersededBy=0
  d.paused=false
  d.holding=""
  d.strategy=""
  d.transfer=null
  d.promoted=0
  d.takenAway=false
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  d.number=m.number
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=m.kind
  }
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to")){
  d.to=types[4].toObject(m.to,o,q+1)
  }
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from")){
  d.from=types[5].toObject(m.from,o,q+1)
  }
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase")){
  d.phase=o.enums===String?(types[6].values[m.phase]===undefined?m.phase:types[6].values[m.phase]):m.phase
  }
  if(m.outcome!=null&&Object.hasOwnProperty.call(m,"outcome")){
  d.outcome=o.enums===String?(types[7].values[m.outcome]===undefined?m.outcome:types[7].values[m.outcome]):m.outcome
  }
  if(m.step!=null&&Object.hasOwnProperty.call(m,"step")){
  d.step=m.step
  }
  if(m.steps!=null&&Object.hasOwnProperty.call(m,"steps")){
  d.steps=m.steps
  }
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.untilMs=typeof m.untilMs==="number"?BigInt(m.untilMs):util.Long.fromBits(m.untilMs.low>>>0,m.untilMs.high>>>0,false).toBigInt()
  else if(typeof m.untilMs==="number")
  d.untilMs=o.longs===String?String(m.untilMs):m.untilMs
  else
  d.untilMs=o.longs===String?util.Long.prototype.toString.call(m.untilMs):o.longs===Number?new util.LongBits(m.untilMs.low>>>0,m.untilMs.high>>>0).toNumber():m.untilMs
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.settledMs!=null&&Object.hasOwnProperty.call(m,"settledMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.settledMs=typeof m.settledMs==="number"?BigInt(m.settledMs):util.Long.fromBits(m.settledMs.low>>>0,m.settledMs.high>>>0,false).toBigInt()
  else if(typeof m.settledMs==="number")
  d.settledMs=o.longs===String?String(m.settledMs):m.settledMs
  else
  d.settledMs=o.longs===String?util.Long.prototype.toString.call(m.settledMs):o.longs===Number?new util.LongBits(m.settledMs.low>>>0,m.settledMs.high>>>0).toNumber():m.settledMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.slots&&m.slots.length){
  d.slots=[]
  for(var j=0;j<m.slots.length;++j){
  d.slots[j]=types[14].toObject(m.slots[j],o,q+1)
  }
  }
  if(m.failure!=null&&Object.hasOwnProperty.call(m,"failure")){
  d.failure=types[15].toObject(m.failure,o,q+1)
  }
  if(m.events&&m.events.length){
  d.events=[]
  for(var j=0;j<m.events.length;++j){
  d.events[j]=types[16].toObject(m.events[j],o,q+1)
  }
  }
  if(m.supersededBy!=null&&Object.hasOwnProperty.call(m,"supersededBy")){
  d.supersededBy=m.supersededBy
  }
  if(m.paused!=null&&Object.hasOwnProperty.call(m,"paused")){
  d.paused=m.paused
  }
  if(m.holding!=null&&Object.hasOwnProperty.call(m,"holding")){
  d.holding=m.holding
  }
  if(m.tasks&&m.tasks.length){
  d.tasks=[]
  for(var j=0;j<m.tasks.length;++j){
  d.tasks[j]=types[20].toObject(m.tasks[j],o,q+1)
  }
  }
  if(m.strategy!=null&&Object.hasOwnProperty.call(m,"strategy")){
  d.strategy=m.strategy
  }
  if(m.failures&&m.failures.length){
  d.failures=[]
  for(var j=0;j<m.failures.length;++j){
  d.failures[j]=types[22].toObject(m.failures[j],o,q+1)
  }
  }
  if(m.warnings&&m.warnings.length){
  d.warnings=[]
  for(var j=0;j<m.warnings.length;++j){
  d.warnings[j]=m.warnings[j]
  }
  }
  if(m.transfer!=null&&Object.hasOwnProperty.call(m,"transfer")){
  d.transfer=types[24].toObject(m.transfer,o,q+1)
  }
  if(m.promoted!=null&&Object.hasOwnProperty.call(m,"promoted")){
  d.promoted=m.promoted
  }
  if(m.takenAway!=null&&Object.hasOwnProperty.call(m,"takenAway")){
  d.takenAway=m.takenAway
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.Transfer, {
encode: function Transfer$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&Object.hasOwnProperty.call(m,"hosts"))
  w.uint32(8).int32(m.hosts)
  if(m.sentBytes!=null&&Object.hasOwnProperty.call(m,"sentBytes"))
  w.uint32(16).int64(m.sentBytes)
  if(m.fullBytes!=null&&Object.hasOwnProperty.call(m,"fullBytes"))
  w.uint32(24).int64(m.fullBytes)
  if(m.patched!=null&&Object.hasOwnProperty.call(m,"patched"))
  w.uint32(32).int32(m.patched)
  return w
},
decode: function Transfer$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.hosts=r.int32()
  break
  }
  case 2: {
  m.sentBytes=r.int64()
  break
  }
  case 3: {
  m.fullBytes=r.int64()
  break
  }
  case 4: {
  m.patched=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Transfer$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Transfer: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts!=null){
  m.hosts=d.hosts|0
  }
  if(d.sentBytes!=null){
  if(util.Long)
  m.sentBytes=util.Long.fromValue(d.sentBytes,false)
  else if(typeof d.sentBytes==="string")
  m.sentBytes=parseInt(d.sentBytes,10)
  else if(typeof d.sentBytes==="number")
  m.sentBytes=d.sentBytes
  else if(typeof d.sentBytes==="object")
  m.sentBytes=new util.LongBits(d.sentBytes.low>>>0,d.sentBytes.high>>>0).toNumber()
  }
  if(d.fullBytes!=null){
  if(util.Long)
  m.fullBytes=util.Long.fromValue(d.fullBytes,false)
  else if(typeof d.fullBytes==="string")
  m.fullBytes=parseInt(d.fullBytes,10)
  else if(typeof d.fullBytes==="number")
  m.fullBytes=d.fullBytes
  else if(typeof d.fullBytes==="object")
  m.fullBytes=new util.LongBits(d.fullBytes.low>>>0,d.fullBytes.high>>>0).toNumber()
  }
  if(d.patched!=null){
  m.patched=d.patched|0
  }
  return m
},
toObject: function Transfer$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.hosts=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sentBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sentBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.fullBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.fullBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.patched=0
  }
  if(m.hosts!=null&&Object.hasOwnProperty.call(m,"hosts")){
  d.hosts=m.hosts
  }
  if(m.sentBytes!=null&&Object.hasOwnProperty.call(m,"sentBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sentBytes=typeof m.sentBytes==="number"?BigInt(m.sentBytes):util.Long.fromBits(m.sentBytes.low>>>0,m.sentBytes.high>>>0,false).toBigInt()
  else if(typeof m.sentBytes==="number")
  d.sentBytes=o.longs===String?String(m.sentBytes):m.sentBytes
  else
  d.sentBytes=o.longs===String?util.Long.prototype.toString.call(m.sentBytes):o.longs===Number?new util.LongBits(m.sentBytes.low>>>0,m.sentBytes.high>>>0).toNumber():m.sentBytes
  }
  if(m.fullBytes!=null&&Object.hasOwnProperty.call(m,"fullBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.fullBytes=typeof m.fullBytes==="number"?BigInt(m.fullBytes):util.Long.fromBits(m.fullBytes.low>>>0,m.fullBytes.high>>>0,false).toBigInt()
  else if(typeof m.fullBytes==="number")
  d.fullBytes=o.longs===String?String(m.fullBytes):m.fullBytes
  else
  d.fullBytes=o.longs===String?util.Long.prototype.toString.call(m.fullBytes):o.longs===Number?new util.LongBits(m.fullBytes.low>>>0,m.fullBytes.high>>>0).toNumber():m.fullBytes
  }
  if(m.patched!=null&&Object.hasOwnProperty.call(m,"patched")){
  d.patched=m.patched
  }
  return d
},
});
}
{
const types = [null, null, { values: {"0":"WAITING","1":"RUNNING","2":"DONE","3":"FAILED"} }, null, null, null];
Object.assign(messages.DeploymentTask, {
encode: function DeploymentTask$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(18).string(m.host)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(24).int32(m.state)
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message"))
  w.uint32(34).string(m.message)
  if(m.logLines!=null&&m.logLines.length){
  for(var i=0;i<m.logLines.length;++i)
  w.uint32(42).string(m.logLines[i])
  }
  if(m.logReplica!=null&&Object.hasOwnProperty.call(m,"logReplica"))
  w.uint32(50).string(m.logReplica)
  return w
},
decode: function DeploymentTask$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.host=r.string()
  break
  }
  case 3: {
  m.state=r.int32()
  break
  }
  case 4: {
  m.message=r.string()
  break
  }
  case 5: {
  if(!(m.logLines&&m.logLines.length))
  m.logLines=[]
  m.logLines.push(listed(r))
  break
  }
  case 6: {
  m.logReplica=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function DeploymentTask$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.DeploymentTask: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"WAITING":
  case 0:
  m.state=0
  break
  case"RUNNING":
  case 1:
  m.state=1
  break
  case"DONE":
  case 2:
  m.state=2
  break
  case"FAILED":
  case 3:
  m.state=3
  break
  }
  if(d.message!=null){
  m.message=String(d.message)
  }
  if(d.logLines){
  if(!Array.isArray(d.logLines))
  throw TypeError(".castellan.v1.DeploymentTask.logLines: array expected")
  m.logLines=[]
  for(var i=0;i<d.logLines.length;++i){
  m.logLines[i]=String(d.logLines[i])
  }
  }
  if(d.logReplica!=null){
  m.logReplica=String(d.logReplica)
  }
  return m
},
toObject: function DeploymentTask$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.logLines=[]
  }
  if(o.defaults){
  d.name=""
  d.host=""
  d.state=o.enums===String?"WAITING":0
  d.message=""
  d.logReplica=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[2].values[m.state]===undefined?m.state:types[2].values[m.state]):m.state
  }
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message")){
  d.message=m.message
  }
  if(m.logLines&&m.logLines.length){
  d.logLines=[]
  for(var j=0;j<m.logLines.length;++j){
  d.logLines[j]=m.logLines[j]
  }
  }
  if(m.logReplica!=null&&Object.hasOwnProperty.call(m,"logReplica")){
  d.logReplica=m.logReplica
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.DeploymentEvent, {
encode: function DeploymentEvent$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(8).int64(m.atMs)
  if(m.text!=null&&Object.hasOwnProperty.call(m,"text"))
  w.uint32(18).string(m.text)
  return w
},
decode: function DeploymentEvent$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.atMs=r.int64()
  break
  }
  case 2: {
  m.text=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function DeploymentEvent$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.DeploymentEvent: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.text!=null){
  m.text=String(d.text)
  }
  return m
},
toObject: function DeploymentEvent$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.text=""
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.text!=null&&Object.hasOwnProperty.call(m,"text")){
  d.text=m.text
  }
  return d
},
});
}
{
const types = [null, null, null, { values: {"0":"WAITING","1":"STAGING","2":"STARTING","3":"WARMING","4":"SERVING","5":"STOPPING","6":"GONE","7":"FAILED","8":"UNREACHABLE"} }, null, null, null];
Object.assign(messages.SlotProgress, {
encode: function SlotProgress$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(24).int32(m.index)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(32).int32(m.state)
  if(m.serving!=null&&Object.hasOwnProperty.call(m,"serving"))
  w.uint32(40).int32(m.serving)
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted"))
  w.uint32(48).int32(m.wanted)
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail"))
  w.uint32(58).string(m.detail)
  return w
},
decode: function SlotProgress$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.index=r.int32()
  break
  }
  case 4: {
  m.state=r.int32()
  break
  }
  case 5: {
  m.serving=r.int32()
  break
  }
  case 6: {
  m.wanted=r.int32()
  break
  }
  case 7: {
  m.detail=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SlotProgress$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SlotProgress: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"WAITING":
  case 0:
  m.state=0
  break
  case"STAGING":
  case 1:
  m.state=1
  break
  case"STARTING":
  case 2:
  m.state=2
  break
  case"WARMING":
  case 3:
  m.state=3
  break
  case"SERVING":
  case 4:
  m.state=4
  break
  case"STOPPING":
  case 5:
  m.state=5
  break
  case"GONE":
  case 6:
  m.state=6
  break
  case"FAILED":
  case 7:
  m.state=7
  break
  case"UNREACHABLE":
  case 8:
  m.state=8
  break
  }
  if(d.serving!=null){
  m.serving=d.serving|0
  }
  if(d.wanted!=null){
  m.wanted=d.wanted|0
  }
  if(d.detail!=null){
  m.detail=String(d.detail)
  }
  return m
},
toObject: function SlotProgress$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.host=""
  d.process=""
  d.index=0
  d.state=o.enums===String?"WAITING":0
  d.serving=0
  d.wanted=0
  d.detail=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[3].values[m.state]===undefined?m.state:types[3].values[m.state]):m.state
  }
  if(m.serving!=null&&Object.hasOwnProperty.call(m,"serving")){
  d.serving=m.serving
  }
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted")){
  d.wanted=m.wanted
  }
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail")){
  d.detail=m.detail
  }
  return d
},
});
}
{
const types = [{ values: {"0":"UNKNOWN","1":"NOT_STAGED","2":"DID_NOT_START","3":"EXITED","4":"NEVER_READY","5":"FAILED_AFTER_READY","6":"HOST_REFUSED","7":"HOST_UNREACHABLE","8":"OUT_OF_MEMORY","9":"HOOK_FAILED","10":"VERDICT","11":"ABORTED"} }, null, null, null, null, null, null, messages.ExitStatus, null, null, null, messages.OtherSlots];
Object.assign(messages.Failure, {
encode: function Failure$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.cause!=null&&Object.hasOwnProperty.call(m,"cause"))
  w.uint32(8).int32(m.cause)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(18).string(m.host)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(32).int32(m.index)
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica"))
  w.uint32(42).string(m.replica)
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message"))
  w.uint32(50).string(m.message)
  if(m.lastProbe!=null&&Object.hasOwnProperty.call(m,"lastProbe"))
  w.uint32(58).string(m.lastProbe)
  if(m.exit!=null&&Object.hasOwnProperty.call(m,"exit"))
  types[7].encode(m.exit,w.uint32(66).fork(),q+1).ldelim()
  if(m.logLines!=null&&m.logLines.length){
  for(var i=0;i<m.logLines.length;++i)
  w.uint32(74).string(m.logLines[i])
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(80).int64(m.atMs)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(88).int32(m.release)
  if(m.others!=null&&Object.hasOwnProperty.call(m,"others"))
  types[11].encode(m.others,w.uint32(98).fork(),q+1).ldelim()
  return w
},
decode: function Failure$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.cause=r.int32()
  break
  }
  case 2: {
  m.host=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.index=r.int32()
  break
  }
  case 5: {
  m.replica=r.string()
  break
  }
  case 6: {
  m.message=r.string()
  break
  }
  case 7: {
  m.lastProbe=r.string()
  break
  }
  case 8: {
  m.exit=types[7].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 9: {
  if(!(m.logLines&&m.logLines.length))
  m.logLines=[]
  m.logLines.push(listed(r))
  break
  }
  case 10: {
  m.atMs=r.int64()
  break
  }
  case 11: {
  m.release=r.int32()
  break
  }
  case 12: {
  m.others=types[11].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Failure$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Failure: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  switch(d.cause){
  default:
  if(typeof(d.cause)==="number"){m.cause=d.cause;break}
  break
  case"UNKNOWN":
  case 0:
  m.cause=0
  break
  case"NOT_STAGED":
  case 1:
  m.cause=1
  break
  case"DID_NOT_START":
  case 2:
  m.cause=2
  break
  case"EXITED":
  case 3:
  m.cause=3
  break
  case"NEVER_READY":
  case 4:
  m.cause=4
  break
  case"FAILED_AFTER_READY":
  case 5:
  m.cause=5
  break
  case"HOST_REFUSED":
  case 6:
  m.cause=6
  break
  case"HOST_UNREACHABLE":
  case 7:
  m.cause=7
  break
  case"OUT_OF_MEMORY":
  case 8:
  m.cause=8
  break
  case"HOOK_FAILED":
  case 9:
  m.cause=9
  break
  case"VERDICT":
  case 10:
  m.cause=10
  break
  case"ABORTED":
  case 11:
  m.cause=11
  break
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.replica!=null){
  m.replica=String(d.replica)
  }
  if(d.message!=null){
  m.message=String(d.message)
  }
  if(d.lastProbe!=null){
  m.lastProbe=String(d.lastProbe)
  }
  if(d.exit!=null){
  if(!util.isObject(d.exit))
  throw TypeError(".castellan.v1.Failure.exit: object expected")
  m.exit=types[7].fromObject(d.exit,n+1)
  }
  if(d.logLines){
  if(!Array.isArray(d.logLines))
  throw TypeError(".castellan.v1.Failure.logLines: array expected")
  m.logLines=[]
  for(var i=0;i<d.logLines.length;++i){
  m.logLines[i]=String(d.logLines[i])
  }
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.others!=null){
  if(!util.isObject(d.others))
  throw TypeError(".castellan.v1.Failure.others: object expected")
  m.others=types[11].fromObject(d.others,n+1)
  }
  return m
},
toObject: function Failure$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.logLines=[]
  }
  if(o.defaults){
  d.cause=o.enums===String?"UNKNOWN":0
  d.host=""
  d.process=""
  d.index=0
  d.replica=""
  d.message=""
  d.lastProbe=""
  d.exit=null
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.release=0
  d.others=null
  }
  if(m.cause!=null&&Object.hasOwnProperty.call(m,"cause")){
  d.cause=o.enums===String?(types[0].values[m.cause]===undefined?m.cause:types[0].values[m.cause]):m.cause
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica")){
  d.replica=m.replica
  }
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message")){
  d.message=m.message
  }
  if(m.lastProbe!=null&&Object.hasOwnProperty.call(m,"lastProbe")){
  d.lastProbe=m.lastProbe
  }
  if(m.exit!=null&&Object.hasOwnProperty.call(m,"exit")){
  d.exit=types[7].toObject(m.exit,o,q+1)
  }
  if(m.logLines&&m.logLines.length){
  d.logLines=[]
  for(var j=0;j<m.logLines.length;++j){
  d.logLines[j]=m.logLines[j]
  }
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.others!=null&&Object.hasOwnProperty.call(m,"others")){
  d.others=types[11].toObject(m.others,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.OtherSlots, {
encode: function OtherSlots$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots"))
  w.uint32(8).int32(m.slots)
  if(m.serving!=null&&Object.hasOwnProperty.call(m,"serving"))
  w.uint32(16).int32(m.serving)
  if(m.notWell!=null&&Object.hasOwnProperty.call(m,"notWell"))
  w.uint32(24).int32(m.notWell)
  return w
},
decode: function OtherSlots$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.slots=r.int32()
  break
  }
  case 2: {
  m.serving=r.int32()
  break
  }
  case 3: {
  m.notWell=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function OtherSlots$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.OtherSlots: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.slots!=null){
  m.slots=d.slots|0
  }
  if(d.serving!=null){
  m.serving=d.serving|0
  }
  if(d.notWell!=null){
  m.notWell=d.notWell|0
  }
  return m
},
toObject: function OtherSlots$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.slots=0
  d.serving=0
  d.notWell=0
  }
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots")){
  d.slots=m.slots
  }
  if(m.serving!=null&&Object.hasOwnProperty.call(m,"serving")){
  d.serving=m.serving
  }
  if(m.notWell!=null&&Object.hasOwnProperty.call(m,"notWell")){
  d.notWell=m.notWell
  }
  return d
},
});
}
{
const types = [null, null, null, { values: {"0":"NONE","1":"OUT_OF_MEMORY","2":"WATCHDOG","3":"LIVE_CHECK","4":"NOT_READY"} }, null];
Object.assign(messages.ExitStatus, {
encode: function ExitStatus$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.code!=null&&Object.hasOwnProperty.call(m,"code"))
  w.uint32(8).int32(m.code)
  if(m.signal!=null&&Object.hasOwnProperty.call(m,"signal"))
  w.uint32(18).string(m.signal)
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(24).int64(m.atMs)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(32).int32(m.reason)
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail"))
  w.uint32(42).string(m.detail)
  return w
},
decode: function ExitStatus$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.code=r.int32()
  break
  }
  case 2: {
  m.signal=r.string()
  break
  }
  case 3: {
  m.atMs=r.int64()
  break
  }
  case 4: {
  m.reason=r.int32()
  break
  }
  case 5: {
  m.detail=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ExitStatus$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ExitStatus: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.code!=null){
  m.code=d.code|0
  }
  if(d.signal!=null){
  m.signal=String(d.signal)
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  switch(d.reason){
  default:
  if(typeof(d.reason)==="number"){m.reason=d.reason;break}
  break
  case"NONE":
  case 0:
  m.reason=0
  break
  case"OUT_OF_MEMORY":
  case 1:
  m.reason=1
  break
  case"WATCHDOG":
  case 2:
  m.reason=2
  break
  case"LIVE_CHECK":
  case 3:
  m.reason=3
  break
  case"NOT_READY":
  case 4:
  m.reason=4
  break
  }
  if(d.detail!=null){
  m.detail=String(d.detail)
  }
  return m
},
toObject: function ExitStatus$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.code=0
  d.signal=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.reason=o.enums===String?"NONE":0
  d.detail=""
  }
  if(m.code!=null&&Object.hasOwnProperty.call(m,"code")){
  d.code=m.code
  }
  if(m.signal!=null&&Object.hasOwnProperty.call(m,"signal")){
  d.signal=m.signal
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=o.enums===String?(types[3].values[m.reason]===undefined?m.reason:types[3].values[m.reason]):m.reason
  }
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail")){
  d.detail=m.detail
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, null, messages.SettingDifference, null];
Object.assign(messages.Release, {
encode: function Release$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(24).int32(m.number)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(34).string(m.version)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  w.uint32(42).string(m.bundle)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(48).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(58).string(m.createdBy)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(66).string(m.reason)
  if(m.current!=null&&Object.hasOwnProperty.call(m,"current"))
  w.uint32(72).bool(m.current)
  if(m.replicas!=null&&Object.hasOwnProperty.call(m,"replicas")){
  for(var ks=Object.keys(m.replicas),i=0;i<ks.length;++i){
  w.uint32(82).fork().uint32(10).string(ks[i])
  .uint32(16).int32(m.replicas[ks[i]]).ldelim()
  }
  }
  if(m.stopped!=null&&Object.hasOwnProperty.call(m,"stopped"))
  w.uint32(88).bool(m.stopped)
  if(m.settingsRevision!=null&&Object.hasOwnProperty.call(m,"settingsRevision"))
  w.uint32(96).int32(m.settingsRevision)
  if(m.changes!=null&&m.changes.length){
  for(var i=0;i<m.changes.length;++i)
  types[12].encode(m.changes[i],w.uint32(106).fork(),q+1).ldelim()
  }
  if(m.versionBefore!=null&&Object.hasOwnProperty.call(m,"versionBefore"))
  w.uint32(114).string(m.versionBefore)
  return w
},
decode: function Release$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.number=r.int32()
  break
  }
  case 4: {
  m.version=r.string()
  break
  }
  case 5: {
  m.bundle=r.string()
  break
  }
  case 6: {
  m.createdMs=r.int64()
  break
  }
  case 7: {
  m.createdBy=r.string()
  break
  }
  case 8: {
  m.reason=r.string()
  break
  }
  case 9: {
  m.current=r.bool()
  break
  }
  case 10: {
  if(m.replicas===util.emptyObject)
  m.replicas={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=0
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.int32()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.replicas,k)
  m.replicas[k]=value
  break
  }
  case 11: {
  m.stopped=r.bool()
  break
  }
  case 12: {
  m.settingsRevision=r.int32()
  break
  }
  case 13: {
  if(!(m.changes&&m.changes.length))
  m.changes=[]
  m.changes.push(types[12].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 14: {
  m.versionBefore=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Release$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Release: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.number!=null){
  m.number=d.number|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.bundle!=null){
  m.bundle=String(d.bundle)
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.current!=null){
  m.current=Boolean(d.current)
  }
  if(d.replicas){
  if(!util.isObject(d.replicas))
  throw TypeError(".castellan.v1.Release.replicas: object expected")
  m.replicas={}
  for(var ks=Object.keys(d.replicas),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.replicas,ks[i])
  m.replicas[ks[i]]=d.replicas[ks[i]]|0
  }
  }
  if(d.stopped!=null){
  m.stopped=Boolean(d.stopped)
  }
  if(d.settingsRevision!=null){
  m.settingsRevision=d.settingsRevision|0
  }
  if(d.changes){
  if(!Array.isArray(d.changes))
  throw TypeError(".castellan.v1.Release.changes: array expected")
  m.changes=[]
  for(var i=0;i<d.changes.length;++i){
  if(!util.isObject(d.changes[i]))
  throw TypeError(".castellan.v1.Release.changes: object expected")
  m.changes[i]=types[12].fromObject(d.changes[i],n+1)
  }
  }
  if(d.versionBefore!=null){
  m.versionBefore=String(d.versionBefore)
  }
  return m
},
toObject: function Release$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.changes=[]
  }
  if(o.objects||o.defaults){
  d.replicas={}
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.number=0
  d.version=""
  d.bundle=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.reason=""
  d.current=false
  d.stopped=false
  d.settingsRevision=0
  d.versionBefore=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  d.number=m.number
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=m.bundle
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.current!=null&&Object.hasOwnProperty.call(m,"current")){
  d.current=m.current
  }
  var ks2
  if(m.replicas&&(ks2=Object.keys(m.replicas)).length){
  d.replicas={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.replicas,ks2[j])
  d.replicas[ks2[j]]=m.replicas[ks2[j]]
  }
  }
  if(m.stopped!=null&&Object.hasOwnProperty.call(m,"stopped")){
  d.stopped=m.stopped
  }
  if(m.settingsRevision!=null&&Object.hasOwnProperty.call(m,"settingsRevision")){
  d.settingsRevision=m.settingsRevision
  }
  if(m.changes&&m.changes.length){
  d.changes=[]
  for(var j=0;j<m.changes.length;++j){
  d.changes[j]=types[12].toObject(m.changes[j],o,q+1)
  }
  }
  if(m.versionBefore!=null&&Object.hasOwnProperty.call(m,"versionBefore")){
  d.versionBefore=m.versionBefore
  }
  return d
},
});
}
{
const types = [null, null, null, messages.Setting, messages.SettingDifference, null, null, null, messages.SettingDifference, messages.Deployment];
Object.assign(messages.SettingsReply, {
encode: function SettingsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(24).int32(m.revision)
  if(m.settings!=null&&m.settings.length){
  for(var i=0;i<m.settings.length;++i)
  types[3].encode(m.settings[i],w.uint32(34).fork(),q+1).ldelim()
  }
  if(m.changes!=null&&m.changes.length){
  for(var i=0;i<m.changes.length;++i)
  types[4].encode(m.changes[i],w.uint32(42).fork(),q+1).ldelim()
  }
  if(m.deployedRevision!=null&&Object.hasOwnProperty.call(m,"deployedRevision"))
  w.uint32(48).int32(m.deployedRevision)
  if(m.currentRelease!=null&&Object.hasOwnProperty.call(m,"currentRelease"))
  w.uint32(56).int32(m.currentRelease)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(66).string(m.version)
  if(m.pending!=null&&m.pending.length){
  for(var i=0;i<m.pending.length;++i)
  types[8].encode(m.pending[i],w.uint32(74).fork(),q+1).ldelim()
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  types[9].encode(m.deployment,w.uint32(82).fork(),q+1).ldelim()
  return w
},
decode: function SettingsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.revision=r.int32()
  break
  }
  case 4: {
  if(!(m.settings&&m.settings.length))
  m.settings=[]
  m.settings.push(types[3].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 5: {
  if(!(m.changes&&m.changes.length))
  m.changes=[]
  m.changes.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 6: {
  m.deployedRevision=r.int32()
  break
  }
  case 7: {
  m.currentRelease=r.int32()
  break
  }
  case 8: {
  m.version=r.string()
  break
  }
  case 9: {
  if(!(m.pending&&m.pending.length))
  m.pending=[]
  m.pending.push(types[8].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 10: {
  m.deployment=types[9].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SettingsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SettingsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.revision!=null){
  m.revision=d.revision|0
  }
  if(d.settings){
  if(!Array.isArray(d.settings))
  throw TypeError(".castellan.v1.SettingsReply.settings: array expected")
  m.settings=[]
  for(var i=0;i<d.settings.length;++i){
  if(!util.isObject(d.settings[i]))
  throw TypeError(".castellan.v1.SettingsReply.settings: object expected")
  m.settings[i]=types[3].fromObject(d.settings[i],n+1)
  }
  }
  if(d.changes){
  if(!Array.isArray(d.changes))
  throw TypeError(".castellan.v1.SettingsReply.changes: array expected")
  m.changes=[]
  for(var i=0;i<d.changes.length;++i){
  if(!util.isObject(d.changes[i]))
  throw TypeError(".castellan.v1.SettingsReply.changes: object expected")
  m.changes[i]=types[4].fromObject(d.changes[i],n+1)
  }
  }
  if(d.deployedRevision!=null){
  m.deployedRevision=d.deployedRevision|0
  }
  if(d.currentRelease!=null){
  m.currentRelease=d.currentRelease|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.pending){
  if(!Array.isArray(d.pending))
  throw TypeError(".castellan.v1.SettingsReply.pending: array expected")
  m.pending=[]
  for(var i=0;i<d.pending.length;++i){
  if(!util.isObject(d.pending[i]))
  throw TypeError(".castellan.v1.SettingsReply.pending: object expected")
  m.pending[i]=types[8].fromObject(d.pending[i],n+1)
  }
  }
  if(d.deployment!=null){
  if(!util.isObject(d.deployment))
  throw TypeError(".castellan.v1.SettingsReply.deployment: object expected")
  m.deployment=types[9].fromObject(d.deployment,n+1)
  }
  return m
},
toObject: function SettingsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.settings=[]
  d.changes=[]
  d.pending=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.revision=0
  d.deployedRevision=0
  d.currentRelease=0
  d.version=""
  d.deployment=null
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  d.revision=m.revision
  }
  if(m.settings&&m.settings.length){
  d.settings=[]
  for(var j=0;j<m.settings.length;++j){
  d.settings[j]=types[3].toObject(m.settings[j],o,q+1)
  }
  }
  if(m.changes&&m.changes.length){
  d.changes=[]
  for(var j=0;j<m.changes.length;++j){
  d.changes[j]=types[4].toObject(m.changes[j],o,q+1)
  }
  }
  if(m.deployedRevision!=null&&Object.hasOwnProperty.call(m,"deployedRevision")){
  d.deployedRevision=m.deployedRevision
  }
  if(m.currentRelease!=null&&Object.hasOwnProperty.call(m,"currentRelease")){
  d.currentRelease=m.currentRelease
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.pending&&m.pending.length){
  d.pending=[]
  for(var j=0;j<m.pending.length;++j){
  d.pending[j]=types[8].toObject(m.pending[j],o,q+1)
  }
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=types[9].toObject(m.deployment,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.ListReleasesRequest, {
encode: function ListReleasesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(24).int32(m.limit)
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(32).int32(m.number)
  return w
},
decode: function ListReleasesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.limit=r.int32()
  break
  }
  case 4: {
  m.number=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListReleasesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListReleasesRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  if(d.number!=null){
  m.number=d.number|0
  }
  return m
},
toObject: function ListReleasesRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.limit=0
  d.number=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  d.number=m.number
  }
  return d
},
});
}
{
const types = [messages.Release, null];
Object.assign(messages.ListReleasesReply, {
encode: function ListReleasesReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.releases!=null&&m.releases.length){
  for(var i=0;i<m.releases.length;++i)
  types[0].encode(m.releases[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListReleasesReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.releases&&m.releases.length))
  m.releases=[]
  m.releases.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListReleasesReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListReleasesReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.releases){
  if(!Array.isArray(d.releases))
  throw TypeError(".castellan.v1.ListReleasesReply.releases: array expected")
  m.releases=[]
  for(var i=0;i<d.releases.length;++i){
  if(!util.isObject(d.releases[i]))
  throw TypeError(".castellan.v1.ListReleasesReply.releases: object expected")
  m.releases[i]=types[0].fromObject(d.releases[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListReleasesReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.releases=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.releases&&m.releases.length){
  d.releases=[]
  for(var j=0;j<m.releases.length;++j){
  d.releases[j]=types[0].toObject(m.releases[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.StatusRequest, {
encode: function StatusRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  return w
},
decode: function StatusRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function StatusRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.StatusRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function StatusRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [messages.AppStatus, messages.Host];
Object.assign(messages.StatusReply, {
encode: function StatusReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.apps!=null&&m.apps.length){
  for(var i=0;i<m.apps.length;++i)
  types[0].encode(m.apps[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  types[1].encode(m.hosts[i],w.uint32(18).fork(),q+1).ldelim()
  }
  return w
},
decode: function StatusReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.apps&&m.apps.length))
  m.apps=[]
  m.apps.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(types[1].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function StatusReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.StatusReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.apps){
  if(!Array.isArray(d.apps))
  throw TypeError(".castellan.v1.StatusReply.apps: array expected")
  m.apps=[]
  for(var i=0;i<d.apps.length;++i){
  if(!util.isObject(d.apps[i]))
  throw TypeError(".castellan.v1.StatusReply.apps: object expected")
  m.apps[i]=types[0].fromObject(d.apps[i],n+1)
  }
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.StatusReply.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  if(!util.isObject(d.hosts[i]))
  throw TypeError(".castellan.v1.StatusReply.hosts: object expected")
  m.hosts[i]=types[1].fromObject(d.hosts[i],n+1)
  }
  }
  return m
},
toObject: function StatusReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.apps=[]
  d.hosts=[]
  }
  if(m.apps&&m.apps.length){
  d.apps=[]
  for(var j=0;j<m.apps.length;++j){
  d.apps[j]=types[0].toObject(m.apps[j],o,q+1)
  }
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=types[1].toObject(m.hosts[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, messages.Release, messages.Deployment, messages.SlotStatus, null];
Object.assign(messages.AppStatus, {
encode: function AppStatus$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.current!=null&&Object.hasOwnProperty.call(m,"current"))
  types[2].encode(m.current,w.uint32(26).fork(),q+1).ldelim()
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  types[3].encode(m.deployment,w.uint32(34).fork(),q+1).ldelim()
  if(m.slots!=null&&m.slots.length){
  for(var i=0;i<m.slots.length;++i)
  types[4].encode(m.slots[i],w.uint32(42).fork(),q+1).ldelim()
  }
  if(m.troubles!=null&&m.troubles.length){
  for(var i=0;i<m.troubles.length;++i)
  w.uint32(50).string(m.troubles[i])
  }
  return w
},
decode: function AppStatus$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.current=types[2].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 4: {
  m.deployment=types[3].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 5: {
  if(!(m.slots&&m.slots.length))
  m.slots=[]
  m.slots.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 6: {
  if(!(m.troubles&&m.troubles.length))
  m.troubles=[]
  m.troubles.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AppStatus$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AppStatus: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.current!=null){
  if(!util.isObject(d.current))
  throw TypeError(".castellan.v1.AppStatus.current: object expected")
  m.current=types[2].fromObject(d.current,n+1)
  }
  if(d.deployment!=null){
  if(!util.isObject(d.deployment))
  throw TypeError(".castellan.v1.AppStatus.deployment: object expected")
  m.deployment=types[3].fromObject(d.deployment,n+1)
  }
  if(d.slots){
  if(!Array.isArray(d.slots))
  throw TypeError(".castellan.v1.AppStatus.slots: array expected")
  m.slots=[]
  for(var i=0;i<d.slots.length;++i){
  if(!util.isObject(d.slots[i]))
  throw TypeError(".castellan.v1.AppStatus.slots: object expected")
  m.slots[i]=types[4].fromObject(d.slots[i],n+1)
  }
  }
  if(d.troubles){
  if(!Array.isArray(d.troubles))
  throw TypeError(".castellan.v1.AppStatus.troubles: array expected")
  m.troubles=[]
  for(var i=0;i<d.troubles.length;++i){
  m.troubles[i]=String(d.troubles[i])
  }
  }
  return m
},
toObject: function AppStatus$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.slots=[]
  d.troubles=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.current=null
  d.deployment=null
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.current!=null&&Object.hasOwnProperty.call(m,"current")){
  d.current=types[2].toObject(m.current,o,q+1)
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=types[3].toObject(m.deployment,o,q+1)
  }
  if(m.slots&&m.slots.length){
  d.slots=[]
  for(var j=0;j<m.slots.length;++j){
  d.slots[j]=types[4].toObject(m.slots[j],o,q+1)
  }
  }
  if(m.troubles&&m.troubles.length){
  d.troubles=[]
  for(var j=0;j<m.troubles.length;++j){
  d.troubles[j]=m.troubles[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, messages.ReplicaStatus];
Object.assign(messages.SlotStatus, {
encode: function SlotStatus$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(24).int32(m.index)
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted"))
  w.uint32(32).int32(m.wanted)
  if(m.replicas!=null&&m.replicas.length){
  for(var i=0;i<m.replicas.length;++i)
  types[4].encode(m.replicas[i],w.uint32(42).fork(),q+1).ldelim()
  }
  return w
},
decode: function SlotStatus$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.index=r.int32()
  break
  }
  case 4: {
  m.wanted=r.int32()
  break
  }
  case 5: {
  if(!(m.replicas&&m.replicas.length))
  m.replicas=[]
  m.replicas.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SlotStatus$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SlotStatus: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.wanted!=null){
  m.wanted=d.wanted|0
  }
  if(d.replicas){
  if(!Array.isArray(d.replicas))
  throw TypeError(".castellan.v1.SlotStatus.replicas: array expected")
  m.replicas=[]
  for(var i=0;i<d.replicas.length;++i){
  if(!util.isObject(d.replicas[i]))
  throw TypeError(".castellan.v1.SlotStatus.replicas: object expected")
  m.replicas[i]=types[4].fromObject(d.replicas[i],n+1)
  }
  }
  return m
},
toObject: function SlotStatus$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.replicas=[]
  }
  if(o.defaults){
  d.host=""
  d.process=""
  d.index=0
  d.wanted=0
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted")){
  d.wanted=m.wanted
  }
  if(m.replicas&&m.replicas.length){
  d.replicas=[]
  for(var j=0;j<m.replicas.length;++j){
  d.replicas[j]=types[4].toObject(m.replicas[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, messages.ExitStatus, null, null];
Object.assign(messages.ReplicaStatus, {
encode: function ReplicaStatus$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id"))
  w.uint32(10).string(m.id)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(16).int32(m.release)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase"))
  w.uint32(34).string(m.phase)
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(40).int64(m.sinceMs)
  if(m.routed!=null&&Object.hasOwnProperty.call(m,"routed"))
  w.uint32(48).bool(m.routed)
  if(m.pid!=null&&Object.hasOwnProperty.call(m,"pid"))
  w.uint32(56).int32(m.pid)
  if(m.ports!=null&&Object.hasOwnProperty.call(m,"ports")){
  for(var ks=Object.keys(m.ports),i=0;i<ks.length;++i){
  w.uint32(66).fork().uint32(10).string(ks[i])
  .uint32(16).int32(m.ports[ks[i]]).ldelim()
  }
  }
  if(m.restarts!=null&&Object.hasOwnProperty.call(m,"restarts"))
  w.uint32(72).int32(m.restarts)
  if(m.lastExit!=null&&Object.hasOwnProperty.call(m,"lastExit"))
  types[9].encode(m.lastExit,w.uint32(82).fork(),q+1).ldelim()
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail"))
  w.uint32(90).string(m.detail)
  if(m.startedMs!=null&&Object.hasOwnProperty.call(m,"startedMs"))
  w.uint32(96).int64(m.startedMs)
  return w
},
decode: function ReplicaStatus$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.id=r.string()
  break
  }
  case 2: {
  m.release=r.int32()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  case 4: {
  m.phase=r.string()
  break
  }
  case 5: {
  m.sinceMs=r.int64()
  break
  }
  case 6: {
  m.routed=r.bool()
  break
  }
  case 7: {
  m.pid=r.int32()
  break
  }
  case 8: {
  if(m.ports===util.emptyObject)
  m.ports={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=0
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.int32()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.ports,k)
  m.ports[k]=value
  break
  }
  case 9: {
  m.restarts=r.int32()
  break
  }
  case 10: {
  m.lastExit=types[9].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 11: {
  m.detail=r.string()
  break
  }
  case 12: {
  m.startedMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ReplicaStatus$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ReplicaStatus: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.id!=null){
  m.id=String(d.id)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.phase!=null){
  m.phase=String(d.phase)
  }
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.routed!=null){
  m.routed=Boolean(d.routed)
  }
  if(d.pid!=null){
  m.pid=d.pid|0
  }
  if(d.ports){
  if(!util.isObject(d.ports))
  throw TypeError(".castellan.v1.ReplicaStatus.ports: object expected")
  m.ports={}
  for(var ks=Object.keys(d.ports),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.ports,ks[i])
  m.ports[ks[i]]=d.ports[ks[i]]|0
  }
  }
  if(d.restarts!=null){
  m.restarts=d.restarts|0
  }
  if(d.lastExit!=null){
  if(!util.isObject(d.lastExit))
  throw TypeError(".castellan.v1.ReplicaStatus.lastExit: object expected")
  m.lastExit=types[9].fromObject(d.lastExit,n+1)
  }
  if(d.detail!=null){
  m.detail=String(d.detail)
  }
  if(d.startedMs!=null){
  if(util.Long)
  m.startedMs=util.Long.fromValue(d.startedMs,false)
  else if(typeof d.startedMs==="string")
  m.startedMs=parseInt(d.startedMs,10)
  else if(typeof d.startedMs==="number")
  m.startedMs=d.startedMs
  else if(typeof d.startedMs==="object")
  m.startedMs=new util.LongBits(d.startedMs.low>>>0,d.startedMs.high>>>0).toNumber()
  }
  return m
},
toObject: function ReplicaStatus$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.objects||o.defaults){
  d.ports={}
  }
  if(o.defaults){
  d.id=""
  d.release=0
  d.version=""
  d.phase=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.routed=false
  d.pid=0
  d.restarts=0
  d.lastExit=null
  d.detail=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.startedMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.startedMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id")){
  d.id=m.id
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase")){
  d.phase=m.phase
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  if(m.routed!=null&&Object.hasOwnProperty.call(m,"routed")){
  d.routed=m.routed
  }
  if(m.pid!=null&&Object.hasOwnProperty.call(m,"pid")){
  d.pid=m.pid
  }
  var ks2
  if(m.ports&&(ks2=Object.keys(m.ports)).length){
  d.ports={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.ports,ks2[j])
  d.ports[ks2[j]]=m.ports[ks2[j]]
  }
  }
  if(m.restarts!=null&&Object.hasOwnProperty.call(m,"restarts")){
  d.restarts=m.restarts
  }
  if(m.lastExit!=null&&Object.hasOwnProperty.call(m,"lastExit")){
  d.lastExit=types[9].toObject(m.lastExit,o,q+1)
  }
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail")){
  d.detail=m.detail
  }
  if(m.startedMs!=null&&Object.hasOwnProperty.call(m,"startedMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.startedMs=typeof m.startedMs==="number"?BigInt(m.startedMs):util.Long.fromBits(m.startedMs.low>>>0,m.startedMs.high>>>0,false).toBigInt()
  else if(typeof m.startedMs==="number")
  d.startedMs=o.longs===String?String(m.startedMs):m.startedMs
  else
  d.startedMs=o.longs===String?util.Long.prototype.toString.call(m.startedMs):o.longs===Number?new util.LongBits(m.startedMs.low>>>0,m.startedMs.high>>>0).toNumber():m.startedMs
  }
  return d
},
});
}
{
const types = [null, null, { values: {"0":"CONNECTED","1":"UNREACHABLE","2":"LOST","3":"STRANGER"} }, null, null, null, null, null, null, null, null, null, null, null, null, messages.Draining, messages.HostApp, null, null, null, null];
Object.assign(messages.Host, {
encode: function Host$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(24).int32(m.state)
  if(m.lastSeenMs!=null&&Object.hasOwnProperty.call(m,"lastSeenMs"))
  w.uint32(32).int64(m.lastSeenMs)
  if(m.agentVersion!=null&&Object.hasOwnProperty.call(m,"agentVersion"))
  w.uint32(42).string(m.agentVersion)
  if(m.bootMs!=null&&Object.hasOwnProperty.call(m,"bootMs"))
  w.uint32(48).int64(m.bootMs)
  if(m.assignment!=null&&Object.hasOwnProperty.call(m,"assignment"))
  w.uint32(56).int64(m.assignment)
  if(m.accepted!=null&&Object.hasOwnProperty.call(m,"accepted"))
  w.uint32(64).int64(m.accepted)
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots"))
  w.uint32(72).int32(m.slots)
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address"))
  w.uint32(82).string(m.address)
  if(m.troubles!=null&&m.troubles.length){
  for(var i=0;i<m.troubles.length;++i)
  w.uint32(90).string(m.troubles[i])
  }
  if(m.routerPorts!=null&&m.routerPorts.length){
  w.uint32(98).fork()
  for(var i=0;i<m.routerPorts.length;++i)
  w.int32(m.routerPorts[i])
  w.ldelim()
  }
  if(m.held!=null&&Object.hasOwnProperty.call(m,"held"))
  w.uint32(162).string(m.held)
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(240).int64(m.sinceMs)
  if(m.labels!=null&&Object.hasOwnProperty.call(m,"labels")){
  for(var ks=Object.keys(m.labels),i=0;i<ks.length;++i){
  w.uint32(250).fork().uint32(10).string(ks[i])
  .uint32(18).string(m.labels[ks[i]]).ldelim()
  }
  }
  if(m.draining!=null&&Object.hasOwnProperty.call(m,"draining"))
  types[15].encode(m.draining,w.uint32(258).fork(),q+1).ldelim()
  if(m.apps!=null&&m.apps.length){
  for(var i=0;i<m.apps.length;++i)
  types[16].encode(m.apps[i],w.uint32(266).fork(),q+1).ldelim()
  }
  if(m.empty!=null&&Object.hasOwnProperty.call(m,"empty"))
  w.uint32(272).bool(m.empty)
  if(m.removedBy!=null&&Object.hasOwnProperty.call(m,"removedBy"))
  w.uint32(282).string(m.removedBy)
  if(m.removedMs!=null&&Object.hasOwnProperty.call(m,"removedMs"))
  w.uint32(288).int64(m.removedMs)
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId"))
  w.uint32(298).string(m.bootId)
  return w
},
decode: function Host$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.state=r.int32()
  break
  }
  case 4: {
  m.lastSeenMs=r.int64()
  break
  }
  case 5: {
  m.agentVersion=r.string()
  break
  }
  case 6: {
  m.bootMs=r.int64()
  break
  }
  case 7: {
  m.assignment=r.int64()
  break
  }
  case 8: {
  m.accepted=r.int64()
  break
  }
  case 9: {
  m.slots=r.int32()
  break
  }
  case 10: {
  m.address=r.string()
  break
  }
  case 11: {
  if(!(m.troubles&&m.troubles.length))
  m.troubles=[]
  m.troubles.push(listed(r))
  break
  }
  case 12: {
  if(!(m.routerPorts&&m.routerPorts.length))
  m.routerPorts=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.routerPorts.push(r.int32())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.routerPorts.push(r.int32())
  break
  }
  case 20: {
  m.held=r.string()
  break
  }
  case 30: {
  m.sinceMs=r.int64()
  break
  }
  case 31: {
  if(m.labels===util.emptyObject)
  m.labels={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=""
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.string()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.labels,k)
  m.labels[k]=value
  break
  }
  case 32: {
  m.draining=types[15].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 33: {
  if(!(m.apps&&m.apps.length))
  m.apps=[]
  m.apps.push(types[16].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 34: {
  m.empty=r.bool()
  break
  }
  case 35: {
  m.removedBy=r.string()
  break
  }
  case 36: {
  m.removedMs=r.int64()
  break
  }
  case 37: {
  m.bootId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Host$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Host: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"CONNECTED":
  case 0:
  m.state=0
  break
  case"UNREACHABLE":
  case 1:
  m.state=1
  break
  case"LOST":
  case 2:
  m.state=2
  break
  case"STRANGER":
  case 3:
  m.state=3
  break
  }
  if(d.lastSeenMs!=null){
  if(util.Long)
  m.lastSeenMs=util.Long.fromValue(d.lastSeenMs,false)
  else if(typeof d.lastSeenMs==="string")
  m.lastSeenMs=parseInt(d.lastSeenMs,10)
  else if(typeof d.lastSeenMs==="number")
  m.lastSeenMs=d.lastSeenMs
  else if(typeof d.lastSeenMs==="object")
  m.lastSeenMs=new util.LongBits(d.lastSeenMs.low>>>0,d.lastSeenMs.high>>>0).toNumber()
  }
  if(d.agentVersion!=null){
  m.agentVersion=String(d.agentVersion)
  }
  if(d.bootMs!=null){
  if(util.Long)
  m.bootMs=util.Long.fromValue(d.bootMs,false)
  else if(typeof d.bootMs==="string")
  m.bootMs=parseInt(d.bootMs,10)
  else if(typeof d.bootMs==="number")
  m.bootMs=d.bootMs
  else if(typeof d.bootMs==="object")
  m.bootMs=new util.LongBits(d.bootMs.low>>>0,d.bootMs.high>>>0).toNumber()
  }
  if(d.assignment!=null){
  if(util.Long)
  m.assignment=util.Long.fromValue(d.assignment,false)
  else if(typeof d.assignment==="string")
  m.assignment=parseInt(d.assignment,10)
  else if(typeof d.assignment==="number")
  m.assignment=d.assignment
  else if(typeof d.assignment==="object")
  m.assignment=new util.LongBits(d.assignment.low>>>0,d.assignment.high>>>0).toNumber()
  }
  if(d.accepted!=null){
  if(util.Long)
  m.accepted=util.Long.fromValue(d.accepted,false)
  else if(typeof d.accepted==="string")
  m.accepted=parseInt(d.accepted,10)
  else if(typeof d.accepted==="number")
  m.accepted=d.accepted
  else if(typeof d.accepted==="object")
  m.accepted=new util.LongBits(d.accepted.low>>>0,d.accepted.high>>>0).toNumber()
  }
  if(d.slots!=null){
  m.slots=d.slots|0
  }
  if(d.address!=null){
  m.address=String(d.address)
  }
  if(d.troubles){
  if(!Array.isArray(d.troubles))
  throw TypeError(".castellan.v1.Host.troubles: array expected")
  m.troubles=[]
  for(var i=0;i<d.troubles.length;++i){
  m.troubles[i]=String(d.troubles[i])
  }
  }
  if(d.routerPorts){
  if(!Array.isArray(d.routerPorts))
  throw TypeError(".castellan.v1.Host.routerPorts: array expected")
  m.routerPorts=[]
  for(var i=0;i<d.routerPorts.length;++i){
  m.routerPorts[i]=d.routerPorts[i]|0
  }
  }
  if(d.held!=null){
  m.held=String(d.held)
  }
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.labels){
  if(!util.isObject(d.labels))
  throw TypeError(".castellan.v1.Host.labels: object expected")
  m.labels={}
  for(var ks=Object.keys(d.labels),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.labels,ks[i])
  m.labels[ks[i]]=String(d.labels[ks[i]])
  }
  }
  if(d.draining!=null){
  if(!util.isObject(d.draining))
  throw TypeError(".castellan.v1.Host.draining: object expected")
  m.draining=types[15].fromObject(d.draining,n+1)
  }
  if(d.apps){
  if(!Array.isArray(d.apps))
  throw TypeError(".castellan.v1.Host.apps: array expected")
  m.apps=[]
  for(var i=0;i<d.apps.length;++i){
  if(!util.isObject(d.apps[i]))
  throw TypeError(".castellan.v1.Host.apps: object expected")
  m.apps[i]=types[16].fromObject(d.apps[i],n+1)
  }
  }
  if(d.empty!=null){
  m.empty=Boolean(d.empty)
  }
  if(d.removedBy!=null){
  m.removedBy=String(d.removedBy)
  }
  if(d.removedMs!=null){
  if(util.Long)
  m.removedMs=util.Long.fromValue(d.removedMs,false)
  else if(typeof d.removedMs==="string")
  m.removedMs=parseInt(d.removedMs,10)
  else if(typeof d.removedMs==="number")
  m.removedMs=d.removedMs
  else if(typeof d.removedMs==="object")
  m.removedMs=new util.LongBits(d.removedMs.low>>>0,d.removedMs.high>>>0).toNumber()
  }
  if(d.bootId!=null){
  m.bootId=String(d.bootId)
  }
  return m
},
toObject: function Host$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.troubles=[]
  d.routerPorts=[]
  d.apps=[]
  }
  if(o.objects||o.defaults){
  d.labels={}
  }
  if(o.defaults){
  d.name=""
  d.environment=""
  d.state=o.enums===String?"CONNECTED":0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.lastSeenMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.lastSeenMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.agentVersion=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.bootMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.bootMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.assignment=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.assignment=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.accepted=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.accepted=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.slots=0
  d.address=""
  d.held=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.draining=null
  d.empty=false
  d.removedBy=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.removedMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.removedMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.bootId=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[2].values[m.state]===undefined?m.state:types[2].values[m.state]):m.state
  }
  if(m.lastSeenMs!=null&&Object.hasOwnProperty.call(m,"lastSeenMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.lastSeenMs=typeof m.lastSeenMs==="number"?BigInt(m.lastSeenMs):util.Long.fromBits(m.lastSeenMs.low>>>0,m.lastSeenMs.high>>>0,false).toBigInt()
  else if(typeof m.lastSeenMs==="number")
  d.lastSeenMs=o.longs===String?String(m.lastSeenMs):m.lastSeenMs
  else
  d.lastSeenMs=o.longs===String?util.Long.prototype.toString.call(m.lastSeenMs):o.longs===Number?new util.LongBits(m.lastSeenMs.low>>>0,m.lastSeenMs.high>>>0).toNumber():m.lastSeenMs
  }
  if(m.agentVersion!=null&&Object.hasOwnProperty.call(m,"agentVersion")){
  d.agentVersion=m.agentVersion
  }
  if(m.bootMs!=null&&Object.hasOwnProperty.call(m,"bootMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.bootMs=typeof m.bootMs==="number"?BigInt(m.bootMs):util.Long.fromBits(m.bootMs.low>>>0,m.bootMs.high>>>0,false).toBigInt()
  else if(typeof m.bootMs==="number")
  d.bootMs=o.longs===String?String(m.bootMs):m.bootMs
  else
  d.bootMs=o.longs===String?util.Long.prototype.toString.call(m.bootMs):o.longs===Number?new util.LongBits(m.bootMs.low>>>0,m.bootMs.high>>>0).toNumber():m.bootMs
  }
  if(m.assignment!=null&&Object.hasOwnProperty.call(m,"assignment")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.assignment=typeof m.assignment==="number"?BigInt(m.assignment):util.Long.fromBits(m.assignment.low>>>0,m.assignment.high>>>0,false).toBigInt()
  else if(typeof m.assignment==="number")
  d.assignment=o.longs===String?String(m.assignment):m.assignment
  else
  d.assignment=o.longs===String?util.Long.prototype.toString.call(m.assignment):o.longs===Number?new util.LongBits(m.assignment.low>>>0,m.assignment.high>>>0).toNumber():m.assignment
  }
  if(m.accepted!=null&&Object.hasOwnProperty.call(m,"accepted")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.accepted=typeof m.accepted==="number"?BigInt(m.accepted):util.Long.fromBits(m.accepted.low>>>0,m.accepted.high>>>0,false).toBigInt()
  else if(typeof m.accepted==="number")
  d.accepted=o.longs===String?String(m.accepted):m.accepted
  else
  d.accepted=o.longs===String?util.Long.prototype.toString.call(m.accepted):o.longs===Number?new util.LongBits(m.accepted.low>>>0,m.accepted.high>>>0).toNumber():m.accepted
  }
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots")){
  d.slots=m.slots
  }
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address")){
  d.address=m.address
  }
  if(m.troubles&&m.troubles.length){
  d.troubles=[]
  for(var j=0;j<m.troubles.length;++j){
  d.troubles[j]=m.troubles[j]
  }
  }
  if(m.routerPorts&&m.routerPorts.length){
  d.routerPorts=[]
  for(var j=0;j<m.routerPorts.length;++j){
  d.routerPorts[j]=m.routerPorts[j]
  }
  }
  if(m.held!=null&&Object.hasOwnProperty.call(m,"held")){
  d.held=m.held
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  var ks2
  if(m.labels&&(ks2=Object.keys(m.labels)).length){
  d.labels={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.labels,ks2[j])
  d.labels[ks2[j]]=m.labels[ks2[j]]
  }
  }
  if(m.draining!=null&&Object.hasOwnProperty.call(m,"draining")){
  d.draining=types[15].toObject(m.draining,o,q+1)
  }
  if(m.apps&&m.apps.length){
  d.apps=[]
  for(var j=0;j<m.apps.length;++j){
  d.apps[j]=types[16].toObject(m.apps[j],o,q+1)
  }
  }
  if(m.empty!=null&&Object.hasOwnProperty.call(m,"empty")){
  d.empty=m.empty
  }
  if(m.removedBy!=null&&Object.hasOwnProperty.call(m,"removedBy")){
  d.removedBy=m.removedBy
  }
  if(m.removedMs!=null&&Object.hasOwnProperty.call(m,"removedMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.removedMs=typeof m.removedMs==="number"?BigInt(m.removedMs):util.Long.fromBits(m.removedMs.low>>>0,m.removedMs.high>>>0,false).toBigInt()
  else if(typeof m.removedMs==="number")
  d.removedMs=o.longs===String?String(m.removedMs):m.removedMs
  else
  d.removedMs=o.longs===String?util.Long.prototype.toString.call(m.removedMs):o.longs===Number?new util.LongBits(m.removedMs.low>>>0,m.removedMs.high>>>0).toNumber():m.removedMs
  }
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId")){
  d.bootId=m.bootId
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.Draining, {
encode: function Draining$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(8).int64(m.sinceMs)
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs"))
  w.uint32(16).int64(m.untilMs)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(26).string(m.reason)
  if(m.by!=null&&Object.hasOwnProperty.call(m,"by"))
  w.uint32(34).string(m.by)
  return w
},
decode: function Draining$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.sinceMs=r.int64()
  break
  }
  case 2: {
  m.untilMs=r.int64()
  break
  }
  case 3: {
  m.reason=r.string()
  break
  }
  case 4: {
  m.by=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Draining$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Draining: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.untilMs!=null){
  if(util.Long)
  m.untilMs=util.Long.fromValue(d.untilMs,false)
  else if(typeof d.untilMs==="string")
  m.untilMs=parseInt(d.untilMs,10)
  else if(typeof d.untilMs==="number")
  m.untilMs=d.untilMs
  else if(typeof d.untilMs==="object")
  m.untilMs=new util.LongBits(d.untilMs.low>>>0,d.untilMs.high>>>0).toNumber()
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.by!=null){
  m.by=String(d.by)
  }
  return m
},
toObject: function Draining$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.untilMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.untilMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.reason=""
  d.by=""
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.untilMs=typeof m.untilMs==="number"?BigInt(m.untilMs):util.Long.fromBits(m.untilMs.low>>>0,m.untilMs.high>>>0,false).toBigInt()
  else if(typeof m.untilMs==="number")
  d.untilMs=o.longs===String?String(m.untilMs):m.untilMs
  else
  d.untilMs=o.longs===String?util.Long.prototype.toString.call(m.untilMs):o.longs===Number?new util.LongBits(m.untilMs.low>>>0,m.untilMs.high>>>0).toNumber():m.untilMs
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.by!=null&&Object.hasOwnProperty.call(m,"by")){
  d.by=m.by
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.HostApp, {
encode: function HostApp$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots"))
  w.uint32(24).int32(m.slots)
  if(m.replicas!=null&&Object.hasOwnProperty.call(m,"replicas"))
  w.uint32(32).int32(m.replicas)
  return w
},
decode: function HostApp$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.slots=r.int32()
  break
  }
  case 4: {
  m.replicas=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function HostApp$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.HostApp: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.slots!=null){
  m.slots=d.slots|0
  }
  if(d.replicas!=null){
  m.replicas=d.replicas|0
  }
  return m
},
toObject: function HostApp$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.slots=0
  d.replicas=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.slots!=null&&Object.hasOwnProperty.call(m,"slots")){
  d.slots=m.slots
  }
  if(m.replicas!=null&&Object.hasOwnProperty.call(m,"replicas")){
  d.replicas=m.replicas
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.WatchHostsRequest, {
encode: function WatchHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  return w
},
decode: function WatchHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WatchHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WatchHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.WatchHostsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  return m
},
toObject: function WatchHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.LabelHostRequest, {
encode: function LabelHostRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.set!=null&&Object.hasOwnProperty.call(m,"set")){
  for(var ks=Object.keys(m.set),i=0;i<ks.length;++i){
  w.uint32(18).fork().uint32(10).string(ks[i])
  .uint32(18).string(m.set[ks[i]]).ldelim()
  }
  }
  if(m.unset!=null&&m.unset.length){
  for(var i=0;i<m.unset.length;++i)
  w.uint32(26).string(m.unset[i])
  }
  return w
},
decode: function LabelHostRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  if(m.set===util.emptyObject)
  m.set={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=""
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.string()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.set,k)
  m.set[k]=value
  break
  }
  case 3: {
  if(!(m.unset&&m.unset.length))
  m.unset=[]
  m.unset.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LabelHostRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LabelHostRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.set){
  if(!util.isObject(d.set))
  throw TypeError(".castellan.v1.LabelHostRequest.set: object expected")
  m.set={}
  for(var ks=Object.keys(d.set),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.set,ks[i])
  m.set[ks[i]]=String(d.set[ks[i]])
  }
  }
  if(d.unset){
  if(!Array.isArray(d.unset))
  throw TypeError(".castellan.v1.LabelHostRequest.unset: array expected")
  m.unset=[]
  for(var i=0;i<d.unset.length;++i){
  m.unset[i]=String(d.unset[i])
  }
  }
  return m
},
toObject: function LabelHostRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.unset=[]
  }
  if(o.objects||o.defaults){
  d.set={}
  }
  if(o.defaults){
  d.host=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  var ks2
  if(m.set&&(ks2=Object.keys(m.set)).length){
  d.set={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.set,ks2[j])
  d.set[ks2[j]]=m.set[ks2[j]]
  }
  }
  if(m.unset&&m.unset.length){
  d.unset=[]
  for(var j=0;j<m.unset.length;++j){
  d.unset[j]=m.unset[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.DrainHostsRequest, {
encode: function DrainHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  if(m.deadlineMs!=null&&Object.hasOwnProperty.call(m,"deadlineMs"))
  w.uint32(16).int64(m.deadlineMs)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(26).string(m.reason)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(32).bool(m.force)
  return w
},
decode: function DrainHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 2: {
  m.deadlineMs=r.int64()
  break
  }
  case 3: {
  m.reason=r.string()
  break
  }
  case 4: {
  m.force=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function DrainHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.DrainHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.DrainHostsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.deadlineMs!=null){
  if(util.Long)
  m.deadlineMs=util.Long.fromValue(d.deadlineMs,false)
  else if(typeof d.deadlineMs==="string")
  m.deadlineMs=parseInt(d.deadlineMs,10)
  else if(typeof d.deadlineMs==="number")
  m.deadlineMs=d.deadlineMs
  else if(typeof d.deadlineMs==="object")
  m.deadlineMs=new util.LongBits(d.deadlineMs.low>>>0,d.deadlineMs.high>>>0).toNumber()
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  return m
},
toObject: function DrainHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.deadlineMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.deadlineMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.reason=""
  d.force=false
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.deadlineMs!=null&&Object.hasOwnProperty.call(m,"deadlineMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.deadlineMs=typeof m.deadlineMs==="number"?BigInt(m.deadlineMs):util.Long.fromBits(m.deadlineMs.low>>>0,m.deadlineMs.high>>>0,false).toBigInt()
  else if(typeof m.deadlineMs==="number")
  d.deadlineMs=o.longs===String?String(m.deadlineMs):m.deadlineMs
  else
  d.deadlineMs=o.longs===String?util.Long.prototype.toString.call(m.deadlineMs):o.longs===Number?new util.LongBits(m.deadlineMs.low>>>0,m.deadlineMs.high>>>0).toNumber():m.deadlineMs
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.ResumeHostsRequest, {
encode: function ResumeHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  return w
},
decode: function ResumeHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ResumeHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ResumeHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.ResumeHostsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  return m
},
toObject: function ResumeHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.RemoveHostRequest, {
encode: function RemoveHostRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(16).bool(m.force)
  if(m.confirmed!=null&&Object.hasOwnProperty.call(m,"confirmed"))
  w.uint32(26).string(m.confirmed)
  return w
},
decode: function RemoveHostRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.force=r.bool()
  break
  }
  case 3: {
  m.confirmed=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RemoveHostRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RemoveHostRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  if(d.confirmed!=null){
  m.confirmed=String(d.confirmed)
  }
  return m
},
toObject: function RemoveHostRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.host=""
  d.force=false
  d.confirmed=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  if(m.confirmed!=null&&Object.hasOwnProperty.call(m,"confirmed")){
  d.confirmed=m.confirmed
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.MoveHostRequest, {
encode: function MoveHostRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  return w
},
decode: function MoveHostRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function MoveHostRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.MoveHostRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function MoveHostRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.host=""
  d.environment=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [null, null, null, null, null];
Object.assign(messages.RebootHostsRequest, {
encode: function RebootHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all"))
  w.uint32(16).bool(m.all)
  if(m.deadlineMs!=null&&Object.hasOwnProperty.call(m,"deadlineMs"))
  w.uint32(24).int64(m.deadlineMs)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(32).bool(m.force)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(42).string(m.requestId)
  return w
},
decode: function RebootHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 2: {
  m.all=r.bool()
  break
  }
  case 3: {
  m.deadlineMs=r.int64()
  break
  }
  case 4: {
  m.force=r.bool()
  break
  }
  case 5: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RebootHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RebootHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.RebootHostsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.all!=null){
  m.all=Boolean(d.all)
  }
  if(d.deadlineMs!=null){
  if(util.Long)
  m.deadlineMs=util.Long.fromValue(d.deadlineMs,false)
  else if(typeof d.deadlineMs==="string")
  m.deadlineMs=parseInt(d.deadlineMs,10)
  else if(typeof d.deadlineMs==="number")
  m.deadlineMs=d.deadlineMs
  else if(typeof d.deadlineMs==="object")
  m.deadlineMs=new util.LongBits(d.deadlineMs.low>>>0,d.deadlineMs.high>>>0).toNumber()
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function RebootHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  d.all=false
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.deadlineMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.deadlineMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.force=false
  d.requestId=""
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all")){
  d.all=m.all
  }
  if(m.deadlineMs!=null&&Object.hasOwnProperty.call(m,"deadlineMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.deadlineMs=typeof m.deadlineMs==="number"?BigInt(m.deadlineMs):util.Long.fromBits(m.deadlineMs.low>>>0,m.deadlineMs.high>>>0,false).toBigInt()
  else if(typeof m.deadlineMs==="number")
  d.deadlineMs=o.longs===String?String(m.deadlineMs):m.deadlineMs
  else
  d.deadlineMs=o.longs===String?util.Long.prototype.toString.call(m.deadlineMs):o.longs===Number?new util.LongBits(m.deadlineMs.low>>>0,m.deadlineMs.high>>>0).toNumber():m.deadlineMs
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.WatchRebootRequest, {
encode: function WatchRebootRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  return w
},
decode: function WatchRebootRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WatchRebootRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WatchRebootRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  return m
},
toObject: function WatchRebootRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  return d
},
});
}
{
const types = [null, messages.RebootHost, null];
Object.assign(messages.Reboot, {
encode: function Reboot$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  types[1].encode(m.hosts[i],w.uint32(18).fork(),q+1).ldelim()
  }
  if(m.over!=null&&Object.hasOwnProperty.call(m,"over"))
  w.uint32(24).bool(m.over)
  return w
},
decode: function Reboot$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  case 2: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(types[1].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 3: {
  m.over=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Reboot$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Reboot: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.Reboot.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  if(!util.isObject(d.hosts[i]))
  throw TypeError(".castellan.v1.Reboot.hosts: object expected")
  m.hosts[i]=types[1].fromObject(d.hosts[i],n+1)
  }
  }
  if(d.over!=null){
  m.over=Boolean(d.over)
  }
  return m
},
toObject: function Reboot$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.over=false
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=types[1].toObject(m.hosts[j],o,q+1)
  }
  }
  if(m.over!=null&&Object.hasOwnProperty.call(m,"over")){
  d.over=m.over
  }
  return d
},
});
}
{
const types = [null, { values: {"0":"WAITING","1":"DRAINING","2":"REBOOTING","3":"RETURNING","4":"DONE","5":"FAILED"} }, null, null];
Object.assign(messages.RebootHost, {
encode: function RebootHost$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(16).int32(m.state)
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(24).int64(m.sinceMs)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(34).string(m.reason)
  return w
},
decode: function RebootHost$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.state=r.int32()
  break
  }
  case 3: {
  m.sinceMs=r.int64()
  break
  }
  case 4: {
  m.reason=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RebootHost$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RebootHost: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"WAITING":
  case 0:
  m.state=0
  break
  case"DRAINING":
  case 1:
  m.state=1
  break
  case"REBOOTING":
  case 2:
  m.state=2
  break
  case"RETURNING":
  case 3:
  m.state=3
  break
  case"DONE":
  case 4:
  m.state=4
  break
  case"FAILED":
  case 5:
  m.state=5
  break
  }
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  return m
},
toObject: function RebootHost$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.host=""
  d.state=o.enums===String?"WAITING":0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.reason=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[1].values[m.state]===undefined?m.state:types[1].values[m.state]):m.state
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.ListHostsRequest, {
encode: function ListHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  return w
},
decode: function ListHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function ListHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [messages.Host];
Object.assign(messages.ListHostsReply, {
encode: function ListHostsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  types[0].encode(m.hosts[i],w.uint32(10).fork(),q+1).ldelim()
  }
  return w
},
decode: function ListHostsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListHostsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListHostsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.ListHostsReply.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  if(!util.isObject(d.hosts[i]))
  throw TypeError(".castellan.v1.ListHostsReply.hosts: object expected")
  m.hosts[i]=types[0].fromObject(d.hosts[i],n+1)
  }
  }
  return m
},
toObject: function ListHostsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=types[0].toObject(m.hosts[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.UpgradeAgentsRequest, {
encode: function UpgradeAgentsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all"))
  w.uint32(16).bool(m.all)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  return w
},
decode: function UpgradeAgentsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 2: {
  m.all=r.bool()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function UpgradeAgentsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.UpgradeAgentsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.UpgradeAgentsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.all!=null){
  m.all=Boolean(d.all)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  return m
},
toObject: function UpgradeAgentsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  d.all=false
  d.version=""
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all")){
  d.all=m.all
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.WatchAgentUpgradeRequest, {
encode: function WatchAgentUpgradeRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  return w
},
decode: function WatchAgentUpgradeRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WatchAgentUpgradeRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WatchAgentUpgradeRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  return m
},
toObject: function WatchAgentUpgradeRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  return d
},
});
}
{
const types = [null, null, messages.AgentUpgradeHost];
Object.assign(messages.AgentUpgrade, {
encode: function AgentUpgrade$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  types[2].encode(m.hosts[i],w.uint32(26).fork(),q+1).ldelim()
  }
  return w
},
decode: function AgentUpgrade$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AgentUpgrade$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AgentUpgrade: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.AgentUpgrade.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  if(!util.isObject(d.hosts[i]))
  throw TypeError(".castellan.v1.AgentUpgrade.hosts: object expected")
  m.hosts[i]=types[2].fromObject(d.hosts[i],n+1)
  }
  }
  return m
},
toObject: function AgentUpgrade$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.version=""
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=types[2].toObject(m.hosts[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, { values: {"0":"NONE","1":"WAITING","2":"FETCHING","3":"TRYING","4":"COMMITTED","5":"TURNED_BACK","6":"SUPERSEDED"} }, null, null, null];
Object.assign(messages.AgentUpgradeHost, {
encode: function AgentUpgradeHost$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(16).int32(m.state)
  if(m.running!=null&&Object.hasOwnProperty.call(m,"running"))
  w.uint32(26).string(m.running)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(34).string(m.reason)
  if(m.logLines!=null&&m.logLines.length){
  for(var i=0;i<m.logLines.length;++i)
  w.uint32(42).string(m.logLines[i])
  }
  return w
},
decode: function AgentUpgradeHost$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.state=r.int32()
  break
  }
  case 3: {
  m.running=r.string()
  break
  }
  case 4: {
  m.reason=r.string()
  break
  }
  case 5: {
  if(!(m.logLines&&m.logLines.length))
  m.logLines=[]
  m.logLines.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AgentUpgradeHost$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AgentUpgradeHost: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"NONE":
  case 0:
  m.state=0
  break
  case"WAITING":
  case 1:
  m.state=1
  break
  case"FETCHING":
  case 2:
  m.state=2
  break
  case"TRYING":
  case 3:
  m.state=3
  break
  case"COMMITTED":
  case 4:
  m.state=4
  break
  case"TURNED_BACK":
  case 5:
  m.state=5
  break
  case"SUPERSEDED":
  case 6:
  m.state=6
  break
  }
  if(d.running!=null){
  m.running=String(d.running)
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.logLines){
  if(!Array.isArray(d.logLines))
  throw TypeError(".castellan.v1.AgentUpgradeHost.logLines: array expected")
  m.logLines=[]
  for(var i=0;i<d.logLines.length;++i){
  m.logLines[i]=String(d.logLines[i])
  }
  }
  return m
},
toObject: function AgentUpgradeHost$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.logLines=[]
  }
  if(o.defaults){
  d.host=""
  d.state=o.enums===String?"NONE":0
  d.running=""
  d.reason=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[1].values[m.state]===undefined?m.state:types[1].values[m.state]):m.state
  }
  if(m.running!=null&&Object.hasOwnProperty.call(m,"running")){
  d.running=m.running
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.logLines&&m.logLines.length){
  d.logLines=[]
  for(var j=0;j<m.logLines.length;++j){
  d.logLines[j]=m.logLines[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.AdoptHostsRequest, {
encode: function AdoptHostsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all"))
  w.uint32(16).bool(m.all)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(24).bool(m.force)
  return w
},
decode: function AdoptHostsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 2: {
  m.all=r.bool()
  break
  }
  case 3: {
  m.force=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AdoptHostsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AdoptHostsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.AdoptHostsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.all!=null){
  m.all=Boolean(d.all)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  return m
},
toObject: function AdoptHostsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  d.all=false
  d.force=false
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all")){
  d.all=m.all
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.AdoptHostsReply, {
encode: function AdoptHostsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(10).string(m.hosts[i])
  }
  return w
},
decode: function AdoptHostsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AdoptHostsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AdoptHostsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.AdoptHostsReply.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  return m
},
toObject: function AdoptHostsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, null, null, messages.LogField, null];
Object.assign(messages.LogsRequest, {
encode: function LogsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.follow!=null&&Object.hasOwnProperty.call(m,"follow"))
  w.uint32(24).bool(m.follow)
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(32).int64(m.sinceMs)
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs"))
  w.uint32(40).int64(m.untilMs)
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(50).string(m.hosts[i])
  }
  if(m.processes!=null&&m.processes.length){
  for(var i=0;i<m.processes.length;++i)
  w.uint32(58).string(m.processes[i])
  }
  if(m.replicas!=null&&m.replicas.length){
  for(var i=0;i<m.replicas.length;++i)
  w.uint32(66).string(m.replicas[i])
  }
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream"))
  w.uint32(74).string(m.stream)
  if(m.tail!=null&&Object.hasOwnProperty.call(m,"tail"))
  w.uint32(80).int32(m.tail)
  if(m.contains!=null&&Object.hasOwnProperty.call(m,"contains"))
  w.uint32(90).string(m.contains)
  if(m.pattern!=null&&Object.hasOwnProperty.call(m,"pattern"))
  w.uint32(98).string(m.pattern)
  if(m.ignoreCase!=null&&Object.hasOwnProperty.call(m,"ignoreCase"))
  w.uint32(104).bool(m.ignoreCase)
  if(m.fields!=null&&m.fields.length){
  for(var i=0;i<m.fields.length;++i)
  types[13].encode(m.fields[i],w.uint32(114).fork(),q+1).ldelim()
  }
  if(m.searchMs!=null&&Object.hasOwnProperty.call(m,"searchMs"))
  w.uint32(120).int64(m.searchMs)
  return w
},
decode: function LogsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.follow=r.bool()
  break
  }
  case 4: {
  m.sinceMs=r.int64()
  break
  }
  case 5: {
  m.untilMs=r.int64()
  break
  }
  case 6: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 7: {
  if(!(m.processes&&m.processes.length))
  m.processes=[]
  m.processes.push(listed(r))
  break
  }
  case 8: {
  if(!(m.replicas&&m.replicas.length))
  m.replicas=[]
  m.replicas.push(listed(r))
  break
  }
  case 9: {
  m.stream=r.string()
  break
  }
  case 10: {
  m.tail=r.int32()
  break
  }
  case 11: {
  m.contains=r.string()
  break
  }
  case 12: {
  m.pattern=r.string()
  break
  }
  case 13: {
  m.ignoreCase=r.bool()
  break
  }
  case 14: {
  if(!(m.fields&&m.fields.length))
  m.fields=[]
  m.fields.push(types[13].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 15: {
  m.searchMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.follow!=null){
  m.follow=Boolean(d.follow)
  }
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.untilMs!=null){
  if(util.Long)
  m.untilMs=util.Long.fromValue(d.untilMs,false)
  else if(typeof d.untilMs==="string")
  m.untilMs=parseInt(d.untilMs,10)
  else if(typeof d.untilMs==="number")
  m.untilMs=d.untilMs
  else if(typeof d.untilMs==="object")
  m.untilMs=new util.LongBits(d.untilMs.low>>>0,d.untilMs.high>>>0).toNumber()
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.LogsRequest.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.processes){
  if(!Array.isArray(d.processes))
  throw TypeError(".castellan.v1.LogsRequest.processes: array expected")
  m.processes=[]
  for(var i=0;i<d.processes.length;++i){
  m.processes[i]=String(d.processes[i])
  }
  }
  if(d.replicas){
  if(!Array.isArray(d.replicas))
  throw TypeError(".castellan.v1.LogsRequest.replicas: array expected")
  m.replicas=[]
  for(var i=0;i<d.replicas.length;++i){
  m.replicas[i]=String(d.replicas[i])
  }
  }
  if(d.stream!=null){
  m.stream=String(d.stream)
  }
  if(d.tail!=null){
  m.tail=d.tail|0
  }
  if(d.contains!=null){
  m.contains=String(d.contains)
  }
  if(d.pattern!=null){
  m.pattern=String(d.pattern)
  }
  if(d.ignoreCase!=null){
  m.ignoreCase=Boolean(d.ignoreCase)
  }
  if(d.fields){
  if(!Array.isArray(d.fields))
  throw TypeError(".castellan.v1.LogsRequest.fields: array expected")
  m.fields=[]
  for(var i=0;i<d.fields.length;++i){
  if(!util.isObject(d.fields[i]))
  throw TypeError(".castellan.v1.LogsRequest.fields: object expected")
  m.fields[i]=types[13].fromObject(d.fields[i],n+1)
  }
  }
  if(d.searchMs!=null){
  if(util.Long)
  m.searchMs=util.Long.fromValue(d.searchMs,false)
  else if(typeof d.searchMs==="string")
  m.searchMs=parseInt(d.searchMs,10)
  else if(typeof d.searchMs==="number")
  m.searchMs=d.searchMs
  else if(typeof d.searchMs==="object")
  m.searchMs=new util.LongBits(d.searchMs.low>>>0,d.searchMs.high>>>0).toNumber()
  }
  return m
},
toObject: function LogsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  d.processes=[]
  d.replicas=[]
  d.fields=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.follow=false
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.untilMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.untilMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.stream=""
  d.tail=0
  d.contains=""
  d.pattern=""
  d.ignoreCase=false
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.searchMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.searchMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.follow!=null&&Object.hasOwnProperty.call(m,"follow")){
  d.follow=m.follow
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.untilMs=typeof m.untilMs==="number"?BigInt(m.untilMs):util.Long.fromBits(m.untilMs.low>>>0,m.untilMs.high>>>0,false).toBigInt()
  else if(typeof m.untilMs==="number")
  d.untilMs=o.longs===String?String(m.untilMs):m.untilMs
  else
  d.untilMs=o.longs===String?util.Long.prototype.toString.call(m.untilMs):o.longs===Number?new util.LongBits(m.untilMs.low>>>0,m.untilMs.high>>>0).toNumber():m.untilMs
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.processes&&m.processes.length){
  d.processes=[]
  for(var j=0;j<m.processes.length;++j){
  d.processes[j]=m.processes[j]
  }
  }
  if(m.replicas&&m.replicas.length){
  d.replicas=[]
  for(var j=0;j<m.replicas.length;++j){
  d.replicas[j]=m.replicas[j]
  }
  }
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream")){
  d.stream=m.stream
  }
  if(m.tail!=null&&Object.hasOwnProperty.call(m,"tail")){
  d.tail=m.tail
  }
  if(m.contains!=null&&Object.hasOwnProperty.call(m,"contains")){
  d.contains=m.contains
  }
  if(m.pattern!=null&&Object.hasOwnProperty.call(m,"pattern")){
  d.pattern=m.pattern
  }
  if(m.ignoreCase!=null&&Object.hasOwnProperty.call(m,"ignoreCase")){
  d.ignoreCase=m.ignoreCase
  }
  if(m.fields&&m.fields.length){
  d.fields=[]
  for(var j=0;j<m.fields.length;++j){
  d.fields[j]=types[13].toObject(m.fields[j],o,q+1)
  }
  }
  if(m.searchMs!=null&&Object.hasOwnProperty.call(m,"searchMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.searchMs=typeof m.searchMs==="number"?BigInt(m.searchMs):util.Long.fromBits(m.searchMs.low>>>0,m.searchMs.high>>>0,false).toBigInt()
  else if(typeof m.searchMs==="number")
  d.searchMs=o.longs===String?String(m.searchMs):m.searchMs
  else
  d.searchMs=o.longs===String?util.Long.prototype.toString.call(m.searchMs):o.longs===Number?new util.LongBits(m.searchMs.low>>>0,m.searchMs.high>>>0).toNumber():m.searchMs
  }
  return d
},
});
}
{
const types = [null, { values: {"0":"EQUAL","1":"NOT_EQUAL","2":"LESS","3":"AT_MOST","4":"MORE","5":"AT_LEAST"} }, null];
Object.assign(messages.LogField, {
encode: function LogField$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path"))
  w.uint32(10).string(m.path)
  if(m.comparison!=null&&Object.hasOwnProperty.call(m,"comparison"))
  w.uint32(16).int32(m.comparison)
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value"))
  w.uint32(26).string(m.value)
  return w
},
decode: function LogField$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.path=r.string()
  break
  }
  case 2: {
  m.comparison=r.int32()
  break
  }
  case 3: {
  m.value=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogField$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogField: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.path!=null){
  m.path=String(d.path)
  }
  switch(d.comparison){
  default:
  if(typeof(d.comparison)==="number"){m.comparison=d.comparison;break}
  break
  case"EQUAL":
  case 0:
  m.comparison=0
  break
  case"NOT_EQUAL":
  case 1:
  m.comparison=1
  break
  case"LESS":
  case 2:
  m.comparison=2
  break
  case"AT_MOST":
  case 3:
  m.comparison=3
  break
  case"MORE":
  case 4:
  m.comparison=4
  break
  case"AT_LEAST":
  case 5:
  m.comparison=5
  break
  }
  if(d.value!=null){
  m.value=String(d.value)
  }
  return m
},
toObject: function LogField$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.path=""
  d.comparison=o.enums===String?"EQUAL":0
  d.value=""
  }
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path")){
  d.path=m.path
  }
  if(m.comparison!=null&&Object.hasOwnProperty.call(m,"comparison")){
  d.comparison=o.enums===String?(types[1].values[m.comparison]===undefined?m.comparison:types[1].values[m.comparison]):m.comparison
  }
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value")){
  d.value=m.value
  }
  return d
},
});
}
{
const types = [messages.LogLine, messages.LogSearchStopped];
Object.assign(messages.LogLines, {
encode: function LogLines$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.lines!=null&&m.lines.length){
  for(var i=0;i<m.lines.length;++i)
  types[0].encode(m.lines[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.stopped!=null&&Object.hasOwnProperty.call(m,"stopped"))
  types[1].encode(m.stopped,w.uint32(18).fork(),q+1).ldelim()
  return w
},
decode: function LogLines$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.lines&&m.lines.length))
  m.lines=[]
  m.lines.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.stopped=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogLines$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogLines: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.lines){
  if(!Array.isArray(d.lines))
  throw TypeError(".castellan.v1.LogLines.lines: array expected")
  m.lines=[]
  for(var i=0;i<d.lines.length;++i){
  if(!util.isObject(d.lines[i]))
  throw TypeError(".castellan.v1.LogLines.lines: object expected")
  m.lines[i]=types[0].fromObject(d.lines[i],n+1)
  }
  }
  if(d.stopped!=null){
  if(!util.isObject(d.stopped))
  throw TypeError(".castellan.v1.LogLines.stopped: object expected")
  m.stopped=types[1].fromObject(d.stopped,n+1)
  }
  return m
},
toObject: function LogLines$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.lines=[]
  }
  if(o.defaults){
  d.stopped=null
  }
  if(m.lines&&m.lines.length){
  d.lines=[]
  for(var j=0;j<m.lines.length;++j){
  d.lines[j]=types[0].toObject(m.lines[j],o,q+1)
  }
  }
  if(m.stopped!=null&&Object.hasOwnProperty.call(m,"stopped")){
  d.stopped=types[1].toObject(m.stopped,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.LogSearchStopped, {
encode: function LogSearchStopped$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(10).string(m.reason)
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(16).int64(m.atMs)
  return w
},
decode: function LogSearchStopped$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.reason=r.string()
  break
  }
  case 2: {
  m.atMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogSearchStopped$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogSearchStopped: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  return m
},
toObject: function LogSearchStopped$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.reason=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, null];
Object.assign(messages.LogLine, {
encode: function LogLine$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(8).int64(m.atMs)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(18).string(m.host)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(32).int32(m.index)
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica"))
  w.uint32(42).string(m.replica)
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run"))
  w.uint32(48).int32(m.run)
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream"))
  w.uint32(58).string(m.stream)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(64).int64(m.offset)
  if(m.text!=null&&Object.hasOwnProperty.call(m,"text"))
  w.uint32(74).bytes(m.text)
  if(m.gapBytes!=null&&Object.hasOwnProperty.call(m,"gapBytes"))
  w.uint32(80).int64(m.gapBytes)
  if(m.gapReason!=null&&Object.hasOwnProperty.call(m,"gapReason"))
  w.uint32(90).string(m.gapReason)
  if(m.continued!=null&&Object.hasOwnProperty.call(m,"continued"))
  w.uint32(96).bool(m.continued)
  return w
},
decode: function LogLine$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.atMs=r.int64()
  break
  }
  case 2: {
  m.host=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.index=r.int32()
  break
  }
  case 5: {
  m.replica=r.string()
  break
  }
  case 6: {
  m.run=r.int32()
  break
  }
  case 7: {
  m.stream=r.string()
  break
  }
  case 8: {
  m.offset=r.int64()
  break
  }
  case 9: {
  m.text=r.bytes()
  break
  }
  case 10: {
  m.gapBytes=r.int64()
  break
  }
  case 11: {
  m.gapReason=r.string()
  break
  }
  case 12: {
  m.continued=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogLine$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogLine: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.replica!=null){
  m.replica=String(d.replica)
  }
  if(d.run!=null){
  m.run=d.run|0
  }
  if(d.stream!=null){
  m.stream=String(d.stream)
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  if(d.text!=null){
  if(typeof d.text==="string")
  util.base64.decode(d.text,m.text=util.newBuffer(util.base64.length(d.text)),0)
  else if(d.text.length >= 0)
  m.text=d.text
  }
  if(d.gapBytes!=null){
  if(util.Long)
  m.gapBytes=util.Long.fromValue(d.gapBytes,false)
  else if(typeof d.gapBytes==="string")
  m.gapBytes=parseInt(d.gapBytes,10)
  else if(typeof d.gapBytes==="number")
  m.gapBytes=d.gapBytes
  else if(typeof d.gapBytes==="object")
  m.gapBytes=new util.LongBits(d.gapBytes.low>>>0,d.gapBytes.high>>>0).toNumber()
  }
  if(d.gapReason!=null){
  m.gapReason=String(d.gapReason)
  }
  if(d.continued!=null){
  m.continued=Boolean(d.continued)
  }
  return m
},
toObject: function LogLine$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.host=""
  d.process=""
  d.index=0
  d.replica=""
  d.run=0
  d.stream=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(o.bytes===String)d.text=""
  else{
  d.text=[]
  if(o.bytes!==Array)d.text=util.newBuffer(d.text)
  }
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.gapBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.gapBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.gapReason=""
  d.continued=false
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica")){
  d.replica=m.replica
  }
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run")){
  d.run=m.run
  }
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream")){
  d.stream=m.stream
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  if(m.text!=null&&Object.hasOwnProperty.call(m,"text")){
  d.text=o.bytes===String?util.base64.encode(m.text,0,m.text.length):o.bytes===Array?Array.prototype.slice.call(m.text):m.text
  }
  if(m.gapBytes!=null&&Object.hasOwnProperty.call(m,"gapBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.gapBytes=typeof m.gapBytes==="number"?BigInt(m.gapBytes):util.Long.fromBits(m.gapBytes.low>>>0,m.gapBytes.high>>>0,false).toBigInt()
  else if(typeof m.gapBytes==="number")
  d.gapBytes=o.longs===String?String(m.gapBytes):m.gapBytes
  else
  d.gapBytes=o.longs===String?util.Long.prototype.toString.call(m.gapBytes):o.longs===Number?new util.LongBits(m.gapBytes.low>>>0,m.gapBytes.high>>>0).toNumber():m.gapBytes
  }
  if(m.gapReason!=null&&Object.hasOwnProperty.call(m,"gapReason")){
  d.gapReason=m.gapReason
  }
  if(m.continued!=null&&Object.hasOwnProperty.call(m,"continued")){
  d.continued=m.continued
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.WatchFiguresRequest, {
encode: function WatchFiguresRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  return w
},
decode: function WatchFiguresRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WatchFiguresRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WatchFiguresRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function WatchFiguresRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [null, messages.RouteRates, null, null, null];
Object.assign(messages.FiguresReply, {
encode: function FiguresReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(8).int64(m.atMs)
  if(m.routes!=null&&m.routes.length){
  for(var i=0;i<m.routes.length;++i)
  types[1].encode(m.routes[i],w.uint32(18).fork(),q+1).ldelim()
  }
  if(m.leftOut!=null&&Object.hasOwnProperty.call(m,"leftOut"))
  w.uint32(24).int32(m.leftOut)
  if(m.hostsMeasured!=null&&Object.hasOwnProperty.call(m,"hostsMeasured"))
  w.uint32(32).int32(m.hostsMeasured)
  if(m.hostsConnected!=null&&Object.hasOwnProperty.call(m,"hostsConnected"))
  w.uint32(40).int32(m.hostsConnected)
  return w
},
decode: function FiguresReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.atMs=r.int64()
  break
  }
  case 2: {
  if(!(m.routes&&m.routes.length))
  m.routes=[]
  m.routes.push(types[1].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 3: {
  m.leftOut=r.int32()
  break
  }
  case 4: {
  m.hostsMeasured=r.int32()
  break
  }
  case 5: {
  m.hostsConnected=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FiguresReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FiguresReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.routes){
  if(!Array.isArray(d.routes))
  throw TypeError(".castellan.v1.FiguresReply.routes: array expected")
  m.routes=[]
  for(var i=0;i<d.routes.length;++i){
  if(!util.isObject(d.routes[i]))
  throw TypeError(".castellan.v1.FiguresReply.routes: object expected")
  m.routes[i]=types[1].fromObject(d.routes[i],n+1)
  }
  }
  if(d.leftOut!=null){
  m.leftOut=d.leftOut|0
  }
  if(d.hostsMeasured!=null){
  m.hostsMeasured=d.hostsMeasured|0
  }
  if(d.hostsConnected!=null){
  m.hostsConnected=d.hostsConnected|0
  }
  return m
},
toObject: function FiguresReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.routes=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.leftOut=0
  d.hostsMeasured=0
  d.hostsConnected=0
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.routes&&m.routes.length){
  d.routes=[]
  for(var j=0;j<m.routes.length;++j){
  d.routes[j]=types[1].toObject(m.routes[j],o,q+1)
  }
  }
  if(m.leftOut!=null&&Object.hasOwnProperty.call(m,"leftOut")){
  d.leftOut=m.leftOut
  }
  if(m.hostsMeasured!=null&&Object.hasOwnProperty.call(m,"hostsMeasured")){
  d.hostsMeasured=m.hostsMeasured
  }
  if(m.hostsConnected!=null&&Object.hasOwnProperty.call(m,"hostsConnected")){
  d.hostsConnected=m.hostsConnected
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null];
Object.assign(messages.RouteRates, {
encode: function RouteRates$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(32).int32(m.release)
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port"))
  w.uint32(40).int32(m.port)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(50).string(m.host)
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path"))
  w.uint32(58).string(m.path)
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests"))
  w.uint32(65).double(m.requests)
  if(m.status!=null&&m.status.length){
  w.uint32(74).fork()
  for(var i=0;i<m.status.length;++i)
  w.double(m.status[i])
  w.ldelim()
  }
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures"))
  w.uint32(81).double(m.failures)
  if(m.abandoned!=null&&Object.hasOwnProperty.call(m,"abandoned"))
  w.uint32(89).double(m.abandoned)
  if(m.bytesIn!=null&&Object.hasOwnProperty.call(m,"bytesIn"))
  w.uint32(97).double(m.bytesIn)
  if(m.bytesOut!=null&&Object.hasOwnProperty.call(m,"bytesOut"))
  w.uint32(105).double(m.bytesOut)
  if(m.inFlight!=null&&Object.hasOwnProperty.call(m,"inFlight"))
  w.uint32(112).int32(m.inFlight)
  if(m.p50Ms!=null&&Object.hasOwnProperty.call(m,"p50Ms"))
  w.uint32(120).int32(m.p50Ms)
  if(m.p95Ms!=null&&Object.hasOwnProperty.call(m,"p95Ms"))
  w.uint32(128).int32(m.p95Ms)
  if(m.p99Ms!=null&&Object.hasOwnProperty.call(m,"p99Ms"))
  w.uint32(136).int32(m.p99Ms)
  if(m.hosts!=null&&Object.hasOwnProperty.call(m,"hosts"))
  w.uint32(144).int32(m.hosts)
  return w
},
decode: function RouteRates$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.release=r.int32()
  break
  }
  case 5: {
  m.port=r.int32()
  break
  }
  case 6: {
  m.host=r.string()
  break
  }
  case 7: {
  m.path=r.string()
  break
  }
  case 8: {
  m.requests=r.double()
  break
  }
  case 9: {
  if(!(m.status&&m.status.length))
  m.status=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.status.push(r.double())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.status.push(r.double())
  break
  }
  case 10: {
  m.failures=r.double()
  break
  }
  case 11: {
  m.abandoned=r.double()
  break
  }
  case 12: {
  m.bytesIn=r.double()
  break
  }
  case 13: {
  m.bytesOut=r.double()
  break
  }
  case 14: {
  m.inFlight=r.int32()
  break
  }
  case 15: {
  m.p50Ms=r.int32()
  break
  }
  case 16: {
  m.p95Ms=r.int32()
  break
  }
  case 17: {
  m.p99Ms=r.int32()
  break
  }
  case 18: {
  m.hosts=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RouteRates$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RouteRates: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.port!=null){
  m.port=d.port|0
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.path!=null){
  m.path=String(d.path)
  }
  if(d.requests!=null){
  m.requests=Number(d.requests)
  }
  if(d.status){
  if(!Array.isArray(d.status))
  throw TypeError(".castellan.v1.RouteRates.status: array expected")
  m.status=[]
  for(var i=0;i<d.status.length;++i){
  m.status[i]=Number(d.status[i])
  }
  }
  if(d.failures!=null){
  m.failures=Number(d.failures)
  }
  if(d.abandoned!=null){
  m.abandoned=Number(d.abandoned)
  }
  if(d.bytesIn!=null){
  m.bytesIn=Number(d.bytesIn)
  }
  if(d.bytesOut!=null){
  m.bytesOut=Number(d.bytesOut)
  }
  if(d.inFlight!=null){
  m.inFlight=d.inFlight|0
  }
  if(d.p50Ms!=null){
  m.p50Ms=d.p50Ms|0
  }
  if(d.p95Ms!=null){
  m.p95Ms=d.p95Ms|0
  }
  if(d.p99Ms!=null){
  m.p99Ms=d.p99Ms|0
  }
  if(d.hosts!=null){
  m.hosts=d.hosts|0
  }
  return m
},
toObject: function RouteRates$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.status=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.release=0
  d.port=0
  d.host=""
  d.path=""
  d.requests=0
  d.failures=0
  d.abandoned=0
  d.bytesIn=0
  d.bytesOut=0
  d.inFlight=0
  d.p50Ms=0
  d.p95Ms=0
  d.p99Ms=0
  d.hosts=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port")){
  d.port=m.port
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path")){
  d.path=m.path
  }
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests")){
  d.requests=o.json&&!isFinite(m.requests)?String(m.requests):m.requests
  }
  if(m.status&&m.status.length){
  d.status=[]
  for(var j=0;j<m.status.length;++j){
  d.status[j]=o.json&&!isFinite(m.status[j])?String(m.status[j]):m.status[j]
  }
  }
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures")){
  d.failures=o.json&&!isFinite(m.failures)?String(m.failures):m.failures
  }
  if(m.abandoned!=null&&Object.hasOwnProperty.call(m,"abandoned")){
  d.abandoned=o.json&&!isFinite(m.abandoned)?String(m.abandoned):m.abandoned
  }
  if(m.bytesIn!=null&&Object.hasOwnProperty.call(m,"bytesIn")){
  d.bytesIn=o.json&&!isFinite(m.bytesIn)?String(m.bytesIn):m.bytesIn
  }
  if(m.bytesOut!=null&&Object.hasOwnProperty.call(m,"bytesOut")){
  d.bytesOut=o.json&&!isFinite(m.bytesOut)?String(m.bytesOut):m.bytesOut
  }
  if(m.inFlight!=null&&Object.hasOwnProperty.call(m,"inFlight")){
  d.inFlight=m.inFlight
  }
  if(m.p50Ms!=null&&Object.hasOwnProperty.call(m,"p50Ms")){
  d.p50Ms=m.p50Ms
  }
  if(m.p95Ms!=null&&Object.hasOwnProperty.call(m,"p95Ms")){
  d.p95Ms=m.p95Ms
  }
  if(m.p99Ms!=null&&Object.hasOwnProperty.call(m,"p99Ms")){
  d.p99Ms=m.p99Ms
  }
  if(m.hosts!=null&&Object.hasOwnProperty.call(m,"hosts")){
  d.hosts=m.hosts
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.CertificateRef, {
encode: function CertificateRef$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest"))
  w.uint32(18).string(m.digest)
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(26).string(m.hosts[i])
  }
  return w
},
decode: function CertificateRef$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.digest=r.string()
  break
  }
  case 3: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function CertificateRef$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.CertificateRef: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.digest!=null){
  m.digest=String(d.digest)
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.CertificateRef.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  return m
},
toObject: function CertificateRef$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  }
  if(o.defaults){
  d.name=""
  d.digest=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest")){
  d.digest=m.digest
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.FetchCertificateRequest, {
encode: function FetchCertificateRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest"))
  w.uint32(10).string(m.digest)
  return w
},
decode: function FetchCertificateRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.digest=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchCertificateRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchCertificateRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.digest!=null){
  m.digest=String(d.digest)
  }
  return m
},
toObject: function FetchCertificateRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.digest=""
  }
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest")){
  d.digest=m.digest
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.FetchCertificateReply, {
encode: function FetchCertificateReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.chain!=null&&Object.hasOwnProperty.call(m,"chain"))
  w.uint32(10).string(m.chain)
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key"))
  w.uint32(18).string(m.key)
  return w
},
decode: function FetchCertificateReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.chain=r.string()
  break
  }
  case 2: {
  m.key=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchCertificateReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchCertificateReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.chain!=null){
  m.chain=String(d.chain)
  }
  if(d.key!=null){
  m.key=String(d.key)
  }
  return m
},
toObject: function FetchCertificateReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.chain=""
  d.key=""
  }
  if(m.chain!=null&&Object.hasOwnProperty.call(m,"chain")){
  d.chain=m.chain
  }
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key")){
  d.key=m.key
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.Challenges, {
encode: function Challenges$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.answers!=null&&Object.hasOwnProperty.call(m,"answers")){
  for(var ks=Object.keys(m.answers),i=0;i<ks.length;++i){
  w.uint32(10).fork().uint32(10).string(ks[i])
  .uint32(18).string(m.answers[ks[i]]).ldelim()
  }
  }
  return w
},
decode: function Challenges$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(m.answers===util.emptyObject)
  m.answers={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=""
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.string()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.answers,k)
  m.answers[k]=value
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Challenges$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Challenges: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.answers){
  if(!util.isObject(d.answers))
  throw TypeError(".castellan.v1.Challenges.answers: object expected")
  m.answers={}
  for(var ks=Object.keys(d.answers),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.answers,ks[i])
  m.answers[ks[i]]=String(d.answers[ks[i]])
  }
  }
  return m
},
toObject: function Challenges$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.objects||o.defaults){
  d.answers={}
  }
  var ks2
  if(m.answers&&(ks2=Object.keys(m.answers)).length){
  d.answers={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.answers,ks2[j])
  d.answers[ks2[j]]=m.answers[ks2[j]]
  }
  }
  return d
},
});
}
{
const types = [null, null, { values: {"0":"ADDED","1":"ACME"} }, null, null, null, null, null, null, null, null, null, null];
Object.assign(messages.Certificate, {
encode: function Certificate$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.source!=null&&Object.hasOwnProperty.call(m,"source"))
  w.uint32(24).int32(m.source)
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  w.uint32(34).string(m.hosts[i])
  }
  if(m.notBeforeMs!=null&&Object.hasOwnProperty.call(m,"notBeforeMs"))
  w.uint32(40).int64(m.notBeforeMs)
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs"))
  w.uint32(48).int64(m.notAfterMs)
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer"))
  w.uint32(58).string(m.issuer)
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest"))
  w.uint32(66).string(m.digest)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(72).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(82).string(m.createdBy)
  if(m.usedBy!=null&&m.usedBy.length){
  for(var i=0;i<m.usedBy.length;++i)
  w.uint32(90).string(m.usedBy[i])
  }
  if(m.nextMs!=null&&Object.hasOwnProperty.call(m,"nextMs"))
  w.uint32(96).int64(m.nextMs)
  if(m.troubles!=null&&m.troubles.length){
  for(var i=0;i<m.troubles.length;++i)
  w.uint32(106).string(m.troubles[i])
  }
  return w
},
decode: function Certificate$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.source=r.int32()
  break
  }
  case 4: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(listed(r))
  break
  }
  case 5: {
  m.notBeforeMs=r.int64()
  break
  }
  case 6: {
  m.notAfterMs=r.int64()
  break
  }
  case 7: {
  m.issuer=r.string()
  break
  }
  case 8: {
  m.digest=r.string()
  break
  }
  case 9: {
  m.createdMs=r.int64()
  break
  }
  case 10: {
  m.createdBy=r.string()
  break
  }
  case 11: {
  if(!(m.usedBy&&m.usedBy.length))
  m.usedBy=[]
  m.usedBy.push(listed(r))
  break
  }
  case 12: {
  m.nextMs=r.int64()
  break
  }
  case 13: {
  if(!(m.troubles&&m.troubles.length))
  m.troubles=[]
  m.troubles.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Certificate$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Certificate: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  switch(d.source){
  default:
  if(typeof(d.source)==="number"){m.source=d.source;break}
  break
  case"ADDED":
  case 0:
  m.source=0
  break
  case"ACME":
  case 1:
  m.source=1
  break
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.Certificate.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  m.hosts[i]=String(d.hosts[i])
  }
  }
  if(d.notBeforeMs!=null){
  if(util.Long)
  m.notBeforeMs=util.Long.fromValue(d.notBeforeMs,false)
  else if(typeof d.notBeforeMs==="string")
  m.notBeforeMs=parseInt(d.notBeforeMs,10)
  else if(typeof d.notBeforeMs==="number")
  m.notBeforeMs=d.notBeforeMs
  else if(typeof d.notBeforeMs==="object")
  m.notBeforeMs=new util.LongBits(d.notBeforeMs.low>>>0,d.notBeforeMs.high>>>0).toNumber()
  }
  if(d.notAfterMs!=null){
  if(util.Long)
  m.notAfterMs=util.Long.fromValue(d.notAfterMs,false)
  else if(typeof d.notAfterMs==="string")
  m.notAfterMs=parseInt(d.notAfterMs,10)
  else if(typeof d.notAfterMs==="number")
  m.notAfterMs=d.notAfterMs
  else if(typeof d.notAfterMs==="object")
  m.notAfterMs=new util.LongBits(d.notAfterMs.low>>>0,d.notAfterMs.high>>>0).toNumber()
  }
  if(d.issuer!=null){
  m.issuer=String(d.issuer)
  }
  if(d.digest!=null){
  m.digest=String(d.digest)
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.usedBy){
  if(!Array.isArray(d.usedBy))
  throw TypeError(".castellan.v1.Certificate.usedBy: array expected")
  m.usedBy=[]
  for(var i=0;i<d.usedBy.length;++i){
  m.usedBy[i]=String(d.usedBy[i])
  }
  }
  if(d.nextMs!=null){
  if(util.Long)
  m.nextMs=util.Long.fromValue(d.nextMs,false)
  else if(typeof d.nextMs==="string")
  m.nextMs=parseInt(d.nextMs,10)
  else if(typeof d.nextMs==="number")
  m.nextMs=d.nextMs
  else if(typeof d.nextMs==="object")
  m.nextMs=new util.LongBits(d.nextMs.low>>>0,d.nextMs.high>>>0).toNumber()
  }
  if(d.troubles){
  if(!Array.isArray(d.troubles))
  throw TypeError(".castellan.v1.Certificate.troubles: array expected")
  m.troubles=[]
  for(var i=0;i<d.troubles.length;++i){
  m.troubles[i]=String(d.troubles[i])
  }
  }
  return m
},
toObject: function Certificate$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.hosts=[]
  d.usedBy=[]
  d.troubles=[]
  }
  if(o.defaults){
  d.environment=""
  d.name=""
  d.source=o.enums===String?"ADDED":0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.notBeforeMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.notBeforeMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.notAfterMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.notAfterMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.issuer=""
  d.digest=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.nextMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.nextMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.source!=null&&Object.hasOwnProperty.call(m,"source")){
  d.source=o.enums===String?(types[2].values[m.source]===undefined?m.source:types[2].values[m.source]):m.source
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=m.hosts[j]
  }
  }
  if(m.notBeforeMs!=null&&Object.hasOwnProperty.call(m,"notBeforeMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.notBeforeMs=typeof m.notBeforeMs==="number"?BigInt(m.notBeforeMs):util.Long.fromBits(m.notBeforeMs.low>>>0,m.notBeforeMs.high>>>0,false).toBigInt()
  else if(typeof m.notBeforeMs==="number")
  d.notBeforeMs=o.longs===String?String(m.notBeforeMs):m.notBeforeMs
  else
  d.notBeforeMs=o.longs===String?util.Long.prototype.toString.call(m.notBeforeMs):o.longs===Number?new util.LongBits(m.notBeforeMs.low>>>0,m.notBeforeMs.high>>>0).toNumber():m.notBeforeMs
  }
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.notAfterMs=typeof m.notAfterMs==="number"?BigInt(m.notAfterMs):util.Long.fromBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0,false).toBigInt()
  else if(typeof m.notAfterMs==="number")
  d.notAfterMs=o.longs===String?String(m.notAfterMs):m.notAfterMs
  else
  d.notAfterMs=o.longs===String?util.Long.prototype.toString.call(m.notAfterMs):o.longs===Number?new util.LongBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0).toNumber():m.notAfterMs
  }
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer")){
  d.issuer=m.issuer
  }
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest")){
  d.digest=m.digest
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.usedBy&&m.usedBy.length){
  d.usedBy=[]
  for(var j=0;j<m.usedBy.length;++j){
  d.usedBy[j]=m.usedBy[j]
  }
  }
  if(m.nextMs!=null&&Object.hasOwnProperty.call(m,"nextMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.nextMs=typeof m.nextMs==="number"?BigInt(m.nextMs):util.Long.fromBits(m.nextMs.low>>>0,m.nextMs.high>>>0,false).toBigInt()
  else if(typeof m.nextMs==="number")
  d.nextMs=o.longs===String?String(m.nextMs):m.nextMs
  else
  d.nextMs=o.longs===String?util.Long.prototype.toString.call(m.nextMs):o.longs===Number?new util.LongBits(m.nextMs.low>>>0,m.nextMs.high>>>0).toNumber():m.nextMs
  }
  if(m.troubles&&m.troubles.length){
  d.troubles=[]
  for(var j=0;j<m.troubles.length;++j){
  d.troubles[j]=m.troubles[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.AddCertificateRequest, {
encode: function AddCertificateRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.chain!=null&&Object.hasOwnProperty.call(m,"chain"))
  w.uint32(26).string(m.chain)
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key"))
  w.uint32(34).string(m.key)
  return w
},
decode: function AddCertificateRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.chain=r.string()
  break
  }
  case 4: {
  m.key=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AddCertificateRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AddCertificateRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.chain!=null){
  m.chain=String(d.chain)
  }
  if(d.key!=null){
  m.key=String(d.key)
  }
  return m
},
toObject: function AddCertificateRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.name=""
  d.chain=""
  d.key=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.chain!=null&&Object.hasOwnProperty.call(m,"chain")){
  d.chain=m.chain
  }
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key")){
  d.key=m.key
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.ListCertificatesRequest, {
encode: function ListCertificatesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  return w
},
decode: function ListCertificatesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListCertificatesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListCertificatesRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function ListCertificatesRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [messages.Certificate, messages.AcmeAccount];
Object.assign(messages.ListCertificatesReply, {
encode: function ListCertificatesReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.certificates!=null&&m.certificates.length){
  for(var i=0;i<m.certificates.length;++i)
  types[0].encode(m.certificates[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.accounts!=null&&m.accounts.length){
  for(var i=0;i<m.accounts.length;++i)
  types[1].encode(m.accounts[i],w.uint32(18).fork(),q+1).ldelim()
  }
  return w
},
decode: function ListCertificatesReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.certificates&&m.certificates.length))
  m.certificates=[]
  m.certificates.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  if(!(m.accounts&&m.accounts.length))
  m.accounts=[]
  m.accounts.push(types[1].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListCertificatesReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListCertificatesReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.certificates){
  if(!Array.isArray(d.certificates))
  throw TypeError(".castellan.v1.ListCertificatesReply.certificates: array expected")
  m.certificates=[]
  for(var i=0;i<d.certificates.length;++i){
  if(!util.isObject(d.certificates[i]))
  throw TypeError(".castellan.v1.ListCertificatesReply.certificates: object expected")
  m.certificates[i]=types[0].fromObject(d.certificates[i],n+1)
  }
  }
  if(d.accounts){
  if(!Array.isArray(d.accounts))
  throw TypeError(".castellan.v1.ListCertificatesReply.accounts: array expected")
  m.accounts=[]
  for(var i=0;i<d.accounts.length;++i){
  if(!util.isObject(d.accounts[i]))
  throw TypeError(".castellan.v1.ListCertificatesReply.accounts: object expected")
  m.accounts[i]=types[1].fromObject(d.accounts[i],n+1)
  }
  }
  return m
},
toObject: function ListCertificatesReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.certificates=[]
  d.accounts=[]
  }
  if(m.certificates&&m.certificates.length){
  d.certificates=[]
  for(var j=0;j<m.certificates.length;++j){
  d.certificates[j]=types[0].toObject(m.certificates[j],o,q+1)
  }
  }
  if(m.accounts&&m.accounts.length){
  d.accounts=[]
  for(var j=0;j<m.accounts.length;++j){
  d.accounts[j]=types[1].toObject(m.accounts[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.RemoveCertificateRequest, {
encode: function RemoveCertificateRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(24).bool(m.force)
  return w
},
decode: function RemoveCertificateRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.force=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RemoveCertificateRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RemoveCertificateRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  return m
},
toObject: function RemoveCertificateRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.name=""
  d.force=false
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null];
Object.assign(messages.SetAcmeRequest, {
encode: function SetAcmeRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.directory!=null&&Object.hasOwnProperty.call(m,"directory"))
  w.uint32(18).string(m.directory)
  if(m.email!=null&&Object.hasOwnProperty.call(m,"email"))
  w.uint32(26).string(m.email)
  if(m.challenge!=null&&Object.hasOwnProperty.call(m,"challenge"))
  w.uint32(34).string(m.challenge)
  if(m.dns!=null&&Object.hasOwnProperty.call(m,"dns"))
  w.uint32(42).string(m.dns)
  if(m.agreed!=null&&Object.hasOwnProperty.call(m,"agreed"))
  w.uint32(48).bool(m.agreed)
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca"))
  w.uint32(58).string(m.ca)
  if(m.bindingId!=null&&Object.hasOwnProperty.call(m,"bindingId"))
  w.uint32(66).string(m.bindingId)
  if(m.bindingKey!=null&&Object.hasOwnProperty.call(m,"bindingKey"))
  w.uint32(74).string(m.bindingKey)
  return w
},
decode: function SetAcmeRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.directory=r.string()
  break
  }
  case 3: {
  m.email=r.string()
  break
  }
  case 4: {
  m.challenge=r.string()
  break
  }
  case 5: {
  m.dns=r.string()
  break
  }
  case 6: {
  m.agreed=r.bool()
  break
  }
  case 7: {
  m.ca=r.string()
  break
  }
  case 8: {
  m.bindingId=r.string()
  break
  }
  case 9: {
  m.bindingKey=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SetAcmeRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SetAcmeRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.directory!=null){
  m.directory=String(d.directory)
  }
  if(d.email!=null){
  m.email=String(d.email)
  }
  if(d.challenge!=null){
  m.challenge=String(d.challenge)
  }
  if(d.dns!=null){
  m.dns=String(d.dns)
  }
  if(d.agreed!=null){
  m.agreed=Boolean(d.agreed)
  }
  if(d.ca!=null){
  m.ca=String(d.ca)
  }
  if(d.bindingId!=null){
  m.bindingId=String(d.bindingId)
  }
  if(d.bindingKey!=null){
  m.bindingKey=String(d.bindingKey)
  }
  return m
},
toObject: function SetAcmeRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.directory=""
  d.email=""
  d.challenge=""
  d.dns=""
  d.agreed=false
  d.ca=""
  d.bindingId=""
  d.bindingKey=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.directory!=null&&Object.hasOwnProperty.call(m,"directory")){
  d.directory=m.directory
  }
  if(m.email!=null&&Object.hasOwnProperty.call(m,"email")){
  d.email=m.email
  }
  if(m.challenge!=null&&Object.hasOwnProperty.call(m,"challenge")){
  d.challenge=m.challenge
  }
  if(m.dns!=null&&Object.hasOwnProperty.call(m,"dns")){
  d.dns=m.dns
  }
  if(m.agreed!=null&&Object.hasOwnProperty.call(m,"agreed")){
  d.agreed=m.agreed
  }
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca")){
  d.ca=m.ca
  }
  if(m.bindingId!=null&&Object.hasOwnProperty.call(m,"bindingId")){
  d.bindingId=m.bindingId
  }
  if(m.bindingKey!=null&&Object.hasOwnProperty.call(m,"bindingKey")){
  d.bindingKey=m.bindingKey
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null];
Object.assign(messages.AcmeAccount, {
encode: function AcmeAccount$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.directory!=null&&Object.hasOwnProperty.call(m,"directory"))
  w.uint32(18).string(m.directory)
  if(m.email!=null&&Object.hasOwnProperty.call(m,"email"))
  w.uint32(26).string(m.email)
  if(m.challenge!=null&&Object.hasOwnProperty.call(m,"challenge"))
  w.uint32(34).string(m.challenge)
  if(m.dns!=null&&Object.hasOwnProperty.call(m,"dns"))
  w.uint32(42).string(m.dns)
  if(m.url!=null&&Object.hasOwnProperty.call(m,"url"))
  w.uint32(50).string(m.url)
  if(m.terms!=null&&Object.hasOwnProperty.call(m,"terms"))
  w.uint32(58).string(m.terms)
  if(m.setMs!=null&&Object.hasOwnProperty.call(m,"setMs"))
  w.uint32(64).int64(m.setMs)
  if(m.setBy!=null&&Object.hasOwnProperty.call(m,"setBy"))
  w.uint32(74).string(m.setBy)
  return w
},
decode: function AcmeAccount$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.directory=r.string()
  break
  }
  case 3: {
  m.email=r.string()
  break
  }
  case 4: {
  m.challenge=r.string()
  break
  }
  case 5: {
  m.dns=r.string()
  break
  }
  case 6: {
  m.url=r.string()
  break
  }
  case 7: {
  m.terms=r.string()
  break
  }
  case 8: {
  m.setMs=r.int64()
  break
  }
  case 9: {
  m.setBy=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AcmeAccount$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AcmeAccount: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.directory!=null){
  m.directory=String(d.directory)
  }
  if(d.email!=null){
  m.email=String(d.email)
  }
  if(d.challenge!=null){
  m.challenge=String(d.challenge)
  }
  if(d.dns!=null){
  m.dns=String(d.dns)
  }
  if(d.url!=null){
  m.url=String(d.url)
  }
  if(d.terms!=null){
  m.terms=String(d.terms)
  }
  if(d.setMs!=null){
  if(util.Long)
  m.setMs=util.Long.fromValue(d.setMs,false)
  else if(typeof d.setMs==="string")
  m.setMs=parseInt(d.setMs,10)
  else if(typeof d.setMs==="number")
  m.setMs=d.setMs
  else if(typeof d.setMs==="object")
  m.setMs=new util.LongBits(d.setMs.low>>>0,d.setMs.high>>>0).toNumber()
  }
  if(d.setBy!=null){
  m.setBy=String(d.setBy)
  }
  return m
},
toObject: function AcmeAccount$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.directory=""
  d.email=""
  d.challenge=""
  d.dns=""
  d.url=""
  d.terms=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.setMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.setMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.setBy=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.directory!=null&&Object.hasOwnProperty.call(m,"directory")){
  d.directory=m.directory
  }
  if(m.email!=null&&Object.hasOwnProperty.call(m,"email")){
  d.email=m.email
  }
  if(m.challenge!=null&&Object.hasOwnProperty.call(m,"challenge")){
  d.challenge=m.challenge
  }
  if(m.dns!=null&&Object.hasOwnProperty.call(m,"dns")){
  d.dns=m.dns
  }
  if(m.url!=null&&Object.hasOwnProperty.call(m,"url")){
  d.url=m.url
  }
  if(m.terms!=null&&Object.hasOwnProperty.call(m,"terms")){
  d.terms=m.terms
  }
  if(m.setMs!=null&&Object.hasOwnProperty.call(m,"setMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.setMs=typeof m.setMs==="number"?BigInt(m.setMs):util.Long.fromBits(m.setMs.low>>>0,m.setMs.high>>>0,false).toBigInt()
  else if(typeof m.setMs==="number")
  d.setMs=o.longs===String?String(m.setMs):m.setMs
  else
  d.setMs=o.longs===String?util.Long.prototype.toString.call(m.setMs):o.longs===Number?new util.LongBits(m.setMs.low>>>0,m.setMs.high>>>0).toNumber():m.setMs
  }
  if(m.setBy!=null&&Object.hasOwnProperty.call(m,"setBy")){
  d.setBy=m.setBy
  }
  return d
},
});
}
{
const types = [null, null, null, null, messages.SettingPair, null, null];
Object.assign(messages.PlanRequest, {
encode: function PlanRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(26).string(m.environment)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(32).bool(m.force)
  if(m.set!=null&&m.set.length){
  for(var i=0;i<m.set.length;++i)
  types[4].encode(m.set[i],w.uint32(42).fork(),q+1).ldelim()
  }
  if(m.unset!=null&&m.unset.length){
  for(var i=0;i<m.unset.length;++i)
  w.uint32(50).string(m.unset[i])
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(58).string(m.process)
  return w
},
decode: function PlanRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  m.environment=r.string()
  break
  }
  case 4: {
  m.force=r.bool()
  break
  }
  case 5: {
  if(!(m.set&&m.set.length))
  m.set=[]
  m.set.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 6: {
  if(!(m.unset&&m.unset.length))
  m.unset=[]
  m.unset.push(listed(r))
  break
  }
  case 7: {
  m.process=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function PlanRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.PlanRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  if(d.set){
  if(!Array.isArray(d.set))
  throw TypeError(".castellan.v1.PlanRequest.set: array expected")
  m.set=[]
  for(var i=0;i<d.set.length;++i){
  if(!util.isObject(d.set[i]))
  throw TypeError(".castellan.v1.PlanRequest.set: object expected")
  m.set[i]=types[4].fromObject(d.set[i],n+1)
  }
  }
  if(d.unset){
  if(!Array.isArray(d.unset))
  throw TypeError(".castellan.v1.PlanRequest.unset: array expected")
  m.unset=[]
  for(var i=0;i<d.unset.length;++i){
  m.unset[i]=String(d.unset[i])
  }
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  return m
},
toObject: function PlanRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.set=[]
  d.unset=[]
  }
  if(o.defaults){
  d.app=""
  d.version=""
  d.environment=""
  d.force=false
  d.process=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  if(m.set&&m.set.length){
  d.set=[]
  for(var j=0;j<m.set.length;++j){
  d.set[j]=types[4].toObject(m.set[j],o,q+1)
  }
  }
  if(m.unset&&m.unset.length){
  d.unset=[]
  for(var j=0;j<m.unset.length;++j){
  d.unset[j]=m.unset[j]
  }
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.ShowPlanRequest, {
encode: function ShowPlanRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id"))
  w.uint32(10).string(m.id)
  return w
},
decode: function ShowPlanRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.id=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ShowPlanRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ShowPlanRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.id!=null){
  m.id=String(d.id)
  }
  return m
},
toObject: function ShowPlanRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.id=""
  }
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id")){
  d.id=m.id
  }
  return d
},
});
}
{
const types = [null, null, null, { values: {"0":"KEEP","1":"START","2":"REPLACE","3":"SWITCH","4":"RENUMBER","5":"STOP","6":"MOVE"} }, null, null];
Object.assign(messages.PlannedSlot, {
encode: function PlannedSlot$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(24).int32(m.index)
  if(m.what!=null&&Object.hasOwnProperty.call(m,"what"))
  w.uint32(32).int32(m.what)
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from"))
  w.uint32(40).int32(m.from)
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to"))
  w.uint32(48).int32(m.to)
  return w
},
decode: function PlannedSlot$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.index=r.int32()
  break
  }
  case 4: {
  m.what=r.int32()
  break
  }
  case 5: {
  m.from=r.int32()
  break
  }
  case 6: {
  m.to=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function PlannedSlot$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.PlannedSlot: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  switch(d.what){
  default:
  if(typeof(d.what)==="number"){m.what=d.what;break}
  break
  case"KEEP":
  case 0:
  m.what=0
  break
  case"START":
  case 1:
  m.what=1
  break
  case"REPLACE":
  case 2:
  m.what=2
  break
  case"SWITCH":
  case 3:
  m.what=3
  break
  case"RENUMBER":
  case 4:
  m.what=4
  break
  case"STOP":
  case 5:
  m.what=5
  break
  case"MOVE":
  case 6:
  m.what=6
  break
  }
  if(d.from!=null){
  m.from=d.from|0
  }
  if(d.to!=null){
  m.to=d.to|0
  }
  return m
},
toObject: function PlannedSlot$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.host=""
  d.process=""
  d.index=0
  d.what=o.enums===String?"KEEP":0
  d.from=0
  d.to=0
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.what!=null&&Object.hasOwnProperty.call(m,"what")){
  d.what=o.enums===String?(types[3].values[m.what]===undefined?m.what:types[3].values[m.what]):m.what
  }
  if(m.from!=null&&Object.hasOwnProperty.call(m,"from")){
  d.from=m.from
  }
  if(m.to!=null&&Object.hasOwnProperty.call(m,"to")){
  d.to=m.to
  }
  return d
},
});
}
{
const types = [null, null, null, { values: {"0":"VARIABLE","1":"SECRET","2":"SETTING","3":"STATE"} }];
Object.assign(messages.Setting, {
encode: function Setting$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key"))
  w.uint32(10).string(m.key)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value"))
  w.uint32(26).string(m.value)
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(32).int32(m.kind)
  return w
},
decode: function Setting$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.key=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.value=r.string()
  break
  }
  case 4: {
  m.kind=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Setting$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Setting: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.key!=null){
  m.key=String(d.key)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.value!=null){
  m.value=String(d.value)
  }
  switch(d.kind){
  default:
  if(typeof(d.kind)==="number"){m.kind=d.kind;break}
  break
  case"VARIABLE":
  case 0:
  m.kind=0
  break
  case"SECRET":
  case 1:
  m.kind=1
  break
  case"SETTING":
  case 2:
  m.kind=2
  break
  case"STATE":
  case 3:
  m.kind=3
  break
  }
  return m
},
toObject: function Setting$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.key=""
  d.process=""
  d.value=""
  d.kind=o.enums===String?"VARIABLE":0
  }
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key")){
  d.key=m.key
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value")){
  d.value=m.value
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=o.enums===String?(types[3].values[m.kind]===undefined?m.kind:types[3].values[m.kind]):m.kind
  }
  return d
},
});
}
{
const types = [null, null, { values: {"0":"VARIABLE","1":"SECRET","2":"SETTING","3":"STATE"} }, null, null, null, null];
Object.assign(messages.SettingDifference, {
encode: function SettingDifference$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key"))
  w.uint32(10).string(m.key)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(24).int32(m.kind)
  if(m.wasSet!=null&&Object.hasOwnProperty.call(m,"wasSet"))
  w.uint32(32).bool(m.wasSet)
  if(m.before!=null&&Object.hasOwnProperty.call(m,"before"))
  w.uint32(42).string(m.before)
  if(m.isSet!=null&&Object.hasOwnProperty.call(m,"isSet"))
  w.uint32(48).bool(m.isSet)
  if(m.after!=null&&Object.hasOwnProperty.call(m,"after"))
  w.uint32(58).string(m.after)
  return w
},
decode: function SettingDifference$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.key=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.kind=r.int32()
  break
  }
  case 4: {
  m.wasSet=r.bool()
  break
  }
  case 5: {
  m.before=r.string()
  break
  }
  case 6: {
  m.isSet=r.bool()
  break
  }
  case 7: {
  m.after=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SettingDifference$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SettingDifference: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.key!=null){
  m.key=String(d.key)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  switch(d.kind){
  default:
  if(typeof(d.kind)==="number"){m.kind=d.kind;break}
  break
  case"VARIABLE":
  case 0:
  m.kind=0
  break
  case"SECRET":
  case 1:
  m.kind=1
  break
  case"SETTING":
  case 2:
  m.kind=2
  break
  case"STATE":
  case 3:
  m.kind=3
  break
  }
  if(d.wasSet!=null){
  m.wasSet=Boolean(d.wasSet)
  }
  if(d.before!=null){
  m.before=String(d.before)
  }
  if(d.isSet!=null){
  m.isSet=Boolean(d.isSet)
  }
  if(d.after!=null){
  m.after=String(d.after)
  }
  return m
},
toObject: function SettingDifference$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.key=""
  d.process=""
  d.kind=o.enums===String?"VARIABLE":0
  d.wasSet=false
  d.before=""
  d.isSet=false
  d.after=""
  }
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key")){
  d.key=m.key
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=o.enums===String?(types[2].values[m.kind]===undefined?m.kind:types[2].values[m.kind]):m.kind
  }
  if(m.wasSet!=null&&Object.hasOwnProperty.call(m,"wasSet")){
  d.wasSet=m.wasSet
  }
  if(m.before!=null&&Object.hasOwnProperty.call(m,"before")){
  d.before=m.before
  }
  if(m.isSet!=null&&Object.hasOwnProperty.call(m,"isSet")){
  d.isSet=m.isSet
  }
  if(m.after!=null&&Object.hasOwnProperty.call(m,"after")){
  d.after=m.after
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.SettingPair, {
encode: function SettingPair$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key"))
  w.uint32(10).string(m.key)
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value"))
  w.uint32(18).string(m.value)
  return w
},
decode: function SettingPair$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.key=r.string()
  break
  }
  case 2: {
  m.value=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SettingPair$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SettingPair: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.key!=null){
  m.key=String(d.key)
  }
  if(d.value!=null){
  m.value=String(d.value)
  }
  return m
},
toObject: function SettingPair$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.key=""
  d.value=""
  }
  if(m.key!=null&&Object.hasOwnProperty.call(m,"key")){
  d.key=m.key
  }
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value")){
  d.value=m.value
  }
  return d
},
});
}
{
const types = [null, null, null, messages.SettingPair, null, null, null];
Object.assign(messages.ChangeSettingsRequest, {
encode: function ChangeSettingsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.set!=null&&m.set.length){
  for(var i=0;i<m.set.length;++i)
  types[3].encode(m.set[i],w.uint32(34).fork(),q+1).ldelim()
  }
  if(m.unset!=null&&m.unset.length){
  for(var i=0;i<m.unset.length;++i)
  w.uint32(42).string(m.unset[i])
  }
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy"))
  w.uint32(48).bool(m.deploy)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(58).string(m.requestId)
  return w
},
decode: function ChangeSettingsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  if(!(m.set&&m.set.length))
  m.set=[]
  m.set.push(types[3].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 5: {
  if(!(m.unset&&m.unset.length))
  m.unset=[]
  m.unset.push(listed(r))
  break
  }
  case 6: {
  m.deploy=r.bool()
  break
  }
  case 7: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ChangeSettingsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ChangeSettingsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.set){
  if(!Array.isArray(d.set))
  throw TypeError(".castellan.v1.ChangeSettingsRequest.set: array expected")
  m.set=[]
  for(var i=0;i<d.set.length;++i){
  if(!util.isObject(d.set[i]))
  throw TypeError(".castellan.v1.ChangeSettingsRequest.set: object expected")
  m.set[i]=types[3].fromObject(d.set[i],n+1)
  }
  }
  if(d.unset){
  if(!Array.isArray(d.unset))
  throw TypeError(".castellan.v1.ChangeSettingsRequest.unset: array expected")
  m.unset=[]
  for(var i=0;i<d.unset.length;++i){
  m.unset[i]=String(d.unset[i])
  }
  }
  if(d.deploy!=null){
  m.deploy=Boolean(d.deploy)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function ChangeSettingsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.set=[]
  d.unset=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.deploy=false
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.set&&m.set.length){
  d.set=[]
  for(var j=0;j<m.set.length;++j){
  d.set[j]=types[3].toObject(m.set[j],o,q+1)
  }
  }
  if(m.unset&&m.unset.length){
  d.unset=[]
  for(var j=0;j<m.unset.length;++j){
  d.unset[j]=m.unset[j]
  }
  }
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy")){
  d.deploy=m.deploy
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ShowSettingsRequest, {
encode: function ShowSettingsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(24).int32(m.revision)
  return w
},
decode: function ShowSettingsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.revision=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ShowSettingsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ShowSettingsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.revision!=null){
  m.revision=d.revision|0
  }
  return m
},
toObject: function ShowSettingsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.revision=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  d.revision=m.revision
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ListRevisionsRequest, {
encode: function ListRevisionsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(24).int32(m.limit)
  return w
},
decode: function ListRevisionsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListRevisionsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListRevisionsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ListRevisionsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.limit=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [messages.SettingsRevision, null];
Object.assign(messages.ListRevisionsReply, {
encode: function ListRevisionsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.revisions!=null&&m.revisions.length){
  for(var i=0;i<m.revisions.length;++i)
  types[0].encode(m.revisions[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListRevisionsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.revisions&&m.revisions.length))
  m.revisions=[]
  m.revisions.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListRevisionsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListRevisionsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.revisions){
  if(!Array.isArray(d.revisions))
  throw TypeError(".castellan.v1.ListRevisionsReply.revisions: array expected")
  m.revisions=[]
  for(var i=0;i<d.revisions.length;++i){
  if(!util.isObject(d.revisions[i]))
  throw TypeError(".castellan.v1.ListRevisionsReply.revisions: object expected")
  m.revisions[i]=types[0].fromObject(d.revisions[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListRevisionsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.revisions=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.revisions&&m.revisions.length){
  d.revisions=[]
  for(var j=0;j<m.revisions.length;++j){
  d.revisions[j]=types[0].toObject(m.revisions[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [null, null, null, null, messages.SettingDifference, null, null];
Object.assign(messages.SettingsRevision, {
encode: function SettingsRevision$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(8).int32(m.revision)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(16).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(26).string(m.createdBy)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(34).string(m.reason)
  if(m.changes!=null&&m.changes.length){
  for(var i=0;i<m.changes.length;++i)
  types[4].encode(m.changes[i],w.uint32(42).fork(),q+1).ldelim()
  }
  if(m.inUse!=null&&Object.hasOwnProperty.call(m,"inUse"))
  w.uint32(48).bool(m.inUse)
  if(m.deployed!=null&&Object.hasOwnProperty.call(m,"deployed"))
  w.uint32(56).bool(m.deployed)
  return w
},
decode: function SettingsRevision$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.revision=r.int32()
  break
  }
  case 2: {
  m.createdMs=r.int64()
  break
  }
  case 3: {
  m.createdBy=r.string()
  break
  }
  case 4: {
  m.reason=r.string()
  break
  }
  case 5: {
  if(!(m.changes&&m.changes.length))
  m.changes=[]
  m.changes.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 6: {
  m.inUse=r.bool()
  break
  }
  case 7: {
  m.deployed=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SettingsRevision$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SettingsRevision: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.revision!=null){
  m.revision=d.revision|0
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.changes){
  if(!Array.isArray(d.changes))
  throw TypeError(".castellan.v1.SettingsRevision.changes: array expected")
  m.changes=[]
  for(var i=0;i<d.changes.length;++i){
  if(!util.isObject(d.changes[i]))
  throw TypeError(".castellan.v1.SettingsRevision.changes: object expected")
  m.changes[i]=types[4].fromObject(d.changes[i],n+1)
  }
  }
  if(d.inUse!=null){
  m.inUse=Boolean(d.inUse)
  }
  if(d.deployed!=null){
  m.deployed=Boolean(d.deployed)
  }
  return m
},
toObject: function SettingsRevision$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.changes=[]
  }
  if(o.defaults){
  d.revision=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.reason=""
  d.inUse=false
  d.deployed=false
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  d.revision=m.revision
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.changes&&m.changes.length){
  d.changes=[]
  for(var j=0;j<m.changes.length;++j){
  d.changes[j]=types[4].toObject(m.changes[j],o,q+1)
  }
  }
  if(m.inUse!=null&&Object.hasOwnProperty.call(m,"inUse")){
  d.inUse=m.inUse
  }
  if(m.deployed!=null&&Object.hasOwnProperty.call(m,"deployed")){
  d.deployed=m.deployed
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null];
Object.assign(messages.SetSecretRequest, {
encode: function SetSecretRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(34).string(m.name)
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value"))
  w.uint32(42).string(m.value)
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy"))
  w.uint32(48).bool(m.deploy)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(58).string(m.requestId)
  return w
},
decode: function SetSecretRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.name=r.string()
  break
  }
  case 5: {
  m.value=r.string()
  break
  }
  case 6: {
  m.deploy=r.bool()
  break
  }
  case 7: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SetSecretRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SetSecretRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.value!=null){
  m.value=String(d.value)
  }
  if(d.deploy!=null){
  m.deploy=Boolean(d.deploy)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function SetSecretRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.name=""
  d.value=""
  d.deploy=false
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.value!=null&&Object.hasOwnProperty.call(m,"value")){
  d.value=m.value
  }
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy")){
  d.deploy=m.deploy
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.UnsetSecretsRequest, {
encode: function UnsetSecretsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.names!=null&&m.names.length){
  for(var i=0;i<m.names.length;++i)
  w.uint32(34).string(m.names[i])
  }
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy"))
  w.uint32(40).bool(m.deploy)
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId"))
  w.uint32(50).string(m.requestId)
  return w
},
decode: function UnsetSecretsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  if(!(m.names&&m.names.length))
  m.names=[]
  m.names.push(listed(r))
  break
  }
  case 5: {
  m.deploy=r.bool()
  break
  }
  case 6: {
  m.requestId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function UnsetSecretsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.UnsetSecretsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.names){
  if(!Array.isArray(d.names))
  throw TypeError(".castellan.v1.UnsetSecretsRequest.names: array expected")
  m.names=[]
  for(var i=0;i<d.names.length;++i){
  m.names[i]=String(d.names[i])
  }
  }
  if(d.deploy!=null){
  m.deploy=Boolean(d.deploy)
  }
  if(d.requestId!=null){
  m.requestId=String(d.requestId)
  }
  return m
},
toObject: function UnsetSecretsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.names=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.deploy=false
  d.requestId=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.names&&m.names.length){
  d.names=[]
  for(var j=0;j<m.names.length;++j){
  d.names[j]=m.names[j]
  }
  }
  if(m.deploy!=null&&Object.hasOwnProperty.call(m,"deploy")){
  d.deploy=m.deploy
  }
  if(m.requestId!=null&&Object.hasOwnProperty.call(m,"requestId")){
  d.requestId=m.requestId
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.ListSecretsRequest, {
encode: function ListSecretsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  return w
},
decode: function ListSecretsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListSecretsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListSecretsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function ListSecretsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [messages.SecretVersion];
Object.assign(messages.ListSecretsReply, {
encode: function ListSecretsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.secrets!=null&&m.secrets.length){
  for(var i=0;i<m.secrets.length;++i)
  types[0].encode(m.secrets[i],w.uint32(10).fork(),q+1).ldelim()
  }
  return w
},
decode: function ListSecretsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.secrets&&m.secrets.length))
  m.secrets=[]
  m.secrets.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListSecretsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListSecretsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.secrets){
  if(!Array.isArray(d.secrets))
  throw TypeError(".castellan.v1.ListSecretsReply.secrets: array expected")
  m.secrets=[]
  for(var i=0;i<d.secrets.length;++i){
  if(!util.isObject(d.secrets[i]))
  throw TypeError(".castellan.v1.ListSecretsReply.secrets: object expected")
  m.secrets[i]=types[0].fromObject(d.secrets[i],n+1)
  }
  }
  return m
},
toObject: function ListSecretsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.secrets=[]
  }
  if(m.secrets&&m.secrets.length){
  d.secrets=[]
  for(var j=0;j<m.secrets.length;++j){
  d.secrets[j]=types[0].toObject(m.secrets[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.SecretVersion, {
encode: function SecretVersion$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(18).string(m.process)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(24).int32(m.version)
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(32).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(42).string(m.createdBy)
  if(m.deployed!=null&&Object.hasOwnProperty.call(m,"deployed"))
  w.uint32(48).int32(m.deployed)
  return w
},
decode: function SecretVersion$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.process=r.string()
  break
  }
  case 3: {
  m.version=r.int32()
  break
  }
  case 4: {
  m.createdMs=r.int64()
  break
  }
  case 5: {
  m.createdBy=r.string()
  break
  }
  case 6: {
  m.deployed=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SecretVersion$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SecretVersion: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.version!=null){
  m.version=d.version|0
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.deployed!=null){
  m.deployed=d.deployed|0
  }
  return m
},
toObject: function SecretVersion$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.name=""
  d.process=""
  d.version=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.deployed=0
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.deployed!=null&&Object.hasOwnProperty.call(m,"deployed")){
  d.deployed=m.deployed
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.FetchSecretsRequest, {
encode: function FetchSecretsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.secrets!=null&&Object.hasOwnProperty.call(m,"secrets")){
  for(var ks=Object.keys(m.secrets),i=0;i<ks.length;++i){
  w.uint32(26).fork().uint32(10).string(ks[i])
  .uint32(16).int32(m.secrets[ks[i]]).ldelim()
  }
  }
  return w
},
decode: function FetchSecretsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  if(m.secrets===util.emptyObject)
  m.secrets={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=0
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.int32()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.secrets,k)
  m.secrets[k]=value
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchSecretsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchSecretsRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.secrets){
  if(!util.isObject(d.secrets))
  throw TypeError(".castellan.v1.FetchSecretsRequest.secrets: object expected")
  m.secrets={}
  for(var ks=Object.keys(d.secrets),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.secrets,ks[i])
  m.secrets[ks[i]]=d.secrets[ks[i]]|0
  }
  }
  return m
},
toObject: function FetchSecretsRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.objects||o.defaults){
  d.secrets={}
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  var ks2
  if(m.secrets&&(ks2=Object.keys(m.secrets)).length){
  d.secrets={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.secrets,ks2[j])
  d.secrets[ks2[j]]=m.secrets[ks2[j]]
  }
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.FetchSecretsReply, {
encode: function FetchSecretsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.values!=null&&Object.hasOwnProperty.call(m,"values")){
  for(var ks=Object.keys(m.values),i=0;i<ks.length;++i){
  w.uint32(10).fork().uint32(10).string(ks[i])
  .uint32(18).string(m.values[ks[i]]).ldelim()
  }
  }
  return w
},
decode: function FetchSecretsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m,k,value
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(m.values===util.emptyObject)
  m.values={}
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  k=""
  value=""
  while(r.pos<c2){
  var tag2=r.uint32()
  switch(tag2>>>3){
  case 1: k=listed(r); break
  case 2:
  value=r.string()
  break
  default:
  r.skipType(tag2&7,n)
  break
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  if(k==="__proto__")
  util.makeProp(m.values,k)
  m.values[k]=value
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchSecretsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchSecretsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.values){
  if(!util.isObject(d.values))
  throw TypeError(".castellan.v1.FetchSecretsReply.values: object expected")
  m.values={}
  for(var ks=Object.keys(d.values),i=0;i<ks.length;++i){
  if(ks[i]==="__proto__")
  util.makeProp(m.values,ks[i])
  m.values[ks[i]]=String(d.values[ks[i]])
  }
  }
  return m
},
toObject: function FetchSecretsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.objects||o.defaults){
  d.values={}
  }
  var ks2
  if(m.values&&(ks2=Object.keys(m.values)).length){
  d.values={}
  for(var j=0;j<ks2.length;++j){
  if(ks2[j]==="__proto__")
  util.makeProp(d.values,ks2[j])
  d.values[ks2[j]]=m.values[ks2[j]]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ListRoutesRequest, {
encode: function ListRoutesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(18).string(m.app)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(26).string(m.host)
  return w
},
decode: function ListRoutesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.app=r.string()
  break
  }
  case 3: {
  m.host=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListRoutesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListRoutesRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  return m
},
toObject: function ListRoutesRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.app=""
  d.host=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  return d
},
});
}
{
const types = [messages.RouteView];
Object.assign(messages.ListRoutesReply, {
encode: function ListRoutesReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.routes!=null&&m.routes.length){
  for(var i=0;i<m.routes.length;++i)
  types[0].encode(m.routes[i],w.uint32(10).fork(),q+1).ldelim()
  }
  return w
},
decode: function ListRoutesReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.routes&&m.routes.length))
  m.routes=[]
  m.routes.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListRoutesReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListRoutesReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.routes){
  if(!Array.isArray(d.routes))
  throw TypeError(".castellan.v1.ListRoutesReply.routes: array expected")
  m.routes=[]
  for(var i=0;i<d.routes.length;++i){
  if(!util.isObject(d.routes[i]))
  throw TypeError(".castellan.v1.ListRoutesReply.routes: object expected")
  m.routes[i]=types[0].fromObject(d.routes[i],n+1)
  }
  }
  return m
},
toObject: function ListRoutesReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.routes=[]
  }
  if(m.routes&&m.routes.length){
  d.routes=[]
  for(var j=0;j<m.routes.length;++j){
  d.routes[j]=types[0].toObject(m.routes[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, messages.RouteOnHost];
Object.assign(messages.RouteView, {
encode: function RouteView$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port"))
  w.uint32(16).int32(m.port)
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path"))
  w.uint32(26).string(m.path)
  if(m.tcp!=null&&Object.hasOwnProperty.call(m,"tcp"))
  w.uint32(32).bool(m.tcp)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(42).string(m.environment)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(50).string(m.app)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(58).string(m.process)
  if(m.answers!=null&&Object.hasOwnProperty.call(m,"answers"))
  w.uint32(66).string(m.answers)
  if(m.rules!=null&&m.rules.length){
  for(var i=0;i<m.rules.length;++i)
  w.uint32(74).string(m.rules[i])
  }
  if(m.hosts!=null&&m.hosts.length){
  for(var i=0;i<m.hosts.length;++i)
  types[9].encode(m.hosts[i],w.uint32(82).fork(),q+1).ldelim()
  }
  return w
},
decode: function RouteView$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.port=r.int32()
  break
  }
  case 3: {
  m.path=r.string()
  break
  }
  case 4: {
  m.tcp=r.bool()
  break
  }
  case 5: {
  m.environment=r.string()
  break
  }
  case 6: {
  m.app=r.string()
  break
  }
  case 7: {
  m.process=r.string()
  break
  }
  case 8: {
  m.answers=r.string()
  break
  }
  case 9: {
  if(!(m.rules&&m.rules.length))
  m.rules=[]
  m.rules.push(listed(r))
  break
  }
  case 10: {
  if(!(m.hosts&&m.hosts.length))
  m.hosts=[]
  m.hosts.push(types[9].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RouteView$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RouteView: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.port!=null){
  m.port=d.port|0
  }
  if(d.path!=null){
  m.path=String(d.path)
  }
  if(d.tcp!=null){
  m.tcp=Boolean(d.tcp)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.answers!=null){
  m.answers=String(d.answers)
  }
  if(d.rules){
  if(!Array.isArray(d.rules))
  throw TypeError(".castellan.v1.RouteView.rules: array expected")
  m.rules=[]
  for(var i=0;i<d.rules.length;++i){
  m.rules[i]=String(d.rules[i])
  }
  }
  if(d.hosts){
  if(!Array.isArray(d.hosts))
  throw TypeError(".castellan.v1.RouteView.hosts: array expected")
  m.hosts=[]
  for(var i=0;i<d.hosts.length;++i){
  if(!util.isObject(d.hosts[i]))
  throw TypeError(".castellan.v1.RouteView.hosts: object expected")
  m.hosts[i]=types[9].fromObject(d.hosts[i],n+1)
  }
  }
  return m
},
toObject: function RouteView$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.rules=[]
  d.hosts=[]
  }
  if(o.defaults){
  d.host=""
  d.port=0
  d.path=""
  d.tcp=false
  d.environment=""
  d.app=""
  d.process=""
  d.answers=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port")){
  d.port=m.port
  }
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path")){
  d.path=m.path
  }
  if(m.tcp!=null&&Object.hasOwnProperty.call(m,"tcp")){
  d.tcp=m.tcp
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.answers!=null&&Object.hasOwnProperty.call(m,"answers")){
  d.answers=m.answers
  }
  if(m.rules&&m.rules.length){
  d.rules=[]
  for(var j=0;j<m.rules.length;++j){
  d.rules[j]=m.rules[j]
  }
  }
  if(m.hosts&&m.hosts.length){
  d.hosts=[]
  for(var j=0;j<m.hosts.length;++j){
  d.hosts[j]=types[9].toObject(m.hosts[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.RouteOnHost, {
encode: function RouteOnHost$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(16).int32(m.release)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  if(m.replicas!=null&&m.replicas.length){
  for(var i=0;i<m.replicas.length;++i)
  w.uint32(34).string(m.replicas[i])
  }
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted"))
  w.uint32(40).int32(m.wanted)
  if(m.away!=null&&Object.hasOwnProperty.call(m,"away"))
  w.uint32(48).bool(m.away)
  return w
},
decode: function RouteOnHost$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.release=r.int32()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  case 4: {
  if(!(m.replicas&&m.replicas.length))
  m.replicas=[]
  m.replicas.push(listed(r))
  break
  }
  case 5: {
  m.wanted=r.int32()
  break
  }
  case 6: {
  m.away=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RouteOnHost$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RouteOnHost: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.replicas){
  if(!Array.isArray(d.replicas))
  throw TypeError(".castellan.v1.RouteOnHost.replicas: array expected")
  m.replicas=[]
  for(var i=0;i<d.replicas.length;++i){
  m.replicas[i]=String(d.replicas[i])
  }
  }
  if(d.wanted!=null){
  m.wanted=d.wanted|0
  }
  if(d.away!=null){
  m.away=Boolean(d.away)
  }
  return m
},
toObject: function RouteOnHost$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.replicas=[]
  }
  if(o.defaults){
  d.host=""
  d.release=0
  d.version=""
  d.wanted=0
  d.away=false
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.replicas&&m.replicas.length){
  d.replicas=[]
  for(var j=0;j<m.replicas.length;++j){
  d.replicas[j]=m.replicas[j]
  }
  }
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted")){
  d.wanted=m.wanted
  }
  if(m.away!=null&&Object.hasOwnProperty.call(m,"away")){
  d.away=m.away
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.ExplainRouteRequest, {
encode: function ExplainRouteRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(10).string(m.environment)
  if(m.url!=null&&Object.hasOwnProperty.call(m,"url"))
  w.uint32(18).string(m.url)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(26).string(m.host)
  return w
},
decode: function ExplainRouteRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.environment=r.string()
  break
  }
  case 2: {
  m.url=r.string()
  break
  }
  case 3: {
  m.host=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ExplainRouteRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ExplainRouteRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.url!=null){
  m.url=String(d.url)
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  return m
},
toObject: function ExplainRouteRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.environment=""
  d.url=""
  d.host=""
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.url!=null&&Object.hasOwnProperty.call(m,"url")){
  d.url=m.url
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  return d
},
});
}
{
const types = [null, null, null, null, messages.FittingRoute, messages.RouteView];
Object.assign(messages.ExplainRouteReply, {
encode: function ExplainRouteReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(10).string(m.host)
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port"))
  w.uint32(16).int32(m.port)
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path"))
  w.uint32(26).string(m.path)
  if(m.refused!=null&&Object.hasOwnProperty.call(m,"refused"))
  w.uint32(34).string(m.refused)
  if(m.fits!=null&&m.fits.length){
  for(var i=0;i<m.fits.length;++i)
  types[4].encode(m.fits[i],w.uint32(42).fork(),q+1).ldelim()
  }
  if(m.nearest!=null&&m.nearest.length){
  for(var i=0;i<m.nearest.length;++i)
  types[5].encode(m.nearest[i],w.uint32(50).fork(),q+1).ldelim()
  }
  return w
},
decode: function ExplainRouteReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.host=r.string()
  break
  }
  case 2: {
  m.port=r.int32()
  break
  }
  case 3: {
  m.path=r.string()
  break
  }
  case 4: {
  m.refused=r.string()
  break
  }
  case 5: {
  if(!(m.fits&&m.fits.length))
  m.fits=[]
  m.fits.push(types[4].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 6: {
  if(!(m.nearest&&m.nearest.length))
  m.nearest=[]
  m.nearest.push(types[5].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ExplainRouteReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ExplainRouteReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.port!=null){
  m.port=d.port|0
  }
  if(d.path!=null){
  m.path=String(d.path)
  }
  if(d.refused!=null){
  m.refused=String(d.refused)
  }
  if(d.fits){
  if(!Array.isArray(d.fits))
  throw TypeError(".castellan.v1.ExplainRouteReply.fits: array expected")
  m.fits=[]
  for(var i=0;i<d.fits.length;++i){
  if(!util.isObject(d.fits[i]))
  throw TypeError(".castellan.v1.ExplainRouteReply.fits: object expected")
  m.fits[i]=types[4].fromObject(d.fits[i],n+1)
  }
  }
  if(d.nearest){
  if(!Array.isArray(d.nearest))
  throw TypeError(".castellan.v1.ExplainRouteReply.nearest: array expected")
  m.nearest=[]
  for(var i=0;i<d.nearest.length;++i){
  if(!util.isObject(d.nearest[i]))
  throw TypeError(".castellan.v1.ExplainRouteReply.nearest: object expected")
  m.nearest[i]=types[5].fromObject(d.nearest[i],n+1)
  }
  }
  return m
},
toObject: function ExplainRouteReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.fits=[]
  d.nearest=[]
  }
  if(o.defaults){
  d.host=""
  d.port=0
  d.path=""
  d.refused=""
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port")){
  d.port=m.port
  }
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path")){
  d.path=m.path
  }
  if(m.refused!=null&&Object.hasOwnProperty.call(m,"refused")){
  d.refused=m.refused
  }
  if(m.fits&&m.fits.length){
  d.fits=[]
  for(var j=0;j<m.fits.length;++j){
  d.fits[j]=types[4].toObject(m.fits[j],o,q+1)
  }
  }
  if(m.nearest&&m.nearest.length){
  d.nearest=[]
  for(var j=0;j<m.nearest.length;++j){
  d.nearest[j]=types[5].toObject(m.nearest[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [messages.RouteView, null];
Object.assign(messages.FittingRoute, {
encode: function FittingRoute$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.route!=null&&Object.hasOwnProperty.call(m,"route"))
  types[0].encode(m.route,w.uint32(10).fork(),q+1).ldelim()
  if(m.behind!=null&&Object.hasOwnProperty.call(m,"behind"))
  w.uint32(18).string(m.behind)
  return w
},
decode: function FittingRoute$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.route=types[0].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 2: {
  m.behind=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FittingRoute$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FittingRoute: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.route!=null){
  if(!util.isObject(d.route))
  throw TypeError(".castellan.v1.FittingRoute.route: object expected")
  m.route=types[0].fromObject(d.route,n+1)
  }
  if(d.behind!=null){
  m.behind=String(d.behind)
  }
  return m
},
toObject: function FittingRoute$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.route=null
  d.behind=""
  }
  if(m.route!=null&&Object.hasOwnProperty.call(m,"route")){
  d.route=types[0].toObject(m.route,o,q+1)
  }
  if(m.behind!=null&&Object.hasOwnProperty.call(m,"behind")){
  d.behind=m.behind
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.Commit, {
encode: function Commit$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length"))
  w.uint32(8).int64(m.length)
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256"))
  w.uint32(18).string(m.sha256)
  return w
},
decode: function Commit$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.length=r.int64()
  break
  }
  case 2: {
  m.sha256=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Commit$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Commit: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.length!=null){
  if(util.Long)
  m.length=util.Long.fromValue(d.length,false)
  else if(typeof d.length==="string")
  m.length=parseInt(d.length,10)
  else if(typeof d.length==="number")
  m.length=d.length
  else if(typeof d.length==="object")
  m.length=new util.LongBits(d.length.low>>>0,d.length.high>>>0).toNumber()
  }
  if(d.sha256!=null){
  m.sha256=String(d.sha256)
  }
  return m
},
toObject: function Commit$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.length=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.length=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.sha256=""
  }
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.length=typeof m.length==="number"?BigInt(m.length):util.Long.fromBits(m.length.low>>>0,m.length.high>>>0,false).toBigInt()
  else if(typeof m.length==="number")
  d.length=o.longs===String?String(m.length):m.length
  else
  d.length=o.longs===String?util.Long.prototype.toString.call(m.length):o.longs===Number?new util.LongBits(m.length.low>>>0,m.length.high>>>0).toNumber():m.length
  }
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256")){
  d.sha256=m.sha256
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, messages.BundleSignature];
Object.assign(messages.UploadOpen, {
encode: function UploadOpen$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256"))
  w.uint32(26).string(m.sha256)
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length"))
  w.uint32(32).int64(m.length)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(40).int64(m.offset)
  if(m.signature!=null&&Object.hasOwnProperty.call(m,"signature"))
  types[5].encode(m.signature,w.uint32(50).fork(),q+1).ldelim()
  return w
},
decode: function UploadOpen$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  m.sha256=r.string()
  break
  }
  case 4: {
  m.length=r.int64()
  break
  }
  case 5: {
  m.offset=r.int64()
  break
  }
  case 6: {
  m.signature=types[5].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function UploadOpen$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.UploadOpen: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.sha256!=null){
  m.sha256=String(d.sha256)
  }
  if(d.length!=null){
  if(util.Long)
  m.length=util.Long.fromValue(d.length,false)
  else if(typeof d.length==="string")
  m.length=parseInt(d.length,10)
  else if(typeof d.length==="number")
  m.length=d.length
  else if(typeof d.length==="object")
  m.length=new util.LongBits(d.length.low>>>0,d.length.high>>>0).toNumber()
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  if(d.signature!=null){
  if(!util.isObject(d.signature))
  throw TypeError(".castellan.v1.UploadOpen.signature: object expected")
  m.signature=types[5].fromObject(d.signature,n+1)
  }
  return m
},
toObject: function UploadOpen$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.version=""
  d.sha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.length=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.length=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.signature=null
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256")){
  d.sha256=m.sha256
  }
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.length=typeof m.length==="number"?BigInt(m.length):util.Long.fromBits(m.length.low>>>0,m.length.high>>>0,false).toBigInt()
  else if(typeof m.length==="number")
  d.length=o.longs===String?String(m.length):m.length
  else
  d.length=o.longs===String?util.Long.prototype.toString.call(m.length):o.longs===Number?new util.LongBits(m.length.low>>>0,m.length.high>>>0).toNumber():m.length
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  if(m.signature!=null&&Object.hasOwnProperty.call(m,"signature")){
  d.signature=types[5].toObject(m.signature,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.BundleSignature, {
encode: function BundleSignature$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.statement!=null&&Object.hasOwnProperty.call(m,"statement"))
  w.uint32(10).string(m.statement)
  if(m.signature!=null&&Object.hasOwnProperty.call(m,"signature"))
  w.uint32(18).string(m.signature)
  return w
},
decode: function BundleSignature$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.statement=r.string()
  break
  }
  case 2: {
  m.signature=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function BundleSignature$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.BundleSignature: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.statement!=null){
  m.statement=String(d.statement)
  }
  if(d.signature!=null){
  m.signature=String(d.signature)
  }
  return m
},
toObject: function BundleSignature$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.statement=""
  d.signature=""
  }
  if(m.statement!=null&&Object.hasOwnProperty.call(m,"statement")){
  d.statement=m.statement
  }
  if(m.signature!=null&&Object.hasOwnProperty.call(m,"signature")){
  d.signature=m.signature
  }
  return d
},
});
}
{
const types = [null, messages.UploadOpen, messages.Commit];
Object.assign(messages.UploadPart, {
encode: function UploadPart$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data"))
  w.uint32(10).bytes(m.data)
  if(m.open!=null&&Object.hasOwnProperty.call(m,"open"))
  types[1].encode(m.open,w.uint32(18).fork(),q+1).ldelim()
  if(m.commit!=null&&Object.hasOwnProperty.call(m,"commit"))
  types[2].encode(m.commit,w.uint32(26).fork(),q+1).ldelim()
  return w
},
decode: function UploadPart$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.data=r.bytes()
  break
  }
  case 2: {
  m.open=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 3: {
  m.commit=types[2].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function UploadPart$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.UploadPart: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.data!=null){
  if(typeof d.data==="string")
  util.base64.decode(d.data,m.data=util.newBuffer(util.base64.length(d.data)),0)
  else if(d.data.length >= 0)
  m.data=d.data
  }
  if(d.open!=null){
  if(!util.isObject(d.open))
  throw TypeError(".castellan.v1.UploadPart.open: object expected")
  m.open=types[1].fromObject(d.open,n+1)
  }
  if(d.commit!=null){
  if(!util.isObject(d.commit))
  throw TypeError(".castellan.v1.UploadPart.commit: object expected")
  m.commit=types[2].fromObject(d.commit,n+1)
  }
  return m
},
toObject: function UploadPart$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data")){
  d.data=o.bytes===String?util.base64.encode(m.data,0,m.data.length):o.bytes===Array?Array.prototype.slice.call(m.data):m.data
  if(o.oneofs)
  d.part="data"
  }
  if(m.open!=null&&Object.hasOwnProperty.call(m,"open")){
  d.open=types[1].toObject(m.open,o,q+1)
  if(o.oneofs)
  d.part="open"
  }
  if(m.commit!=null&&Object.hasOwnProperty.call(m,"commit")){
  d.commit=types[2].toObject(m.commit,o,q+1)
  if(o.oneofs)
  d.part="commit"
  }
  return d
},
});
}
{
const types = [null, messages.Commit, messages.FetchEncoding];
Object.assign(messages.FetchPart, {
encode: function FetchPart$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data"))
  w.uint32(10).bytes(m.data)
  if(m.commit!=null&&Object.hasOwnProperty.call(m,"commit"))
  types[1].encode(m.commit,w.uint32(26).fork(),q+1).ldelim()
  if(m.encoding!=null&&Object.hasOwnProperty.call(m,"encoding"))
  types[2].encode(m.encoding,w.uint32(34).fork(),q+1).ldelim()
  return w
},
decode: function FetchPart$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.data=r.bytes()
  break
  }
  case 3: {
  m.commit=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 4: {
  m.encoding=types[2].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchPart$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchPart: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.data!=null){
  if(typeof d.data==="string")
  util.base64.decode(d.data,m.data=util.newBuffer(util.base64.length(d.data)),0)
  else if(d.data.length >= 0)
  m.data=d.data
  }
  if(d.commit!=null){
  if(!util.isObject(d.commit))
  throw TypeError(".castellan.v1.FetchPart.commit: object expected")
  m.commit=types[1].fromObject(d.commit,n+1)
  }
  if(d.encoding!=null){
  if(!util.isObject(d.encoding))
  throw TypeError(".castellan.v1.FetchPart.encoding: object expected")
  m.encoding=types[2].fromObject(d.encoding,n+1)
  }
  return m
},
toObject: function FetchPart$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data")){
  d.data=o.bytes===String?util.base64.encode(m.data,0,m.data.length):o.bytes===Array?Array.prototype.slice.call(m.data):m.data
  if(o.oneofs)
  d.part="data"
  }
  if(m.commit!=null&&Object.hasOwnProperty.call(m,"commit")){
  d.commit=types[1].toObject(m.commit,o,q+1)
  if(o.oneofs)
  d.part="commit"
  }
  if(m.encoding!=null&&Object.hasOwnProperty.call(m,"encoding")){
  d.encoding=types[2].toObject(m.encoding,o,q+1)
  if(o.oneofs)
  d.part="encoding"
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.FetchEncoding, {
encode: function FetchEncoding$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.base!=null&&Object.hasOwnProperty.call(m,"base"))
  w.uint32(10).string(m.base)
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256"))
  w.uint32(18).string(m.sha256)
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length"))
  w.uint32(24).int64(m.length)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(32).int64(m.offset)
  return w
},
decode: function FetchEncoding$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.base=r.string()
  break
  }
  case 2: {
  m.sha256=r.string()
  break
  }
  case 3: {
  m.length=r.int64()
  break
  }
  case 4: {
  m.offset=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchEncoding$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchEncoding: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.base!=null){
  m.base=String(d.base)
  }
  if(d.sha256!=null){
  m.sha256=String(d.sha256)
  }
  if(d.length!=null){
  if(util.Long)
  m.length=util.Long.fromValue(d.length,false)
  else if(typeof d.length==="string")
  m.length=parseInt(d.length,10)
  else if(typeof d.length==="number")
  m.length=d.length
  else if(typeof d.length==="object")
  m.length=new util.LongBits(d.length.low>>>0,d.length.high>>>0).toNumber()
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  return m
},
toObject: function FetchEncoding$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.base=""
  d.sha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.length=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.length=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.base!=null&&Object.hasOwnProperty.call(m,"base")){
  d.base=m.base
  }
  if(m.sha256!=null&&Object.hasOwnProperty.call(m,"sha256")){
  d.sha256=m.sha256
  }
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.length=typeof m.length==="number"?BigInt(m.length):util.Long.fromBits(m.length.low>>>0,m.length.high>>>0,false).toBigInt()
  else if(typeof m.length==="number")
  d.length=o.longs===String?String(m.length):m.length
  else
  d.length=o.longs===String?util.Long.prototype.toString.call(m.length):o.longs===Number?new util.LongBits(m.length.low>>>0,m.length.high>>>0).toNumber():m.length
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  return d
},
});
}
{
const types = [messages.Hello, messages.Report, messages.Heartbeat];
Object.assign(messages.HostMessage, {
encode: function HostMessage$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.hello!=null&&Object.hasOwnProperty.call(m,"hello"))
  types[0].encode(m.hello,w.uint32(10).fork(),q+1).ldelim()
  if(m.report!=null&&Object.hasOwnProperty.call(m,"report"))
  types[1].encode(m.report,w.uint32(18).fork(),q+1).ldelim()
  if(m.heartbeat!=null&&Object.hasOwnProperty.call(m,"heartbeat"))
  types[2].encode(m.heartbeat,w.uint32(26).fork(),q+1).ldelim()
  return w
},
decode: function HostMessage$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.hello=types[0].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 2: {
  m.report=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 3: {
  m.heartbeat=types[2].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function HostMessage$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.HostMessage: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.hello!=null){
  if(!util.isObject(d.hello))
  throw TypeError(".castellan.v1.HostMessage.hello: object expected")
  m.hello=types[0].fromObject(d.hello,n+1)
  }
  if(d.report!=null){
  if(!util.isObject(d.report))
  throw TypeError(".castellan.v1.HostMessage.report: object expected")
  m.report=types[1].fromObject(d.report,n+1)
  }
  if(d.heartbeat!=null){
  if(!util.isObject(d.heartbeat))
  throw TypeError(".castellan.v1.HostMessage.heartbeat: object expected")
  m.heartbeat=types[2].fromObject(d.heartbeat,n+1)
  }
  return m
},
toObject: function HostMessage$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(m.hello!=null&&Object.hasOwnProperty.call(m,"hello")){
  d.hello=types[0].toObject(m.hello,o,q+1)
  if(o.oneofs)
  d.message="hello"
  }
  if(m.report!=null&&Object.hasOwnProperty.call(m,"report")){
  d.report=types[1].toObject(m.report,o,q+1)
  if(o.oneofs)
  d.message="report"
  }
  if(m.heartbeat!=null&&Object.hasOwnProperty.call(m,"heartbeat")){
  d.heartbeat=types[2].toObject(m.heartbeat,o,q+1)
  if(o.oneofs)
  d.message="heartbeat"
  }
  return d
},
});
}
{
const types = [messages.Welcome, messages.Assignment, messages.Heartbeat, messages.Challenges];
Object.assign(messages.ServerMessage, {
encode: function ServerMessage$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.welcome!=null&&Object.hasOwnProperty.call(m,"welcome"))
  types[0].encode(m.welcome,w.uint32(10).fork(),q+1).ldelim()
  if(m.assignment!=null&&Object.hasOwnProperty.call(m,"assignment"))
  types[1].encode(m.assignment,w.uint32(18).fork(),q+1).ldelim()
  if(m.heartbeat!=null&&Object.hasOwnProperty.call(m,"heartbeat"))
  types[2].encode(m.heartbeat,w.uint32(26).fork(),q+1).ldelim()
  if(m.challenges!=null&&Object.hasOwnProperty.call(m,"challenges"))
  types[3].encode(m.challenges,w.uint32(34).fork(),q+1).ldelim()
  return w
},
decode: function ServerMessage$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.welcome=types[0].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 2: {
  m.assignment=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 3: {
  m.heartbeat=types[2].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 4: {
  m.challenges=types[3].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ServerMessage$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ServerMessage: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.welcome!=null){
  if(!util.isObject(d.welcome))
  throw TypeError(".castellan.v1.ServerMessage.welcome: object expected")
  m.welcome=types[0].fromObject(d.welcome,n+1)
  }
  if(d.assignment!=null){
  if(!util.isObject(d.assignment))
  throw TypeError(".castellan.v1.ServerMessage.assignment: object expected")
  m.assignment=types[1].fromObject(d.assignment,n+1)
  }
  if(d.heartbeat!=null){
  if(!util.isObject(d.heartbeat))
  throw TypeError(".castellan.v1.ServerMessage.heartbeat: object expected")
  m.heartbeat=types[2].fromObject(d.heartbeat,n+1)
  }
  if(d.challenges!=null){
  if(!util.isObject(d.challenges))
  throw TypeError(".castellan.v1.ServerMessage.challenges: object expected")
  m.challenges=types[3].fromObject(d.challenges,n+1)
  }
  return m
},
toObject: function ServerMessage$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(m.welcome!=null&&Object.hasOwnProperty.call(m,"welcome")){
  d.welcome=types[0].toObject(m.welcome,o,q+1)
  if(o.oneofs)
  d.message="welcome"
  }
  if(m.assignment!=null&&Object.hasOwnProperty.call(m,"assignment")){
  d.assignment=types[1].toObject(m.assignment,o,q+1)
  if(o.oneofs)
  d.message="assignment"
  }
  if(m.heartbeat!=null&&Object.hasOwnProperty.call(m,"heartbeat")){
  d.heartbeat=types[2].toObject(m.heartbeat,o,q+1)
  if(o.oneofs)
  d.message="heartbeat"
  }
  if(m.challenges!=null&&Object.hasOwnProperty.call(m,"challenges")){
  d.challenges=types[3].toObject(m.challenges,o,q+1)
  if(o.oneofs)
  d.message="challenges"
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null];
Object.assign(messages.Hello, {
encode: function Hello$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.agentVersion!=null&&Object.hasOwnProperty.call(m,"agentVersion"))
  w.uint32(10).string(m.agentVersion)
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId"))
  w.uint32(18).string(m.bootId)
  if(m.bootMs!=null&&Object.hasOwnProperty.call(m,"bootMs"))
  w.uint32(24).int64(m.bootMs)
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch"))
  w.uint32(32).int64(m.epoch)
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(40).int64(m.revision)
  if(m.routerPorts!=null&&m.routerPorts.length){
  w.uint32(50).fork()
  for(var i=0;i<m.routerPorts.length;++i)
  w.int32(m.routerPorts[i])
  w.ldelim()
  }
  if(m.abilities!=null&&m.abilities.length){
  for(var i=0;i<m.abilities.length;++i)
  w.uint32(58).string(m.abilities[i])
  }
  return w
},
decode: function Hello$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.agentVersion=r.string()
  break
  }
  case 2: {
  m.bootId=r.string()
  break
  }
  case 3: {
  m.bootMs=r.int64()
  break
  }
  case 4: {
  m.epoch=r.int64()
  break
  }
  case 5: {
  m.revision=r.int64()
  break
  }
  case 6: {
  if(!(m.routerPorts&&m.routerPorts.length))
  m.routerPorts=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.routerPorts.push(r.int32())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.routerPorts.push(r.int32())
  break
  }
  case 7: {
  if(!(m.abilities&&m.abilities.length))
  m.abilities=[]
  m.abilities.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Hello$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Hello: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.agentVersion!=null){
  m.agentVersion=String(d.agentVersion)
  }
  if(d.bootId!=null){
  m.bootId=String(d.bootId)
  }
  if(d.bootMs!=null){
  if(util.Long)
  m.bootMs=util.Long.fromValue(d.bootMs,false)
  else if(typeof d.bootMs==="string")
  m.bootMs=parseInt(d.bootMs,10)
  else if(typeof d.bootMs==="number")
  m.bootMs=d.bootMs
  else if(typeof d.bootMs==="object")
  m.bootMs=new util.LongBits(d.bootMs.low>>>0,d.bootMs.high>>>0).toNumber()
  }
  if(d.epoch!=null){
  if(util.Long)
  m.epoch=util.Long.fromValue(d.epoch,false)
  else if(typeof d.epoch==="string")
  m.epoch=parseInt(d.epoch,10)
  else if(typeof d.epoch==="number")
  m.epoch=d.epoch
  else if(typeof d.epoch==="object")
  m.epoch=new util.LongBits(d.epoch.low>>>0,d.epoch.high>>>0).toNumber()
  }
  if(d.revision!=null){
  if(util.Long)
  m.revision=util.Long.fromValue(d.revision,false)
  else if(typeof d.revision==="string")
  m.revision=parseInt(d.revision,10)
  else if(typeof d.revision==="number")
  m.revision=d.revision
  else if(typeof d.revision==="object")
  m.revision=new util.LongBits(d.revision.low>>>0,d.revision.high>>>0).toNumber()
  }
  if(d.routerPorts){
  if(!Array.isArray(d.routerPorts))
  throw TypeError(".castellan.v1.Hello.routerPorts: array expected")
  m.routerPorts=[]
  for(var i=0;i<d.routerPorts.length;++i){
  m.routerPorts[i]=d.routerPorts[i]|0
  }
  }
  if(d.abilities){
  if(!Array.isArray(d.abilities))
  throw TypeError(".castellan.v1.Hello.abilities: array expected")
  m.abilities=[]
  for(var i=0;i<d.abilities.length;++i){
  m.abilities[i]=String(d.abilities[i])
  }
  }
  return m
},
toObject: function Hello$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.routerPorts=[]
  d.abilities=[]
  }
  if(o.defaults){
  d.agentVersion=""
  d.bootId=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.bootMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.bootMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.epoch=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.epoch=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.revision=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.revision=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.agentVersion!=null&&Object.hasOwnProperty.call(m,"agentVersion")){
  d.agentVersion=m.agentVersion
  }
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId")){
  d.bootId=m.bootId
  }
  if(m.bootMs!=null&&Object.hasOwnProperty.call(m,"bootMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.bootMs=typeof m.bootMs==="number"?BigInt(m.bootMs):util.Long.fromBits(m.bootMs.low>>>0,m.bootMs.high>>>0,false).toBigInt()
  else if(typeof m.bootMs==="number")
  d.bootMs=o.longs===String?String(m.bootMs):m.bootMs
  else
  d.bootMs=o.longs===String?util.Long.prototype.toString.call(m.bootMs):o.longs===Number?new util.LongBits(m.bootMs.low>>>0,m.bootMs.high>>>0).toNumber():m.bootMs
  }
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.epoch=typeof m.epoch==="number"?BigInt(m.epoch):util.Long.fromBits(m.epoch.low>>>0,m.epoch.high>>>0,false).toBigInt()
  else if(typeof m.epoch==="number")
  d.epoch=o.longs===String?String(m.epoch):m.epoch
  else
  d.epoch=o.longs===String?util.Long.prototype.toString.call(m.epoch):o.longs===Number?new util.LongBits(m.epoch.low>>>0,m.epoch.high>>>0).toNumber():m.epoch
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.revision=typeof m.revision==="number"?BigInt(m.revision):util.Long.fromBits(m.revision.low>>>0,m.revision.high>>>0,false).toBigInt()
  else if(typeof m.revision==="number")
  d.revision=o.longs===String?String(m.revision):m.revision
  else
  d.revision=o.longs===String?util.Long.prototype.toString.call(m.revision):o.longs===Number?new util.LongBits(m.revision.low>>>0,m.revision.high>>>0).toNumber():m.revision
  }
  if(m.routerPorts&&m.routerPorts.length){
  d.routerPorts=[]
  for(var j=0;j<m.routerPorts.length;++j){
  d.routerPorts[j]=m.routerPorts[j]
  }
  }
  if(m.abilities&&m.abilities.length){
  d.abilities=[]
  for(var j=0;j<m.abilities.length;++j){
  d.abilities[j]=m.abilities[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.Welcome, {
encode: function Welcome$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster"))
  w.uint32(10).string(m.cluster)
  if(m.serverMs!=null&&Object.hasOwnProperty.call(m,"serverMs"))
  w.uint32(16).int64(m.serverMs)
  if(m.heartbeatMs!=null&&Object.hasOwnProperty.call(m,"heartbeatMs"))
  w.uint32(24).int32(m.heartbeatMs)
  return w
},
decode: function Welcome$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.cluster=r.string()
  break
  }
  case 2: {
  m.serverMs=r.int64()
  break
  }
  case 3: {
  m.heartbeatMs=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Welcome$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Welcome: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.cluster!=null){
  m.cluster=String(d.cluster)
  }
  if(d.serverMs!=null){
  if(util.Long)
  m.serverMs=util.Long.fromValue(d.serverMs,false)
  else if(typeof d.serverMs==="string")
  m.serverMs=parseInt(d.serverMs,10)
  else if(typeof d.serverMs==="number")
  m.serverMs=d.serverMs
  else if(typeof d.serverMs==="object")
  m.serverMs=new util.LongBits(d.serverMs.low>>>0,d.serverMs.high>>>0).toNumber()
  }
  if(d.heartbeatMs!=null){
  m.heartbeatMs=d.heartbeatMs|0
  }
  return m
},
toObject: function Welcome$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.cluster=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.serverMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.serverMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.heartbeatMs=0
  }
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster")){
  d.cluster=m.cluster
  }
  if(m.serverMs!=null&&Object.hasOwnProperty.call(m,"serverMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.serverMs=typeof m.serverMs==="number"?BigInt(m.serverMs):util.Long.fromBits(m.serverMs.low>>>0,m.serverMs.high>>>0,false).toBigInt()
  else if(typeof m.serverMs==="number")
  d.serverMs=o.longs===String?String(m.serverMs):m.serverMs
  else
  d.serverMs=o.longs===String?util.Long.prototype.toString.call(m.serverMs):o.longs===Number?new util.LongBits(m.serverMs.low>>>0,m.serverMs.high>>>0).toNumber():m.serverMs
  }
  if(m.heartbeatMs!=null&&Object.hasOwnProperty.call(m,"heartbeatMs")){
  d.heartbeatMs=m.heartbeatMs
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.Heartbeat, {
encode: function Heartbeat$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.sequence!=null&&Object.hasOwnProperty.call(m,"sequence"))
  w.uint32(8).int64(m.sequence)
  if(m.reports!=null&&Object.hasOwnProperty.call(m,"reports"))
  w.uint32(16).int64(m.reports)
  return w
},
decode: function Heartbeat$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.sequence=r.int64()
  break
  }
  case 2: {
  m.reports=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Heartbeat$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Heartbeat: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.sequence!=null){
  if(util.Long)
  m.sequence=util.Long.fromValue(d.sequence,false)
  else if(typeof d.sequence==="string")
  m.sequence=parseInt(d.sequence,10)
  else if(typeof d.sequence==="number")
  m.sequence=d.sequence
  else if(typeof d.sequence==="object")
  m.sequence=new util.LongBits(d.sequence.low>>>0,d.sequence.high>>>0).toNumber()
  }
  if(d.reports!=null){
  if(util.Long)
  m.reports=util.Long.fromValue(d.reports,false)
  else if(typeof d.reports==="string")
  m.reports=parseInt(d.reports,10)
  else if(typeof d.reports==="number")
  m.reports=d.reports
  else if(typeof d.reports==="object")
  m.reports=new util.LongBits(d.reports.low>>>0,d.reports.high>>>0).toNumber()
  }
  return m
},
toObject: function Heartbeat$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sequence=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sequence=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.reports=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.reports=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.sequence!=null&&Object.hasOwnProperty.call(m,"sequence")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sequence=typeof m.sequence==="number"?BigInt(m.sequence):util.Long.fromBits(m.sequence.low>>>0,m.sequence.high>>>0,false).toBigInt()
  else if(typeof m.sequence==="number")
  d.sequence=o.longs===String?String(m.sequence):m.sequence
  else
  d.sequence=o.longs===String?util.Long.prototype.toString.call(m.sequence):o.longs===Number?new util.LongBits(m.sequence.low>>>0,m.sequence.high>>>0).toNumber():m.sequence
  }
  if(m.reports!=null&&Object.hasOwnProperty.call(m,"reports")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.reports=typeof m.reports==="number"?BigInt(m.reports):util.Long.fromBits(m.reports.low>>>0,m.reports.high>>>0,false).toBigInt()
  else if(typeof m.reports==="number")
  d.reports=o.longs===String?String(m.reports):m.reports
  else
  d.reports=o.longs===String?util.Long.prototype.toString.call(m.reports):o.longs===Number?new util.LongBits(m.reports.low>>>0,m.reports.high>>>0).toNumber():m.reports
  }
  return d
},
});
}
{
const types = [null, null, messages.SlotWish, messages.BundleRef, messages.AgentWish, messages.SlotWish, messages.TaskWish, messages.CertificateRef, null, messages.RebootWish];
Object.assign(messages.Assignment, {
encode: function Assignment$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch"))
  w.uint32(8).int64(m.epoch)
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(16).int64(m.revision)
  if(m.slots!=null&&m.slots.length){
  for(var i=0;i<m.slots.length;++i)
  types[2].encode(m.slots[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.stage!=null&&m.stage.length){
  for(var i=0;i<m.stage.length;++i)
  types[3].encode(m.stage[i],w.uint32(34).fork(),q+1).ldelim()
  }
  if(m.agent!=null&&Object.hasOwnProperty.call(m,"agent"))
  types[4].encode(m.agent,w.uint32(42).fork(),q+1).ldelim()
  if(m.prospects!=null&&m.prospects.length){
  for(var i=0;i<m.prospects.length;++i)
  types[5].encode(m.prospects[i],w.uint32(50).fork(),q+1).ldelim()
  }
  if(m.tasks!=null&&m.tasks.length){
  for(var i=0;i<m.tasks.length;++i)
  types[6].encode(m.tasks[i],w.uint32(58).fork(),q+1).ldelim()
  }
  if(m.certificates!=null&&m.certificates.length){
  for(var i=0;i<m.certificates.length;++i)
  types[7].encode(m.certificates[i],w.uint32(66).fork(),q+1).ldelim()
  }
  if(m.processes!=null&&m.processes.length){
  for(var i=0;i<m.processes.length;++i)
  w.uint32(74).string(m.processes[i])
  }
  if(m.reboot!=null&&Object.hasOwnProperty.call(m,"reboot"))
  types[9].encode(m.reboot,w.uint32(162).fork(),q+1).ldelim()
  return w
},
decode: function Assignment$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.epoch=r.int64()
  break
  }
  case 2: {
  m.revision=r.int64()
  break
  }
  case 3: {
  if(!(m.slots&&m.slots.length))
  m.slots=[]
  m.slots.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  if(!(m.stage&&m.stage.length))
  m.stage=[]
  m.stage.push(types[3].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 5: {
  m.agent=types[4].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 6: {
  if(!(m.prospects&&m.prospects.length))
  m.prospects=[]
  m.prospects.push(types[5].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 7: {
  if(!(m.tasks&&m.tasks.length))
  m.tasks=[]
  m.tasks.push(types[6].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 8: {
  if(!(m.certificates&&m.certificates.length))
  m.certificates=[]
  m.certificates.push(types[7].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 9: {
  if(!(m.processes&&m.processes.length))
  m.processes=[]
  m.processes.push(listed(r))
  break
  }
  case 20: {
  m.reboot=types[9].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Assignment$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Assignment: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.epoch!=null){
  if(util.Long)
  m.epoch=util.Long.fromValue(d.epoch,false)
  else if(typeof d.epoch==="string")
  m.epoch=parseInt(d.epoch,10)
  else if(typeof d.epoch==="number")
  m.epoch=d.epoch
  else if(typeof d.epoch==="object")
  m.epoch=new util.LongBits(d.epoch.low>>>0,d.epoch.high>>>0).toNumber()
  }
  if(d.revision!=null){
  if(util.Long)
  m.revision=util.Long.fromValue(d.revision,false)
  else if(typeof d.revision==="string")
  m.revision=parseInt(d.revision,10)
  else if(typeof d.revision==="number")
  m.revision=d.revision
  else if(typeof d.revision==="object")
  m.revision=new util.LongBits(d.revision.low>>>0,d.revision.high>>>0).toNumber()
  }
  if(d.slots){
  if(!Array.isArray(d.slots))
  throw TypeError(".castellan.v1.Assignment.slots: array expected")
  m.slots=[]
  for(var i=0;i<d.slots.length;++i){
  if(!util.isObject(d.slots[i]))
  throw TypeError(".castellan.v1.Assignment.slots: object expected")
  m.slots[i]=types[2].fromObject(d.slots[i],n+1)
  }
  }
  if(d.stage){
  if(!Array.isArray(d.stage))
  throw TypeError(".castellan.v1.Assignment.stage: array expected")
  m.stage=[]
  for(var i=0;i<d.stage.length;++i){
  if(!util.isObject(d.stage[i]))
  throw TypeError(".castellan.v1.Assignment.stage: object expected")
  m.stage[i]=types[3].fromObject(d.stage[i],n+1)
  }
  }
  if(d.agent!=null){
  if(!util.isObject(d.agent))
  throw TypeError(".castellan.v1.Assignment.agent: object expected")
  m.agent=types[4].fromObject(d.agent,n+1)
  }
  if(d.prospects){
  if(!Array.isArray(d.prospects))
  throw TypeError(".castellan.v1.Assignment.prospects: array expected")
  m.prospects=[]
  for(var i=0;i<d.prospects.length;++i){
  if(!util.isObject(d.prospects[i]))
  throw TypeError(".castellan.v1.Assignment.prospects: object expected")
  m.prospects[i]=types[5].fromObject(d.prospects[i],n+1)
  }
  }
  if(d.tasks){
  if(!Array.isArray(d.tasks))
  throw TypeError(".castellan.v1.Assignment.tasks: array expected")
  m.tasks=[]
  for(var i=0;i<d.tasks.length;++i){
  if(!util.isObject(d.tasks[i]))
  throw TypeError(".castellan.v1.Assignment.tasks: object expected")
  m.tasks[i]=types[6].fromObject(d.tasks[i],n+1)
  }
  }
  if(d.certificates){
  if(!Array.isArray(d.certificates))
  throw TypeError(".castellan.v1.Assignment.certificates: array expected")
  m.certificates=[]
  for(var i=0;i<d.certificates.length;++i){
  if(!util.isObject(d.certificates[i]))
  throw TypeError(".castellan.v1.Assignment.certificates: object expected")
  m.certificates[i]=types[7].fromObject(d.certificates[i],n+1)
  }
  }
  if(d.processes){
  if(!Array.isArray(d.processes))
  throw TypeError(".castellan.v1.Assignment.processes: array expected")
  m.processes=[]
  for(var i=0;i<d.processes.length;++i){
  m.processes[i]=String(d.processes[i])
  }
  }
  if(d.reboot!=null){
  if(!util.isObject(d.reboot))
  throw TypeError(".castellan.v1.Assignment.reboot: object expected")
  m.reboot=types[9].fromObject(d.reboot,n+1)
  }
  return m
},
toObject: function Assignment$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.slots=[]
  d.stage=[]
  d.prospects=[]
  d.tasks=[]
  d.certificates=[]
  d.processes=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.epoch=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.epoch=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.revision=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.revision=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.agent=null
  d.reboot=null
  }
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.epoch=typeof m.epoch==="number"?BigInt(m.epoch):util.Long.fromBits(m.epoch.low>>>0,m.epoch.high>>>0,false).toBigInt()
  else if(typeof m.epoch==="number")
  d.epoch=o.longs===String?String(m.epoch):m.epoch
  else
  d.epoch=o.longs===String?util.Long.prototype.toString.call(m.epoch):o.longs===Number?new util.LongBits(m.epoch.low>>>0,m.epoch.high>>>0).toNumber():m.epoch
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.revision=typeof m.revision==="number"?BigInt(m.revision):util.Long.fromBits(m.revision.low>>>0,m.revision.high>>>0,false).toBigInt()
  else if(typeof m.revision==="number")
  d.revision=o.longs===String?String(m.revision):m.revision
  else
  d.revision=o.longs===String?util.Long.prototype.toString.call(m.revision):o.longs===Number?new util.LongBits(m.revision.low>>>0,m.revision.high>>>0).toNumber():m.revision
  }
  if(m.slots&&m.slots.length){
  d.slots=[]
  for(var j=0;j<m.slots.length;++j){
  d.slots[j]=types[2].toObject(m.slots[j],o,q+1)
  }
  }
  if(m.stage&&m.stage.length){
  d.stage=[]
  for(var j=0;j<m.stage.length;++j){
  d.stage[j]=types[3].toObject(m.stage[j],o,q+1)
  }
  }
  if(m.agent!=null&&Object.hasOwnProperty.call(m,"agent")){
  d.agent=types[4].toObject(m.agent,o,q+1)
  }
  if(m.prospects&&m.prospects.length){
  d.prospects=[]
  for(var j=0;j<m.prospects.length;++j){
  d.prospects[j]=types[5].toObject(m.prospects[j],o,q+1)
  }
  }
  if(m.tasks&&m.tasks.length){
  d.tasks=[]
  for(var j=0;j<m.tasks.length;++j){
  d.tasks[j]=types[6].toObject(m.tasks[j],o,q+1)
  }
  }
  if(m.certificates&&m.certificates.length){
  d.certificates=[]
  for(var j=0;j<m.certificates.length;++j){
  d.certificates[j]=types[7].toObject(m.certificates[j],o,q+1)
  }
  }
  if(m.processes&&m.processes.length){
  d.processes=[]
  for(var j=0;j<m.processes.length;++j){
  d.processes[j]=m.processes[j]
  }
  }
  if(m.reboot!=null&&Object.hasOwnProperty.call(m,"reboot")){
  d.reboot=types[9].toObject(m.reboot,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null];
Object.assign(messages.TaskWish, {
encode: function TaskWish$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(8).int32(m.deployment)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(26).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(34).string(m.environment)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(40).int32(m.release)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(50).string(m.version)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  w.uint32(58).string(m.bundle)
  if(m.taskJson!=null&&Object.hasOwnProperty.call(m,"taskJson"))
  w.uint32(66).string(m.taskJson)
  return w
},
decode: function TaskWish$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.deployment=r.int32()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.app=r.string()
  break
  }
  case 4: {
  m.environment=r.string()
  break
  }
  case 5: {
  m.release=r.int32()
  break
  }
  case 6: {
  m.version=r.string()
  break
  }
  case 7: {
  m.bundle=r.string()
  break
  }
  case 8: {
  m.taskJson=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function TaskWish$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.TaskWish: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.bundle!=null){
  m.bundle=String(d.bundle)
  }
  if(d.taskJson!=null){
  m.taskJson=String(d.taskJson)
  }
  return m
},
toObject: function TaskWish$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.deployment=0
  d.name=""
  d.app=""
  d.environment=""
  d.release=0
  d.version=""
  d.bundle=""
  d.taskJson=""
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=m.bundle
  }
  if(m.taskJson!=null&&Object.hasOwnProperty.call(m,"taskJson")){
  d.taskJson=m.taskJson
  }
  return d
},
});
}
{
const types = [null, null, { values: {"0":"WAITING","1":"RUNNING","2":"DONE","3":"FAILED"} }, null, messages.ExitStatus, null, null, null, null];
Object.assign(messages.TaskReport, {
encode: function TaskReport$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(8).int32(m.deployment)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(24).int32(m.state)
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message"))
  w.uint32(34).string(m.message)
  if(m.exit!=null&&Object.hasOwnProperty.call(m,"exit"))
  types[4].encode(m.exit,w.uint32(42).fork(),q+1).ldelim()
  if(m.logLines!=null&&m.logLines.length){
  for(var i=0;i<m.logLines.length;++i)
  w.uint32(50).string(m.logLines[i])
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(56).int64(m.atMs)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(66).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(74).string(m.environment)
  return w
},
decode: function TaskReport$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.deployment=r.int32()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.state=r.int32()
  break
  }
  case 4: {
  m.message=r.string()
  break
  }
  case 5: {
  m.exit=types[4].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 6: {
  if(!(m.logLines&&m.logLines.length))
  m.logLines=[]
  m.logLines.push(listed(r))
  break
  }
  case 7: {
  m.atMs=r.int64()
  break
  }
  case 8: {
  m.app=r.string()
  break
  }
  case 9: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function TaskReport$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.TaskReport: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"WAITING":
  case 0:
  m.state=0
  break
  case"RUNNING":
  case 1:
  m.state=1
  break
  case"DONE":
  case 2:
  m.state=2
  break
  case"FAILED":
  case 3:
  m.state=3
  break
  }
  if(d.message!=null){
  m.message=String(d.message)
  }
  if(d.exit!=null){
  if(!util.isObject(d.exit))
  throw TypeError(".castellan.v1.TaskReport.exit: object expected")
  m.exit=types[4].fromObject(d.exit,n+1)
  }
  if(d.logLines){
  if(!Array.isArray(d.logLines))
  throw TypeError(".castellan.v1.TaskReport.logLines: array expected")
  m.logLines=[]
  for(var i=0;i<d.logLines.length;++i){
  m.logLines[i]=String(d.logLines[i])
  }
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function TaskReport$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.logLines=[]
  }
  if(o.defaults){
  d.deployment=0
  d.name=""
  d.state=o.enums===String?"WAITING":0
  d.message=""
  d.exit=null
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.app=""
  d.environment=""
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[2].values[m.state]===undefined?m.state:types[2].values[m.state]):m.state
  }
  if(m.message!=null&&Object.hasOwnProperty.call(m,"message")){
  d.message=m.message
  }
  if(m.exit!=null&&Object.hasOwnProperty.call(m,"exit")){
  d.exit=types[4].toObject(m.exit,o,q+1)
  }
  if(m.logLines&&m.logLines.length){
  d.logLines=[]
  for(var j=0;j<m.logLines.length;++j){
  d.logLines[j]=m.logLines[j]
  }
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.Preflight, {
encode: function Preflight$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(8).int32(m.deployment)
  if(m.refusals!=null&&m.refusals.length){
  for(var i=0;i<m.refusals.length;++i)
  w.uint32(18).string(m.refusals[i])
  }
  return w
},
decode: function Preflight$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.deployment=r.int32()
  break
  }
  case 2: {
  if(!(m.refusals&&m.refusals.length))
  m.refusals=[]
  m.refusals.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Preflight$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Preflight: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  if(d.refusals){
  if(!Array.isArray(d.refusals))
  throw TypeError(".castellan.v1.Preflight.refusals: array expected")
  m.refusals=[]
  for(var i=0;i<d.refusals.length;++i){
  m.refusals[i]=String(d.refusals[i])
  }
  }
  return m
},
toObject: function Preflight$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.refusals=[]
  }
  if(o.defaults){
  d.deployment=0
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.refusals&&m.refusals.length){
  d.refusals=[]
  for(var j=0;j<m.refusals.length;++j){
  d.refusals[j]=m.refusals[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null];
Object.assign(messages.RouteFigures, {
encode: function RouteFigures$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(32).int32(m.release)
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port"))
  w.uint32(40).int32(m.port)
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host"))
  w.uint32(50).string(m.host)
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path"))
  w.uint32(58).string(m.path)
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests"))
  w.uint32(64).int64(m.requests)
  if(m.status!=null&&m.status.length){
  w.uint32(74).fork()
  for(var i=0;i<m.status.length;++i)
  w.int64(m.status[i])
  w.ldelim()
  }
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures"))
  w.uint32(80).int64(m.failures)
  if(m.abandoned!=null&&Object.hasOwnProperty.call(m,"abandoned"))
  w.uint32(88).int64(m.abandoned)
  if(m.inFlight!=null&&Object.hasOwnProperty.call(m,"inFlight"))
  w.uint32(96).int32(m.inFlight)
  if(m.bytesIn!=null&&Object.hasOwnProperty.call(m,"bytesIn"))
  w.uint32(104).int64(m.bytesIn)
  if(m.bytesOut!=null&&Object.hasOwnProperty.call(m,"bytesOut"))
  w.uint32(112).int64(m.bytesOut)
  if(m.latency!=null&&m.latency.length){
  w.uint32(122).fork()
  for(var i=0;i<m.latency.length;++i)
  w.int64(m.latency[i])
  w.ldelim()
  }
  if(m.latencyMs!=null&&Object.hasOwnProperty.call(m,"latencyMs"))
  w.uint32(129).double(m.latencyMs)
  return w
},
decode: function RouteFigures$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.release=r.int32()
  break
  }
  case 5: {
  m.port=r.int32()
  break
  }
  case 6: {
  m.host=r.string()
  break
  }
  case 7: {
  m.path=r.string()
  break
  }
  case 8: {
  m.requests=r.int64()
  break
  }
  case 9: {
  if(!(m.status&&m.status.length))
  m.status=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.status.push(r.int64())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.status.push(r.int64())
  break
  }
  case 10: {
  m.failures=r.int64()
  break
  }
  case 11: {
  m.abandoned=r.int64()
  break
  }
  case 12: {
  m.inFlight=r.int32()
  break
  }
  case 13: {
  m.bytesIn=r.int64()
  break
  }
  case 14: {
  m.bytesOut=r.int64()
  break
  }
  case 15: {
  if(!(m.latency&&m.latency.length))
  m.latency=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.latency.push(r.int64())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.latency.push(r.int64())
  break
  }
  case 16: {
  m.latencyMs=r.double()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RouteFigures$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RouteFigures: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.port!=null){
  m.port=d.port|0
  }
  if(d.host!=null){
  m.host=String(d.host)
  }
  if(d.path!=null){
  m.path=String(d.path)
  }
  if(d.requests!=null){
  if(util.Long)
  m.requests=util.Long.fromValue(d.requests,false)
  else if(typeof d.requests==="string")
  m.requests=parseInt(d.requests,10)
  else if(typeof d.requests==="number")
  m.requests=d.requests
  else if(typeof d.requests==="object")
  m.requests=new util.LongBits(d.requests.low>>>0,d.requests.high>>>0).toNumber()
  }
  if(d.status){
  if(!Array.isArray(d.status))
  throw TypeError(".castellan.v1.RouteFigures.status: array expected")
  m.status=[]
  for(var i=0;i<d.status.length;++i){
  if(util.Long)
  m.status[i]=util.Long.fromValue(d.status[i],false)
  else if(typeof d.status[i]==="string")
  m.status[i]=parseInt(d.status[i],10)
  else if(typeof d.status[i]==="number")
  m.status[i]=d.status[i]
  else if(typeof d.status[i]==="object")
  m.status[i]=new util.LongBits(d.status[i].low>>>0,d.status[i].high>>>0).toNumber()
  }
  }
  if(d.failures!=null){
  if(util.Long)
  m.failures=util.Long.fromValue(d.failures,false)
  else if(typeof d.failures==="string")
  m.failures=parseInt(d.failures,10)
  else if(typeof d.failures==="number")
  m.failures=d.failures
  else if(typeof d.failures==="object")
  m.failures=new util.LongBits(d.failures.low>>>0,d.failures.high>>>0).toNumber()
  }
  if(d.abandoned!=null){
  if(util.Long)
  m.abandoned=util.Long.fromValue(d.abandoned,false)
  else if(typeof d.abandoned==="string")
  m.abandoned=parseInt(d.abandoned,10)
  else if(typeof d.abandoned==="number")
  m.abandoned=d.abandoned
  else if(typeof d.abandoned==="object")
  m.abandoned=new util.LongBits(d.abandoned.low>>>0,d.abandoned.high>>>0).toNumber()
  }
  if(d.inFlight!=null){
  m.inFlight=d.inFlight|0
  }
  if(d.bytesIn!=null){
  if(util.Long)
  m.bytesIn=util.Long.fromValue(d.bytesIn,false)
  else if(typeof d.bytesIn==="string")
  m.bytesIn=parseInt(d.bytesIn,10)
  else if(typeof d.bytesIn==="number")
  m.bytesIn=d.bytesIn
  else if(typeof d.bytesIn==="object")
  m.bytesIn=new util.LongBits(d.bytesIn.low>>>0,d.bytesIn.high>>>0).toNumber()
  }
  if(d.bytesOut!=null){
  if(util.Long)
  m.bytesOut=util.Long.fromValue(d.bytesOut,false)
  else if(typeof d.bytesOut==="string")
  m.bytesOut=parseInt(d.bytesOut,10)
  else if(typeof d.bytesOut==="number")
  m.bytesOut=d.bytesOut
  else if(typeof d.bytesOut==="object")
  m.bytesOut=new util.LongBits(d.bytesOut.low>>>0,d.bytesOut.high>>>0).toNumber()
  }
  if(d.latency){
  if(!Array.isArray(d.latency))
  throw TypeError(".castellan.v1.RouteFigures.latency: array expected")
  m.latency=[]
  for(var i=0;i<d.latency.length;++i){
  if(util.Long)
  m.latency[i]=util.Long.fromValue(d.latency[i],false)
  else if(typeof d.latency[i]==="string")
  m.latency[i]=parseInt(d.latency[i],10)
  else if(typeof d.latency[i]==="number")
  m.latency[i]=d.latency[i]
  else if(typeof d.latency[i]==="object")
  m.latency[i]=new util.LongBits(d.latency[i].low>>>0,d.latency[i].high>>>0).toNumber()
  }
  }
  if(d.latencyMs!=null){
  m.latencyMs=Number(d.latencyMs)
  }
  return m
},
toObject: function RouteFigures$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.status=[]
  d.latency=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.release=0
  d.port=0
  d.host=""
  d.path=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.requests=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.requests=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.failures=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.failures=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.abandoned=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.abandoned=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.inFlight=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.bytesIn=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.bytesIn=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.bytesOut=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.bytesOut=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.latencyMs=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.port!=null&&Object.hasOwnProperty.call(m,"port")){
  d.port=m.port
  }
  if(m.host!=null&&Object.hasOwnProperty.call(m,"host")){
  d.host=m.host
  }
  if(m.path!=null&&Object.hasOwnProperty.call(m,"path")){
  d.path=m.path
  }
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.requests=typeof m.requests==="number"?BigInt(m.requests):util.Long.fromBits(m.requests.low>>>0,m.requests.high>>>0,false).toBigInt()
  else if(typeof m.requests==="number")
  d.requests=o.longs===String?String(m.requests):m.requests
  else
  d.requests=o.longs===String?util.Long.prototype.toString.call(m.requests):o.longs===Number?new util.LongBits(m.requests.low>>>0,m.requests.high>>>0).toNumber():m.requests
  }
  if(m.status&&m.status.length){
  d.status=[]
  for(var j=0;j<m.status.length;++j){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.status[j]=typeof m.status[j]==="number"?BigInt(m.status[j]):util.Long.fromBits(m.status[j].low>>>0,m.status[j].high>>>0,false).toBigInt()
  else if(typeof m.status[j]==="number")
  d.status[j]=o.longs===String?String(m.status[j]):m.status[j]
  else
  d.status[j]=o.longs===String?util.Long.prototype.toString.call(m.status[j]):o.longs===Number?new util.LongBits(m.status[j].low>>>0,m.status[j].high>>>0).toNumber():m.status[j]
  }
  }
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.failures=typeof m.failures==="number"?BigInt(m.failures):util.Long.fromBits(m.failures.low>>>0,m.failures.high>>>0,false).toBigInt()
  else if(typeof m.failures==="number")
  d.failures=o.longs===String?String(m.failures):m.failures
  else
  d.failures=o.longs===String?util.Long.prototype.toString.call(m.failures):o.longs===Number?new util.LongBits(m.failures.low>>>0,m.failures.high>>>0).toNumber():m.failures
  }
  if(m.abandoned!=null&&Object.hasOwnProperty.call(m,"abandoned")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.abandoned=typeof m.abandoned==="number"?BigInt(m.abandoned):util.Long.fromBits(m.abandoned.low>>>0,m.abandoned.high>>>0,false).toBigInt()
  else if(typeof m.abandoned==="number")
  d.abandoned=o.longs===String?String(m.abandoned):m.abandoned
  else
  d.abandoned=o.longs===String?util.Long.prototype.toString.call(m.abandoned):o.longs===Number?new util.LongBits(m.abandoned.low>>>0,m.abandoned.high>>>0).toNumber():m.abandoned
  }
  if(m.inFlight!=null&&Object.hasOwnProperty.call(m,"inFlight")){
  d.inFlight=m.inFlight
  }
  if(m.bytesIn!=null&&Object.hasOwnProperty.call(m,"bytesIn")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.bytesIn=typeof m.bytesIn==="number"?BigInt(m.bytesIn):util.Long.fromBits(m.bytesIn.low>>>0,m.bytesIn.high>>>0,false).toBigInt()
  else if(typeof m.bytesIn==="number")
  d.bytesIn=o.longs===String?String(m.bytesIn):m.bytesIn
  else
  d.bytesIn=o.longs===String?util.Long.prototype.toString.call(m.bytesIn):o.longs===Number?new util.LongBits(m.bytesIn.low>>>0,m.bytesIn.high>>>0).toNumber():m.bytesIn
  }
  if(m.bytesOut!=null&&Object.hasOwnProperty.call(m,"bytesOut")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.bytesOut=typeof m.bytesOut==="number"?BigInt(m.bytesOut):util.Long.fromBits(m.bytesOut.low>>>0,m.bytesOut.high>>>0,false).toBigInt()
  else if(typeof m.bytesOut==="number")
  d.bytesOut=o.longs===String?String(m.bytesOut):m.bytesOut
  else
  d.bytesOut=o.longs===String?util.Long.prototype.toString.call(m.bytesOut):o.longs===Number?new util.LongBits(m.bytesOut.low>>>0,m.bytesOut.high>>>0).toNumber():m.bytesOut
  }
  if(m.latency&&m.latency.length){
  d.latency=[]
  for(var j=0;j<m.latency.length;++j){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.latency[j]=typeof m.latency[j]==="number"?BigInt(m.latency[j]):util.Long.fromBits(m.latency[j].low>>>0,m.latency[j].high>>>0,false).toBigInt()
  else if(typeof m.latency[j]==="number")
  d.latency[j]=o.longs===String?String(m.latency[j]):m.latency[j]
  else
  d.latency[j]=o.longs===String?util.Long.prototype.toString.call(m.latency[j]):o.longs===Number?new util.LongBits(m.latency[j].low>>>0,m.latency[j].high>>>0).toNumber():m.latency[j]
  }
  }
  if(m.latencyMs!=null&&Object.hasOwnProperty.call(m,"latencyMs")){
  d.latencyMs=o.json&&!isFinite(m.latencyMs)?String(m.latencyMs):m.latencyMs
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null];
Object.assign(messages.ReleaseFigures, {
encode: function ReleaseFigures$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(24).int32(m.release)
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests"))
  w.uint32(32).int64(m.requests)
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures"))
  w.uint32(40).int64(m.failures)
  if(m.latency!=null&&m.latency.length){
  w.uint32(50).fork()
  for(var i=0;i<m.latency.length;++i)
  w.int64(m.latency[i])
  w.ldelim()
  }
  if(m.restarts!=null&&Object.hasOwnProperty.call(m,"restarts"))
  w.uint32(56).int32(m.restarts)
  return w
},
decode: function ReleaseFigures$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.release=r.int32()
  break
  }
  case 4: {
  m.requests=r.int64()
  break
  }
  case 5: {
  m.failures=r.int64()
  break
  }
  case 6: {
  if(!(m.latency&&m.latency.length))
  m.latency=[]
  if((t&7)===2){
  var c2=r.uint32()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2)
  m.latency.push(r.int64())
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  }else
  m.latency.push(r.int64())
  break
  }
  case 7: {
  m.restarts=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ReleaseFigures$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ReleaseFigures: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.requests!=null){
  if(util.Long)
  m.requests=util.Long.fromValue(d.requests,false)
  else if(typeof d.requests==="string")
  m.requests=parseInt(d.requests,10)
  else if(typeof d.requests==="number")
  m.requests=d.requests
  else if(typeof d.requests==="object")
  m.requests=new util.LongBits(d.requests.low>>>0,d.requests.high>>>0).toNumber()
  }
  if(d.failures!=null){
  if(util.Long)
  m.failures=util.Long.fromValue(d.failures,false)
  else if(typeof d.failures==="string")
  m.failures=parseInt(d.failures,10)
  else if(typeof d.failures==="number")
  m.failures=d.failures
  else if(typeof d.failures==="object")
  m.failures=new util.LongBits(d.failures.low>>>0,d.failures.high>>>0).toNumber()
  }
  if(d.latency){
  if(!Array.isArray(d.latency))
  throw TypeError(".castellan.v1.ReleaseFigures.latency: array expected")
  m.latency=[]
  for(var i=0;i<d.latency.length;++i){
  if(util.Long)
  m.latency[i]=util.Long.fromValue(d.latency[i],false)
  else if(typeof d.latency[i]==="string")
  m.latency[i]=parseInt(d.latency[i],10)
  else if(typeof d.latency[i]==="number")
  m.latency[i]=d.latency[i]
  else if(typeof d.latency[i]==="object")
  m.latency[i]=new util.LongBits(d.latency[i].low>>>0,d.latency[i].high>>>0).toNumber()
  }
  }
  if(d.restarts!=null){
  m.restarts=d.restarts|0
  }
  return m
},
toObject: function ReleaseFigures$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.latency=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.release=0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.requests=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.requests=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.failures=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.failures=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.restarts=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.requests!=null&&Object.hasOwnProperty.call(m,"requests")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.requests=typeof m.requests==="number"?BigInt(m.requests):util.Long.fromBits(m.requests.low>>>0,m.requests.high>>>0,false).toBigInt()
  else if(typeof m.requests==="number")
  d.requests=o.longs===String?String(m.requests):m.requests
  else
  d.requests=o.longs===String?util.Long.prototype.toString.call(m.requests):o.longs===Number?new util.LongBits(m.requests.low>>>0,m.requests.high>>>0).toNumber():m.requests
  }
  if(m.failures!=null&&Object.hasOwnProperty.call(m,"failures")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.failures=typeof m.failures==="number"?BigInt(m.failures):util.Long.fromBits(m.failures.low>>>0,m.failures.high>>>0,false).toBigInt()
  else if(typeof m.failures==="number")
  d.failures=o.longs===String?String(m.failures):m.failures
  else
  d.failures=o.longs===String?util.Long.prototype.toString.call(m.failures):o.longs===Number?new util.LongBits(m.failures.low>>>0,m.failures.high>>>0).toNumber():m.failures
  }
  if(m.latency&&m.latency.length){
  d.latency=[]
  for(var j=0;j<m.latency.length;++j){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.latency[j]=typeof m.latency[j]==="number"?BigInt(m.latency[j]):util.Long.fromBits(m.latency[j].low>>>0,m.latency[j].high>>>0,false).toBigInt()
  else if(typeof m.latency[j]==="number")
  d.latency[j]=o.longs===String?String(m.latency[j]):m.latency[j]
  else
  d.latency[j]=o.longs===String?util.Long.prototype.toString.call(m.latency[j]):o.longs===Number?new util.LongBits(m.latency[j].low>>>0,m.latency[j].high>>>0).toNumber():m.latency[j]
  }
  }
  if(m.restarts!=null&&Object.hasOwnProperty.call(m,"restarts")){
  d.restarts=m.restarts
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.RebootWish, {
encode: function RebootWish$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked"))
  w.uint32(8).int64(m.asked)
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId"))
  w.uint32(18).string(m.bootId)
  return w
},
decode: function RebootWish$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.asked=r.int64()
  break
  }
  case 2: {
  m.bootId=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RebootWish$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RebootWish: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.asked!=null){
  if(util.Long)
  m.asked=util.Long.fromValue(d.asked,false)
  else if(typeof d.asked==="string")
  m.asked=parseInt(d.asked,10)
  else if(typeof d.asked==="number")
  m.asked=d.asked
  else if(typeof d.asked==="object")
  m.asked=new util.LongBits(d.asked.low>>>0,d.asked.high>>>0).toNumber()
  }
  if(d.bootId!=null){
  m.bootId=String(d.bootId)
  }
  return m
},
toObject: function RebootWish$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.asked=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.asked=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.bootId=""
  }
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.asked=typeof m.asked==="number"?BigInt(m.asked):util.Long.fromBits(m.asked.low>>>0,m.asked.high>>>0,false).toBigInt()
  else if(typeof m.asked==="number")
  d.asked=o.longs===String?String(m.asked):m.asked
  else
  d.asked=o.longs===String?util.Long.prototype.toString.call(m.asked):o.longs===Number?new util.LongBits(m.asked.low>>>0,m.asked.high>>>0).toNumber():m.asked
  }
  if(m.bootId!=null&&Object.hasOwnProperty.call(m,"bootId")){
  d.bootId=m.bootId
  }
  return d
},
});
}
{
const types = [null, messages.BundleRef, null];
Object.assign(messages.AgentWish, {
encode: function AgentWish$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(10).string(m.version)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  types[1].encode(m.bundle,w.uint32(18).fork(),q+1).ldelim()
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked"))
  w.uint32(24).int64(m.asked)
  return w
},
decode: function AgentWish$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.version=r.string()
  break
  }
  case 2: {
  m.bundle=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 3: {
  m.asked=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AgentWish$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AgentWish: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.bundle!=null){
  if(!util.isObject(d.bundle))
  throw TypeError(".castellan.v1.AgentWish.bundle: object expected")
  m.bundle=types[1].fromObject(d.bundle,n+1)
  }
  if(d.asked!=null){
  if(util.Long)
  m.asked=util.Long.fromValue(d.asked,false)
  else if(typeof d.asked==="string")
  m.asked=parseInt(d.asked,10)
  else if(typeof d.asked==="number")
  m.asked=d.asked
  else if(typeof d.asked==="object")
  m.asked=new util.LongBits(d.asked.low>>>0,d.asked.high>>>0).toNumber()
  }
  return m
},
toObject: function AgentWish$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.version=""
  d.bundle=null
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.asked=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.asked=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=types[1].toObject(m.bundle,o,q+1)
  }
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.asked=typeof m.asked==="number"?BigInt(m.asked):util.Long.fromBits(m.asked.low>>>0,m.asked.high>>>0,false).toBigInt()
  else if(typeof m.asked==="number")
  d.asked=o.longs===String?String(m.asked):m.asked
  else
  d.asked=o.longs===String?util.Long.prototype.toString.call(m.asked):o.longs===Number?new util.LongBits(m.asked.low>>>0,m.asked.high>>>0).toNumber():m.asked
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, messages.BundleSignature];
Object.assign(messages.BundleRef, {
encode: function BundleRef$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest"))
  w.uint32(10).string(m.digest)
  if(m.blobSha256!=null&&Object.hasOwnProperty.call(m,"blobSha256"))
  w.uint32(18).string(m.blobSha256)
  if(m.blobBytes!=null&&Object.hasOwnProperty.call(m,"blobBytes"))
  w.uint32(24).int64(m.blobBytes)
  if(m.unpackedBytes!=null&&Object.hasOwnProperty.call(m,"unpackedBytes"))
  w.uint32(32).int64(m.unpackedBytes)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(42).string(m.app)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(50).string(m.version)
  if(m.files!=null&&Object.hasOwnProperty.call(m,"files"))
  w.uint32(56).int64(m.files)
  if(m.signatures!=null&&m.signatures.length){
  for(var i=0;i<m.signatures.length;++i)
  types[7].encode(m.signatures[i],w.uint32(66).fork(),q+1).ldelim()
  }
  return w
},
decode: function BundleRef$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.digest=r.string()
  break
  }
  case 2: {
  m.blobSha256=r.string()
  break
  }
  case 3: {
  m.blobBytes=r.int64()
  break
  }
  case 4: {
  m.unpackedBytes=r.int64()
  break
  }
  case 5: {
  m.app=r.string()
  break
  }
  case 6: {
  m.version=r.string()
  break
  }
  case 7: {
  m.files=r.int64()
  break
  }
  case 8: {
  if(!(m.signatures&&m.signatures.length))
  m.signatures=[]
  m.signatures.push(types[7].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function BundleRef$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.BundleRef: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.digest!=null){
  m.digest=String(d.digest)
  }
  if(d.blobSha256!=null){
  m.blobSha256=String(d.blobSha256)
  }
  if(d.blobBytes!=null){
  if(util.Long)
  m.blobBytes=util.Long.fromValue(d.blobBytes,false)
  else if(typeof d.blobBytes==="string")
  m.blobBytes=parseInt(d.blobBytes,10)
  else if(typeof d.blobBytes==="number")
  m.blobBytes=d.blobBytes
  else if(typeof d.blobBytes==="object")
  m.blobBytes=new util.LongBits(d.blobBytes.low>>>0,d.blobBytes.high>>>0).toNumber()
  }
  if(d.unpackedBytes!=null){
  if(util.Long)
  m.unpackedBytes=util.Long.fromValue(d.unpackedBytes,false)
  else if(typeof d.unpackedBytes==="string")
  m.unpackedBytes=parseInt(d.unpackedBytes,10)
  else if(typeof d.unpackedBytes==="number")
  m.unpackedBytes=d.unpackedBytes
  else if(typeof d.unpackedBytes==="object")
  m.unpackedBytes=new util.LongBits(d.unpackedBytes.low>>>0,d.unpackedBytes.high>>>0).toNumber()
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.files!=null){
  if(util.Long)
  m.files=util.Long.fromValue(d.files,false)
  else if(typeof d.files==="string")
  m.files=parseInt(d.files,10)
  else if(typeof d.files==="number")
  m.files=d.files
  else if(typeof d.files==="object")
  m.files=new util.LongBits(d.files.low>>>0,d.files.high>>>0).toNumber()
  }
  if(d.signatures){
  if(!Array.isArray(d.signatures))
  throw TypeError(".castellan.v1.BundleRef.signatures: array expected")
  m.signatures=[]
  for(var i=0;i<d.signatures.length;++i){
  if(!util.isObject(d.signatures[i]))
  throw TypeError(".castellan.v1.BundleRef.signatures: object expected")
  m.signatures[i]=types[7].fromObject(d.signatures[i],n+1)
  }
  }
  return m
},
toObject: function BundleRef$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.signatures=[]
  }
  if(o.defaults){
  d.digest=""
  d.blobSha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.blobBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.blobBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.unpackedBytes=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.unpackedBytes=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.app=""
  d.version=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.files=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.files=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest")){
  d.digest=m.digest
  }
  if(m.blobSha256!=null&&Object.hasOwnProperty.call(m,"blobSha256")){
  d.blobSha256=m.blobSha256
  }
  if(m.blobBytes!=null&&Object.hasOwnProperty.call(m,"blobBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.blobBytes=typeof m.blobBytes==="number"?BigInt(m.blobBytes):util.Long.fromBits(m.blobBytes.low>>>0,m.blobBytes.high>>>0,false).toBigInt()
  else if(typeof m.blobBytes==="number")
  d.blobBytes=o.longs===String?String(m.blobBytes):m.blobBytes
  else
  d.blobBytes=o.longs===String?util.Long.prototype.toString.call(m.blobBytes):o.longs===Number?new util.LongBits(m.blobBytes.low>>>0,m.blobBytes.high>>>0).toNumber():m.blobBytes
  }
  if(m.unpackedBytes!=null&&Object.hasOwnProperty.call(m,"unpackedBytes")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.unpackedBytes=typeof m.unpackedBytes==="number"?BigInt(m.unpackedBytes):util.Long.fromBits(m.unpackedBytes.low>>>0,m.unpackedBytes.high>>>0,false).toBigInt()
  else if(typeof m.unpackedBytes==="number")
  d.unpackedBytes=o.longs===String?String(m.unpackedBytes):m.unpackedBytes
  else
  d.unpackedBytes=o.longs===String?util.Long.prototype.toString.call(m.unpackedBytes):o.longs===Number?new util.LongBits(m.unpackedBytes.low>>>0,m.unpackedBytes.high>>>0).toNumber():m.unpackedBytes
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.files!=null&&Object.hasOwnProperty.call(m,"files")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.files=typeof m.files==="number"?BigInt(m.files):util.Long.fromBits(m.files.low>>>0,m.files.high>>>0,false).toBigInt()
  else if(typeof m.files==="number")
  d.files=o.longs===String?String(m.files):m.files
  else
  d.files=o.longs===String?util.Long.prototype.toString.call(m.files):o.longs===Number?new util.LongBits(m.files.low>>>0,m.files.high>>>0).toNumber():m.files
  }
  if(m.signatures&&m.signatures.length){
  d.signatures=[]
  for(var j=0;j<m.signatures.length;++j){
  d.signatures[j]=types[7].toObject(m.signatures[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, null, null, messages.WarmWish, null, null, null];
Object.assign(messages.SlotWish, {
encode: function SlotWish$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(32).int32(m.index)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(40).int32(m.release)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(50).string(m.version)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  w.uint32(58).string(m.bundle)
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint"))
  w.uint32(66).string(m.fingerprint)
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(72).int32(m.deployment)
  if(m.processJson!=null&&Object.hasOwnProperty.call(m,"processJson"))
  w.uint32(82).string(m.processJson)
  if(m.healthyMs!=null&&Object.hasOwnProperty.call(m,"healthyMs"))
  w.uint32(88).int64(m.healthyMs)
  if(m.warm!=null&&Object.hasOwnProperty.call(m,"warm"))
  types[11].encode(m.warm,w.uint32(98).fork(),q+1).ldelim()
  if(m.inPlace!=null&&Object.hasOwnProperty.call(m,"inPlace"))
  w.uint32(104).bool(m.inPlace)
  if(m.weight!=null&&Object.hasOwnProperty.call(m,"weight"))
  w.uint32(112).int32(m.weight)
  if(m.processAt!=null&&Object.hasOwnProperty.call(m,"processAt"))
  w.uint32(120).int32(m.processAt)
  return w
},
decode: function SlotWish$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.index=r.int32()
  break
  }
  case 5: {
  m.release=r.int32()
  break
  }
  case 6: {
  m.version=r.string()
  break
  }
  case 7: {
  m.bundle=r.string()
  break
  }
  case 8: {
  m.fingerprint=r.string()
  break
  }
  case 9: {
  m.deployment=r.int32()
  break
  }
  case 10: {
  m.processJson=r.string()
  break
  }
  case 11: {
  m.healthyMs=r.int64()
  break
  }
  case 12: {
  m.warm=types[11].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 13: {
  m.inPlace=r.bool()
  break
  }
  case 14: {
  m.weight=r.int32()
  break
  }
  case 15: {
  m.processAt=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SlotWish$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SlotWish: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.bundle!=null){
  m.bundle=String(d.bundle)
  }
  if(d.fingerprint!=null){
  m.fingerprint=String(d.fingerprint)
  }
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  if(d.processJson!=null){
  m.processJson=String(d.processJson)
  }
  if(d.healthyMs!=null){
  if(util.Long)
  m.healthyMs=util.Long.fromValue(d.healthyMs,false)
  else if(typeof d.healthyMs==="string")
  m.healthyMs=parseInt(d.healthyMs,10)
  else if(typeof d.healthyMs==="number")
  m.healthyMs=d.healthyMs
  else if(typeof d.healthyMs==="object")
  m.healthyMs=new util.LongBits(d.healthyMs.low>>>0,d.healthyMs.high>>>0).toNumber()
  }
  if(d.warm!=null){
  if(!util.isObject(d.warm))
  throw TypeError(".castellan.v1.SlotWish.warm: object expected")
  m.warm=types[11].fromObject(d.warm,n+1)
  }
  if(d.inPlace!=null){
  m.inPlace=Boolean(d.inPlace)
  }
  if(d.weight!=null){
  m.weight=d.weight|0
  }
  if(d.processAt!=null){
  m.processAt=d.processAt|0
  }
  return m
},
toObject: function SlotWish$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.index=0
  d.release=0
  d.version=""
  d.bundle=""
  d.fingerprint=""
  d.deployment=0
  d.processJson=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.healthyMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.healthyMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.warm=null
  d.inPlace=false
  d.weight=0
  d.processAt=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=m.bundle
  }
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint")){
  d.fingerprint=m.fingerprint
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.processJson!=null&&Object.hasOwnProperty.call(m,"processJson")){
  d.processJson=m.processJson
  }
  if(m.healthyMs!=null&&Object.hasOwnProperty.call(m,"healthyMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.healthyMs=typeof m.healthyMs==="number"?BigInt(m.healthyMs):util.Long.fromBits(m.healthyMs.low>>>0,m.healthyMs.high>>>0,false).toBigInt()
  else if(typeof m.healthyMs==="number")
  d.healthyMs=o.longs===String?String(m.healthyMs):m.healthyMs
  else
  d.healthyMs=o.longs===String?util.Long.prototype.toString.call(m.healthyMs):o.longs===Number?new util.LongBits(m.healthyMs.low>>>0,m.healthyMs.high>>>0).toNumber():m.healthyMs
  }
  if(m.warm!=null&&Object.hasOwnProperty.call(m,"warm")){
  d.warm=types[11].toObject(m.warm,o,q+1)
  }
  if(m.inPlace!=null&&Object.hasOwnProperty.call(m,"inPlace")){
  d.inPlace=m.inPlace
  }
  if(m.weight!=null&&Object.hasOwnProperty.call(m,"weight")){
  d.weight=m.weight
  }
  if(m.processAt!=null&&Object.hasOwnProperty.call(m,"processAt")){
  d.processAt=m.processAt
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.WarmWish, {
encode: function WarmWish$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(8).int32(m.release)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(18).string(m.version)
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle"))
  w.uint32(26).string(m.bundle)
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint"))
  w.uint32(34).string(m.fingerprint)
  if(m.processJson!=null&&Object.hasOwnProperty.call(m,"processJson"))
  w.uint32(42).string(m.processJson)
  if(m.processAt!=null&&Object.hasOwnProperty.call(m,"processAt"))
  w.uint32(48).int32(m.processAt)
  return w
},
decode: function WarmWish$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.release=r.int32()
  break
  }
  case 2: {
  m.version=r.string()
  break
  }
  case 3: {
  m.bundle=r.string()
  break
  }
  case 4: {
  m.fingerprint=r.string()
  break
  }
  case 5: {
  m.processJson=r.string()
  break
  }
  case 6: {
  m.processAt=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WarmWish$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WarmWish: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.release!=null){
  m.release=d.release|0
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.bundle!=null){
  m.bundle=String(d.bundle)
  }
  if(d.fingerprint!=null){
  m.fingerprint=String(d.fingerprint)
  }
  if(d.processJson!=null){
  m.processJson=String(d.processJson)
  }
  if(d.processAt!=null){
  m.processAt=d.processAt|0
  }
  return m
},
toObject: function WarmWish$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.release=0
  d.version=""
  d.bundle=""
  d.fingerprint=""
  d.processJson=""
  d.processAt=0
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.bundle!=null&&Object.hasOwnProperty.call(m,"bundle")){
  d.bundle=m.bundle
  }
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint")){
  d.fingerprint=m.fingerprint
  }
  if(m.processJson!=null&&Object.hasOwnProperty.call(m,"processJson")){
  d.processJson=m.processJson
  }
  if(m.processAt!=null&&Object.hasOwnProperty.call(m,"processAt")){
  d.processAt=m.processAt
  }
  return d
},
});
}
{
const types = [null, null, messages.SlotReport, messages.StagedBundle, null, null, messages.Preflight, messages.TaskReport, messages.ReleaseFigures, null, messages.RouteFigures, null, null, messages.AgentReport, messages.RebootReport];
Object.assign(messages.Report, {
encode: function Report$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch"))
  w.uint32(8).int64(m.epoch)
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision"))
  w.uint32(16).int64(m.revision)
  if(m.slots!=null&&m.slots.length){
  for(var i=0;i<m.slots.length;++i)
  types[2].encode(m.slots[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.staged!=null&&m.staged.length){
  for(var i=0;i<m.staged.length;++i)
  types[3].encode(m.staged[i],w.uint32(34).fork(),q+1).ldelim()
  }
  if(m.refusals!=null&&m.refusals.length){
  for(var i=0;i<m.refusals.length;++i)
  w.uint32(42).string(m.refusals[i])
  }
  if(m.troubles!=null&&m.troubles.length){
  for(var i=0;i<m.troubles.length;++i)
  w.uint32(50).string(m.troubles[i])
  }
  if(m.preflights!=null&&m.preflights.length){
  for(var i=0;i<m.preflights.length;++i)
  types[6].encode(m.preflights[i],w.uint32(58).fork(),q+1).ldelim()
  }
  if(m.tasks!=null&&m.tasks.length){
  for(var i=0;i<m.tasks.length;++i)
  types[7].encode(m.tasks[i],w.uint32(66).fork(),q+1).ldelim()
  }
  if(m.figures!=null&&m.figures.length){
  for(var i=0;i<m.figures.length;++i)
  types[8].encode(m.figures[i],w.uint32(74).fork(),q+1).ldelim()
  }
  if(m.challenges!=null&&m.challenges.length){
  for(var i=0;i<m.challenges.length;++i)
  w.uint32(82).string(m.challenges[i])
  }
  if(m.routes!=null&&m.routes.length){
  for(var i=0;i<m.routes.length;++i)
  types[10].encode(m.routes[i],w.uint32(90).fork(),q+1).ldelim()
  }
  if(m.routesMs!=null&&Object.hasOwnProperty.call(m,"routesMs"))
  w.uint32(96).int64(m.routesMs)
  if(m.routesLeftOut!=null&&Object.hasOwnProperty.call(m,"routesLeftOut"))
  w.uint32(104).int32(m.routesLeftOut)
  if(m.agent!=null&&Object.hasOwnProperty.call(m,"agent"))
  types[13].encode(m.agent,w.uint32(162).fork(),q+1).ldelim()
  if(m.reboot!=null&&Object.hasOwnProperty.call(m,"reboot"))
  types[14].encode(m.reboot,w.uint32(170).fork(),q+1).ldelim()
  return w
},
decode: function Report$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.epoch=r.int64()
  break
  }
  case 2: {
  m.revision=r.int64()
  break
  }
  case 3: {
  if(!(m.slots&&m.slots.length))
  m.slots=[]
  m.slots.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  if(!(m.staged&&m.staged.length))
  m.staged=[]
  m.staged.push(types[3].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 5: {
  if(!(m.refusals&&m.refusals.length))
  m.refusals=[]
  m.refusals.push(listed(r))
  break
  }
  case 6: {
  if(!(m.troubles&&m.troubles.length))
  m.troubles=[]
  m.troubles.push(listed(r))
  break
  }
  case 7: {
  if(!(m.preflights&&m.preflights.length))
  m.preflights=[]
  m.preflights.push(types[6].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 8: {
  if(!(m.tasks&&m.tasks.length))
  m.tasks=[]
  m.tasks.push(types[7].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 9: {
  if(!(m.figures&&m.figures.length))
  m.figures=[]
  m.figures.push(types[8].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 10: {
  if(!(m.challenges&&m.challenges.length))
  m.challenges=[]
  m.challenges.push(listed(r))
  break
  }
  case 11: {
  if(!(m.routes&&m.routes.length))
  m.routes=[]
  m.routes.push(types[10].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 12: {
  m.routesMs=r.int64()
  break
  }
  case 13: {
  m.routesLeftOut=r.int32()
  break
  }
  case 20: {
  m.agent=types[13].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 21: {
  m.reboot=types[14].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Report$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Report: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.epoch!=null){
  if(util.Long)
  m.epoch=util.Long.fromValue(d.epoch,false)
  else if(typeof d.epoch==="string")
  m.epoch=parseInt(d.epoch,10)
  else if(typeof d.epoch==="number")
  m.epoch=d.epoch
  else if(typeof d.epoch==="object")
  m.epoch=new util.LongBits(d.epoch.low>>>0,d.epoch.high>>>0).toNumber()
  }
  if(d.revision!=null){
  if(util.Long)
  m.revision=util.Long.fromValue(d.revision,false)
  else if(typeof d.revision==="string")
  m.revision=parseInt(d.revision,10)
  else if(typeof d.revision==="number")
  m.revision=d.revision
  else if(typeof d.revision==="object")
  m.revision=new util.LongBits(d.revision.low>>>0,d.revision.high>>>0).toNumber()
  }
  if(d.slots){
  if(!Array.isArray(d.slots))
  throw TypeError(".castellan.v1.Report.slots: array expected")
  m.slots=[]
  for(var i=0;i<d.slots.length;++i){
  if(!util.isObject(d.slots[i]))
  throw TypeError(".castellan.v1.Report.slots: object expected")
  m.slots[i]=types[2].fromObject(d.slots[i],n+1)
  }
  }
  if(d.staged){
  if(!Array.isArray(d.staged))
  throw TypeError(".castellan.v1.Report.staged: array expected")
  m.staged=[]
  for(var i=0;i<d.staged.length;++i){
  if(!util.isObject(d.staged[i]))
  throw TypeError(".castellan.v1.Report.staged: object expected")
  m.staged[i]=types[3].fromObject(d.staged[i],n+1)
  }
  }
  if(d.refusals){
  if(!Array.isArray(d.refusals))
  throw TypeError(".castellan.v1.Report.refusals: array expected")
  m.refusals=[]
  for(var i=0;i<d.refusals.length;++i){
  m.refusals[i]=String(d.refusals[i])
  }
  }
  if(d.troubles){
  if(!Array.isArray(d.troubles))
  throw TypeError(".castellan.v1.Report.troubles: array expected")
  m.troubles=[]
  for(var i=0;i<d.troubles.length;++i){
  m.troubles[i]=String(d.troubles[i])
  }
  }
  if(d.preflights){
  if(!Array.isArray(d.preflights))
  throw TypeError(".castellan.v1.Report.preflights: array expected")
  m.preflights=[]
  for(var i=0;i<d.preflights.length;++i){
  if(!util.isObject(d.preflights[i]))
  throw TypeError(".castellan.v1.Report.preflights: object expected")
  m.preflights[i]=types[6].fromObject(d.preflights[i],n+1)
  }
  }
  if(d.tasks){
  if(!Array.isArray(d.tasks))
  throw TypeError(".castellan.v1.Report.tasks: array expected")
  m.tasks=[]
  for(var i=0;i<d.tasks.length;++i){
  if(!util.isObject(d.tasks[i]))
  throw TypeError(".castellan.v1.Report.tasks: object expected")
  m.tasks[i]=types[7].fromObject(d.tasks[i],n+1)
  }
  }
  if(d.figures){
  if(!Array.isArray(d.figures))
  throw TypeError(".castellan.v1.Report.figures: array expected")
  m.figures=[]
  for(var i=0;i<d.figures.length;++i){
  if(!util.isObject(d.figures[i]))
  throw TypeError(".castellan.v1.Report.figures: object expected")
  m.figures[i]=types[8].fromObject(d.figures[i],n+1)
  }
  }
  if(d.challenges){
  if(!Array.isArray(d.challenges))
  throw TypeError(".castellan.v1.Report.challenges: array expected")
  m.challenges=[]
  for(var i=0;i<d.challenges.length;++i){
  m.challenges[i]=String(d.challenges[i])
  }
  }
  if(d.routes){
  if(!Array.isArray(d.routes))
  throw TypeError(".castellan.v1.Report.routes: array expected")
  m.routes=[]
  for(var i=0;i<d.routes.length;++i){
  if(!util.isObject(d.routes[i]))
  throw TypeError(".castellan.v1.Report.routes: object expected")
  m.routes[i]=types[10].fromObject(d.routes[i],n+1)
  }
  }
  if(d.routesMs!=null){
  if(util.Long)
  m.routesMs=util.Long.fromValue(d.routesMs,false)
  else if(typeof d.routesMs==="string")
  m.routesMs=parseInt(d.routesMs,10)
  else if(typeof d.routesMs==="number")
  m.routesMs=d.routesMs
  else if(typeof d.routesMs==="object")
  m.routesMs=new util.LongBits(d.routesMs.low>>>0,d.routesMs.high>>>0).toNumber()
  }
  if(d.routesLeftOut!=null){
  m.routesLeftOut=d.routesLeftOut|0
  }
  if(d.agent!=null){
  if(!util.isObject(d.agent))
  throw TypeError(".castellan.v1.Report.agent: object expected")
  m.agent=types[13].fromObject(d.agent,n+1)
  }
  if(d.reboot!=null){
  if(!util.isObject(d.reboot))
  throw TypeError(".castellan.v1.Report.reboot: object expected")
  m.reboot=types[14].fromObject(d.reboot,n+1)
  }
  return m
},
toObject: function Report$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.slots=[]
  d.staged=[]
  d.refusals=[]
  d.troubles=[]
  d.preflights=[]
  d.tasks=[]
  d.figures=[]
  d.challenges=[]
  d.routes=[]
  }
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.epoch=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.epoch=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.revision=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.revision=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.routesMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.routesMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.routesLeftOut=0
  d.agent=null
  d.reboot=null
  }
  if(m.epoch!=null&&Object.hasOwnProperty.call(m,"epoch")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.epoch=typeof m.epoch==="number"?BigInt(m.epoch):util.Long.fromBits(m.epoch.low>>>0,m.epoch.high>>>0,false).toBigInt()
  else if(typeof m.epoch==="number")
  d.epoch=o.longs===String?String(m.epoch):m.epoch
  else
  d.epoch=o.longs===String?util.Long.prototype.toString.call(m.epoch):o.longs===Number?new util.LongBits(m.epoch.low>>>0,m.epoch.high>>>0).toNumber():m.epoch
  }
  if(m.revision!=null&&Object.hasOwnProperty.call(m,"revision")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.revision=typeof m.revision==="number"?BigInt(m.revision):util.Long.fromBits(m.revision.low>>>0,m.revision.high>>>0,false).toBigInt()
  else if(typeof m.revision==="number")
  d.revision=o.longs===String?String(m.revision):m.revision
  else
  d.revision=o.longs===String?util.Long.prototype.toString.call(m.revision):o.longs===Number?new util.LongBits(m.revision.low>>>0,m.revision.high>>>0).toNumber():m.revision
  }
  if(m.slots&&m.slots.length){
  d.slots=[]
  for(var j=0;j<m.slots.length;++j){
  d.slots[j]=types[2].toObject(m.slots[j],o,q+1)
  }
  }
  if(m.staged&&m.staged.length){
  d.staged=[]
  for(var j=0;j<m.staged.length;++j){
  d.staged[j]=types[3].toObject(m.staged[j],o,q+1)
  }
  }
  if(m.refusals&&m.refusals.length){
  d.refusals=[]
  for(var j=0;j<m.refusals.length;++j){
  d.refusals[j]=m.refusals[j]
  }
  }
  if(m.troubles&&m.troubles.length){
  d.troubles=[]
  for(var j=0;j<m.troubles.length;++j){
  d.troubles[j]=m.troubles[j]
  }
  }
  if(m.preflights&&m.preflights.length){
  d.preflights=[]
  for(var j=0;j<m.preflights.length;++j){
  d.preflights[j]=types[6].toObject(m.preflights[j],o,q+1)
  }
  }
  if(m.tasks&&m.tasks.length){
  d.tasks=[]
  for(var j=0;j<m.tasks.length;++j){
  d.tasks[j]=types[7].toObject(m.tasks[j],o,q+1)
  }
  }
  if(m.figures&&m.figures.length){
  d.figures=[]
  for(var j=0;j<m.figures.length;++j){
  d.figures[j]=types[8].toObject(m.figures[j],o,q+1)
  }
  }
  if(m.challenges&&m.challenges.length){
  d.challenges=[]
  for(var j=0;j<m.challenges.length;++j){
  d.challenges[j]=m.challenges[j]
  }
  }
  if(m.routes&&m.routes.length){
  d.routes=[]
  for(var j=0;j<m.routes.length;++j){
  d.routes[j]=types[10].toObject(m.routes[j],o,q+1)
  }
  }
  if(m.routesMs!=null&&Object.hasOwnProperty.call(m,"routesMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.routesMs=typeof m.routesMs==="number"?BigInt(m.routesMs):util.Long.fromBits(m.routesMs.low>>>0,m.routesMs.high>>>0,false).toBigInt()
  else if(typeof m.routesMs==="number")
  d.routesMs=o.longs===String?String(m.routesMs):m.routesMs
  else
  d.routesMs=o.longs===String?util.Long.prototype.toString.call(m.routesMs):o.longs===Number?new util.LongBits(m.routesMs.low>>>0,m.routesMs.high>>>0).toNumber():m.routesMs
  }
  if(m.routesLeftOut!=null&&Object.hasOwnProperty.call(m,"routesLeftOut")){
  d.routesLeftOut=m.routesLeftOut
  }
  if(m.agent!=null&&Object.hasOwnProperty.call(m,"agent")){
  d.agent=types[13].toObject(m.agent,o,q+1)
  }
  if(m.reboot!=null&&Object.hasOwnProperty.call(m,"reboot")){
  d.reboot=types[14].toObject(m.reboot,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.RebootReport, {
encode: function RebootReport$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.unable!=null&&Object.hasOwnProperty.call(m,"unable"))
  w.uint32(10).string(m.unable)
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked"))
  w.uint32(16).int64(m.asked)
  if(m.failed!=null&&Object.hasOwnProperty.call(m,"failed"))
  w.uint32(26).string(m.failed)
  return w
},
decode: function RebootReport$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.unable=r.string()
  break
  }
  case 2: {
  m.asked=r.int64()
  break
  }
  case 3: {
  m.failed=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RebootReport$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RebootReport: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.unable!=null){
  m.unable=String(d.unable)
  }
  if(d.asked!=null){
  if(util.Long)
  m.asked=util.Long.fromValue(d.asked,false)
  else if(typeof d.asked==="string")
  m.asked=parseInt(d.asked,10)
  else if(typeof d.asked==="number")
  m.asked=d.asked
  else if(typeof d.asked==="object")
  m.asked=new util.LongBits(d.asked.low>>>0,d.asked.high>>>0).toNumber()
  }
  if(d.failed!=null){
  m.failed=String(d.failed)
  }
  return m
},
toObject: function RebootReport$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.unable=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.asked=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.asked=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.failed=""
  }
  if(m.unable!=null&&Object.hasOwnProperty.call(m,"unable")){
  d.unable=m.unable
  }
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.asked=typeof m.asked==="number"?BigInt(m.asked):util.Long.fromBits(m.asked.low>>>0,m.asked.high>>>0,false).toBigInt()
  else if(typeof m.asked==="number")
  d.asked=o.longs===String?String(m.asked):m.asked
  else
  d.asked=o.longs===String?util.Long.prototype.toString.call(m.asked):o.longs===Number?new util.LongBits(m.asked.low>>>0,m.asked.high>>>0).toNumber():m.asked
  }
  if(m.failed!=null&&Object.hasOwnProperty.call(m,"failed")){
  d.failed=m.failed
  }
  return d
},
});
}
{
const types = [null, { values: {"0":"NONE","1":"WAITING","2":"FETCHING","3":"TRYING","4":"COMMITTED","5":"TURNED_BACK","6":"SUPERSEDED"} }, null, null, null, null];
Object.assign(messages.AgentReport, {
encode: function AgentReport$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.unable!=null&&Object.hasOwnProperty.call(m,"unable"))
  w.uint32(10).string(m.unable)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(16).int32(m.state)
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version"))
  w.uint32(26).string(m.version)
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked"))
  w.uint32(32).int64(m.asked)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(42).string(m.reason)
  if(m.logLines!=null&&m.logLines.length){
  for(var i=0;i<m.logLines.length;++i)
  w.uint32(50).string(m.logLines[i])
  }
  return w
},
decode: function AgentReport$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.unable=r.string()
  break
  }
  case 2: {
  m.state=r.int32()
  break
  }
  case 3: {
  m.version=r.string()
  break
  }
  case 4: {
  m.asked=r.int64()
  break
  }
  case 5: {
  m.reason=r.string()
  break
  }
  case 6: {
  if(!(m.logLines&&m.logLines.length))
  m.logLines=[]
  m.logLines.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AgentReport$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AgentReport: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.unable!=null){
  m.unable=String(d.unable)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"NONE":
  case 0:
  m.state=0
  break
  case"WAITING":
  case 1:
  m.state=1
  break
  case"FETCHING":
  case 2:
  m.state=2
  break
  case"TRYING":
  case 3:
  m.state=3
  break
  case"COMMITTED":
  case 4:
  m.state=4
  break
  case"TURNED_BACK":
  case 5:
  m.state=5
  break
  case"SUPERSEDED":
  case 6:
  m.state=6
  break
  }
  if(d.version!=null){
  m.version=String(d.version)
  }
  if(d.asked!=null){
  if(util.Long)
  m.asked=util.Long.fromValue(d.asked,false)
  else if(typeof d.asked==="string")
  m.asked=parseInt(d.asked,10)
  else if(typeof d.asked==="number")
  m.asked=d.asked
  else if(typeof d.asked==="object")
  m.asked=new util.LongBits(d.asked.low>>>0,d.asked.high>>>0).toNumber()
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  if(d.logLines){
  if(!Array.isArray(d.logLines))
  throw TypeError(".castellan.v1.AgentReport.logLines: array expected")
  m.logLines=[]
  for(var i=0;i<d.logLines.length;++i){
  m.logLines[i]=String(d.logLines[i])
  }
  }
  return m
},
toObject: function AgentReport$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.logLines=[]
  }
  if(o.defaults){
  d.unable=""
  d.state=o.enums===String?"NONE":0
  d.version=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.asked=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.asked=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.reason=""
  }
  if(m.unable!=null&&Object.hasOwnProperty.call(m,"unable")){
  d.unable=m.unable
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[1].values[m.state]===undefined?m.state:types[1].values[m.state]):m.state
  }
  if(m.version!=null&&Object.hasOwnProperty.call(m,"version")){
  d.version=m.version
  }
  if(m.asked!=null&&Object.hasOwnProperty.call(m,"asked")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.asked=typeof m.asked==="number"?BigInt(m.asked):util.Long.fromBits(m.asked.low>>>0,m.asked.high>>>0,false).toBigInt()
  else if(typeof m.asked==="number")
  d.asked=o.longs===String?String(m.asked):m.asked
  else
  d.asked=o.longs===String?util.Long.prototype.toString.call(m.asked):o.longs===Number?new util.LongBits(m.asked.low>>>0,m.asked.high>>>0).toNumber():m.asked
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  if(m.logLines&&m.logLines.length){
  d.logLines=[]
  for(var j=0;j<m.logLines.length;++j){
  d.logLines[j]=m.logLines[j]
  }
  }
  return d
},
});
}
{
const types = [null, { values: {"0":"FETCHING","1":"UNPACKING","2":"READY","3":"FAILED"} }, null, null];
Object.assign(messages.StagedBundle, {
encode: function StagedBundle$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest"))
  w.uint32(10).string(m.digest)
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state"))
  w.uint32(16).int32(m.state)
  if(m.bytesDone!=null&&Object.hasOwnProperty.call(m,"bytesDone"))
  w.uint32(24).int64(m.bytesDone)
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail"))
  w.uint32(34).string(m.detail)
  return w
},
decode: function StagedBundle$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.digest=r.string()
  break
  }
  case 2: {
  m.state=r.int32()
  break
  }
  case 3: {
  m.bytesDone=r.int64()
  break
  }
  case 4: {
  m.detail=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function StagedBundle$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.StagedBundle: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.digest!=null){
  m.digest=String(d.digest)
  }
  switch(d.state){
  default:
  if(typeof(d.state)==="number"){m.state=d.state;break}
  break
  case"FETCHING":
  case 0:
  m.state=0
  break
  case"UNPACKING":
  case 1:
  m.state=1
  break
  case"READY":
  case 2:
  m.state=2
  break
  case"FAILED":
  case 3:
  m.state=3
  break
  }
  if(d.bytesDone!=null){
  if(util.Long)
  m.bytesDone=util.Long.fromValue(d.bytesDone,false)
  else if(typeof d.bytesDone==="string")
  m.bytesDone=parseInt(d.bytesDone,10)
  else if(typeof d.bytesDone==="number")
  m.bytesDone=d.bytesDone
  else if(typeof d.bytesDone==="object")
  m.bytesDone=new util.LongBits(d.bytesDone.low>>>0,d.bytesDone.high>>>0).toNumber()
  }
  if(d.detail!=null){
  m.detail=String(d.detail)
  }
  return m
},
toObject: function StagedBundle$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.digest=""
  d.state=o.enums===String?"FETCHING":0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.bytesDone=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.bytesDone=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.detail=""
  }
  if(m.digest!=null&&Object.hasOwnProperty.call(m,"digest")){
  d.digest=m.digest
  }
  if(m.state!=null&&Object.hasOwnProperty.call(m,"state")){
  d.state=o.enums===String?(types[1].values[m.state]===undefined?m.state:types[1].values[m.state]):m.state
  }
  if(m.bytesDone!=null&&Object.hasOwnProperty.call(m,"bytesDone")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.bytesDone=typeof m.bytesDone==="number"?BigInt(m.bytesDone):util.Long.fromBits(m.bytesDone.low>>>0,m.bytesDone.high>>>0,false).toBigInt()
  else if(typeof m.bytesDone==="number")
  d.bytesDone=o.longs===String?String(m.bytesDone):m.bytesDone
  else
  d.bytesDone=o.longs===String?util.Long.prototype.toString.call(m.bytesDone):o.longs===Number?new util.LongBits(m.bytesDone.low>>>0,m.bytesDone.high>>>0).toNumber():m.bytesDone
  }
  if(m.detail!=null&&Object.hasOwnProperty.call(m,"detail")){
  d.detail=m.detail
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, { values: {"0":"MOVING","1":"SETTLED","2":"FAILED"} }, messages.Failure, messages.ReplicaStatus, null, null];
Object.assign(messages.SlotReport, {
encode: function SlotReport$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(32).int32(m.index)
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted"))
  w.uint32(40).int32(m.wanted)
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment"))
  w.uint32(48).int32(m.deployment)
  if(m.move!=null&&Object.hasOwnProperty.call(m,"move"))
  w.uint32(56).int32(m.move)
  if(m.failure!=null&&Object.hasOwnProperty.call(m,"failure"))
  types[7].encode(m.failure,w.uint32(66).fork(),q+1).ldelim()
  if(m.replicas!=null&&m.replicas.length){
  for(var i=0;i<m.replicas.length;++i)
  types[8].encode(m.replicas[i],w.uint32(74).fork(),q+1).ldelim()
  }
  if(m.warm!=null&&Object.hasOwnProperty.call(m,"warm"))
  w.uint32(80).int32(m.warm)
  if(m.warmReady!=null&&Object.hasOwnProperty.call(m,"warmReady"))
  w.uint32(88).bool(m.warmReady)
  return w
},
decode: function SlotReport$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.index=r.int32()
  break
  }
  case 5: {
  m.wanted=r.int32()
  break
  }
  case 6: {
  m.deployment=r.int32()
  break
  }
  case 7: {
  m.move=r.int32()
  break
  }
  case 8: {
  m.failure=types[7].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 9: {
  if(!(m.replicas&&m.replicas.length))
  m.replicas=[]
  m.replicas.push(types[8].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 10: {
  m.warm=r.int32()
  break
  }
  case 11: {
  m.warmReady=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function SlotReport$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.SlotReport: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.wanted!=null){
  m.wanted=d.wanted|0
  }
  if(d.deployment!=null){
  m.deployment=d.deployment|0
  }
  switch(d.move){
  default:
  if(typeof(d.move)==="number"){m.move=d.move;break}
  break
  case"MOVING":
  case 0:
  m.move=0
  break
  case"SETTLED":
  case 1:
  m.move=1
  break
  case"FAILED":
  case 2:
  m.move=2
  break
  }
  if(d.failure!=null){
  if(!util.isObject(d.failure))
  throw TypeError(".castellan.v1.SlotReport.failure: object expected")
  m.failure=types[7].fromObject(d.failure,n+1)
  }
  if(d.replicas){
  if(!Array.isArray(d.replicas))
  throw TypeError(".castellan.v1.SlotReport.replicas: array expected")
  m.replicas=[]
  for(var i=0;i<d.replicas.length;++i){
  if(!util.isObject(d.replicas[i]))
  throw TypeError(".castellan.v1.SlotReport.replicas: object expected")
  m.replicas[i]=types[8].fromObject(d.replicas[i],n+1)
  }
  }
  if(d.warm!=null){
  m.warm=d.warm|0
  }
  if(d.warmReady!=null){
  m.warmReady=Boolean(d.warmReady)
  }
  return m
},
toObject: function SlotReport$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.replicas=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.index=0
  d.wanted=0
  d.deployment=0
  d.move=o.enums===String?"MOVING":0
  d.failure=null
  d.warm=0
  d.warmReady=false
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.wanted!=null&&Object.hasOwnProperty.call(m,"wanted")){
  d.wanted=m.wanted
  }
  if(m.deployment!=null&&Object.hasOwnProperty.call(m,"deployment")){
  d.deployment=m.deployment
  }
  if(m.move!=null&&Object.hasOwnProperty.call(m,"move")){
  d.move=o.enums===String?(types[6].values[m.move]===undefined?m.move:types[6].values[m.move]):m.move
  }
  if(m.failure!=null&&Object.hasOwnProperty.call(m,"failure")){
  d.failure=types[7].toObject(m.failure,o,q+1)
  }
  if(m.replicas&&m.replicas.length){
  d.replicas=[]
  for(var j=0;j<m.replicas.length;++j){
  d.replicas[j]=types[8].toObject(m.replicas[j],o,q+1)
  }
  }
  if(m.warm!=null&&Object.hasOwnProperty.call(m,"warm")){
  d.warm=m.warm
  }
  if(m.warmReady!=null&&Object.hasOwnProperty.call(m,"warmReady")){
  d.warmReady=m.warmReady
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null];
Object.assign(messages.FetchBundleRequest, {
encode: function FetchBundleRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.blobSha256!=null&&Object.hasOwnProperty.call(m,"blobSha256"))
  w.uint32(10).string(m.blobSha256)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(16).int64(m.offset)
  if(m.have!=null&&m.have.length){
  for(var i=0;i<m.have.length;++i)
  w.uint32(26).string(m.have[i])
  }
  if(m.patchSha256!=null&&Object.hasOwnProperty.call(m,"patchSha256"))
  w.uint32(34).string(m.patchSha256)
  if(m.patchOffset!=null&&Object.hasOwnProperty.call(m,"patchOffset"))
  w.uint32(40).int64(m.patchOffset)
  if(m.refusedPatch!=null&&Object.hasOwnProperty.call(m,"refusedPatch"))
  w.uint32(50).string(m.refusedPatch)
  if(m.refusedBecause!=null&&Object.hasOwnProperty.call(m,"refusedBecause"))
  w.uint32(58).string(m.refusedBecause)
  return w
},
decode: function FetchBundleRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.blobSha256=r.string()
  break
  }
  case 2: {
  m.offset=r.int64()
  break
  }
  case 3: {
  if(!(m.have&&m.have.length))
  m.have=[]
  m.have.push(listed(r))
  break
  }
  case 4: {
  m.patchSha256=r.string()
  break
  }
  case 5: {
  m.patchOffset=r.int64()
  break
  }
  case 6: {
  m.refusedPatch=r.string()
  break
  }
  case 7: {
  m.refusedBecause=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function FetchBundleRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.FetchBundleRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.blobSha256!=null){
  m.blobSha256=String(d.blobSha256)
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  if(d.have){
  if(!Array.isArray(d.have))
  throw TypeError(".castellan.v1.FetchBundleRequest.have: array expected")
  m.have=[]
  for(var i=0;i<d.have.length;++i){
  m.have[i]=String(d.have[i])
  }
  }
  if(d.patchSha256!=null){
  m.patchSha256=String(d.patchSha256)
  }
  if(d.patchOffset!=null){
  if(util.Long)
  m.patchOffset=util.Long.fromValue(d.patchOffset,false)
  else if(typeof d.patchOffset==="string")
  m.patchOffset=parseInt(d.patchOffset,10)
  else if(typeof d.patchOffset==="number")
  m.patchOffset=d.patchOffset
  else if(typeof d.patchOffset==="object")
  m.patchOffset=new util.LongBits(d.patchOffset.low>>>0,d.patchOffset.high>>>0).toNumber()
  }
  if(d.refusedPatch!=null){
  m.refusedPatch=String(d.refusedPatch)
  }
  if(d.refusedBecause!=null){
  m.refusedBecause=String(d.refusedBecause)
  }
  return m
},
toObject: function FetchBundleRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.have=[]
  }
  if(o.defaults){
  d.blobSha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.patchSha256=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.patchOffset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.patchOffset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.refusedPatch=""
  d.refusedBecause=""
  }
  if(m.blobSha256!=null&&Object.hasOwnProperty.call(m,"blobSha256")){
  d.blobSha256=m.blobSha256
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  if(m.have&&m.have.length){
  d.have=[]
  for(var j=0;j<m.have.length;++j){
  d.have[j]=m.have[j]
  }
  }
  if(m.patchSha256!=null&&Object.hasOwnProperty.call(m,"patchSha256")){
  d.patchSha256=m.patchSha256
  }
  if(m.patchOffset!=null&&Object.hasOwnProperty.call(m,"patchOffset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.patchOffset=typeof m.patchOffset==="number"?BigInt(m.patchOffset):util.Long.fromBits(m.patchOffset.low>>>0,m.patchOffset.high>>>0,false).toBigInt()
  else if(typeof m.patchOffset==="number")
  d.patchOffset=o.longs===String?String(m.patchOffset):m.patchOffset
  else
  d.patchOffset=o.longs===String?util.Long.prototype.toString.call(m.patchOffset):o.longs===Number?new util.LongBits(m.patchOffset.low>>>0,m.patchOffset.high>>>0).toNumber():m.patchOffset
  }
  if(m.refusedPatch!=null&&Object.hasOwnProperty.call(m,"refusedPatch")){
  d.refusedPatch=m.refusedPatch
  }
  if(m.refusedBecause!=null&&Object.hasOwnProperty.call(m,"refusedBecause")){
  d.refusedBecause=m.refusedBecause
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null, null, { values: {"0":"PLAIN","1":"ZSTD"} }, null, messages.LogMark, null, null, null];
Object.assign(messages.LogBlock, {
encode: function LogBlock$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process"))
  w.uint32(26).string(m.process)
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index"))
  w.uint32(32).int32(m.index)
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica"))
  w.uint32(42).string(m.replica)
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run"))
  w.uint32(48).int32(m.run)
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream"))
  w.uint32(58).string(m.stream)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(64).int64(m.offset)
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length"))
  w.uint32(72).int64(m.length)
  if(m.encoding!=null&&Object.hasOwnProperty.call(m,"encoding"))
  w.uint32(80).int32(m.encoding)
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data"))
  w.uint32(90).bytes(m.data)
  if(m.marks!=null&&m.marks.length){
  for(var i=0;i<m.marks.length;++i)
  types[11].encode(m.marks[i],w.uint32(98).fork(),q+1).ldelim()
  }
  if(m.gapReason!=null&&Object.hasOwnProperty.call(m,"gapReason"))
  w.uint32(106).string(m.gapReason)
  if(m.last!=null&&Object.hasOwnProperty.call(m,"last"))
  w.uint32(112).bool(m.last)
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release"))
  w.uint32(120).int32(m.release)
  return w
},
decode: function LogBlock$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.process=r.string()
  break
  }
  case 4: {
  m.index=r.int32()
  break
  }
  case 5: {
  m.replica=r.string()
  break
  }
  case 6: {
  m.run=r.int32()
  break
  }
  case 7: {
  m.stream=r.string()
  break
  }
  case 8: {
  m.offset=r.int64()
  break
  }
  case 9: {
  m.length=r.int64()
  break
  }
  case 10: {
  m.encoding=r.int32()
  break
  }
  case 11: {
  m.data=r.bytes()
  break
  }
  case 12: {
  if(!(m.marks&&m.marks.length))
  m.marks=[]
  m.marks.push(types[11].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 13: {
  m.gapReason=r.string()
  break
  }
  case 14: {
  m.last=r.bool()
  break
  }
  case 15: {
  m.release=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogBlock$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogBlock: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.process!=null){
  m.process=String(d.process)
  }
  if(d.index!=null){
  m.index=d.index|0
  }
  if(d.replica!=null){
  m.replica=String(d.replica)
  }
  if(d.run!=null){
  m.run=d.run|0
  }
  if(d.stream!=null){
  m.stream=String(d.stream)
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  if(d.length!=null){
  if(util.Long)
  m.length=util.Long.fromValue(d.length,false)
  else if(typeof d.length==="string")
  m.length=parseInt(d.length,10)
  else if(typeof d.length==="number")
  m.length=d.length
  else if(typeof d.length==="object")
  m.length=new util.LongBits(d.length.low>>>0,d.length.high>>>0).toNumber()
  }
  switch(d.encoding){
  default:
  if(typeof(d.encoding)==="number"){m.encoding=d.encoding;break}
  break
  case"PLAIN":
  case 0:
  m.encoding=0
  break
  case"ZSTD":
  case 1:
  m.encoding=1
  break
  }
  if(d.data!=null){
  if(typeof d.data==="string")
  util.base64.decode(d.data,m.data=util.newBuffer(util.base64.length(d.data)),0)
  else if(d.data.length >= 0)
  m.data=d.data
  }
  if(d.marks){
  if(!Array.isArray(d.marks))
  throw TypeError(".castellan.v1.LogBlock.marks: array expected")
  m.marks=[]
  for(var i=0;i<d.marks.length;++i){
  if(!util.isObject(d.marks[i]))
  throw TypeError(".castellan.v1.LogBlock.marks: object expected")
  m.marks[i]=types[11].fromObject(d.marks[i],n+1)
  }
  }
  if(d.gapReason!=null){
  m.gapReason=String(d.gapReason)
  }
  if(d.last!=null){
  m.last=Boolean(d.last)
  }
  if(d.release!=null){
  m.release=d.release|0
  }
  return m
},
toObject: function LogBlock$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.marks=[]
  }
  if(o.defaults){
  d.app=""
  d.environment=""
  d.process=""
  d.index=0
  d.replica=""
  d.run=0
  d.stream=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.length=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.length=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.encoding=o.enums===String?"PLAIN":0
  if(o.bytes===String)d.data=""
  else{
  d.data=[]
  if(o.bytes!==Array)d.data=util.newBuffer(d.data)
  }
  d.gapReason=""
  d.last=false
  d.release=0
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.process!=null&&Object.hasOwnProperty.call(m,"process")){
  d.process=m.process
  }
  if(m.index!=null&&Object.hasOwnProperty.call(m,"index")){
  d.index=m.index
  }
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica")){
  d.replica=m.replica
  }
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run")){
  d.run=m.run
  }
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream")){
  d.stream=m.stream
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  if(m.length!=null&&Object.hasOwnProperty.call(m,"length")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.length=typeof m.length==="number"?BigInt(m.length):util.Long.fromBits(m.length.low>>>0,m.length.high>>>0,false).toBigInt()
  else if(typeof m.length==="number")
  d.length=o.longs===String?String(m.length):m.length
  else
  d.length=o.longs===String?util.Long.prototype.toString.call(m.length):o.longs===Number?new util.LongBits(m.length.low>>>0,m.length.high>>>0).toNumber():m.length
  }
  if(m.encoding!=null&&Object.hasOwnProperty.call(m,"encoding")){
  d.encoding=o.enums===String?(types[9].values[m.encoding]===undefined?m.encoding:types[9].values[m.encoding]):m.encoding
  }
  if(m.data!=null&&Object.hasOwnProperty.call(m,"data")){
  d.data=o.bytes===String?util.base64.encode(m.data,0,m.data.length):o.bytes===Array?Array.prototype.slice.call(m.data):m.data
  }
  if(m.marks&&m.marks.length){
  d.marks=[]
  for(var j=0;j<m.marks.length;++j){
  d.marks[j]=types[11].toObject(m.marks[j],o,q+1)
  }
  }
  if(m.gapReason!=null&&Object.hasOwnProperty.call(m,"gapReason")){
  d.gapReason=m.gapReason
  }
  if(m.last!=null&&Object.hasOwnProperty.call(m,"last")){
  d.last=m.last
  }
  if(m.release!=null&&Object.hasOwnProperty.call(m,"release")){
  d.release=m.release
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.LogMark, {
encode: function LogMark$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(8).int64(m.offset)
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(16).int64(m.atMs)
  return w
},
decode: function LogMark$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.offset=r.int64()
  break
  }
  case 2: {
  m.atMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogMark$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogMark: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  return m
},
toObject: function LogMark$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.LogAck, {
encode: function LogAck$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica"))
  w.uint32(10).string(m.replica)
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run"))
  w.uint32(16).int32(m.run)
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream"))
  w.uint32(26).string(m.stream)
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset"))
  w.uint32(32).int64(m.offset)
  return w
},
decode: function LogAck$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.replica=r.string()
  break
  }
  case 2: {
  m.run=r.int32()
  break
  }
  case 3: {
  m.stream=r.string()
  break
  }
  case 4: {
  m.offset=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function LogAck$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.LogAck: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.replica!=null){
  m.replica=String(d.replica)
  }
  if(d.run!=null){
  m.run=d.run|0
  }
  if(d.stream!=null){
  m.stream=String(d.stream)
  }
  if(d.offset!=null){
  if(util.Long)
  m.offset=util.Long.fromValue(d.offset,false)
  else if(typeof d.offset==="string")
  m.offset=parseInt(d.offset,10)
  else if(typeof d.offset==="number")
  m.offset=d.offset
  else if(typeof d.offset==="object")
  m.offset=new util.LongBits(d.offset.low>>>0,d.offset.high>>>0).toNumber()
  }
  return m
},
toObject: function LogAck$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.replica=""
  d.run=0
  d.stream=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.offset=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.offset=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.replica!=null&&Object.hasOwnProperty.call(m,"replica")){
  d.replica=m.replica
  }
  if(m.run!=null&&Object.hasOwnProperty.call(m,"run")){
  d.run=m.run
  }
  if(m.stream!=null&&Object.hasOwnProperty.call(m,"stream")){
  d.stream=m.stream
  }
  if(m.offset!=null&&Object.hasOwnProperty.call(m,"offset")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.offset=typeof m.offset==="number"?BigInt(m.offset):util.Long.fromBits(m.offset.low>>>0,m.offset.high>>>0,false).toBigInt()
  else if(typeof m.offset==="number")
  d.offset=o.longs===String?String(m.offset):m.offset
  else
  d.offset=o.longs===String?util.Long.prototype.toString.call(m.offset):o.longs===Number?new util.LongBits(m.offset.low>>>0,m.offset.high>>>0).toNumber():m.offset
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.Scope, {
encode: function Scope$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(10).string(m.app)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  return w
},
decode: function Scope$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.app=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Scope$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Scope: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  return m
},
toObject: function Scope$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.app=""
  d.environment=""
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  return d
},
});
}
{
const types = [null, null, messages.Scope, null, null, messages.IdentityCertificate, messages.Pipeline];
Object.assign(messages.Operator, {
encode: function Operator$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role"))
  w.uint32(18).string(m.role)
  if(m.scopes!=null&&m.scopes.length){
  for(var i=0;i<m.scopes.length;++i)
  types[2].encode(m.scopes[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs"))
  w.uint32(32).int64(m.createdMs)
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy"))
  w.uint32(42).string(m.createdBy)
  if(m.certificates!=null&&m.certificates.length){
  for(var i=0;i<m.certificates.length;++i)
  types[5].encode(m.certificates[i],w.uint32(50).fork(),q+1).ldelim()
  }
  if(m.pipeline!=null&&Object.hasOwnProperty.call(m,"pipeline"))
  types[6].encode(m.pipeline,w.uint32(58).fork(),q+1).ldelim()
  return w
},
decode: function Operator$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.role=r.string()
  break
  }
  case 3: {
  if(!(m.scopes&&m.scopes.length))
  m.scopes=[]
  m.scopes.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  m.createdMs=r.int64()
  break
  }
  case 5: {
  m.createdBy=r.string()
  break
  }
  case 6: {
  if(!(m.certificates&&m.certificates.length))
  m.certificates=[]
  m.certificates.push(types[5].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 7: {
  m.pipeline=types[6].decode(r,r.uint32(),undefined,n+1)
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Operator$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Operator: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.role!=null){
  m.role=String(d.role)
  }
  if(d.scopes){
  if(!Array.isArray(d.scopes))
  throw TypeError(".castellan.v1.Operator.scopes: array expected")
  m.scopes=[]
  for(var i=0;i<d.scopes.length;++i){
  if(!util.isObject(d.scopes[i]))
  throw TypeError(".castellan.v1.Operator.scopes: object expected")
  m.scopes[i]=types[2].fromObject(d.scopes[i],n+1)
  }
  }
  if(d.createdMs!=null){
  if(util.Long)
  m.createdMs=util.Long.fromValue(d.createdMs,false)
  else if(typeof d.createdMs==="string")
  m.createdMs=parseInt(d.createdMs,10)
  else if(typeof d.createdMs==="number")
  m.createdMs=d.createdMs
  else if(typeof d.createdMs==="object")
  m.createdMs=new util.LongBits(d.createdMs.low>>>0,d.createdMs.high>>>0).toNumber()
  }
  if(d.createdBy!=null){
  m.createdBy=String(d.createdBy)
  }
  if(d.certificates){
  if(!Array.isArray(d.certificates))
  throw TypeError(".castellan.v1.Operator.certificates: array expected")
  m.certificates=[]
  for(var i=0;i<d.certificates.length;++i){
  if(!util.isObject(d.certificates[i]))
  throw TypeError(".castellan.v1.Operator.certificates: object expected")
  m.certificates[i]=types[5].fromObject(d.certificates[i],n+1)
  }
  }
  if(d.pipeline!=null){
  if(!util.isObject(d.pipeline))
  throw TypeError(".castellan.v1.Operator.pipeline: object expected")
  m.pipeline=types[6].fromObject(d.pipeline,n+1)
  }
  return m
},
toObject: function Operator$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.scopes=[]
  d.certificates=[]
  }
  if(o.defaults){
  d.name=""
  d.role=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.createdMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.createdMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.createdBy=""
  d.pipeline=null
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role")){
  d.role=m.role
  }
  if(m.scopes&&m.scopes.length){
  d.scopes=[]
  for(var j=0;j<m.scopes.length;++j){
  d.scopes[j]=types[2].toObject(m.scopes[j],o,q+1)
  }
  }
  if(m.createdMs!=null&&Object.hasOwnProperty.call(m,"createdMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.createdMs=typeof m.createdMs==="number"?BigInt(m.createdMs):util.Long.fromBits(m.createdMs.low>>>0,m.createdMs.high>>>0,false).toBigInt()
  else if(typeof m.createdMs==="number")
  d.createdMs=o.longs===String?String(m.createdMs):m.createdMs
  else
  d.createdMs=o.longs===String?util.Long.prototype.toString.call(m.createdMs):o.longs===Number?new util.LongBits(m.createdMs.low>>>0,m.createdMs.high>>>0).toNumber():m.createdMs
  }
  if(m.createdBy!=null&&Object.hasOwnProperty.call(m,"createdBy")){
  d.createdBy=m.createdBy
  }
  if(m.certificates&&m.certificates.length){
  d.certificates=[]
  for(var j=0;j<m.certificates.length;++j){
  d.certificates[j]=types[5].toObject(m.certificates[j],o,q+1)
  }
  }
  if(m.pipeline!=null&&Object.hasOwnProperty.call(m,"pipeline")){
  d.pipeline=types[6].toObject(m.pipeline,o,q+1)
  }
  return d
},
});
}
{
const types = [null, null, messages.Claim, null, null, null, null, null];
Object.assign(messages.Pipeline, {
encode: function Pipeline$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer"))
  w.uint32(10).string(m.issuer)
  if(m.audience!=null&&Object.hasOwnProperty.call(m,"audience"))
  w.uint32(18).string(m.audience)
  if(m.claims!=null&&m.claims.length){
  for(var i=0;i<m.claims.length;++i)
  types[2].encode(m.claims[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs"))
  w.uint32(32).int64(m.lifeMs)
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca"))
  w.uint32(42).string(m.ca)
  if(m.keys!=null&&Object.hasOwnProperty.call(m,"keys"))
  w.uint32(50).string(m.keys)
  if(m.introduction!=null&&Object.hasOwnProperty.call(m,"introduction"))
  w.uint32(58).string(m.introduction)
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address"))
  w.uint32(66).string(m.address)
  return w
},
decode: function Pipeline$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.issuer=r.string()
  break
  }
  case 2: {
  m.audience=r.string()
  break
  }
  case 3: {
  if(!(m.claims&&m.claims.length))
  m.claims=[]
  m.claims.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  m.lifeMs=r.int64()
  break
  }
  case 5: {
  m.ca=r.string()
  break
  }
  case 6: {
  m.keys=r.string()
  break
  }
  case 7: {
  m.introduction=r.string()
  break
  }
  case 8: {
  m.address=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Pipeline$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Pipeline: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.issuer!=null){
  m.issuer=String(d.issuer)
  }
  if(d.audience!=null){
  m.audience=String(d.audience)
  }
  if(d.claims){
  if(!Array.isArray(d.claims))
  throw TypeError(".castellan.v1.Pipeline.claims: array expected")
  m.claims=[]
  for(var i=0;i<d.claims.length;++i){
  if(!util.isObject(d.claims[i]))
  throw TypeError(".castellan.v1.Pipeline.claims: object expected")
  m.claims[i]=types[2].fromObject(d.claims[i],n+1)
  }
  }
  if(d.lifeMs!=null){
  if(util.Long)
  m.lifeMs=util.Long.fromValue(d.lifeMs,false)
  else if(typeof d.lifeMs==="string")
  m.lifeMs=parseInt(d.lifeMs,10)
  else if(typeof d.lifeMs==="number")
  m.lifeMs=d.lifeMs
  else if(typeof d.lifeMs==="object")
  m.lifeMs=new util.LongBits(d.lifeMs.low>>>0,d.lifeMs.high>>>0).toNumber()
  }
  if(d.ca!=null){
  m.ca=String(d.ca)
  }
  if(d.keys!=null){
  m.keys=String(d.keys)
  }
  if(d.introduction!=null){
  m.introduction=String(d.introduction)
  }
  if(d.address!=null){
  m.address=String(d.address)
  }
  return m
},
toObject: function Pipeline$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.claims=[]
  }
  if(o.defaults){
  d.issuer=""
  d.audience=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.lifeMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.lifeMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.ca=""
  d.keys=""
  d.introduction=""
  d.address=""
  }
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer")){
  d.issuer=m.issuer
  }
  if(m.audience!=null&&Object.hasOwnProperty.call(m,"audience")){
  d.audience=m.audience
  }
  if(m.claims&&m.claims.length){
  d.claims=[]
  for(var j=0;j<m.claims.length;++j){
  d.claims[j]=types[2].toObject(m.claims[j],o,q+1)
  }
  }
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.lifeMs=typeof m.lifeMs==="number"?BigInt(m.lifeMs):util.Long.fromBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0,false).toBigInt()
  else if(typeof m.lifeMs==="number")
  d.lifeMs=o.longs===String?String(m.lifeMs):m.lifeMs
  else
  d.lifeMs=o.longs===String?util.Long.prototype.toString.call(m.lifeMs):o.longs===Number?new util.LongBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0).toNumber():m.lifeMs
  }
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca")){
  d.ca=m.ca
  }
  if(m.keys!=null&&Object.hasOwnProperty.call(m,"keys")){
  d.keys=m.keys
  }
  if(m.introduction!=null&&Object.hasOwnProperty.call(m,"introduction")){
  d.introduction=m.introduction
  }
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address")){
  d.address=m.address
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.Claim, {
encode: function Claim$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.values!=null&&m.values.length){
  for(var i=0;i<m.values.length;++i)
  w.uint32(18).string(m.values[i])
  }
  return w
},
decode: function Claim$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  if(!(m.values&&m.values.length))
  m.values=[]
  m.values.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Claim$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Claim: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.values){
  if(!Array.isArray(d.values))
  throw TypeError(".castellan.v1.Claim.values: array expected")
  m.values=[]
  for(var i=0;i<d.values.length;++i){
  m.values[i]=String(d.values[i])
  }
  }
  return m
},
toObject: function Claim$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.values=[]
  }
  if(o.defaults){
  d.name=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.values&&m.values.length){
  d.values=[]
  for(var j=0;j<m.values.length;++j){
  d.values[j]=m.values[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null, null, null];
Object.assign(messages.IdentityCertificate, {
encode: function IdentityCertificate$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(10).string(m.kind)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint"))
  w.uint32(26).string(m.fingerprint)
  if(m.notBeforeMs!=null&&Object.hasOwnProperty.call(m,"notBeforeMs"))
  w.uint32(32).int64(m.notBeforeMs)
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs"))
  w.uint32(40).int64(m.notAfterMs)
  if(m.issuedMs!=null&&Object.hasOwnProperty.call(m,"issuedMs"))
  w.uint32(48).int64(m.issuedMs)
  if(m.issuedBy!=null&&Object.hasOwnProperty.call(m,"issuedBy"))
  w.uint32(58).string(m.issuedBy)
  if(m.firstUsedMs!=null&&Object.hasOwnProperty.call(m,"firstUsedMs"))
  w.uint32(64).int64(m.firstUsedMs)
  return w
},
decode: function IdentityCertificate$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.kind=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.fingerprint=r.string()
  break
  }
  case 4: {
  m.notBeforeMs=r.int64()
  break
  }
  case 5: {
  m.notAfterMs=r.int64()
  break
  }
  case 6: {
  m.issuedMs=r.int64()
  break
  }
  case 7: {
  m.issuedBy=r.string()
  break
  }
  case 8: {
  m.firstUsedMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function IdentityCertificate$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.IdentityCertificate: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.kind!=null){
  m.kind=String(d.kind)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.fingerprint!=null){
  m.fingerprint=String(d.fingerprint)
  }
  if(d.notBeforeMs!=null){
  if(util.Long)
  m.notBeforeMs=util.Long.fromValue(d.notBeforeMs,false)
  else if(typeof d.notBeforeMs==="string")
  m.notBeforeMs=parseInt(d.notBeforeMs,10)
  else if(typeof d.notBeforeMs==="number")
  m.notBeforeMs=d.notBeforeMs
  else if(typeof d.notBeforeMs==="object")
  m.notBeforeMs=new util.LongBits(d.notBeforeMs.low>>>0,d.notBeforeMs.high>>>0).toNumber()
  }
  if(d.notAfterMs!=null){
  if(util.Long)
  m.notAfterMs=util.Long.fromValue(d.notAfterMs,false)
  else if(typeof d.notAfterMs==="string")
  m.notAfterMs=parseInt(d.notAfterMs,10)
  else if(typeof d.notAfterMs==="number")
  m.notAfterMs=d.notAfterMs
  else if(typeof d.notAfterMs==="object")
  m.notAfterMs=new util.LongBits(d.notAfterMs.low>>>0,d.notAfterMs.high>>>0).toNumber()
  }
  if(d.issuedMs!=null){
  if(util.Long)
  m.issuedMs=util.Long.fromValue(d.issuedMs,false)
  else if(typeof d.issuedMs==="string")
  m.issuedMs=parseInt(d.issuedMs,10)
  else if(typeof d.issuedMs==="number")
  m.issuedMs=d.issuedMs
  else if(typeof d.issuedMs==="object")
  m.issuedMs=new util.LongBits(d.issuedMs.low>>>0,d.issuedMs.high>>>0).toNumber()
  }
  if(d.issuedBy!=null){
  m.issuedBy=String(d.issuedBy)
  }
  if(d.firstUsedMs!=null){
  if(util.Long)
  m.firstUsedMs=util.Long.fromValue(d.firstUsedMs,false)
  else if(typeof d.firstUsedMs==="string")
  m.firstUsedMs=parseInt(d.firstUsedMs,10)
  else if(typeof d.firstUsedMs==="number")
  m.firstUsedMs=d.firstUsedMs
  else if(typeof d.firstUsedMs==="object")
  m.firstUsedMs=new util.LongBits(d.firstUsedMs.low>>>0,d.firstUsedMs.high>>>0).toNumber()
  }
  return m
},
toObject: function IdentityCertificate$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.kind=""
  d.name=""
  d.fingerprint=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.notBeforeMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.notBeforeMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.notAfterMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.notAfterMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.issuedMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.issuedMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.issuedBy=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.firstUsedMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.firstUsedMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=m.kind
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint")){
  d.fingerprint=m.fingerprint
  }
  if(m.notBeforeMs!=null&&Object.hasOwnProperty.call(m,"notBeforeMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.notBeforeMs=typeof m.notBeforeMs==="number"?BigInt(m.notBeforeMs):util.Long.fromBits(m.notBeforeMs.low>>>0,m.notBeforeMs.high>>>0,false).toBigInt()
  else if(typeof m.notBeforeMs==="number")
  d.notBeforeMs=o.longs===String?String(m.notBeforeMs):m.notBeforeMs
  else
  d.notBeforeMs=o.longs===String?util.Long.prototype.toString.call(m.notBeforeMs):o.longs===Number?new util.LongBits(m.notBeforeMs.low>>>0,m.notBeforeMs.high>>>0).toNumber():m.notBeforeMs
  }
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.notAfterMs=typeof m.notAfterMs==="number"?BigInt(m.notAfterMs):util.Long.fromBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0,false).toBigInt()
  else if(typeof m.notAfterMs==="number")
  d.notAfterMs=o.longs===String?String(m.notAfterMs):m.notAfterMs
  else
  d.notAfterMs=o.longs===String?util.Long.prototype.toString.call(m.notAfterMs):o.longs===Number?new util.LongBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0).toNumber():m.notAfterMs
  }
  if(m.issuedMs!=null&&Object.hasOwnProperty.call(m,"issuedMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.issuedMs=typeof m.issuedMs==="number"?BigInt(m.issuedMs):util.Long.fromBits(m.issuedMs.low>>>0,m.issuedMs.high>>>0,false).toBigInt()
  else if(typeof m.issuedMs==="number")
  d.issuedMs=o.longs===String?String(m.issuedMs):m.issuedMs
  else
  d.issuedMs=o.longs===String?util.Long.prototype.toString.call(m.issuedMs):o.longs===Number?new util.LongBits(m.issuedMs.low>>>0,m.issuedMs.high>>>0).toNumber():m.issuedMs
  }
  if(m.issuedBy!=null&&Object.hasOwnProperty.call(m,"issuedBy")){
  d.issuedBy=m.issuedBy
  }
  if(m.firstUsedMs!=null&&Object.hasOwnProperty.call(m,"firstUsedMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.firstUsedMs=typeof m.firstUsedMs==="number"?BigInt(m.firstUsedMs):util.Long.fromBits(m.firstUsedMs.low>>>0,m.firstUsedMs.high>>>0,false).toBigInt()
  else if(typeof m.firstUsedMs==="number")
  d.firstUsedMs=o.longs===String?String(m.firstUsedMs):m.firstUsedMs
  else
  d.firstUsedMs=o.longs===String?util.Long.prototype.toString.call(m.firstUsedMs):o.longs===Number?new util.LongBits(m.firstUsedMs.low>>>0,m.firstUsedMs.high>>>0).toNumber():m.firstUsedMs
  }
  return d
},
});
}
{
const types = [];
Object.assign(messages.WhoAmIRequest, {
encode: function WhoAmIRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  return w
},
decode: function WhoAmIRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WhoAmIRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  return new this.ctor
},
toObject: function (){
  return {}
},
});
}
{
const types = [messages.Operator, messages.IdentityCertificate, null];
Object.assign(messages.WhoAmIReply, {
encode: function WhoAmIReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.operator!=null&&Object.hasOwnProperty.call(m,"operator"))
  types[0].encode(m.operator,w.uint32(10).fork(),q+1).ldelim()
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate"))
  types[1].encode(m.certificate,w.uint32(18).fork(),q+1).ldelim()
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster"))
  w.uint32(26).string(m.cluster)
  return w
},
decode: function WhoAmIReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.operator=types[0].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 2: {
  m.certificate=types[1].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 3: {
  m.cluster=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function WhoAmIReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.WhoAmIReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.operator!=null){
  if(!util.isObject(d.operator))
  throw TypeError(".castellan.v1.WhoAmIReply.operator: object expected")
  m.operator=types[0].fromObject(d.operator,n+1)
  }
  if(d.certificate!=null){
  if(!util.isObject(d.certificate))
  throw TypeError(".castellan.v1.WhoAmIReply.certificate: object expected")
  m.certificate=types[1].fromObject(d.certificate,n+1)
  }
  if(d.cluster!=null){
  m.cluster=String(d.cluster)
  }
  return m
},
toObject: function WhoAmIReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.operator=null
  d.certificate=null
  d.cluster=""
  }
  if(m.operator!=null&&Object.hasOwnProperty.call(m,"operator")){
  d.operator=types[0].toObject(m.operator,o,q+1)
  }
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate")){
  d.certificate=types[1].toObject(m.certificate,o,q+1)
  }
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster")){
  d.cluster=m.cluster
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.InviteHostRequest, {
encode: function InviteHostRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment"))
  w.uint32(18).string(m.environment)
  if(m.ttlMs!=null&&Object.hasOwnProperty.call(m,"ttlMs"))
  w.uint32(24).int64(m.ttlMs)
  return w
},
decode: function InviteHostRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.environment=r.string()
  break
  }
  case 3: {
  m.ttlMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function InviteHostRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.InviteHostRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.environment!=null){
  m.environment=String(d.environment)
  }
  if(d.ttlMs!=null){
  if(util.Long)
  m.ttlMs=util.Long.fromValue(d.ttlMs,false)
  else if(typeof d.ttlMs==="string")
  m.ttlMs=parseInt(d.ttlMs,10)
  else if(typeof d.ttlMs==="number")
  m.ttlMs=d.ttlMs
  else if(typeof d.ttlMs==="object")
  m.ttlMs=new util.LongBits(d.ttlMs.low>>>0,d.ttlMs.high>>>0).toNumber()
  }
  return m
},
toObject: function InviteHostRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.name=""
  d.environment=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.ttlMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.ttlMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.environment!=null&&Object.hasOwnProperty.call(m,"environment")){
  d.environment=m.environment
  }
  if(m.ttlMs!=null&&Object.hasOwnProperty.call(m,"ttlMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.ttlMs=typeof m.ttlMs==="number"?BigInt(m.ttlMs):util.Long.fromBits(m.ttlMs.low>>>0,m.ttlMs.high>>>0,false).toBigInt()
  else if(typeof m.ttlMs==="number")
  d.ttlMs=o.longs===String?String(m.ttlMs):m.ttlMs
  else
  d.ttlMs=o.longs===String?util.Long.prototype.toString.call(m.ttlMs):o.longs===Number?new util.LongBits(m.ttlMs.low>>>0,m.ttlMs.high>>>0).toNumber():m.ttlMs
  }
  return d
},
});
}
{
const types = [null, null, messages.Scope, null, null];
Object.assign(messages.InviteOperatorRequest, {
encode: function InviteOperatorRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role"))
  w.uint32(18).string(m.role)
  if(m.scopes!=null&&m.scopes.length){
  for(var i=0;i<m.scopes.length;++i)
  types[2].encode(m.scopes[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.ttlMs!=null&&Object.hasOwnProperty.call(m,"ttlMs"))
  w.uint32(32).int64(m.ttlMs)
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs"))
  w.uint32(40).int64(m.lifeMs)
  return w
},
decode: function InviteOperatorRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.role=r.string()
  break
  }
  case 3: {
  if(!(m.scopes&&m.scopes.length))
  m.scopes=[]
  m.scopes.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  m.ttlMs=r.int64()
  break
  }
  case 5: {
  m.lifeMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function InviteOperatorRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.InviteOperatorRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.role!=null){
  m.role=String(d.role)
  }
  if(d.scopes){
  if(!Array.isArray(d.scopes))
  throw TypeError(".castellan.v1.InviteOperatorRequest.scopes: array expected")
  m.scopes=[]
  for(var i=0;i<d.scopes.length;++i){
  if(!util.isObject(d.scopes[i]))
  throw TypeError(".castellan.v1.InviteOperatorRequest.scopes: object expected")
  m.scopes[i]=types[2].fromObject(d.scopes[i],n+1)
  }
  }
  if(d.ttlMs!=null){
  if(util.Long)
  m.ttlMs=util.Long.fromValue(d.ttlMs,false)
  else if(typeof d.ttlMs==="string")
  m.ttlMs=parseInt(d.ttlMs,10)
  else if(typeof d.ttlMs==="number")
  m.ttlMs=d.ttlMs
  else if(typeof d.ttlMs==="object")
  m.ttlMs=new util.LongBits(d.ttlMs.low>>>0,d.ttlMs.high>>>0).toNumber()
  }
  if(d.lifeMs!=null){
  if(util.Long)
  m.lifeMs=util.Long.fromValue(d.lifeMs,false)
  else if(typeof d.lifeMs==="string")
  m.lifeMs=parseInt(d.lifeMs,10)
  else if(typeof d.lifeMs==="number")
  m.lifeMs=d.lifeMs
  else if(typeof d.lifeMs==="object")
  m.lifeMs=new util.LongBits(d.lifeMs.low>>>0,d.lifeMs.high>>>0).toNumber()
  }
  return m
},
toObject: function InviteOperatorRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.scopes=[]
  }
  if(o.defaults){
  d.name=""
  d.role=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.ttlMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.ttlMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.lifeMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.lifeMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role")){
  d.role=m.role
  }
  if(m.scopes&&m.scopes.length){
  d.scopes=[]
  for(var j=0;j<m.scopes.length;++j){
  d.scopes[j]=types[2].toObject(m.scopes[j],o,q+1)
  }
  }
  if(m.ttlMs!=null&&Object.hasOwnProperty.call(m,"ttlMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.ttlMs=typeof m.ttlMs==="number"?BigInt(m.ttlMs):util.Long.fromBits(m.ttlMs.low>>>0,m.ttlMs.high>>>0,false).toBigInt()
  else if(typeof m.ttlMs==="number")
  d.ttlMs=o.longs===String?String(m.ttlMs):m.ttlMs
  else
  d.ttlMs=o.longs===String?util.Long.prototype.toString.call(m.ttlMs):o.longs===Number?new util.LongBits(m.ttlMs.low>>>0,m.ttlMs.high>>>0).toNumber():m.ttlMs
  }
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.lifeMs=typeof m.lifeMs==="number"?BigInt(m.lifeMs):util.Long.fromBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0,false).toBigInt()
  else if(typeof m.lifeMs==="number")
  d.lifeMs=o.longs===String?String(m.lifeMs):m.lifeMs
  else
  d.lifeMs=o.longs===String?util.Long.prototype.toString.call(m.lifeMs):o.longs===Number?new util.LongBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0).toNumber():m.lifeMs
  }
  return d
},
});
}
{
const types = [null, null, messages.Scope, null, null, messages.Claim, null, null, null];
Object.assign(messages.AddPipelineRequest, {
encode: function AddPipelineRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role"))
  w.uint32(18).string(m.role)
  if(m.scopes!=null&&m.scopes.length){
  for(var i=0;i<m.scopes.length;++i)
  types[2].encode(m.scopes[i],w.uint32(26).fork(),q+1).ldelim()
  }
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer"))
  w.uint32(34).string(m.issuer)
  if(m.audience!=null&&Object.hasOwnProperty.call(m,"audience"))
  w.uint32(42).string(m.audience)
  if(m.claims!=null&&m.claims.length){
  for(var i=0;i<m.claims.length;++i)
  types[5].encode(m.claims[i],w.uint32(50).fork(),q+1).ldelim()
  }
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs"))
  w.uint32(56).int64(m.lifeMs)
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca"))
  w.uint32(66).string(m.ca)
  if(m.keys!=null&&Object.hasOwnProperty.call(m,"keys"))
  w.uint32(74).string(m.keys)
  return w
},
decode: function AddPipelineRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.role=r.string()
  break
  }
  case 3: {
  if(!(m.scopes&&m.scopes.length))
  m.scopes=[]
  m.scopes.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 4: {
  m.issuer=r.string()
  break
  }
  case 5: {
  m.audience=r.string()
  break
  }
  case 6: {
  if(!(m.claims&&m.claims.length))
  m.claims=[]
  m.claims.push(types[5].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 7: {
  m.lifeMs=r.int64()
  break
  }
  case 8: {
  m.ca=r.string()
  break
  }
  case 9: {
  m.keys=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AddPipelineRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AddPipelineRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.role!=null){
  m.role=String(d.role)
  }
  if(d.scopes){
  if(!Array.isArray(d.scopes))
  throw TypeError(".castellan.v1.AddPipelineRequest.scopes: array expected")
  m.scopes=[]
  for(var i=0;i<d.scopes.length;++i){
  if(!util.isObject(d.scopes[i]))
  throw TypeError(".castellan.v1.AddPipelineRequest.scopes: object expected")
  m.scopes[i]=types[2].fromObject(d.scopes[i],n+1)
  }
  }
  if(d.issuer!=null){
  m.issuer=String(d.issuer)
  }
  if(d.audience!=null){
  m.audience=String(d.audience)
  }
  if(d.claims){
  if(!Array.isArray(d.claims))
  throw TypeError(".castellan.v1.AddPipelineRequest.claims: array expected")
  m.claims=[]
  for(var i=0;i<d.claims.length;++i){
  if(!util.isObject(d.claims[i]))
  throw TypeError(".castellan.v1.AddPipelineRequest.claims: object expected")
  m.claims[i]=types[5].fromObject(d.claims[i],n+1)
  }
  }
  if(d.lifeMs!=null){
  if(util.Long)
  m.lifeMs=util.Long.fromValue(d.lifeMs,false)
  else if(typeof d.lifeMs==="string")
  m.lifeMs=parseInt(d.lifeMs,10)
  else if(typeof d.lifeMs==="number")
  m.lifeMs=d.lifeMs
  else if(typeof d.lifeMs==="object")
  m.lifeMs=new util.LongBits(d.lifeMs.low>>>0,d.lifeMs.high>>>0).toNumber()
  }
  if(d.ca!=null){
  m.ca=String(d.ca)
  }
  if(d.keys!=null){
  m.keys=String(d.keys)
  }
  return m
},
toObject: function AddPipelineRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.scopes=[]
  d.claims=[]
  }
  if(o.defaults){
  d.name=""
  d.role=""
  d.issuer=""
  d.audience=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.lifeMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.lifeMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.ca=""
  d.keys=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role")){
  d.role=m.role
  }
  if(m.scopes&&m.scopes.length){
  d.scopes=[]
  for(var j=0;j<m.scopes.length;++j){
  d.scopes[j]=types[2].toObject(m.scopes[j],o,q+1)
  }
  }
  if(m.issuer!=null&&Object.hasOwnProperty.call(m,"issuer")){
  d.issuer=m.issuer
  }
  if(m.audience!=null&&Object.hasOwnProperty.call(m,"audience")){
  d.audience=m.audience
  }
  if(m.claims&&m.claims.length){
  d.claims=[]
  for(var j=0;j<m.claims.length;++j){
  d.claims[j]=types[5].toObject(m.claims[j],o,q+1)
  }
  }
  if(m.lifeMs!=null&&Object.hasOwnProperty.call(m,"lifeMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.lifeMs=typeof m.lifeMs==="number"?BigInt(m.lifeMs):util.Long.fromBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0,false).toBigInt()
  else if(typeof m.lifeMs==="number")
  d.lifeMs=o.longs===String?String(m.lifeMs):m.lifeMs
  else
  d.lifeMs=o.longs===String?util.Long.prototype.toString.call(m.lifeMs):o.longs===Number?new util.LongBits(m.lifeMs.low>>>0,m.lifeMs.high>>>0).toNumber():m.lifeMs
  }
  if(m.ca!=null&&Object.hasOwnProperty.call(m,"ca")){
  d.ca=m.ca
  }
  if(m.keys!=null&&Object.hasOwnProperty.call(m,"keys")){
  d.keys=m.keys
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.Invitation, {
encode: function Invitation$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.token!=null&&Object.hasOwnProperty.call(m,"token"))
  w.uint32(10).string(m.token)
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address"))
  w.uint32(18).string(m.address)
  if(m.expiresMs!=null&&Object.hasOwnProperty.call(m,"expiresMs"))
  w.uint32(24).int64(m.expiresMs)
  return w
},
decode: function Invitation$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.token=r.string()
  break
  }
  case 2: {
  m.address=r.string()
  break
  }
  case 3: {
  m.expiresMs=r.int64()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Invitation$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Invitation: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.token!=null){
  m.token=String(d.token)
  }
  if(d.address!=null){
  m.address=String(d.address)
  }
  if(d.expiresMs!=null){
  if(util.Long)
  m.expiresMs=util.Long.fromValue(d.expiresMs,false)
  else if(typeof d.expiresMs==="string")
  m.expiresMs=parseInt(d.expiresMs,10)
  else if(typeof d.expiresMs==="number")
  m.expiresMs=d.expiresMs
  else if(typeof d.expiresMs==="object")
  m.expiresMs=new util.LongBits(d.expiresMs.low>>>0,d.expiresMs.high>>>0).toNumber()
  }
  return m
},
toObject: function Invitation$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.token=""
  d.address=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.expiresMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.expiresMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  }
  if(m.token!=null&&Object.hasOwnProperty.call(m,"token")){
  d.token=m.token
  }
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address")){
  d.address=m.address
  }
  if(m.expiresMs!=null&&Object.hasOwnProperty.call(m,"expiresMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.expiresMs=typeof m.expiresMs==="number"?BigInt(m.expiresMs):util.Long.fromBits(m.expiresMs.low>>>0,m.expiresMs.high>>>0,false).toBigInt()
  else if(typeof m.expiresMs==="number")
  d.expiresMs=o.longs===String?String(m.expiresMs):m.expiresMs
  else
  d.expiresMs=o.longs===String?util.Long.prototype.toString.call(m.expiresMs):o.longs===Number?new util.LongBits(m.expiresMs.low>>>0,m.expiresMs.high>>>0).toNumber():m.expiresMs
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.RevokeHostRequest, {
encode: function RevokeHostRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason"))
  w.uint32(18).string(m.reason)
  return w
},
decode: function RevokeHostRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.reason=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RevokeHostRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RevokeHostRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.reason!=null){
  m.reason=String(d.reason)
  }
  return m
},
toObject: function RevokeHostRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.name=""
  d.reason=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.reason!=null&&Object.hasOwnProperty.call(m,"reason")){
  d.reason=m.reason
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.RevokeReply, {
encode: function RevokeReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.fingerprints!=null&&m.fingerprints.length){
  for(var i=0;i<m.fingerprints.length;++i)
  w.uint32(10).string(m.fingerprints[i])
  }
  return w
},
decode: function RevokeReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.fingerprints&&m.fingerprints.length))
  m.fingerprints=[]
  m.fingerprints.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RevokeReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RevokeReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.fingerprints){
  if(!Array.isArray(d.fingerprints))
  throw TypeError(".castellan.v1.RevokeReply.fingerprints: array expected")
  m.fingerprints=[]
  for(var i=0;i<d.fingerprints.length;++i){
  m.fingerprints[i]=String(d.fingerprints[i])
  }
  }
  return m
},
toObject: function RevokeReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.fingerprints=[]
  }
  if(m.fingerprints&&m.fingerprints.length){
  d.fingerprints=[]
  for(var j=0;j<m.fingerprints.length;++j){
  d.fingerprints[j]=m.fingerprints[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, messages.Scope];
Object.assign(messages.ChangeOperatorRequest, {
encode: function ChangeOperatorRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role"))
  w.uint32(18).string(m.role)
  if(m.scopes!=null&&m.scopes.length){
  for(var i=0;i<m.scopes.length;++i)
  types[2].encode(m.scopes[i],w.uint32(26).fork(),q+1).ldelim()
  }
  return w
},
decode: function ChangeOperatorRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  case 2: {
  m.role=r.string()
  break
  }
  case 3: {
  if(!(m.scopes&&m.scopes.length))
  m.scopes=[]
  m.scopes.push(types[2].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ChangeOperatorRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ChangeOperatorRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.role!=null){
  m.role=String(d.role)
  }
  if(d.scopes){
  if(!Array.isArray(d.scopes))
  throw TypeError(".castellan.v1.ChangeOperatorRequest.scopes: array expected")
  m.scopes=[]
  for(var i=0;i<d.scopes.length;++i){
  if(!util.isObject(d.scopes[i]))
  throw TypeError(".castellan.v1.ChangeOperatorRequest.scopes: object expected")
  m.scopes[i]=types[2].fromObject(d.scopes[i],n+1)
  }
  }
  return m
},
toObject: function ChangeOperatorRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.scopes=[]
  }
  if(o.defaults){
  d.name=""
  d.role=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.role!=null&&Object.hasOwnProperty.call(m,"role")){
  d.role=m.role
  }
  if(m.scopes&&m.scopes.length){
  d.scopes=[]
  for(var j=0;j<m.scopes.length;++j){
  d.scopes[j]=types[2].toObject(m.scopes[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null];
Object.assign(messages.RemoveOperatorRequest, {
encode: function RemoveOperatorRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(10).string(m.name)
  return w
},
decode: function RemoveOperatorRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.name=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RemoveOperatorRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RemoveOperatorRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.name!=null){
  m.name=String(d.name)
  }
  return m
},
toObject: function RemoveOperatorRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.name=""
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  return d
},
});
}
{
const types = [];
Object.assign(messages.ListOperatorsRequest, {
encode: function ListOperatorsRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  return w
},
decode: function ListOperatorsRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListOperatorsRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  return new this.ctor
},
toObject: function (){
  return {}
},
});
}
{
const types = [messages.Operator];
Object.assign(messages.ListOperatorsReply, {
encode: function ListOperatorsReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.operators!=null&&m.operators.length){
  for(var i=0;i<m.operators.length;++i)
  types[0].encode(m.operators[i],w.uint32(10).fork(),q+1).ldelim()
  }
  return w
},
decode: function ListOperatorsReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.operators&&m.operators.length))
  m.operators=[]
  m.operators.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListOperatorsReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListOperatorsReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.operators){
  if(!Array.isArray(d.operators))
  throw TypeError(".castellan.v1.ListOperatorsReply.operators: array expected")
  m.operators=[]
  for(var i=0;i<d.operators.length;++i){
  if(!util.isObject(d.operators[i]))
  throw TypeError(".castellan.v1.ListOperatorsReply.operators: object expected")
  m.operators[i]=types[0].fromObject(d.operators[i],n+1)
  }
  }
  return m
},
toObject: function ListOperatorsReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.operators=[]
  }
  if(m.operators&&m.operators.length){
  d.operators=[]
  for(var j=0;j<m.operators.length;++j){
  d.operators[j]=types[0].toObject(m.operators[j],o,q+1)
  }
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.RenewRequest, {
encode: function RenewRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.csr!=null&&Object.hasOwnProperty.call(m,"csr"))
  w.uint32(10).bytes(m.csr)
  if(m.trusted!=null&&m.trusted.length){
  for(var i=0;i<m.trusted.length;++i)
  w.uint32(18).string(m.trusted[i])
  }
  return w
},
decode: function RenewRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.csr=r.bytes()
  break
  }
  case 2: {
  if(!(m.trusted&&m.trusted.length))
  m.trusted=[]
  m.trusted.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RenewRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RenewRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.csr!=null){
  if(typeof d.csr==="string")
  util.base64.decode(d.csr,m.csr=util.newBuffer(util.base64.length(d.csr)),0)
  else if(d.csr.length >= 0)
  m.csr=d.csr
  }
  if(d.trusted){
  if(!Array.isArray(d.trusted))
  throw TypeError(".castellan.v1.RenewRequest.trusted: array expected")
  m.trusted=[]
  for(var i=0;i<d.trusted.length;++i){
  m.trusted[i]=String(d.trusted[i])
  }
  }
  return m
},
toObject: function RenewRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.trusted=[]
  }
  if(o.defaults){
  if(o.bytes===String)d.csr=""
  else{
  d.csr=[]
  if(o.bytes!==Array)d.csr=util.newBuffer(d.csr)
  }
  }
  if(m.csr!=null&&Object.hasOwnProperty.call(m,"csr")){
  d.csr=o.bytes===String?util.base64.encode(m.csr,0,m.csr.length):o.bytes===Array?Array.prototype.slice.call(m.csr):m.csr
  }
  if(m.trusted&&m.trusted.length){
  d.trusted=[]
  for(var j=0;j<m.trusted.length;++j){
  d.trusted[j]=m.trusted[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.Renewal, {
encode: function Renewal$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate"))
  w.uint32(10).string(m.certificate)
  if(m.authorities!=null&&Object.hasOwnProperty.call(m,"authorities"))
  w.uint32(18).string(m.authorities)
  if(m.due!=null&&Object.hasOwnProperty.call(m,"due"))
  w.uint32(24).bool(m.due)
  return w
},
decode: function Renewal$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.certificate=r.string()
  break
  }
  case 2: {
  m.authorities=r.string()
  break
  }
  case 3: {
  m.due=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Renewal$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Renewal: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.certificate!=null){
  m.certificate=String(d.certificate)
  }
  if(d.authorities!=null){
  m.authorities=String(d.authorities)
  }
  if(d.due!=null){
  m.due=Boolean(d.due)
  }
  return m
},
toObject: function Renewal$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.certificate=""
  d.authorities=""
  d.due=false
  }
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate")){
  d.certificate=m.certificate
  }
  if(m.authorities!=null&&Object.hasOwnProperty.call(m,"authorities")){
  d.authorities=m.authorities
  }
  if(m.due!=null&&Object.hasOwnProperty.call(m,"due")){
  d.due=m.due
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.ListIdentityCertificatesRequest, {
encode: function ListIdentityCertificatesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(10).string(m.kind)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(18).string(m.name)
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all"))
  w.uint32(24).bool(m.all)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(32).int32(m.limit)
  return w
},
decode: function ListIdentityCertificatesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.kind=r.string()
  break
  }
  case 2: {
  m.name=r.string()
  break
  }
  case 3: {
  m.all=r.bool()
  break
  }
  case 4: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListIdentityCertificatesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListIdentityCertificatesRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.kind!=null){
  m.kind=String(d.kind)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.all!=null){
  m.all=Boolean(d.all)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ListIdentityCertificatesRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.kind=""
  d.name=""
  d.all=false
  d.limit=0
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=m.kind
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.all!=null&&Object.hasOwnProperty.call(m,"all")){
  d.all=m.all
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [messages.IdentityCertificate, null];
Object.assign(messages.ListIdentityCertificatesReply, {
encode: function ListIdentityCertificatesReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.certificates!=null&&m.certificates.length){
  for(var i=0;i<m.certificates.length;++i)
  types[0].encode(m.certificates[i],w.uint32(10).fork(),q+1).ldelim()
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more"))
  w.uint32(16).int32(m.more)
  return w
},
decode: function ListIdentityCertificatesReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  if(!(m.certificates&&m.certificates.length))
  m.certificates=[]
  m.certificates.push(types[0].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 2: {
  m.more=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ListIdentityCertificatesReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ListIdentityCertificatesReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.certificates){
  if(!Array.isArray(d.certificates))
  throw TypeError(".castellan.v1.ListIdentityCertificatesReply.certificates: array expected")
  m.certificates=[]
  for(var i=0;i<d.certificates.length;++i){
  if(!util.isObject(d.certificates[i]))
  throw TypeError(".castellan.v1.ListIdentityCertificatesReply.certificates: object expected")
  m.certificates[i]=types[0].fromObject(d.certificates[i],n+1)
  }
  }
  if(d.more!=null){
  m.more=d.more|0
  }
  return m
},
toObject: function ListIdentityCertificatesReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.certificates=[]
  }
  if(o.defaults){
  d.more=0
  }
  if(m.certificates&&m.certificates.length){
  d.certificates=[]
  for(var j=0;j<m.certificates.length;++j){
  d.certificates[j]=types[0].toObject(m.certificates[j],o,q+1)
  }
  }
  if(m.more!=null&&Object.hasOwnProperty.call(m,"more")){
  d.more=m.more
  }
  return d
},
});
}
{
const types = [];
Object.assign(messages.ShowAuthoritiesRequest, {
encode: function ShowAuthoritiesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  return w
},
decode: function ShowAuthoritiesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ShowAuthoritiesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  return new this.ctor
},
toObject: function (){
  return {}
},
});
}
{
const types = [{ values: {"0":"STEADY","1":"ANNOUNCED","2":"ISSUING"} }, messages.Authority, null];
Object.assign(messages.Authorities, {
encode: function Authorities$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase"))
  w.uint32(8).int32(m.phase)
  if(m.authorities!=null&&m.authorities.length){
  for(var i=0;i<m.authorities.length;++i)
  types[1].encode(m.authorities[i],w.uint32(18).fork(),q+1).ldelim()
  }
  if(m.waiting!=null&&m.waiting.length){
  for(var i=0;i<m.waiting.length;++i)
  w.uint32(26).string(m.waiting[i])
  }
  return w
},
decode: function Authorities$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.phase=r.int32()
  break
  }
  case 2: {
  if(!(m.authorities&&m.authorities.length))
  m.authorities=[]
  m.authorities.push(types[1].decode(r,r.uint32(),undefined,n+1))
  break
  }
  case 3: {
  if(!(m.waiting&&m.waiting.length))
  m.waiting=[]
  m.waiting.push(listed(r))
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Authorities$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Authorities: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  switch(d.phase){
  default:
  if(typeof(d.phase)==="number"){m.phase=d.phase;break}
  break
  case"STEADY":
  case 0:
  m.phase=0
  break
  case"ANNOUNCED":
  case 1:
  m.phase=1
  break
  case"ISSUING":
  case 2:
  m.phase=2
  break
  }
  if(d.authorities){
  if(!Array.isArray(d.authorities))
  throw TypeError(".castellan.v1.Authorities.authorities: array expected")
  m.authorities=[]
  for(var i=0;i<d.authorities.length;++i){
  if(!util.isObject(d.authorities[i]))
  throw TypeError(".castellan.v1.Authorities.authorities: object expected")
  m.authorities[i]=types[1].fromObject(d.authorities[i],n+1)
  }
  }
  if(d.waiting){
  if(!Array.isArray(d.waiting))
  throw TypeError(".castellan.v1.Authorities.waiting: array expected")
  m.waiting=[]
  for(var i=0;i<d.waiting.length;++i){
  m.waiting[i]=String(d.waiting[i])
  }
  }
  return m
},
toObject: function Authorities$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.arrays||o.defaults){
  d.authorities=[]
  d.waiting=[]
  }
  if(o.defaults){
  d.phase=o.enums===String?"STEADY":0
  }
  if(m.phase!=null&&Object.hasOwnProperty.call(m,"phase")){
  d.phase=o.enums===String?(types[0].values[m.phase]===undefined?m.phase:types[0].values[m.phase]):m.phase
  }
  if(m.authorities&&m.authorities.length){
  d.authorities=[]
  for(var j=0;j<m.authorities.length;++j){
  d.authorities[j]=types[1].toObject(m.authorities[j],o,q+1)
  }
  }
  if(m.waiting&&m.waiting.length){
  d.waiting=[]
  for(var j=0;j<m.waiting.length;++j){
  d.waiting[j]=m.waiting[j]
  }
  }
  return d
},
});
}
{
const types = [null, null, null, null, null];
Object.assign(messages.Authority, {
encode: function Authority$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(10).string(m.kind)
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint"))
  w.uint32(18).string(m.fingerprint)
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs"))
  w.uint32(24).int64(m.notAfterMs)
  if(m.trusted!=null&&Object.hasOwnProperty.call(m,"trusted"))
  w.uint32(32).bool(m.trusted)
  if(m.issuing!=null&&Object.hasOwnProperty.call(m,"issuing"))
  w.uint32(40).bool(m.issuing)
  return w
},
decode: function Authority$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.kind=r.string()
  break
  }
  case 2: {
  m.fingerprint=r.string()
  break
  }
  case 3: {
  m.notAfterMs=r.int64()
  break
  }
  case 4: {
  m.trusted=r.bool()
  break
  }
  case 5: {
  m.issuing=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function Authority$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.Authority: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.kind!=null){
  m.kind=String(d.kind)
  }
  if(d.fingerprint!=null){
  m.fingerprint=String(d.fingerprint)
  }
  if(d.notAfterMs!=null){
  if(util.Long)
  m.notAfterMs=util.Long.fromValue(d.notAfterMs,false)
  else if(typeof d.notAfterMs==="string")
  m.notAfterMs=parseInt(d.notAfterMs,10)
  else if(typeof d.notAfterMs==="number")
  m.notAfterMs=d.notAfterMs
  else if(typeof d.notAfterMs==="object")
  m.notAfterMs=new util.LongBits(d.notAfterMs.low>>>0,d.notAfterMs.high>>>0).toNumber()
  }
  if(d.trusted!=null){
  m.trusted=Boolean(d.trusted)
  }
  if(d.issuing!=null){
  m.issuing=Boolean(d.issuing)
  }
  return m
},
toObject: function Authority$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.kind=""
  d.fingerprint=""
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.notAfterMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.notAfterMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.trusted=false
  d.issuing=false
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=m.kind
  }
  if(m.fingerprint!=null&&Object.hasOwnProperty.call(m,"fingerprint")){
  d.fingerprint=m.fingerprint
  }
  if(m.notAfterMs!=null&&Object.hasOwnProperty.call(m,"notAfterMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.notAfterMs=typeof m.notAfterMs==="number"?BigInt(m.notAfterMs):util.Long.fromBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0,false).toBigInt()
  else if(typeof m.notAfterMs==="number")
  d.notAfterMs=o.longs===String?String(m.notAfterMs):m.notAfterMs
  else
  d.notAfterMs=o.longs===String?util.Long.prototype.toString.call(m.notAfterMs):o.longs===Number?new util.LongBits(m.notAfterMs.low>>>0,m.notAfterMs.high>>>0).toNumber():m.notAfterMs
  }
  if(m.trusted!=null&&Object.hasOwnProperty.call(m,"trusted")){
  d.trusted=m.trusted
  }
  if(m.issuing!=null&&Object.hasOwnProperty.call(m,"issuing")){
  d.issuing=m.issuing
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.RotateAuthoritiesRequest, {
encode: function RotateAuthoritiesRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.back!=null&&Object.hasOwnProperty.call(m,"back"))
  w.uint32(8).bool(m.back)
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force"))
  w.uint32(16).bool(m.force)
  return w
},
decode: function RotateAuthoritiesRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.back=r.bool()
  break
  }
  case 2: {
  m.force=r.bool()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function RotateAuthoritiesRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.RotateAuthoritiesRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.back!=null){
  m.back=Boolean(d.back)
  }
  if(d.force!=null){
  m.force=Boolean(d.force)
  }
  return m
},
toObject: function RotateAuthoritiesRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.back=false
  d.force=false
  }
  if(m.back!=null&&Object.hasOwnProperty.call(m,"back")){
  d.back=m.back
  }
  if(m.force!=null&&Object.hasOwnProperty.call(m,"force")){
  d.force=m.force
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.ReadAuditRequest, {
encode: function ReadAuditRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs"))
  w.uint32(8).int64(m.sinceMs)
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs"))
  w.uint32(16).int64(m.untilMs)
  if(m.actor!=null&&Object.hasOwnProperty.call(m,"actor"))
  w.uint32(26).string(m.actor)
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app"))
  w.uint32(34).string(m.app)
  if(m.act!=null&&Object.hasOwnProperty.call(m,"act"))
  w.uint32(42).string(m.act)
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit"))
  w.uint32(48).int32(m.limit)
  return w
},
decode: function ReadAuditRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.sinceMs=r.int64()
  break
  }
  case 2: {
  m.untilMs=r.int64()
  break
  }
  case 3: {
  m.actor=r.string()
  break
  }
  case 4: {
  m.app=r.string()
  break
  }
  case 5: {
  m.act=r.string()
  break
  }
  case 6: {
  m.limit=r.int32()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function ReadAuditRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.ReadAuditRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.sinceMs!=null){
  if(util.Long)
  m.sinceMs=util.Long.fromValue(d.sinceMs,false)
  else if(typeof d.sinceMs==="string")
  m.sinceMs=parseInt(d.sinceMs,10)
  else if(typeof d.sinceMs==="number")
  m.sinceMs=d.sinceMs
  else if(typeof d.sinceMs==="object")
  m.sinceMs=new util.LongBits(d.sinceMs.low>>>0,d.sinceMs.high>>>0).toNumber()
  }
  if(d.untilMs!=null){
  if(util.Long)
  m.untilMs=util.Long.fromValue(d.untilMs,false)
  else if(typeof d.untilMs==="string")
  m.untilMs=parseInt(d.untilMs,10)
  else if(typeof d.untilMs==="number")
  m.untilMs=d.untilMs
  else if(typeof d.untilMs==="object")
  m.untilMs=new util.LongBits(d.untilMs.low>>>0,d.untilMs.high>>>0).toNumber()
  }
  if(d.actor!=null){
  m.actor=String(d.actor)
  }
  if(d.app!=null){
  m.app=String(d.app)
  }
  if(d.act!=null){
  m.act=String(d.act)
  }
  if(d.limit!=null){
  m.limit=d.limit|0
  }
  return m
},
toObject: function ReadAuditRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.sinceMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.sinceMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.untilMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.untilMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.actor=""
  d.app=""
  d.act=""
  d.limit=0
  }
  if(m.sinceMs!=null&&Object.hasOwnProperty.call(m,"sinceMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.sinceMs=typeof m.sinceMs==="number"?BigInt(m.sinceMs):util.Long.fromBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0,false).toBigInt()
  else if(typeof m.sinceMs==="number")
  d.sinceMs=o.longs===String?String(m.sinceMs):m.sinceMs
  else
  d.sinceMs=o.longs===String?util.Long.prototype.toString.call(m.sinceMs):o.longs===Number?new util.LongBits(m.sinceMs.low>>>0,m.sinceMs.high>>>0).toNumber():m.sinceMs
  }
  if(m.untilMs!=null&&Object.hasOwnProperty.call(m,"untilMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.untilMs=typeof m.untilMs==="number"?BigInt(m.untilMs):util.Long.fromBits(m.untilMs.low>>>0,m.untilMs.high>>>0,false).toBigInt()
  else if(typeof m.untilMs==="number")
  d.untilMs=o.longs===String?String(m.untilMs):m.untilMs
  else
  d.untilMs=o.longs===String?util.Long.prototype.toString.call(m.untilMs):o.longs===Number?new util.LongBits(m.untilMs.low>>>0,m.untilMs.high>>>0).toNumber():m.untilMs
  }
  if(m.actor!=null&&Object.hasOwnProperty.call(m,"actor")){
  d.actor=m.actor
  }
  if(m.app!=null&&Object.hasOwnProperty.call(m,"app")){
  d.app=m.app
  }
  if(m.act!=null&&Object.hasOwnProperty.call(m,"act")){
  d.act=m.act
  }
  if(m.limit!=null&&Object.hasOwnProperty.call(m,"limit")){
  d.limit=m.limit
  }
  return d
},
});
}
{
const types = [null, null, null, null];
Object.assign(messages.AuditEntry, {
encode: function AuditEntry$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs"))
  w.uint32(16).int64(m.atMs)
  if(m.entry!=null&&Object.hasOwnProperty.call(m,"entry"))
  w.uint32(26).string(m.entry)
  if(m.hash!=null&&Object.hasOwnProperty.call(m,"hash"))
  w.uint32(34).string(m.hash)
  return w
},
decode: function AuditEntry$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  case 2: {
  m.atMs=r.int64()
  break
  }
  case 3: {
  m.entry=r.string()
  break
  }
  case 4: {
  m.hash=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function AuditEntry$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.AuditEntry: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  if(d.atMs!=null){
  if(util.Long)
  m.atMs=util.Long.fromValue(d.atMs,false)
  else if(typeof d.atMs==="string")
  m.atMs=parseInt(d.atMs,10)
  else if(typeof d.atMs==="number")
  m.atMs=d.atMs
  else if(typeof d.atMs==="object")
  m.atMs=new util.LongBits(d.atMs.low>>>0,d.atMs.high>>>0).toNumber()
  }
  if(d.entry!=null){
  m.entry=String(d.entry)
  }
  if(d.hash!=null){
  m.hash=String(d.hash)
  }
  return m
},
toObject: function AuditEntry$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.atMs=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.atMs=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.entry=""
  d.hash=""
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  if(m.atMs!=null&&Object.hasOwnProperty.call(m,"atMs")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.atMs=typeof m.atMs==="number"?BigInt(m.atMs):util.Long.fromBits(m.atMs.low>>>0,m.atMs.high>>>0,false).toBigInt()
  else if(typeof m.atMs==="number")
  d.atMs=o.longs===String?String(m.atMs):m.atMs
  else
  d.atMs=o.longs===String?util.Long.prototype.toString.call(m.atMs):o.longs===Number?new util.LongBits(m.atMs.low>>>0,m.atMs.high>>>0).toNumber():m.atMs
  }
  if(m.entry!=null&&Object.hasOwnProperty.call(m,"entry")){
  d.entry=m.entry
  }
  if(m.hash!=null&&Object.hasOwnProperty.call(m,"hash")){
  d.hash=m.hash
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.VerifyAuditRequest, {
encode: function VerifyAuditRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number"))
  w.uint32(8).int64(m.number)
  if(m.hash!=null&&Object.hasOwnProperty.call(m,"hash"))
  w.uint32(18).string(m.hash)
  return w
},
decode: function VerifyAuditRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.number=r.int64()
  break
  }
  case 2: {
  m.hash=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function VerifyAuditRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.VerifyAuditRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.number!=null){
  if(util.Long)
  m.number=util.Long.fromValue(d.number,false)
  else if(typeof d.number==="string")
  m.number=parseInt(d.number,10)
  else if(typeof d.number==="number")
  m.number=d.number
  else if(typeof d.number==="object")
  m.number=new util.LongBits(d.number.low>>>0,d.number.high>>>0).toNumber()
  }
  if(d.hash!=null){
  m.hash=String(d.hash)
  }
  return m
},
toObject: function VerifyAuditRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.number=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.number=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.hash=""
  }
  if(m.number!=null&&Object.hasOwnProperty.call(m,"number")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.number=typeof m.number==="number"?BigInt(m.number):util.Long.fromBits(m.number.low>>>0,m.number.high>>>0,false).toBigInt()
  else if(typeof m.number==="number")
  d.number=o.longs===String?String(m.number):m.number
  else
  d.number=o.longs===String?util.Long.prototype.toString.call(m.number):o.longs===Number?new util.LongBits(m.number.low>>>0,m.number.high>>>0).toNumber():m.number
  }
  if(m.hash!=null&&Object.hasOwnProperty.call(m,"hash")){
  d.hash=m.hash
  }
  return d
},
});
}
{
const types = [null, null, null];
Object.assign(messages.VerifyAuditReply, {
encode: function VerifyAuditReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.entries!=null&&Object.hasOwnProperty.call(m,"entries"))
  w.uint32(8).int64(m.entries)
  if(m.lastHash!=null&&Object.hasOwnProperty.call(m,"lastHash"))
  w.uint32(18).string(m.lastHash)
  if(m.broken!=null&&Object.hasOwnProperty.call(m,"broken"))
  w.uint32(26).string(m.broken)
  return w
},
decode: function VerifyAuditReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.entries=r.int64()
  break
  }
  case 2: {
  m.lastHash=r.string()
  break
  }
  case 3: {
  m.broken=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function VerifyAuditReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.VerifyAuditReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.entries!=null){
  if(util.Long)
  m.entries=util.Long.fromValue(d.entries,false)
  else if(typeof d.entries==="string")
  m.entries=parseInt(d.entries,10)
  else if(typeof d.entries==="number")
  m.entries=d.entries
  else if(typeof d.entries==="object")
  m.entries=new util.LongBits(d.entries.low>>>0,d.entries.high>>>0).toNumber()
  }
  if(d.lastHash!=null){
  m.lastHash=String(d.lastHash)
  }
  if(d.broken!=null){
  m.broken=String(d.broken)
  }
  return m
},
toObject: function VerifyAuditReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(util.Long){
  var n=new util.Long(0,0,false)
  d.entries=o.longs===String?n.toString():o.longs===Number?n.toNumber():typeof BigInt!=="undefined"&&o.longs===BigInt?n.toBigInt():n
  }else
  d.entries=o.longs===String?"0":typeof BigInt!=="undefined"&&o.longs===BigInt?BigInt("0"):0
  d.lastHash=""
  d.broken=""
  }
  if(m.entries!=null&&Object.hasOwnProperty.call(m,"entries")){
  if(typeof BigInt!=="undefined"&&o.longs===BigInt)
  d.entries=typeof m.entries==="number"?BigInt(m.entries):util.Long.fromBits(m.entries.low>>>0,m.entries.high>>>0,false).toBigInt()
  else if(typeof m.entries==="number")
  d.entries=o.longs===String?String(m.entries):m.entries
  else
  d.entries=o.longs===String?util.Long.prototype.toString.call(m.entries):o.longs===Number?new util.LongBits(m.entries.low>>>0,m.entries.high>>>0).toNumber():m.entries
  }
  if(m.lastHash!=null&&Object.hasOwnProperty.call(m,"lastHash")){
  d.lastHash=m.lastHash
  }
  if(m.broken!=null&&Object.hasOwnProperty.call(m,"broken")){
  d.broken=m.broken
  }
  return d
},
});
}
{
const types = [messages.EnrollToken, null, null, null];
Object.assign(messages.EnrollRequest, {
encode: function EnrollRequest$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.token!=null&&Object.hasOwnProperty.call(m,"token"))
  types[0].encode(m.token,w.uint32(10).fork(),q+1).ldelim()
  if(m.oidc!=null&&Object.hasOwnProperty.call(m,"oidc"))
  w.uint32(18).string(m.oidc)
  if(m.csr!=null&&Object.hasOwnProperty.call(m,"csr"))
  w.uint32(26).bytes(m.csr)
  if(m.pipeline!=null&&Object.hasOwnProperty.call(m,"pipeline"))
  w.uint32(34).string(m.pipeline)
  return w
},
decode: function EnrollRequest$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.token=types[0].decode(r,r.uint32(),undefined,n+1)
  break
  }
  case 2: {
  m.oidc=r.string()
  break
  }
  case 3: {
  m.csr=r.bytes()
  break
  }
  case 4: {
  m.pipeline=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function EnrollRequest$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.EnrollRequest: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.token!=null){
  if(!util.isObject(d.token))
  throw TypeError(".castellan.v1.EnrollRequest.token: object expected")
  m.token=types[0].fromObject(d.token,n+1)
  }
  if(d.oidc!=null){
  m.oidc=String(d.oidc)
  }
  if(d.csr!=null){
  if(typeof d.csr==="string")
  util.base64.decode(d.csr,m.csr=util.newBuffer(util.base64.length(d.csr)),0)
  else if(d.csr.length >= 0)
  m.csr=d.csr
  }
  if(d.pipeline!=null){
  m.pipeline=String(d.pipeline)
  }
  return m
},
toObject: function EnrollRequest$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  if(o.bytes===String)d.csr=""
  else{
  d.csr=[]
  if(o.bytes!==Array)d.csr=util.newBuffer(d.csr)
  }
  d.pipeline=""
  }
  if(m.token!=null&&Object.hasOwnProperty.call(m,"token")){
  d.token=types[0].toObject(m.token,o,q+1)
  if(o.oneofs)
  d.proof="token"
  }
  if(m.oidc!=null&&Object.hasOwnProperty.call(m,"oidc")){
  d.oidc=m.oidc
  if(o.oneofs)
  d.proof="oidc"
  }
  if(m.csr!=null&&Object.hasOwnProperty.call(m,"csr")){
  d.csr=o.bytes===String?util.base64.encode(m.csr,0,m.csr.length):o.bytes===Array?Array.prototype.slice.call(m.csr):m.csr
  }
  if(m.pipeline!=null&&Object.hasOwnProperty.call(m,"pipeline")){
  d.pipeline=m.pipeline
  }
  return d
},
});
}
{
const types = [null, null];
Object.assign(messages.EnrollToken, {
encode: function EnrollToken$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id"))
  w.uint32(10).string(m.id)
  if(m.secret!=null&&Object.hasOwnProperty.call(m,"secret"))
  w.uint32(18).string(m.secret)
  return w
},
decode: function EnrollToken$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.id=r.string()
  break
  }
  case 2: {
  m.secret=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function EnrollToken$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.EnrollToken: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.id!=null){
  m.id=String(d.id)
  }
  if(d.secret!=null){
  m.secret=String(d.secret)
  }
  return m
},
toObject: function EnrollToken$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.id=""
  d.secret=""
  }
  if(m.id!=null&&Object.hasOwnProperty.call(m,"id")){
  d.id=m.id
  }
  if(m.secret!=null&&Object.hasOwnProperty.call(m,"secret")){
  d.secret=m.secret
  }
  return d
},
});
}
{
const types = [null, null, null, null, null, null];
Object.assign(messages.EnrollReply, {
encode: function EnrollReply$encode(m,w,q){
  if(!w)
  w=Writer.create()
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate"))
  w.uint32(10).string(m.certificate)
  if(m.authorities!=null&&Object.hasOwnProperty.call(m,"authorities"))
  w.uint32(18).string(m.authorities)
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind"))
  w.uint32(26).string(m.kind)
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name"))
  w.uint32(34).string(m.name)
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster"))
  w.uint32(42).string(m.cluster)
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address"))
  w.uint32(50).string(m.address)
  return w
},
decode: function EnrollReply$decode(r,l,e,n){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(n===undefined)n=0
  if(n>Reader.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=new this.ctor
  while(r.pos<c){
  var t=r.uint32()
  if(t===e)
  break
  switch(t>>>3){
  case 1: {
  m.certificate=r.string()
  break
  }
  case 2: {
  m.authorities=r.string()
  break
  }
  case 3: {
  m.kind=r.string()
  break
  }
  case 4: {
  m.name=r.string()
  break
  }
  case 5: {
  m.cluster=r.string()
  break
  }
  case 6: {
  m.address=r.string()
  break
  }
  default:
  r.skipType(t&7,n)
  break
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  return m
},
fromObject: function EnrollReply$fromObject(d,n){
  if(d instanceof this.ctor)
  return d
  if(!util.isObject(d))
  throw TypeError(".castellan.v1.EnrollReply: object expected")
  if(n===undefined)n=0
  if(n>util.recursionLimit)
  throw Error("maximum nesting depth exceeded")
  var m=new this.ctor
  if(d.certificate!=null){
  m.certificate=String(d.certificate)
  }
  if(d.authorities!=null){
  m.authorities=String(d.authorities)
  }
  if(d.kind!=null){
  m.kind=String(d.kind)
  }
  if(d.name!=null){
  m.name=String(d.name)
  }
  if(d.cluster!=null){
  m.cluster=String(d.cluster)
  }
  if(d.address!=null){
  m.address=String(d.address)
  }
  return m
},
toObject: function EnrollReply$toObject(m,o,q){
  if(!o)
  o={}
  if(q===undefined)q=0
  if(q>util.recursionLimit)
  throw Error("max depth exceeded")
  var d={}
  if(o.defaults){
  d.certificate=""
  d.authorities=""
  d.kind=""
  d.name=""
  d.cluster=""
  d.address=""
  }
  if(m.certificate!=null&&Object.hasOwnProperty.call(m,"certificate")){
  d.certificate=m.certificate
  }
  if(m.authorities!=null&&Object.hasOwnProperty.call(m,"authorities")){
  d.authorities=m.authorities
  }
  if(m.kind!=null&&Object.hasOwnProperty.call(m,"kind")){
  d.kind=m.kind
  }
  if(m.name!=null&&Object.hasOwnProperty.call(m,"name")){
  d.name=m.name
  }
  if(m.cluster!=null&&Object.hasOwnProperty.call(m,"cluster")){
  d.cluster=m.cluster
  }
  if(m.address!=null&&Object.hasOwnProperty.call(m,"address")){
  d.address=m.address
  }
  return d
},
});
}
