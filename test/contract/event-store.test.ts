/** What the store's own client may rely on, against the embedded node. */
import { randomUUID } from 'node:crypto';
import {
  type AppendResult,
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  FORWARDS,
  type JSONEventData,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults,
  type ReadStreamOptions,
  type RecordedEvent,
  START,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { startTestNode, type TestNode } from '../harness/node';

let node: TestNode;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await startTestNode();
  client = EventStoreDBClient.connectionString(node.url);
});

afterAll(async () => {
  await client.dispose();
  await node.remove();
});

const events = (...numbers: number[]): JSONEventData[] =>
  numbers.map((number) => jsonEvent({ type: `type-${number % 2}`, data: { number } }));
const fresh = () => `stream-${randomUUID()}`;

const numberOf = (event: RecordedEvent | undefined): number => {
  const data: unknown = event?.data;
  const number = typeof data === 'object' && data !== null ? Reflect.get(data, 'number') : undefined;
  return typeof number === 'number' ? number : Number.NaN;
};

async function numbersOf(stream: string, options: ReadStreamOptions = {}): Promise<number[]> {
  const found: number[] = [];
  for await (const { event } of client.readStream(stream, options)) found.push(numberOf(event));
  return found;
}

describe.each([
  ['batch append', {}, 'no_stream'],
  ['unary append', { credentials: { username: 'anyone', password: 'anything' } }, expect.anything()],
])('%s', (_kind, options, expectedVersion) => {
  const append = (stream: string, batch: JSONEventData[], more = {}): Promise<AppendResult> =>
    client.appendToStream(stream, batch, { ...options, ...more });

  it('answers revision and position', async () => {
    const stream = fresh();
    expect(await append(stream, events(1, 2))).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const { position } = await append(stream, events(3), { expectedRevision: 1n });
    expect(position?.commit).toBe(position?.prepare);
    expect(await numbersOf(stream)).toEqual([1, 2, 3]);
  });

  it('answers a conflict with the client’s own error, naming where the stream is', async () => {
    const stream = fresh();
    await append(stream, events(1, 2));
    const conflict = append(stream, events(3), { expectedRevision: NO_STREAM });
    await expect(conflict).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(conflict).rejects.toMatchObject({
      streamName: stream,
      actualVersion: 1n,
      expectedVersion,
    });
    await expect(append(fresh(), events(1), { expectedRevision: 5n })).rejects.toMatchObject({
      actualVersion: 'no_stream',
    });
  });

  it('takes the same ids at the same revision for a repeat', async () => {
    const stream = fresh();
    const batch = events(1, 2);
    const first = await append(stream, batch, { expectedRevision: NO_STREAM });
    await append(stream, events(3), { expectedRevision: 1n });
    expect(await append(stream, batch, { expectedRevision: NO_STREAM })).toEqual(first);
    expect(await numbersOf(stream)).toEqual([1, 2, 3]);
  });

  it('refuses more than a megabyte, and stays usable', async () => {
    const stream = fresh();
    const huge = jsonEvent({ type: 'huge', data: { text: 'x'.repeat(1024 * 1024) } });
    await expect(append(stream, [huge])).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await append(stream, events(1));
    expect(await numbersOf(stream)).toEqual([1]);
  });

  it('has no stream metadata to write', async () => {
    await expect(append(`$$${fresh()}`, events(1))).rejects.toThrow();
  });
});

