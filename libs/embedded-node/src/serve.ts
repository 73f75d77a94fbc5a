/** The node itself: storage, and EventStoreDB's own gRPC protocol on a loopback port. */
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import { appendHandler } from './append-service';
import { batchAppendHandler } from './batch-append-service';
import { announceNode, withdrawNode } from './folder';
import { GroupCommit } from './group-commit';
import { NO_DELETE, refuseOutOfScope, refusing } from './out-of-scope';
import { readHandler } from './read-service';
import { Storage } from './storage';

export interface NodeOptions {
  /** Folder of the store; made where it is missing. */
  readonly folder: string;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
}

export interface ServingNode {
  readonly port: number;
  /** Ends all calls and closes the file. */
  stop(): Promise<void>;
}

/** What the largest answer and the largest part of a batch may weigh, as the client has it. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

/** The real server's version whose features are answered for. */
const SERVER_VERSION = '23.10.0';

/** Serves a store from this thread. `onFailure` is told when the disk refuses a commit; the node must end then. */
export async function serveNode(options: NodeOptions, onFailure: (error: unknown) => void): Promise<ServingNode> {
  const storage = new Storage(options.folder);
  const commits = new GroupCommit(storage, onFailure);
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  });
  server.addService(streamsOfBytes(), {
    read: readHandler(storage),
    append: appendHandler(commits),
    batchAppend: batchAppendHandler(commits),
    delete: refusing(NO_DELETE),
    tombstone: refusing(NO_DELETE),
  });
  server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods });
  refuseOutOfScope(server);
  const port = await bind(server, options.port).catch((error: unknown) => {
    storage.close();
    throw error;
  });
  announceNode(options.folder, { pid: process.pid, port });
  return {
    port,
    stop: async () => {
      server.forceShutdown();
      commits.stop();
      withdrawNode(options.folder);
      storage.close();
    },
  };
}

/** Stored events go out as the bytes they are; only the other answers are messages. */
const streamsOfBytes = () => ({
  ...StreamsService,
  read: {
    ...StreamsService.read,
    responseSerialize: (answer: ReadResp | Buffer) =>
      answer instanceof ReadResp ? Buffer.from(answer.serializeBinary()) : answer,
  },
});

const STREAMS = 'event_store.client.streams.streams';
const PERSISTENT = 'event_store.client.persistent_subscriptions.persistentsubscriptions';

/** Methods and their features, in lower case as the client compares them. */
const KNOWN: readonly [service: string, methods: readonly string[], features: readonly string[]][] = [
  [STREAMS, ['read'], ['position', 'events']],
  [STREAMS, ['append'], []],
  [STREAMS, ['batchappend'], ['deadline_duration']],
  // Named so that the client asks for them here, where it is told what to use instead, and not over HTTP.
  [
    PERSISTENT,
    ['create', 'update', 'delete', 'read', 'getinfo', 'list', 'replayparked', 'restartsubsystem'],
    ['stream', 'all'],
  ],
];

function supportedMethods(_call: unknown, callback: sendUnaryData<SupportedMethods>): void {
  const methods = KNOWN.flatMap(([service, names, features]) =>
    names.map((name) => {
      const method = new SupportedMethod();
      method.setServiceName(service);
      method.setMethodName(name);
      return method.setFeaturesList([...features]);
    }),
  );
  callback(null, new SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(SERVER_VERSION));
}

const bind = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(new Error(`the embedded node cannot listen on port ${port}: ${error.message}`));
      else resolve(bound);
    });
  });
