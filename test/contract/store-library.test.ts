/** `libs/event-store` against a running node: one error vocabulary, safe retries, resuming subscriptions, the chain. */
import { join } from 'node:path';
import { type LedgerEvent, whoseOfRecording } from '@case';
import {
  BadStoredEvent,
  chainOn,
  type Delivery,
  EMPTY_TAIL,
  EventStore,
  NotSent,
  OutcomeUnknown,
  type OutgoingEvent,
  StoreConflict,
  StoreUnavailable,
} from '@event-store';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import Database from 'libsql';
import { FaultProxy } from '../harness/fault-proxy';
import { startTestNode, type TestNode, tamper } from '../harness/node';
import { startFollower } from '../harness/not-leader';
import { chained, codec, command, NOW, plain, visit } from '../harness/visits';

/** For stores that do not answer: what is waited for in vain is waited for briefly. */
const quick = { timeoutMs: 300, attempts: 2, pauseMs: 10, silenceMs: 200 };
/** For a store that does answer, however busy the machine. */
const patient = { ...quick, timeoutMs: 10_000 };

let node: TestNode;
let store: EventStore;

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

beforeEach(async () => {
  node = await startTestNode();
  store = EventStore.connect(node.url, codec, patient);
});

afterEach(async () => {
  await store.close();
  await node.remove();
});

describe('append and read', () => {
  it('gives back what was appended, with revision, position and hash', async () => {
    const { outgoing } = chained('case-1', EMPTY_TAIL, 'v-1', 'v-2');
    expect(await store.append('case-1', -1, outgoing)).toEqual({ revision: 1, position: 2n });
    const read = await store.read('case-1');
    expect(read.map(({ event }) => event)).toEqual([visit('v-1'), visit('v-2')]);
    expect(read.map(({ hash }) => hash)).toEqual(outgoing.map(({ hash }) => hash));
    expect(await store.head()).toBe(2n);
    expect(await store.read('case-none')).toEqual([]);
  });

  it('calls it a conflict when somebody else was there before', async () => {
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1').outgoing);
    await expect(store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-2').outgoing)).rejects.toBeInstanceOf(
      StoreConflict,
    );
  });

  it('does not make ready to append what its own schema refuses', async () => {
    const wrong = { ...visit('v-1'), data: { visitId: 'v-1' } } as LedgerEvent;
    await expect(codec.encoder('case-1', [wrong], whoseOfRecording('r-1', undefined))).rejects.toThrow(
      'does not match its schema',
    );
  });

  it('never lets recordedAt fall in a stream, whatever the clock does', async () => {
    const { tail } = chained('case-1', EMPTY_TAIL, 'v-1');
    const { outgoing } = chainOn('case-1', tail, [visit('v-2')], command, NOW - 60_000, plain);
    expect(outgoing[0]?.metadata.recordedAt).toBe(new Date(NOW).toISOString());
  });
});

