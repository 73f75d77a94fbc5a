/** A gRPC server that only answers: what the protocol costs before anything is stored. It takes a BatchAppend and answers it. */
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Server, ServerCredentials, type ServerDuplexStream, status } from '@grpc/grpc-js';

const server = new Server();
const refuse = (call: { emit(event: 'error', error: object): boolean }) =>
  void call.emit('error', { code: status.UNIMPLEMENTED, details: 'this server only echoes' });
server.addService(StreamsService, {
  read: refuse,
  append: refuse,
  delete: refuse,
  tombstone: refuse,
  batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
    call.on('data', (part: BatchAppendReq) => {
      const success = new BatchAppendResp.Success();
      success.setCurrentRevision('0');
      call.write(new BatchAppendResp().setCorrelationId(part.getCorrelationId()).setSuccess(success));
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  },
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
process.once('disconnect', () => process.exit());
