/** Append and BatchAppend of the protocol: requests in, one answer for every one of them. */

import {
  AllStreamPosition,
  Empty,
  MaximumAppendSizeExceeded,
  Timeout,
  Unknown,
  type UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import {
  AppendReq,
  AppendResp,
  type BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import type { ServerDuplexStream, ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import { Metadata, status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import type { GroupCommit } from './group-commit';
import type { ProposedEvent } from './record';
import type { AppendRequest, AppendResult, ExpectedRevision } from './storage';

/** As on the real server: data, metadata and twice the type of all events of one append. */
export const MAX_APPEND_BYTES = 1024 * 1024;

const METADATA_STREAM = '$$';
const NO_METADATA_STREAMS =
  'stream metadata is not offered by this node: a ledger never truncates, expires or deletes what it holds';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;
type AppendedResult = Extract<AppendResult, { kind: 'appended' }>;

/** The expected revision of a request whose revision field is a decimal of up to 64 bits. */
function expectedRevision(
  options: { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean },
  revision: string,
): ExpectedRevision {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision);
}

function toEvent(message: Proposed): ProposedEvent {
  const contentType = message.getMetadataMap().get('content-type');
  return {
    id: uuidText(message.getId()),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: contentType === 'application/json' ? contentType : 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** A UUID in lower case, whichever of the two forms it came in. */
function uuidText(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString().toLowerCase() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const sizeOf = (event: ProposedEvent): number => event.data.length + event.metadata.length + 2 * event.type.length;

const nameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  identifier ? Buffer.from(identifier.getStreamName_asU8()).toString('utf8') : '';

/** Unary append: the events stream in, a conflict is an ordinary answer. */
export function appendHandler(commits: GroupCommit) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, callback: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    let size = 0;
    call.on('data', (message: AppendReq) => {
      options ??= message.getOptions();
      const proposed = message.getProposedMessage();
      if (!proposed) return;
      const event = toEvent(proposed);
      size += sizeOf(event);
      if (size <= MAX_APPEND_BYTES) events.push(event);
    });
    call.on('error', () => undefined);
    call.on('end', async () => {
      const stream = nameOf(options?.getStreamIdentifier());
      const refused = refuse(stream, size);
      if (!options || refused) {
        callback(refused ?? { code: status.INVALID_ARGUMENT, details: 'an append begins with its options' });
        return;
      }
      const expected = expectedRevision(options, options.getRevision());
      callback(null, appendResponse(await commits.append({ stream, expected, events }), expected));
    });
  };
}

function refuse(stream: string, size: number): { code: status; details: string; metadata?: Metadata } | undefined {
  if (stream.startsWith(METADATA_STREAM)) return { code: status.UNIMPLEMENTED, details: NO_METADATA_STREAMS };
  if (size <= MAX_APPEND_BYTES) return undefined;
  const metadata = new Metadata();
  metadata.set('exception', 'maximum-append-size-exceeded');
  metadata.set('maximum-append-size', String(MAX_APPEND_BYTES));
  return { code: status.INVALID_ARGUMENT, details: `an append holds at most ${MAX_APPEND_BYTES} bytes`, metadata };
}

function appendResponse(result: AppendResult, expected: ExpectedRevision): AppendResp {
  const response = new AppendResp();
  if (result.kind === 'appended') return response.setSuccess(unarySuccess(result));
  const wrong = new AppendResp.WrongExpectedVersion();
  if (result.current === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(result.current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return response.setWrongExpectedVersion(wrong);
}

function unarySuccess({ revision, position }: AppendedResult): AppendResp.Success {
  const success = new AppendResp.Success();
  if (revision === undefined) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) return success.setNoPosition(new Empty());
  const place = new AppendResp.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return success.setPosition(place);
}

/** One append of a batch stream, gathered from its parts. */
interface Batch {
  readonly options: BatchAppendReq.Options;
  readonly events: ProposedEvent[];
  size: number;
}

/** Batch append: many appends share one stream; each is answered under its correlation id, whatever becomes of it. */
export function batchAppendHandler(commits: GroupCommit) {
  return (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const open = new Map<string, Batch>();
    call.on('error', () => undefined);
    call.on('end', () => call.end());
    call.on('data', (part: BatchAppendReq) => {
      const correlation = uuidText(part.getCorrelationId());
      const options = part.getOptions();
      const batch = open.get(correlation) ?? (options && { options, events: [], size: 0 });
      if (!batch) return;
      gather(batch, part);
      if (!part.getIsFinal()) {
        open.set(correlation, batch);
        return;
      }
      open.delete(correlation);
      void answer(commits, batch).then((response) => {
        if (!call.cancelled && call.writable) call.write(response.setCorrelationId(part.getCorrelationId()));
      });
    });
  };
}

function gather(batch: Batch, part: BatchAppendReq): void {
  for (const message of part.getProposedMessagesList()) {
    const event = toEvent(message);
    batch.size += sizeOf(event);
    if (batch.size <= MAX_APPEND_BYTES) batch.events.push(event);
  }
}

async function answer(commits: GroupCommit, { options, events, size }: Batch): Promise<BatchAppendResp> {
  const stream = nameOf(options.getStreamIdentifier());
  const response = new BatchAppendResp().setStreamIdentifier(options.getStreamIdentifier());
  if (stream.startsWith(METADATA_STREAM)) {
    return response.setError(failure(status.UNIMPLEMENTED, NO_METADATA_STREAMS, new Unknown(), 'Unknown'));
  }
  if (size > MAX_APPEND_BYTES) {
    const detail = new MaximumAppendSizeExceeded();
    detail.setMaxappendsize(MAX_APPEND_BYTES);
    return response.setError(failure(status.INVALID_ARGUMENT, 'append too large', detail, 'MaximumAppendSizeExceeded'));
  }
  const deadline = options.getDeadline()?.toDate().getTime();
  if (deadline !== undefined && deadline < Date.now()) {
    return response.setError(failure(status.DEADLINE_EXCEEDED, 'deadline passed', new Timeout(), 'Timeout'));
  }
  const expected = expectedRevision(options, options.getStreamPosition());
  const request: AppendRequest = { stream, expected, events };
  const result = await commits.append(request);
  return result.kind === 'appended'
    ? response.setSuccess(batchSuccess(result))
    : response.setError(conflict(result.current, expected));
}

function batchSuccess({ revision, position }: AppendedResult): BatchAppendResp.Success {
  const success = new BatchAppendResp.Success();
  if (revision === undefined) success.setNoStream(new GoogleEmpty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) return success.setNoPosition(new GoogleEmpty());
  const place = new AllStreamPosition();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return success.setPosition(place);
}

function conflict(current: number | undefined, expected: ExpectedRevision): Status {
  const wrong = new WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new GoogleEmpty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new GoogleEmpty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new GoogleEmpty());
  else wrong.setExpectedStreamPosition(String(expected));
  return failure(status.FAILED_PRECONDITION, 'wrong expected revision', wrong, 'WrongExpectedVersion');
}

function failure(code: number, message: string, detail: { serializeBinary(): Uint8Array }, name: string): Status {
  const any = new Any();
  any.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const failed = new Status();
  failed.setCode(code);
  failed.setMessage(message);
  return failed.setDetails(any);
}