describe('a store that does not answer', () => {
  const event = () => chained('case-1', EMPTY_TAIL, 'v-1').outgoing;

  it('leaves the outcome of an append unknown; from then on nothing is sent, until it is back', async () => {
    await store.read('case-1');
    await node.stop();
    await expect(store.append('case-1', -1, event())).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(store.append('case-1', -1, event())).rejects.toBeInstanceOf(NotSent);
    await expect(store.read('case-1')).rejects.toBeInstanceOf(NotSent);
    expect(store.health.up).toBe(false);
    await node.start();
    await until(() => store.health.up);
    expect(await store.append('case-1', -1, event())).toMatchObject({ revision: 0 });
    expect(store.health).toMatchObject({ reconnects: 1 });
  });

  describe('through a bad network', () => {
    let proxy: FaultProxy;
    let behind: EventStore;

    beforeEach(async () => {
      proxy = await FaultProxy.to(node.port);
      behind = EventStore.connect(proxy.url, codec, quick);
      await behind.read('case-1');
    });

    afterEach(async () => {
      await behind.close();
      await proxy.close();
    });

    /** Sent until it is answered: on a busy machine a store may be silent for longer than these tests wait for it. */
    async function appended(expected: number, outgoing: readonly OutgoingEvent[]): ReturnType<EventStore['append']> {
      for (;;) {
        try {
          return await behind.append('case-1', expected, outgoing);
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          await until(() => behind.health.up);
        }
      }
    }

    it('answers within its time-out where the store hears and stays silent', async () => {
      proxy.weather = 'deaf';
      const outgoing = event();
      await expect(behind.append('case-1', -1, outgoing)).rejects.toBeInstanceOf(OutcomeUnknown);
      proxy.weather = 'fair';
      await until(() => behind.health.up);
      // It was stored all the same; the same ids sent again are recognised, and nothing is stored twice.
      expect(await appended(-1, outgoing)).toMatchObject({ revision: 0 });
      expect(await store.read('case-1')).toHaveLength(1);
    });

    it.each<[string, () => void]>([
      ['resets connections', () => proxy.drop()],
      ['ends connections in good order', () => proxy.halfClose()],
    ])('appends all the same where it %s', async (_what, happens) => {
      let { outgoing, tail } = chained('case-1', EMPTY_TAIL, 'v-0');
      for (let i = 0; i < 20; i++) {
        const appending = behind.append('case-1', tail.revision - 1, outgoing);
        if (i % 4 === 0) happens();
        await appending.catch(async (error) => {
          expect(error).toBeInstanceOf(StoreUnavailable);
          await appended(tail.revision - 1, outgoing);
        });
        ({ outgoing, tail } = chained('case-1', tail, `v-${i + 1}`));
      }
      expect(await store.read('case-1')).toHaveLength(20);
    });

    it('goes to the leader where a node says that it is none', async () => {
      const follower = await startFollower(node.port);
      proxy.retarget(follower.port);
      const outgoing = event();
      expect(await appended(-1, outgoing)).toMatchObject({ revision: 0 });
      expect(follower.asked()).toBeGreaterThan(0);
      follower.stop();
    });
  });
});

