/** BatchAppend of the protocol: many appends share one call; each is answered under its correlation id. */
import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { GroupCommit } from './group-commit';
import { expectedRevision, Gathering, MAX_APPEND_BYTES, nameOf, type Refused, uuidText } from './proposal';
import type { AppendResult, ExpectedRevision } from './storage';

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** Beyond this much under way in one call, its caller is held back until the disk has caught up. */
const MOST_BYTES_UNDER_WAY = 16 * 1024 * 1024;
const MOST_UNDER_WAY = 4096;

/** Appends of one call that are still waiting for their last part. */
const MOST_UNFINISHED = 256;

/** Every append is answered, whatever becomes of it; the call ends when its caller has ended it and all are answered. */
export function batchAppendHandler(commits: GroupCommit) {
  return (call: BatchCall): void => {
    const batches = new Batches(call, commits);
    call.on('error', () => undefined);
    call.on('cancelled', () => batches.abandon());
    call.on('end', () => batches.end());
    call.on('data', (part: BatchAppendReq) => batches.take(part));
  };
}

/** One append, from its first part to its answer. */
interface Batch {
  readonly part: BatchAppendReq;
  readonly options: BatchAppendReq.Options;
  readonly gathering: Gathering;
  /** Epoch milliseconds; undefined where the caller waits for ever. */
  readonly deadline: number | undefined;
  timer: NodeJS.Timeout | undefined;
  answered: boolean;
}

class Batches {
  /** Waiting for more parts, by correlation id; undefined once answered early, so that the rest is let go by. */
  readonly #unfinished = new Map<string, Batch | undefined>();
  #underWay = 0;
  #bytes = 0;
  #draining = false;
  #ended = false;

  constructor(
    private readonly call: BatchCall,
    private readonly commits: GroupCommit,
  ) {}

  take(part: BatchAppendReq): void {
    const correlation = uuidText(part.getCorrelationId());
    const batch = this.#unfinished.has(correlation)
      ? this.#unfinished.get(correlation)
      : this.#begin(part, correlation);
    if (batch) this.#gather(batch, part, correlation);
    if (!part.getIsFinal()) return;
    this.#unfinished.delete(correlation);
    if (batch && !batch.answered) void this.#commit(batch);
    else this.#endIfDone();
  }

  end(): void {
    this.#ended = true;
    this.abandon();
    this.#endIfDone();
  }

  /** What the caller did not finish is nothing. */
  abandon(): void {
    for (const batch of this.#unfinished.values()) clearTimeout(batch?.timer);
    this.#unfinished.clear();
  }

  /** What is not whole yet cannot be written away, so that only refusing bounds it. */
  #gather(batch: Batch, part: BatchAppendReq, correlation: string): void {
    for (const message of part.getProposedMessagesList()) batch.gathering.add(message);
    if (part.getIsFinal()) return;
    let waiting = 0;
    for (const unfinished of this.#unfinished.values()) waiting += unfinished?.gathering.bytes ?? 0;
    if (waiting <= MOST_BYTES_UNDER_WAY) return;
    this.#unfinished.set(correlation, undefined);
    batch.answered = true;
    clearTimeout(batch.timer);
    this.#refuse(
      batch,
      status.RESOURCE_EXHAUSTED,
      `appends in parts hold at most ${MOST_BYTES_UNDER_WAY} bytes at a time`,
    );
  }

