/** What a follower may rely on: history, then what comes; nothing missed, nothing twice, and nothing buffered for ever. */
import { randomUUID } from 'node:crypto';
import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  type Position,
  type ReadableSubscription,
  type ResolvedEvent,
  START,
  type SubscribeToStreamOptions,
  streamNameFilter,
} from '@eventstore/db-client';
import { events, fresh, numberOf, numbers, openStore, type StoreUnderTest } from './store-under-test';

let store: StoreUnderTest;
let client: EventStoreDBClient;

beforeAll(async () => {
  store = await openStore();
  ({ client } = store);
});

afterAll(() => store.close());

const once = (subscription: ReadableSubscription<ResolvedEvent>, event: string): Promise<void> =>
  new Promise((resolve) => subscription.once(event, () => resolve()));

/** Everything a subscription says until it has given so many events, in order. */
async function heard(subscription: ReadableSubscription<ResolvedEvent>, count: number): Promise<unknown[]> {
  const said: unknown[] = [];
  subscription.on('confirmation', () => said.push('confirmation'));
  subscription.on('caughtUp', () => said.push('caught up'));
  const all = new Promise<void>((resolve) => {
    subscription.on('data', ({ event }) => {
      said.push(numberOf(event));
      if (said.filter((one) => typeof one === 'number').length === count) resolve();
    });
  });
  await all;
  await subscription.unsubscribe();
  return said;
}

describe('of a stream', () => {
  it.each<[string, SubscribeToStreamOptions, number[]]>([
    ['from the start', { fromRevision: START }, [1, 2, 3, 4]],
    ['without saying from where', {}, [1, 2, 3, 4]],
    ['after a revision', { fromRevision: 1n }, [3, 4]],
    ['after the last', { fromRevision: 2n }, [4]],
    ['from the end', { fromRevision: END }, [4]],
    ['with links resolved', { fromRevision: 1n, resolveLinkTos: true, requiresLeader: true }, [3, 4]],
  ])('%s: confirmation, history, caught up once, then what comes', async (_what, options, expected) => {
    const stream = fresh();
    await client.appendToStream(stream, events(1, 2, 3));
    const subscription = client.subscribeToStream(stream, options);
    subscription.once('caughtUp', () => void client.appendToStream(stream, events(4)));
    const history = expected.slice(0, -1);
    expect(await heard(subscription, expected.length)).toEqual(['confirmation', ...history, 'caught up', 4]);
  });

  it('may begin before the stream does', async () => {
    const stream = fresh();
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    subscription.once('confirmation', () => void client.appendToStream(stream, events(7)));
    expect(await numbers(subscription, 1)).toEqual([7]);
    await subscription.unsubscribe();
  });

  it('has an id, and ends when it is given up', async () => {
    const subscription = client.subscribeToStream(fresh());
    await once(subscription, 'confirmation');
    expect(subscription.id).toMatch(/^[0-9a-f-]{36}$/);
    await subscription.unsubscribe();
  });
});

