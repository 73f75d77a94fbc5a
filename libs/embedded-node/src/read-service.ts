/** Read of the protocol: pages of a stream or of `$all`, and subscriptions to either. */
import { randomUUID } from 'node:crypto';
import { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { type ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Metadata, type ServerWritableStream, status } from '@grpc/grpc-js';
import { parseRead, type ReadPlan } from './read-plan';
import { frame, withStructuredId } from './record';
import { DamagedEvent, MissingEvent, type Storage, type StoredEvent } from './storage';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp | Buffer>;

/** Others have their turn between two pages, also where a filter lets nothing through. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Serves reads and subscriptions. Nothing is buffered for a slow reader: it is sent more when it has taken what it has. */
export function readHandler(storage: Storage) {
  return (call: ReadCall): void => {
    call.on('error', () => undefined);
    const plan = parseRead(call.request);
    if ('refused' in plan) {
      call.emit('error', { code: status.INVALID_ARGUMENT, details: plan.refused });
      return;
    }
    const answer = plan.live ? subscribe(storage, call, plan) : read(storage, call, plan);
    answer.then(
      () => call.end(),
      (error: unknown) => call.emit('error', failureOf(error)),
    );
  };
}

/** A damaged event or file is DATA_LOSS: no retry will help, and verify says more. */
function failureOf(error: unknown): { code: status; details: string; metadata?: Metadata } {
  const details = error instanceof Error ? error.message : 'the read failed';
  if (!(error instanceof DamagedEvent || error instanceof MissingEvent)) {
    return { code: /malformed|corrupt/i.test(details) ? status.DATA_LOSS : status.INTERNAL, details };
  }
  const metadata = new Metadata();
  metadata.set('stream-name', encodeURIComponent(error.stream));
  metadata.set('revision', String(error.revision));
  return { code: status.DATA_LOSS, details, metadata };
}

async function read(storage: Storage, call: ReadCall, plan: ReadPlan): Promise<void> {
  const { stream, direction } = plan;
  if (stream !== undefined && storage.lastRevision(stream) === undefined) {
    const missing = new ReadResp.StreamNotFound();
    missing.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
    await send(call, new ReadResp().setStreamNotFound(missing));
    return;
  }
  let from = startOfRead(plan);
  let left = plan.limit;
  while (left > 0 && from >= 0 && !call.cancelled) {
    const { events, more } = pageOf(storage, plan, from, left);
    const wanted = events.filter(plan.matches).slice(0, left);
    for (const event of wanted) await send(call, framed(event, plan));
    left -= wanted.length;
    const last = events.at(-1);
    if (!last || !more) return;
    from = placeOf(last, plan) + (direction === 'forwards' ? 1 : -1);
    await breathe();
  }
}

/** What pages are counted by: positions in `$all`, revisions in a stream. */
const placeOf = (event: StoredEvent, { stream }: ReadPlan): number =>
  stream === undefined ? event.position : event.revision;

const BEYOND = Number.MAX_SAFE_INTEGER;

/** Where a read begins, inclusive; -1 where there is nothing in that direction. */
function startOfRead({ from, stream, direction }: ReadPlan): number {
  if (from === 'start') return direction === 'forwards' || stream !== undefined ? 0 : -1;
  if (from === 'end') return direction === 'forwards' ? -1 : BEYOND;
  // Backwards from a position in $all leaves that position out, backwards from a revision does not.
  return direction === 'backwards' && stream === undefined ? from - 1 : from;
}

function pageOf(storage: Storage, { stream, direction }: ReadPlan, from: number, limit: number) {
  return stream === undefined
    ? storage.readAll(from, direction, limit)
    : storage.readStream(stream, from, direction, limit);
}

/** History, then `caught up`, then whatever is committed, for as long as the caller listens. */
async function subscribe(storage: Storage, call: ReadCall, plan: ReadPlan): Promise<void> {
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  await send(call, new ReadResp().setConfirmation(confirmation));
  const commits = watch(storage, call);
  const start = startOfSubscription(storage, plan);
  const reader: Reader = { next: start, considered: 0, told: start - 1 };
  try {
    await deliver(storage, call, plan, reader);
    if (plan.checkpointEvery) await tellCheckpoint(call, reader);
    await send(call, new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
    while (!call.cancelled) {
      await commits.next();
      await deliver(storage, call, plan, reader);
    }
  } finally {
    commits.stop();
  }
}

/** Where a subscription is: the place it reads next, how many events it has looked at, and the last place it told of. */
interface Reader {
  next: number;
  considered: number;
  told: number;
}

/** A checkpoint says something only where it lies after everything that was sent. */
async function tellCheckpoint(call: ReadCall, reader: Reader): Promise<void> {
  const reached = reader.next - 1;
  if (reached <= reader.told) return;
  reader.told = reached;
  await send(call, checkpoint(reached));
}

/** Sends everything that is committed from the reader's place on, page by page. */
async function deliver(storage: Storage, call: ReadCall, plan: ReadPlan, reader: Reader): Promise<void> {
  while (!call.cancelled) {
    const { events, more } = pageOf(storage, plan, reader.next, Number.MAX_SAFE_INTEGER);
    for (const event of events) {
      if (call.cancelled) return;
      reader.next = placeOf(event, plan) + 1;
      reader.considered += 1;
      if (plan.matches(event)) {
        reader.told = reader.next - 1;
        await send(call, framed(event, plan));
      }
      if (plan.checkpointEvery > 0 && reader.considered % plan.checkpointEvery === 0)
        await tellCheckpoint(call, reader);
    }
    if (!more) return;
    await breathe();
  }
}

/** A subscription begins after the place it names. */
function startOfSubscription(storage: Storage, { from, stream }: ReadPlan): number {
  if (from === 'start') return stream === undefined ? 1 : 0;
  if (from !== 'end') return from + 1;
  return stream === undefined ? storage.head + 1 : (storage.lastRevision(stream) ?? -1) + 1;
}

/** Wakes for commits made since the last look, and when the caller leaves. */
function watch(storage: Storage, call: ReadCall) {
  let pending = true;
  let wake: (() => void) | undefined;
  const notice = () => {
    pending = true;
    wake?.();
  };
  const unsubscribe = storage.onCommit(notice);
  call.on('cancelled', notice);
  call.on('close', notice);
  return {
    async next(): Promise<void> {
      if (!pending) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      pending = false;
    },
    stop: unsubscribe,
  };
}

const framed = (event: StoredEvent, { structuredIds }: ReadPlan): Buffer =>
  frame(structuredIds ? withStructuredId(event.record) : event.record, event.position);

function checkpoint(position: number): ReadResp {
  const reached = new ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  return new ReadResp().setCheckpoint(reached);
}

/** Writes one answer, and waits where the caller has not taken the earlier ones yet. */
async function send(call: ReadCall, answer: ReadResp | Buffer): Promise<void> {
  if (call.cancelled || call.write(answer)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ['drain', 'cancelled', 'close']) call.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'cancelled', 'close']) call.on(event, done);
  });
}
