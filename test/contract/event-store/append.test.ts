/** What a writer may rely on: both kinds of append, every expectation, repeats, sizes, deadlines, errors. */
import { randomUUID } from 'node:crypto';
import {
  ANY,
  type AppendResult,
  type AppendToStreamOptions,
  binaryEvent,
  DeadlineExceededError,
  type EventData,
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { events, fresh, numbers, openStore, type StoreUnderTest } from './store-under-test';

let store: StoreUnderTest;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await openStore();
  ({ client } = store);
});

afterAll(() => store.close());

describe.each<[string, AppendToStreamOptions, unknown]>([
  ['batch append', {}, 'no_stream'],
  // The client sends appends with credentials of their own one by one.
  ['unary append', { credentials: { username: 'admin', password: 'changeit' } }, expect.anything()],
])('%s', (_kind, options, expectedVersion) => {
  const append = (stream: string, batch: EventData | EventData[], more: AppendToStreamOptions = {}) =>
    client.appendToStream(stream, batch, { ...options, ...more });
  const read = (stream: string) => numbers(client.readStream(stream));

  it('answers revision and position', async () => {
    const stream = fresh();
    expect(await append(stream, events(1, 2))).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const { position } = await append(stream, events(3), { expectedRevision: 1n });
    expect(position?.commit).toBe(position?.prepare);
    expect(await read(stream)).toEqual([1, 2, 3]);
  });

  it.each([
    ['any', ANY, true, true],
    ['no stream', NO_STREAM, true, false],
    ['stream exists', STREAM_EXISTS, false, true],
    ['the revision it is at', 0n, false, true],
    ['a revision ahead', 1n, false, false],
    ['a revision beyond any stream', 2n ** 63n - 2n, false, false],
  ] as const)(
    'expecting %s: of a new stream, and of one with one event',
    async (_what, expectedRevision, ofNew, ofOne) => {
      const stream = fresh();
      const outcome = (promise: Promise<AppendResult>) =>
        promise.then(
          ({ success }) => success,
          (error) => {
            expect(error).toBeInstanceOf(WrongExpectedVersionError);
            return false;
          },
        );
      expect(await outcome(append(stream, events(1), { expectedRevision }))).toBe(ofNew);
      const other = fresh();
      await append(other, events(1));
      expect(await outcome(append(other, events(2), { expectedRevision }))).toBe(ofOne);
      expect(await read(other)).toEqual(ofOne ? [1, 2] : [1]);
    },
  );

  it('names in a conflict where the stream is', async () => {
    const stream = fresh();
    await append(stream, events(1, 2));
    await expect(append(stream, events(3), { expectedRevision: NO_STREAM })).rejects.toMatchObject({
      streamName: stream,
      actualVersion: 1n,
      expectedVersion,
    });
    await expect(append(fresh(), events(1), { expectedRevision: 5n })).rejects.toMatchObject({
      actualVersion: 'no_stream',
    });
  });

  it('writes several events whole or not at all', async () => {
    const stream = fresh();
    await append(stream, events(1));
    await expect(append(stream, events(2, 3, 4), { expectedRevision: NO_STREAM })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    expect(await read(stream)).toEqual([1]);
  });

  it('takes the same ids at the same revision for a repeat, and some of them for a conflict', async () => {
    const stream = fresh();
    const batch = events(1, 2);
    const first = await append(stream, batch, { expectedRevision: NO_STREAM });
    await append(stream, events(3), { expectedRevision: 1n });
    expect(await append(stream, batch, { expectedRevision: NO_STREAM })).toEqual(first);
    const [known] = batch;
    if (!known) throw new Error('no event');
    const half = append(stream, [known, ...events(9)], { expectedRevision: NO_STREAM });
    await expect(half).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await read(stream)).toEqual([1, 2, 3]);
  });

  it('recognises a repeat without an expected revision by its ids', async () => {
    const stream = fresh();
    const batch = events(1, 2);
    const first = await append(stream, batch);
    await append(stream, events(3));
    // A server knows the most recent ids only; the node knows them all (see "repeats for ever").
    expect(await append(stream, batch)).toMatchObject({ nextExpectedRevision: first.nextExpectedRevision });
    expect(await append(stream, batch, { expectedRevision: STREAM_EXISTS })).toMatchObject({
      nextExpectedRevision: 1n,
    });
    expect(await read(stream)).toEqual([1, 2, 3]);
  });

  it('accepts an append of nothing', async () => {
    const stream = fresh();
    await append(stream, events(1));
    expect(await append(stream, [], { expectedRevision: 0n })).toMatchObject({ nextExpectedRevision: 0n });
    expect(await read(stream)).toEqual([1]);
  });

  it('refuses more than a megabyte, and stays usable', async () => {
    const stream = fresh();
    const huge = jsonEvent({ type: 'huge', data: { text: 'x'.repeat(1024 * 1024) } });
    const refused = append(stream, huge);
    await expect(refused).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await expect(refused).rejects.toMatchObject({ maxAppendSize: 1024 * 1024 });
    const many = Array.from({ length: 12 }, () => jsonEvent({ type: 'large', data: { text: 'x'.repeat(100_000) } }));
    await expect(append(stream, many)).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await append(stream, many.slice(0, 9));
    expect(await read(stream)).toHaveLength(9);
  });

  it('keeps binary and JSON data, binary and JSON metadata, id and type', async () => {
    const stream = fresh();
    const [json, binary, bare] = [randomUUID(), randomUUID(), randomUUID()];
    const bytes = Uint8Array.from([0, 255, 128]);
    await append(stream, [
      jsonEvent({ id: json, type: 'ünïcode', data: { text: 'ä€𝄞' }, metadata: { more: 1 } }),
      binaryEvent({ id: binary, type: 'bytes', data: bytes, metadata: bytes }),
      jsonEvent({ id: bare, type: 'bare', data: {} }),
    ]);
    const found = [];
    for await (const { event } of client.readStream(stream)) found.push(event);
    expect(found).toMatchObject([
      { id: json, type: 'ünïcode', isJson: true, data: { text: 'ä€𝄞' }, metadata: { more: 1 }, revision: 0n },
      { id: binary, type: 'bytes', isJson: false, revision: 1n },
      { id: bare, type: 'bare', isJson: true, data: {}, revision: 2n },
    ]);
    const second = found[1];
    expect(second && [...new Uint8Array(second.data as Uint8Array)]).toEqual([...bytes]);
    expect(second && [...new Uint8Array(second.metadata as Uint8Array)]).toEqual([...bytes]);
    expect(found[2]?.metadata).toBeUndefined();
  });

  it('takes requiresLeader, and every part size', async () => {
    const stream = fresh();
    await append(stream, events(1), { requiresLeader: true });
    await append(stream, events(...Array.from({ length: 50 }, (_, i) => i + 2)), { batchAppendSize: 200 });
    expect(await read(stream)).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
  });

  it('has no stream metadata to write', async () => {
    const written = append(`$$${fresh()}`, jsonEvent({ type: '$metadata', data: {} }));
    if (store.has('nothing to delete')) await expect(written).rejects.toThrow('never truncates');
    else await expect(written).resolves.toMatchObject({ success: true });
  });

  it('refuses names that are none', async () => {
    if (!store.has('bounded names')) return;
    await expect(append('x'.repeat(2049), events(1))).rejects.toBeInstanceOf(UnknownError);
    await expect(append('$all', events(1))).rejects.toBeInstanceOf(UnknownError);
    await expect(append(fresh(), jsonEvent({ type: 'x'.repeat(2049), data: {} }))).rejects.toBeInstanceOf(UnknownError);
  });

  it('answers an append whose deadline has passed, and has not stored it', async () => {
    const stream = fresh();
    const late = append(stream, events(1), { deadline: -1_000 });
    await expect(late).rejects.toBeInstanceOf(DeadlineExceededError);
    await append(stream, events(2), { expectedRevision: NO_STREAM });
  });
});

