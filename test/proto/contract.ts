// The contract as clients open it, and one call of it, whichever it is.
import { agentsService, controlService, enrollmentService, identitiesService } from '../../proto/load.ts';
import type { DescribedCall } from './descriptor.ts';

/** By the names of the descriptor; test/server/who-may-call.test.ts holds that none is missing. */
export const contract = {
  Control: controlService,
  Agents: agentsService,
  Identities: identitiesService,
  Enrollment: enrollmentService,
};

type Method = (request: object) => Promise<object> | AsyncGenerator<object>;

/** Resolves with the first answer, or when it has ended without one. @throws Failure */
export async function ask(client: object, rpc: DescribedCall, request: object): Promise<unknown> {
  const method = (client as Record<string, Method>)[rpc.method] as Method;
  const call = method(rpc.requestStream ? none() : request);
  return rpc.responseStream ? (call as AsyncGenerator<object>).next() : (call as Promise<object>);
}

async function* none(): AsyncGenerator<never> {}
