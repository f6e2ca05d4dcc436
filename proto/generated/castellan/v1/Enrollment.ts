// Original file: proto/enrollment.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EnrollReplyInput as _castellan_v1_EnrollReplyInput, EnrollReply as _castellan_v1_EnrollReply } from '../../castellan/v1/EnrollReply.ts';
import type { EnrollRequestInput as _castellan_v1_EnrollRequestInput, EnrollRequest as _castellan_v1_EnrollRequest } from '../../castellan/v1/EnrollRequest.ts';

export interface EnrollmentClient extends grpc.Client {
  Enroll(argument: _castellan_v1_EnrollRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  Enroll(argument: _castellan_v1_EnrollRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  Enroll(argument: _castellan_v1_EnrollRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  Enroll(argument: _castellan_v1_EnrollRequestInput, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  enroll(argument: _castellan_v1_EnrollRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  enroll(argument: _castellan_v1_EnrollRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  enroll(argument: _castellan_v1_EnrollRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  enroll(argument: _castellan_v1_EnrollRequestInput, callback: grpc.requestCallback<_castellan_v1_EnrollReply>): grpc.ClientUnaryCall;
  
}

export interface EnrollmentHandlers extends grpc.UntypedServiceImplementation {
  Enroll: grpc.handleUnaryCall<_castellan_v1_EnrollRequest, _castellan_v1_EnrollReplyInput>;
  
}

export interface EnrollmentDefinition extends grpc.ServiceDefinition {
  Enroll: MethodDefinition<_castellan_v1_EnrollRequestInput, _castellan_v1_EnrollReplyInput, _castellan_v1_EnrollRequest, _castellan_v1_EnrollReply>
}