it('tells a client that does not want errors of a conflict with success: false', async () => {
  const lenient = EventStoreDBClient.connectionString(`${store.url}&throwOnAppendFailure=false`);
  const stream = fresh();
  await lenient.appendToStream(stream, events(1));
  const answer = await lenient.appendToStream(stream, events(2), { expectedRevision: NO_STREAM });
  expect(answer).toMatchObject({ success: false });
  await lenient.dispose();
});

it('keeps the order of the requests of one client', async () => {
  const stream = fresh();
  const order = Array.from({ length: 200 }, (_, i) => i);
  await Promise.all(order.map((i) => client.appendToStream(stream, events(i))));
  expect(await numbers(client.readStream(stream))).toEqual(order);
});

const RACES = Number(process.env.RACES ?? 2_000);

it(`lets exactly one of two writers win each revision, ${RACES} times`, async () => {
  const stream = fresh();
  const other = EventStoreDBClient.connectionString(store.url);
  let conflicts = 0;
  const write = async (writer: EventStoreDBClient, revision: number, number: number): Promise<boolean> => {
    const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
    try {
      await writer.appendToStream(stream, events(number), { expectedRevision });
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
      conflicts += 1;
      return false;
    }
  };
  const won: number[] = [];
  for (let revision = 0; revision < RACES; revision++) {
    const both = await Promise.all([write(client, revision, 2 * revision), write(other, revision, 2 * revision + 1)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    won.push(2 * revision + (both[0] ? 0 : 1));
  }
  expect(await numbers(client.readStream(stream))).toEqual(won);
  expect(conflicts).toBe(RACES);
  await other.dispose();
}, 300_000);