describe('subscribe', () => {
  const follow = (
    signal: AbortSignal,
    seen: Delivery[],
    onDrop: () => void = () => undefined,
    onCaughtUp: () => void = () => undefined,
    from: EventStore = store,
  ) =>
    (async () => {
      for await (const recorded of from.subscribe({
        prefixes: ['case-'],
        after: undefined,
        signal,
        onCaughtUp,
        onDrop,
      })) {
        seen.push(recorded);
      }
    })();

  it('goes on by itself after the store was away, without a gap or a repeat', async () => {
    const seen: Delivery[] = [];
    const stop = new AbortController();
    let drops = 0;
    const following = follow(stop.signal, seen, () => {
      drops += 1;
    });
    const first = chained('case-1', EMPTY_TAIL, 'v-1', 'v-2');
    await store.append('case-1', -1, first.outgoing);
    await until(() => seen.length === 2);
    await node.stop();
    await until(() => drops > 0);
    await node.start();
    const again = EventStore.connect(node.url, codec);
    await again.append('case-1', 1, chained('case-1', first.tail, 'v-3').outgoing);
    await until(() => seen.length === 3);
    stop.abort();
    await following;
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    await again.close();
  });

  it.each<[string, (proxy: FaultProxy) => void]>([
    ['an error', (proxy) => proxy.drop()],
    ['a normal end', (proxy) => proxy.halfClose()],
    [
      'silence',
      (proxy) => {
        proxy.weather = 'silence';
        setTimeout(() => {
          proxy.weather = 'fair';
        }, 700);
      },
    ],
    [
      'deafness',
      (proxy) => {
        proxy.weather = 'deaf';
        setTimeout(() => {
          proxy.weather = 'fair';
        }, 700);
      },
    ],
  ])('goes on by itself after %s, without a gap or a repeat', async (_what, happens) => {
    const proxy = await FaultProxy.to(node.port);
    const behind = EventStore.connect(proxy.url, codec, quick);
    const seen: Delivery[] = [];
    const stop = new AbortController();
    const following = follow(stop.signal, seen, undefined, undefined, behind);
    let { tail, outgoing } = chained('case-1', EMPTY_TAIL, 'v-0');
    await store.append('case-1', -1, outgoing);
    await until(() => seen.length === 1);

    happens(proxy);
    for (let i = 1; i <= 5; i++) {
      ({ tail, outgoing } = chained('case-1', tail, `v-${i}`));
      await store.append('case-1', i - 1, outgoing);
    }
    await until(() => seen.length === 6);
    stop.abort();
    await following;
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    await behind.close();
    await proxy.close();
  });

  it('waits for a slow handler without dropping what it is about to give it', async () => {
    const { outgoing } = chained('case-1', EMPTY_TAIL, 'v-1', 'v-2', 'v-3');
    await store.append('case-1', -1, outgoing);
    const stop = new AbortController();
    const seen: number[] = [];
    let drops = 0;
    const events = store.subscribe({
      prefixes: ['case-'],
      after: undefined,
      signal: stop.signal,
      onCaughtUp: () => undefined,
      onDrop: () => {
        drops += 1;
      },
    });
    for await (const { revision } of events) {
      seen.push(revision);
      // Longer than the silence after which the store is asked.
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (seen.length === 3) break;
    }
    stop.abort();
    expect({ seen, drops }).toEqual({ seen: [0, 1, 2], drops: 0 });
  });

  it('finds its way from a node that is no leader', async () => {
    const follower = await startFollower(node.port);
    const behind = EventStore.connect(`esdb://127.0.0.1:${follower.port}?tls=false`, codec, quick);
    const seen: Delivery[] = [];
    const stop = new AbortController();
    const following = follow(stop.signal, seen, undefined, undefined, behind);
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1').outgoing);
    await until(() => seen.length === 1);
    stop.abort();
    await following;
    expect(follower.asked()).toBeGreaterThan(0);
    await behind.close();
    follower.stop();
  });

  it('says that it has caught up only when everything before was handled', async () => {
    const { outgoing } = chained('case-1', EMPTY_TAIL, ...Array.from({ length: 200 }, (_, i) => `v-${i}`));
    await store.append('case-1', -1, outgoing);
    const seen: Delivery[] = [];
    const stop = new AbortController();
    let seenThen = -1;
    const following = follow(stop.signal, seen, undefined, () => {
      if (seenThen < 0) seenThen = seen.length;
    });
    await until(() => seenThen >= 0);
    stop.abort();
    await following;
    expect(seenThen).toBe(200);
  });

  it('gives an event that does not decode as such, naming it, and goes on', async () => {
    const client = EventStoreDBClient.connectionString(node.url);
    await client.appendToStream('case-bad', jsonEvent({ type: 'Nonsense', data: {} }));
    await client.dispose();
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1').outgoing);
    const seen: Delivery[] = [];
    const stop = new AbortController();
    const following = follow(stop.signal, seen);
    await until(() => seen.length === 2);
    stop.abort();
    await following;
    const [bad, good] = seen;
    expect(bad).toMatchObject({ stream: 'case-bad', revision: 0, type: 'Nonsense' });
    expect(bad && 'problem' in bad && bad.problem.message).toContain('case-bad revision 0');
    expect(good).toMatchObject({ stream: 'case-1', event: { type: 'FieldVisitReported' } });
  });
});

describe('the hash chain', () => {
  it.each([
    ['and its checksum with it', true, 'case-1 revision 2: the hash chain is broken here'],
    ['and nothing else', false, 'case-1 revision 1: the stored event is damaged'],
  ])('fails when one stored byte was changed, %s, and names the event', async (_what, covered, sentence) => {
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1', 'v-2', 'v-3').outgoing);
    expect(await store.read('case-1')).toHaveLength(3);
    await node.stop();
    tamper(node.folder, 1, '"visitId":"v-2"', '"visitId":"v-9"', covered);
    await node.start();
    const again = EventStore.connect(node.url, codec);
    await expect(again.read('case-1')).rejects.toBeInstanceOf(BadStoredEvent);
    await expect(again.read('case-1')).rejects.toThrow(sentence);
    await again.close();
  });

  it('fails when an event is taken out', async () => {
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1', 'v-2', 'v-3').outgoing);
    await node.stop();
    const db = new Database(join(node.folder, 'events.sqlite'));
    db.exec('DELETE FROM event WHERE revision = 1');
    db.close();
    await node.start();
    const again = EventStore.connect(node.url, codec);
    await expect(again.read('case-1')).rejects.toThrow('case-1 revision 1: the stored event is damaged or gone');
    await again.close();
  });
});
