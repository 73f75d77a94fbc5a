/** What this node does not offer answers UNIMPLEMENTED, with a sentence that says why and what to use instead. */
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { OperationsService } from '@eventstore/db-client/generated/operations_grpc_pb';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import { ProjectionsService } from '@eventstore/db-client/generated/projections_grpc_pb';
import { UsersService } from '@eventstore/db-client/generated/users_grpc_pb';
import { type Server, type ServerUnaryCall, type ServiceDefinition, type sendUnaryData, status } from '@grpc/grpc-js';

const NOT_OFFERED: readonly [ServiceDefinition, string][] = [
  [
    PersistentSubscriptionsService,
    'persistent subscriptions are not offered by this node: use a catch-up subscription and keep your own position',
  ],
  [ProjectionsService, 'projections are not offered by this node: subscribe, and project in your own process'],
  [
    OperationsService,
    'operations are not offered by this node: a ledger is never scavenged, and the process is stopped by its owner',
  ],
  [UsersService, 'users are not offered by this node: it serves the loopback interface of one machine'],
  [GossipService, 'gossip is not offered by this node: it is no cluster, connect with esdb://host:port?tls=false'],
];

/** A ledger never deletes. */
export const NO_DELETE = 'delete and tombstone are not offered by this node: a ledger never deletes what it holds';

export function refuseOutOfScope(server: Server): void {
  for (const [service, sentence] of NOT_OFFERED) {
    const handlers = Object.keys(service).map((method) => [method, refusing(sentence)]);
    server.addService(service, Object.fromEntries(handlers));
  }
}

/** A handler for any kind of call: answers by callback where there is one, else on the stream. */
export const refusing =
  (sentence: string) =>
  (call: ServerUnaryCall<unknown, unknown>, callback?: sendUnaryData<never>): void => {
    const refusal = { code: status.UNIMPLEMENTED, details: sentence };
    if (callback) callback(refusal);
    else call.emit('error', refusal);
  };
