/** What the official client never sends, or never shows: the protocol itself, message by message. */
import { once } from 'node:events';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  AppendReq,
  type AppendResp,
  BatchAppendReq,
  type BatchAppendResp,
  ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type ClientDuplexStream, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { startTestNode, type TestNode, tamper } from '../../harness/node';
import { fresh } from '../event-store/store-under-test';

let node: TestNode;
let client: StreamsClient;

beforeEach(async () => {
  node = await startTestNode();
  client = new StreamsClient(`127.0.0.1:${node.port}`, credentials.createInsecure());
});

afterEach(async () => {
  client.close();
  await node.remove();
});

const EMPTY = () => new GoogleEmpty() as never;
const named = (name: string) => new StreamIdentifier().setStreamName(Buffer.from(name));
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function proposed<M extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(
  message: M,
  n: number,
  bytes = 2,
): M {
  message.setId(new UUID().setString(uuid(n)));
  message.getMetadataMap().set('type', 'happened').set('content-type', 'application/json');
  message.setData(Buffer.alloc(bytes, '1'));
  return message;
}

interface Part {
  readonly append: number;
  readonly stream?: string;
  readonly deadlineMs?: number;
  readonly events?: readonly number[];
  readonly bytes?: number;
  readonly final?: boolean;
  readonly position?: string;
}

/** One message of a batch call; with a stream it is the first of its append. */
function part({ append, stream, deadlineMs, events = [], bytes, final = true, position }: Part): BatchAppendReq {
  const request = new BatchAppendReq();
  request.setCorrelationId(new UUID().setString(uuid(append)));
  request.setIsFinal(final);
  request.setProposedMessagesList(events.map((n) => proposed(new BatchAppendReq.ProposedMessage(), n, bytes)));
  if (stream !== undefined) {
    const options = new BatchAppendReq.Options();
    options.setStreamIdentifier(named(stream));
    if (position === undefined) options.setAny(EMPTY());
    else options.setStreamPosition(position);
    if (deadlineMs !== undefined) options.setDeadline(Timestamp.fromDate(new Date(Date.now() + deadlineMs)));
    request.setOptions(options);
  }
  return request;
}

