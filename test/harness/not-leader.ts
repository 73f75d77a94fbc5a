/** A node of a cluster that is not its leader: whatever it is asked, it names the leader. */
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Metadata, Server, ServerCredentials, type sendUnaryData, status } from '@grpc/grpc-js';

interface Call {
  emit(event: 'error', error: object): boolean;
}

export interface Follower {
  readonly port: number;
  /** How often it has sent somebody to the leader. */
  asked(): number;
  stop(): void;
}

export async function startFollower(leaderPort: number): Promise<Follower> {
  const server = new Server();
  let asked = 0;
  const refuse = (call: Call, callback?: sendUnaryData<never>): void => {
    asked += 1;
    const metadata = new Metadata();
    metadata.set('exception', 'not-leader');
    metadata.set('leader-endpoint-host', '127.0.0.1');
    metadata.set('leader-endpoint-port', String(leaderPort));
    const error = { code: status.NOT_FOUND, details: 'not the leader', metadata };
    if (callback) callback(error);
    else call.emit('error', error);
  };
  const methods = Object.keys(StreamsService).map((method) => [method, refuse]);
  server.addService(StreamsService, Object.fromEntries(methods));
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, callback: sendUnaryData<SupportedMethods>) =>
      callback(null, new SupportedMethods().setEventStoreServerVersion('23.10.0')),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, asked: () => asked, stop: () => server.forceShutdown() };
}
