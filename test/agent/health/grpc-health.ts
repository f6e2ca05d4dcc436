// A gRPC server that says how its services are, by grpc.health.v1, as any gRPC library does.
import { Server, ServerCredentials, status } from '@grpc/grpc-js';

const numbers = { UNKNOWN: 0, SERVING: 1, NOT_SERVING: 2, SERVICE_UNKNOWN: 3 };

/** `services`: by name, '' for all of it; undefined: no health service. `answer`: these bytes, whatever is asked. */
export async function grpcHealth(services: Record<string, keyof typeof numbers> | undefined, answer?: Buffer) {
  const server = new Server();
  if (services) server.addService(definition, { Check: (call: Call, done: Done) => check(call.request, done) });
  const check = (asked: Buffer, done: Done) => {
    const known = services?.[asked.subarray(2).toString()];
    if (answer) done(null, answer);
    else if (known) done(null, Buffer.from(known === 'UNKNOWN' ? [] : [0x08, numbers[known]]));
    else done({ code: status.NOT_FOUND, details: 'unknown service' });
  };
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { port, close: () => server.forceShutdown() };
}

interface Call {
  request: Buffer;
}

type Done = (error: object | null, answer?: Buffer) => void;

const asItIs = (bytes: Buffer) => bytes;
const definition = {
  Check: {
    path: '/grpc.health.v1.Health/Check',
    requestStream: false,
    responseStream: false,
    requestSerialize: asItIs,
    requestDeserialize: asItIs,
    responseSerialize: asItIs,
    responseDeserialize: asItIs,
  },
};