type Batch = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/** The next answer: whose it is, and what it says. */
async function answer(call: Batch): Promise<Record<string, unknown>> {
  const [response]: BatchAppendResp[] = (await once(call, 'data')) as BatchAppendResp[];
  if (!response) throw new Error('no answer');
  const append = Number(response.getCorrelationId()?.getString().slice(-12));
  const stream = Buffer.from(response.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const error = response.getError();
  if (!error) return { append, stream, revision: response.getSuccess()?.getCurrentRevision() };
  return {
    append,
    stream,
    code: error.getCode(),
    kind: error.getDetails()?.getTypeName().split('.').at(-1),
    details: error.getDetails(),
  };
}

const readRequest = (
  stream: string | undefined,
  change: (options: ReadReq.Options) => void = () => undefined,
): ReadReq => {
  const options = new ReadReq.Options();
  const wanted = new ReadReq.Options.StreamOptions();
  if (stream !== undefined) wanted.setStreamIdentifier(named(stream));
  wanted.setStart(EMPTY());
  options.setStream(wanted);
  options.setReadDirection(ReadReq.Options.ReadDirection.FORWARDS);
  options.setCount('18446744073709551615');
  options.setNoFilter(EMPTY());
  options.setUuidOption(new ReadReq.Options.UUIDOption().setString(EMPTY()));
  change(options);
  return new ReadReq().setOptions(options);
};

const read = (request: ReadReq): Promise<ReadResp[]> =>
  new Promise((resolve, reject) => {
    const answers: ReadResp[] = [];
    const call = client.read(request);
    call.on('data', (response: ReadResp) => answers.push(response));
    call.on('error', reject);
    call.on('end', () => resolve(answers));
  });

describe('batch append', () => {
  let call: Batch;

  beforeEach(() => {
    call = client.batchAppend();
    call.on('error', () => undefined);
  });

  afterEach(() => call.cancel());

  it('gathers appends that come in parts, those of several in between', async () => {
    const [a, b] = [fresh(), fresh()];
    call.write(part({ append: 1, stream: a, events: [1], final: false }));
    call.write(part({ append: 2, stream: b, events: [2] }));
    expect(await answer(call)).toEqual({ append: 2, stream: b, revision: '0' });
    call.write(part({ append: 1, events: [3], final: false }));
    call.write(part({ append: 1, events: [4] }));
    expect(await answer(call)).toEqual({ append: 1, stream: a, revision: '2' });
    expect(await read(readRequest(a))).toHaveLength(3);
  });

  it('answers what has begun when its caller has ended the call, then ends it', async () => {
    const stream = fresh();
    const answers: unknown[] = [];
    call.on('data', (response: BatchAppendResp) => answers.push(response.getSuccess()?.getCurrentRevision()));
    for (let i = 0; i < 50; i++) call.write(part({ append: i, stream, events: [i] }));
    call.write(part({ append: 99, stream, events: [99], final: false }));
    call.end();
    await once(call, 'end');
    expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
    expect(await read(readRequest(stream))).toHaveLength(50);
  });

  it('answers an append at its deadline whose last part does not come, and lets the rest go by', async () => {
    const stream = fresh();
    call.write(part({ append: 1, stream, events: [1], final: false, deadlineMs: 100 }));
    expect(await answer(call)).toMatchObject({ append: 1, stream, code: status.DEADLINE_EXCEEDED, kind: 'Timeout' });
    call.write(part({ append: 1, events: [2] }));
    call.write(part({ append: 2, stream, events: [3] }));
    expect(await answer(call)).toMatchObject({ append: 2, revision: '0' });
  });

  it('answers too large an append once, and takes the next under the same id', async () => {
    const stream = fresh();
    for (let i = 0; i < 4; i++)
      call.write(part({ append: 1, ...(i === 0 && { stream }), events: [i], bytes: 400_000, final: i === 3 }));
    const { details, ...refused } = await answer(call);
    expect(refused).toMatchObject({ append: 1, stream, kind: 'MaximumAppendSizeExceeded' });
    expect(details).toBeDefined();
    call.write(part({ append: 1, stream, events: [9] }));
    expect(await answer(call)).toMatchObject({ append: 1, revision: '0' });
  });

  it('bounds the events of an append, however small, and keeps nothing of one that it will refuse', async () => {
    const many = Array.from({ length: 10_001 }, (_, i) => i);
    call.write(part({ append: 1, stream: fresh(), events: many, final: false }));
    call.write(part({ append: 1, events: many.map((n) => n + 20_000) }));
    expect(await answer(call)).toMatchObject({ append: 1, code: status.INVALID_ARGUMENT });
  });

  it('bounds the bytes of what waits for its last part', async () => {
    const large = { events: [1, 2], bytes: 500_000, final: false };
    for (let i = 0; i < 20; i++) call.write(part({ append: i, stream: fresh(), ...large }));
    expect(await answer(call)).toMatchObject({ append: 16, code: status.RESOURCE_EXHAUSTED });
    call.write(part({ append: 0 }));
    await expect(once(call, 'data', { signal: AbortSignal.timeout(5_000) })).resolves.toBeDefined();
  });

  it('bounds what waits for its last part', async () => {
    for (let i = 0; i < 257; i++) call.write(part({ append: i, stream: fresh(), events: [i], final: false }));
    expect(await answer(call)).toMatchObject({ append: 256, code: status.RESOURCE_EXHAUSTED });
    call.write(part({ append: 0 }));
    expect(await answer(call)).toMatchObject({ append: 0, revision: '0' });
  });

  it('takes every revision of 64 bits for one beyond the stream', async () => {
    const stream = fresh();
    call.write(part({ append: 1, stream, events: [1], position: '18446744073709551615' }));
    expect(await answer(call)).toMatchObject({
      append: 1,
      kind: 'WrongExpectedVersion',
      code: status.FAILED_PRECONDITION,
    });
  });

  it('refuses an id that is no UUID, and an event without a type', async () => {
    const odd = part({ append: 1, stream: fresh(), events: [1] });
    odd.getProposedMessagesList()[0]?.setId(new UUID().setString('seven'));
    call.write(odd);
    expect(await answer(call)).toMatchObject({ append: 1, code: status.INVALID_ARGUMENT });
    const untyped = part({ append: 2, stream: fresh(), events: [2] });
    untyped.getProposedMessagesList()[0]?.getMetadataMap().del('type');
    call.write(untyped);
    expect(await answer(call)).toMatchObject({ append: 2, code: status.INVALID_ARGUMENT });
  });

  it.each<[string, number[]]>([
    ['bytes that are no text', [0x61, 0xff]],
    ['a NUL', [0x61, 0]],
    ['nothing', []],
  ])('refuses a stream whose name is %s', async (_what, bytes) => {
    const odd = part({ append: 1, stream: 'x', events: [1] });
    odd.getOptions()?.setStreamIdentifier(new StreamIdentifier().setStreamName(Uint8Array.from(bytes)));
    call.write(odd);
    expect(await answer(call)).toMatchObject({ append: 1, code: status.INVALID_ARGUMENT });
  });

  it('says nothing to a part of an append that it does not know', async () => {
    call.write(part({ append: 1, events: [1] }));
    call.write(part({ append: 2, stream: fresh(), events: [2] }));
    expect(await answer(call)).toMatchObject({ append: 2 });
  });
});

describe('append', () => {
  const append = (...requests: AppendReq[]): Promise<AppendResp> =>
    new Promise((resolve, reject) => {
      const call = client.append((error: ServiceError | null, response?: AppendResp) =>
        error ? reject(error) : resolve(response as AppendResp),
      );
      for (const request of requests) call.write(request);
      call.end();
    });
  const options = (stream: string) => {
    const wanted = new AppendReq.Options();
    wanted.setStreamIdentifier(named(stream));
    wanted.setAny(EMPTY());
    return new AppendReq().setOptions(wanted);
  };
  const event = (n: number) => new AppendReq().setProposedMessage(proposed(new AppendReq.ProposedMessage(), n));

  it('is refused without options, without a type, and with an id that is none', async () => {
    await expect(append(event(1))).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    const untyped = event(1);
    untyped.getProposedMessage()?.getMetadataMap().del('type');
    const refused = await append(options(fresh()), untyped).catch((error: ServiceError) => error);
    expect(refused).toMatchObject({ code: status.INVALID_ARGUMENT });
    expect((refused as ServiceError).metadata.getMap()).toMatchObject({
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type',
    });
  });

  it('keeps structured ids, answers them both ways, and takes what is no JSON for bytes', async () => {
    const stream = fresh();
    const request = event(1);
    const structured = new UUID.Structured();
    structured.setMostSignificantBits(String(BigInt.asIntN(64, 0xfedcba9876543210n)));
    structured.setLeastSignificantBits('81985529216486895');
    request
      .getProposedMessage()
      ?.setId(new UUID().setStructured(structured))
      .getMetadataMap()
      .set('content-type', 'text/odd');
    await append(options(stream), request);
    const [asText] = await read(readRequest(stream));
    const record = asText?.getEvent()?.getEvent();
    expect(record?.getId()?.getString()).toBe('fedcba98-7654-3210-0123-456789abcdef');
    expect(record?.getMetadataMap().get('content-type')).toBe('application/octet-stream');
    const [asNumbers] = await read(
      readRequest(stream, (wanted) => wanted.setUuidOption(new ReadReq.Options.UUIDOption().setStructured(EMPTY()))),
    );
    expect(asNumbers?.getEvent()?.getEvent()?.getId()?.getStructured()?.toObject()).toEqual(structured.toObject());
  });
});

describe('read', () => {
  it.each<[string, () => ReadReq]>([
    ['no options', () => new ReadReq()],
    ['no way to write ids', () => readRequest('s', (options) => options.clearUuidOption())],
    ['no stream and not all', () => readRequest('s', (options) => options.clearStream())],
    ['a stream without a name', () => readRequest(undefined)],
    [
      'a subscription that goes backwards',
      () =>
        readRequest('s', (options) => {
          options.setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS);
          options.setSubscription(new ReadReq.Options.SubscriptionOptions());
        }),
    ],
  ])('is refused with %s', async (_what, request) => {
    await expect(read(request())).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('answers a missing stream with a message, not with an error', async () => {
    const [missing, ...more] = await read(readRequest('nobody'));
    expect(missing?.hasStreamNotFound()).toBe(true);
    expect(more).toEqual([]);
  });

  it('names a damaged event, and serves all others', async () => {
    const call = client.batchAppend();
    call.on('error', () => undefined);
    call.write(part({ append: 1, stream: 'case-ä', events: [1, 2, 3], bytes: 5 }));
    await answer(call);
    call.cancel();
    await node.stop();
    tamper(node.folder, 1, '11111', '11121', false);
    await node.start();
    client.close();
    client = new StreamsClient(`127.0.0.1:${node.port}`, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    const failed: unknown = await read(readRequest('case-ä')).catch((error: ServiceError) => error);
    expect(failed).toMatchObject({ code: status.DATA_LOSS, details: expect.stringContaining('revision 1') });
    expect((failed as ServiceError).metadata.getMap()).toMatchObject({ 'stream-name': 'case-%C3%A4', revision: '1' });
    expect(await read(readRequest('case-ä', (options) => options.setCount('1')))).toHaveLength(1);
    const after = readRequest('case-ä', (options) => options.getStream()?.setRevision('2'));
    expect(await read(after)).toHaveLength(1);
  });
});