describe('of $all', () => {
  it('follows the streams asked for, by their names', async () => {
    const [one, two] = [`p-${randomUUID()}`, `q-${randomUUID()}`];
    await client.appendToStream(`${one}-a`, events(1, 2));
    await client.appendToStream(fresh(), events(99));
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [one, two] }) });
    subscription.once('caughtUp', () => void client.appendToStream(`${two}-b`, events(3)));
    expect(await heard(subscription, 3)).toEqual(['confirmation', 1, 2, 'caught up', 3]);
  });

  it('follows events by their types', async () => {
    const prefix = `t-${randomUUID()}`;
    const typed = (type: string, number: number) => jsonEvent({ type: `${prefix}-${type}`, data: { number } });
    await client.appendToStream(fresh(), [typed('a', 1), typed('b', 2), typed('a', 3)]);
    const subscription = client.subscribeToAll({ filter: eventTypeFilter({ prefixes: [`${prefix}-a`] }) });
    expect(await numbers(subscription, 2)).toEqual([1, 3]);
    await subscription.unsubscribe();
  });

  it('resumes after a position, and begins at the end where it is asked to', async () => {
    const stream = fresh();
    const { position } = await client.appendToStream(stream, events(1, 2));
    await client.appendToStream(stream, events(3));
    const filter = streamNameFilter({ prefixes: [stream] });
    if (!position) throw new Error('no position');
    const after = client.subscribeToAll({ fromPosition: position, filter });
    expect(await numbers(after, 1)).toEqual([3]);
    await after.unsubscribe();
    const live = client.subscribeToAll({ fromPosition: END, filter });
    live.once('caughtUp', () => void client.appendToStream(stream, events(4)));
    expect(await numbers(live, 1)).toEqual([4]);
    await live.unsubscribe();
  });

  it('needs no filter', async () => {
    const stream = fresh();
    const subscription = client.subscribeToAll({ fromPosition: END, resolveLinkTos: true, requiresLeader: true });
    subscription.once('caughtUp', () => void client.appendToStream(stream, events(5)));
    for await (const { event } of subscription) if (event?.streamId === stream) break;
    await subscription.unsubscribe();
  });

  it('tells checkpoints of what it passes over, rising, and never one behind an event', async () => {
    const mine = fresh();
    await client.appendToStream(mine, events(1));
    for (let i = 0; i < 20; i++) await client.appendToStream(fresh(), events(...Array.from({ length: 10 }, () => i)));
    await client.appendToStream(mine, events(2));
    const told: bigint[] = [];
    const checkpointReached = (_subscription: unknown, { commit }: Position) => void told.push(commit);
    const subscription = client.subscribeToAll({
      filter: streamNameFilter({ prefixes: [mine], checkpointInterval: 2, maxSearchWindow: 10, checkpointReached }),
    });
    const placesOfEvents: bigint[] = [];
    for await (const { event } of subscription) {
      const place = event?.position?.commit ?? -1n;
      placesOfEvents.push(place);
      told.push(place);
      if (placesOfEvents.length === 2) break;
    }
    await subscription.unsubscribe();
    expect(told.length).toBeGreaterThan(4);
    told.forEach((place, i) => {
      if (i > 0) expect(place).toBeGreaterThan(told[i - 1] ?? 0n);
    });
  });

  it('filters by regular expression on a server, and says that it cannot on the node', async () => {
    const subscription = client.subscribeToAll({ filter: excludeSystemEvents() });
    const first = subscription[Symbol.asyncIterator]().next();
    if (store.has('prefixes only')) await expect(first).rejects.toThrow('prefixes only');
    else await expect(first).resolves.toBeDefined();
    await subscription.unsubscribe().catch(() => undefined);
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

  it('holds a slow follower back and loses nothing of it', async () => {
    const stream = fresh();
    const subscription = client.subscribeToStream(stream);
    await once(subscription, 'confirmation');
    subscription.pause();
    const text = 'x'.repeat(50_000);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 100; i++) {
      const batch = Array.from({ length: 10 }, (_, j) => jsonEvent({ type: 't', data: { number: i * 10 + j, text } }));
      await client.appendToStream(stream, batch);
    }
    // 50 MB were written; what waits for the follower is in the store, not in memory.
    const grown = process.memoryUsage().rss - before;
    subscription.resume();
    expect(await numbers(subscription, 1_000)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    await subscription.unsubscribe();
    expect(grown).toBeLessThan(400 * 1024 * 1024);
  });

  it('serves a hundred followers at once', async () => {
    const stream = fresh();
    const followers = Array.from({ length: 100 }, () => client.subscribeToStream(stream));
    await Promise.all(followers.map((follower) => once(follower, 'caughtUp')));
    await client.appendToStream(stream, events(1, 2, 3));
    const all = await Promise.all(followers.map((follower) => numbers(follower, 3)));
    expect(all).toEqual(followers.map(() => [1, 2, 3]));
    await Promise.all(followers.map((follower) => follower.unsubscribe()));
  });
});