describe('read', () => {
  const stream = fresh();
  const all = Array.from({ length: 300 }, (_, i) => i);
  beforeAll(() => client.appendToStream(stream, events(...all)));

  it.each<[string, ReadStreamOptions, number[]]>([
    ['everything', {}, all],
    ['from a revision, inclusive', { fromRevision: 298n }, [298, 299]],
    ['beyond the last', { fromRevision: 300n }, []],
    ['forwards from the end', { fromRevision: END, direction: FORWARDS }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [...all].reverse()],
    ['backwards from a revision, inclusive', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START, maxCount: 1 }, [0]],
    ['at most so many', { maxCount: 150 }, all.slice(0, 150)],
  ])('%s', async (_what, options, expected) => {
    expect(await numbersOf(stream, options)).toEqual(expected);
  });

  it('keeps data, metadata, id, type and time', async () => {
    const name = `ünïcode-${fresh()}`;
    const before = Date.now();
    const id = randomUUID();
    await client.appendToStream(name, jsonEvent({ id, type: 't', data: { a: 'ä' }, metadata: { b: 1 } }));
    for await (const { event, commitPosition } of client.readStream(name)) {
      expect(event).toMatchObject({
        streamId: name,
        id,
        type: 't',
        data: { a: 'ä' },
        metadata: { b: 1 },
        revision: 0n,
        isJson: true,
      });
      expect(event?.created.getTime()).toBeGreaterThanOrEqual(before);
      expect(commitPosition).toBe(event?.position?.commit);
    }
    expect.assertions(3);
  });

  it('says that a stream is not found', async () => {
    await expect(numbersOf(fresh())).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('reads all events forwards from a position, inclusive, and backwards, exclusive', async () => {
    const { position } = await client.appendToStream(fresh(), events(1, 2, 3));
    if (!position) throw new Error('no position');
    const read = async (direction: typeof FORWARDS | typeof BACKWARDS) => {
      const found: bigint[] = [];
      for await (const { event } of client.readAll({ direction, fromPosition: position, maxCount: 2 })) {
        found.push(event?.position?.commit ?? 0n);
      }
      return found;
    };
    const { commit } = position;
    expect(await read(FORWARDS)).toEqual([commit]);
    expect(await read(BACKWARDS)).toEqual([commit - 1n, commit - 2n]);
  });
});

describe('subscribe', () => {
  it('delivers history, says when it has caught up, then what comes, of the streams asked for only', async () => {
    const prefix = `p-${randomUUID()}`;
    await client.appendToStream(`${prefix}-a`, events(1, 2));
    await client.appendToStream(fresh(), events(99));
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [prefix] }) });
    let caughtUp = false;
    const found: number[] = [];
    subscription.on('caughtUp', () => {
      caughtUp = true;
      void client.appendToStream(`${prefix}-b`, events(3));
    });
    for await (const { event } of subscription) {
      found.push(numberOf(event));
      if (found.length === 3) break;
    }
    await subscription.unsubscribe();
    expect({ found, caughtUp }).toEqual({ found: [1, 2, 3], caughtUp: true });
  });

  it('resumes after a position, and filters by type', async () => {
    const stream = fresh();
    const { position } = await client.appendToStream(stream, events(1, 3));
    await client.appendToStream(stream, events(2, 5));
    const subscription = client.subscribeToAll({
      ...(position && { fromPosition: position }),
      filter: eventTypeFilter({ prefixes: ['type-1'] }),
    });
    for await (const { event } of subscription) {
      expect(event?.data).toEqual({ number: 5 });
      break;
    }
    await subscription.unsubscribe();
    expect.assertions(1);
  });

  it('follows one stream, also one that is yet to be written', async () => {
    const stream = fresh();
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    subscription.on('confirmation', () => void client.appendToStream(stream, events(7)));
    for await (const { event } of subscription) {
      expect(event?.data).toEqual({ number: 7 });
      break;
    }
    await subscription.unsubscribe();
    expect.assertions(1);
  });

  it('misses nothing and repeats nothing while others write', async () => {
    const prefix = `busy-${randomUUID()}`;
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [prefix] }) });
    const writing = Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        for (let i = 0; i < 25; i++) await client.appendToStream(`${prefix}-${writer}`, events(i));
      }),
    );
    const seen = new Map<string, number>();
    let count = 0;
    for await (const { event } of subscription) {
      if (!event) continue;
      expect(Number(event.revision)).toBe(seen.get(event.streamId) ?? 0);
      seen.set(event.streamId, Number(event.revision) + 1);
      count += 1;
      if (count === 500) break;
    }
    await writing;
    await subscription.unsubscribe();
    expect(seen.size).toBe(20);
  });

  it('refuses a filter by regular expression with a sentence', async () => {
    const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
    const first = subscription[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow('prefixes only');
  });
});

describe('what is not offered', () => {
  it.each([
    ['delete', () => client.deleteStream(fresh()), 'never deletes'],
    ['tombstone', () => client.tombstoneStream(fresh()), 'never deletes'],
    [
      'persistent subscriptions',
      () => client.createPersistentSubscriptionToStream('s', 'g', persistentSubscriptionToStreamSettingsFromDefaults()),
      'catch-up',
    ],
    ['projections', () => client.createProjection('p', 'fromAll()'), 'project in your own process'],
  ])('%s answers with a sentence', async (_what, call, sentence) => {
    await expect(call()).rejects.toThrow(sentence);
  });
});
