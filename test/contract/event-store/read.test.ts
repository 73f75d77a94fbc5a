/** What a reader may rely on: streams and $all, both ways, from anywhere. */
import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  START,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { events, fresh, numbers, openStore, type StoreUnderTest } from './store-under-test';

let store: StoreUnderTest;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await openStore();
  ({ client } = store);
});

afterAll(() => store.close());

const ALL = Array.from({ length: 300 }, (_, i) => i);

describe('a stream', () => {
  const stream = fresh();
  beforeAll(() => client.appendToStream(stream, events(...ALL)));

  it.each<[string, ReadStreamOptions, number[]]>([
    ['everything', {}, ALL],
    ['forwards from the start', { direction: FORWARDS, fromRevision: START }, ALL],
    ['from a revision, inclusive', { fromRevision: 298n }, [298, 299]],
    ['from the last', { fromRevision: 299n }, [299]],
    ['beyond the last', { fromRevision: 300n }, []],
    ['far beyond the last', { fromRevision: 2n ** 63n - 1n }, []],
    ['forwards from the end', { fromRevision: END, direction: FORWARDS }, []],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [...ALL].reverse()],
    ['backwards from a revision, inclusive', { direction: BACKWARDS, fromRevision: 1n }, [1, 0]],
    ['backwards from beyond the end', { direction: BACKWARDS, fromRevision: 5_000n, maxCount: 2 }, [299, 298]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START, maxCount: 1 }, [0]],
    ['at most so many', { maxCount: 150 }, ALL.slice(0, 150)],
    [
      'at most so many, backwards',
      { maxCount: 130, direction: BACKWARDS, fromRevision: END },
      ALL.slice(170).reverse(),
    ],
    ['with links resolved, where there are none', { resolveLinkTos: true, maxCount: 1 }, [0]],
    ['from the leader', { requiresLeader: true, maxCount: 1 }, [0]],
  ])('%s', async (_what, options, expected) => {
    expect(await numbers(client.readStream(stream, options))).toEqual(expected);
  });

  it('gives each event its place and its time', async () => {
    const before = Date.now() - 1_000;
    const name = `ünïcode-${fresh()}`;
    await client.appendToStream(name, events(1, 2));
    const found = [];
    for await (const resolved of client.readStream(name)) found.push(resolved);
    expect(found.map(({ event }) => [event?.streamId, event?.revision])).toEqual([
      [name, 0n],
      [name, 1n],
    ]);
    for (const { event, commitPosition } of found) {
      expect(event?.created.getTime()).toBeGreaterThanOrEqual(before);
      expect(event?.created.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
      expect(commitPosition).toBe(event?.position?.commit);
    }
  });

  it('is not found where it was never written', async () => {
    const missing = numbers(client.readStream(fresh()));
    await expect(missing).rejects.toBeInstanceOf(StreamNotFoundError);
    await expect(numbers(client.readStream(fresh(), { direction: BACKWARDS, fromRevision: END }))).rejects.toThrow();
    const streamName = fresh();
    await expect(client.getStreamMetadata(streamName)).resolves.toEqual({ streamName });
  });

  it('can be left half-way', async () => {
    const reading = client.readStream(stream);
    expect(await numbers(reading, 3)).toEqual([0, 1, 2]);
    await client.readStream(stream).cancel();
    expect(await numbers(client.readStream(stream, { maxCount: 1 }))).toEqual([0]);
  });

  it('keeps large events whole over many pages', async () => {
    const large = fresh();
    const text = 'x'.repeat(200_000);
    for (let i = 0; i < 12; i++) {
      await client.appendToStream(large, { ...events(i)[0], data: { number: i, text } } as ReturnType<
        typeof events
      >[0]);
    }
    expect(await numbers(client.readStream(large))).toEqual(ALL.slice(0, 12));
    const back = client.readStream(large, { direction: BACKWARDS, fromRevision: END });
    expect(await numbers(back)).toEqual(ALL.slice(0, 12).reverse());
  });
});

describe('$all', () => {
  const stream = fresh();
  let places: Position[] = [];
  const placesOf = async (options: ReadAllOptions): Promise<bigint[]> => {
    const found: bigint[] = [];
    for await (const { event } of client.readAll(options)) found.push(event?.position?.commit ?? -1n);
    return found;
  };

  beforeAll(async () => {
    await client.appendToStream(stream, events(...ALL));
    const found: AllStreamResolvedEvent[] = [];
    for await (const resolved of client.readStream(stream)) found.push(resolved as AllStreamResolvedEvent);
    places = found.flatMap(({ event }) => (event?.position ? [event.position] : []));
  });

  it('has positions that rise from event to event', async () => {
    const commits = places.map(({ commit }) => commit);
    expect(commits).toHaveLength(300);
    expect([...commits].sort((a, b) => (a < b ? -1 : 1))).toEqual(commits);
    if (store.has('gapless positions')) expect((commits[299] ?? 0n) - (commits[0] ?? 0n)).toBe(299n);
  });

  it('is read forwards from a position, inclusive, and backwards, exclusive', async () => {
    const [a, b, c] = places.slice(100);
    if (!a || !b || !c) throw new Error('no positions');
    expect(await placesOf({ direction: FORWARDS, fromPosition: b, maxCount: 2 })).toEqual([b.commit, c.commit]);
    expect(await placesOf({ direction: BACKWARDS, fromPosition: b, maxCount: 1 })).toEqual([a.commit]);
  });

  it('is read from its ends', async () => {
    expect(await placesOf({ direction: FORWARDS, fromPosition: END })).toEqual([]);
    expect(await placesOf({ direction: BACKWARDS, fromPosition: START })).toEqual([]);
    expect(await placesOf({ fromPosition: START, maxCount: 1 })).toHaveLength(1);
    const newest = places.at(-1)?.commit;
    if (store.has('no system events')) {
      expect(await placesOf({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })).toEqual([newest]);
    }
    const beyond = { commit: (newest ?? 0n) + 10_000_000n, prepare: (newest ?? 0n) + 10_000_000n };
    if (store.has('gapless positions')) expect(await placesOf({ fromPosition: beyond })).toEqual([]);
  });

  it('holds everything once, both ways', async () => {
    const forwards = await placesOf({});
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(await placesOf({ direction: BACKWARDS, fromPosition: END })).toEqual([...forwards].reverse());
    expect(await placesOf({ resolveLinkTos: true, maxCount: 5, requiresLeader: true })).toEqual(forwards.slice(0, 5));
  });
});
