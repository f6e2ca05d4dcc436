import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { EnrollReplyInput as _castellan_v1_EnrollReplyInput, EnrollReply as _castellan_v1_EnrollReply } from './castellan/v1/EnrollReply.ts';
import type { EnrollRequestInput as _castellan_v1_EnrollRequestInput, EnrollRequest as _castellan_v1_EnrollRequest } from './castellan/v1/EnrollRequest.ts';
import type { EnrollTokenInput as _castellan_v1_EnrollTokenInput, EnrollToken as _castellan_v1_EnrollToken } from './castellan/v1/EnrollToken.ts';
import type { EnrollmentClient as _castellan_v1_EnrollmentClient, EnrollmentDefinition as _castellan_v1_EnrollmentDefinition } from './castellan/v1/Enrollment.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  castellan: {
    v1: {
      EnrollReply: MessageTypeDefinition<_castellan_v1_EnrollReplyInput, _castellan_v1_EnrollReply>
      EnrollRequest: MessageTypeDefinition<_castellan_v1_EnrollRequestInput, _castellan_v1_EnrollRequest>
      EnrollToken: MessageTypeDefinition<_castellan_v1_EnrollTokenInput, _castellan_v1_EnrollToken>
      Enrollment: SubtypeConstructor<typeof grpc.Client, _castellan_v1_EnrollmentClient> & { service: _castellan_v1_EnrollmentDefinition }
    }
  }
}