  #begin(part: BatchAppendReq, correlation: string): Batch | undefined {
    const options = part.getOptions();
    if (!options) return undefined;
    const expected = expectedRevision(options, options.getStreamPosition());
    const gathering = new Gathering(nameOf(options.getStreamIdentifier()), expected);
    const deadline = options.getDeadline()?.toDate().getTime();
    const batch: Batch = { part, options, gathering, deadline, timer: undefined, answered: false };
    if (part.getIsFinal()) return batch;
    if (this.#unfinished.size >= MOST_UNFINISHED) {
      this.#refuse(batch, status.RESOURCE_EXHAUSTED, `at most ${MOST_UNFINISHED} appends at a time come in parts`);
      return undefined;
    }
    this.#unfinished.set(correlation, batch);
    if (deadline !== undefined) {
      const wait = Math.min(Math.max(0, deadline - Date.now()), LONGEST_TIMER_MS);
      batch.timer = setTimeout(() => {
        this.#unfinished.set(correlation, undefined);
        this.#reply(batch, (response) => response.setError(timedOut()));
      }, wait);
    }
    return batch;
  }

  async #commit(batch: Batch): Promise<void> {
    clearTimeout(batch.timer);
    const request = batch.gathering.finish();
    if ('details' in request) {
      this.#reply(batch, (response) => response.setError(refusal(request)));
    } else if (batch.deadline !== undefined && batch.deadline < Date.now()) {
      this.#reply(batch, (response) => response.setError(timedOut()));
    } else {
      this.#hold(batch.gathering.bytes);
      const result = await this.commits.append(request);
      this.#letGo(batch.gathering.bytes);
      this.#reply(batch, (response) =>
        result.kind === 'appended'
          ? response.setSuccess(success(result))
          : response.setError(conflict(result.current, request.expected)),
      );
    }
    this.#endIfDone();
  }

  #refuse(batch: Batch, code: status, details: string): void {
    this.#reply(batch, (response) => response.setError(unknown(code, details)));
  }

  #hold(bytes: number): void {
    this.#underWay += 1;
    this.#bytes += bytes;
    this.#flow();
  }

  #letGo(bytes: number): void {
    this.#underWay -= 1;
    this.#bytes -= bytes;
    this.#flow();
  }

  get #full(): boolean {
    return this.#underWay >= MOST_UNDER_WAY || this.#bytes >= MOST_BYTES_UNDER_WAY;
  }

  #reply({ part, options }: Batch, fill: (response: BatchAppendResp) => BatchAppendResp): void {
    if (this.call.cancelled || !this.call.writable) return;
    const response = new BatchAppendResp().setStreamIdentifier(options.getStreamIdentifier());
    this.call.write(fill(response).setCorrelationId(part.getCorrelationId()));
    this.#flow();
  }

  /** Takes more only while there is room for it, and while its caller reads the answers. */
  #flow(): void {
    const { writableNeedDrain } = this.call;
    if (this.#full || writableNeedDrain) this.call.pause();
    else this.call.resume();
    if (!writableNeedDrain || this.#draining) return;
    this.#draining = true;
    this.call.once('drain', () => {
      this.#draining = false;
      this.#flow();
    });
  }

  #endIfDone(): void {
    if (this.#ended && this.#underWay === 0) this.call.end();
  }
}

/** Longer waits overflow a timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const timedOut = (): Status =>
  failure(
    status.DEADLINE_EXCEEDED,
    'the deadline of the append has passed, it is not stored',
    new Timeout(),
    'Timeout',
  );

/** Of the kinds that the client knows, none brings a sentence to its caller; of one that it does not know it tells. */
const unknown = (code: status, sentence: string): Status =>
  failure(code, `this append: ${sentence}`, new Empty(), 'Refused');

function refusal({ code, reason, details }: Refused): Status {
  if (reason !== 'size') return unknown(code, details);
  const detail = new MaximumAppendSizeExceeded();
  detail.setMaxappendsize(MAX_APPEND_BYTES);
  return failure(code, details, detail, 'MaximumAppendSizeExceeded');
}

function success({ revision, position }: Extract<AppendResult, { kind: 'appended' }>): BatchAppendResp.Success {
  const response = new BatchAppendResp.Success();
  if (revision === undefined) response.setNoStream(new Empty());
  else response.setCurrentRevision(String(revision));
  if (position === undefined) return response.setNoPosition(new Empty());
  const place = new AllStreamPosition();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  return response.setPosition(place);
}

function conflict(current: number | undefined, expected: ExpectedRevision): Status {
  const wrong = new WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
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
