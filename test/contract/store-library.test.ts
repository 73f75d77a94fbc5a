/** `libs/event-store` against a running node: one error vocabulary, safe retries, resuming subscriptions, the chain. */
import { join } from 'node:path';
import type { LedgerEvent } from '@case';
import {
  BadStoredEvent,
  chainOn,
  EMPTY_TAIL,
  EventCodec,
  EventStore,
  OutcomeUnknown,
  StoreConflict,
  StoreUnavailable,
  type SubscribedEvent,
  type Tail,
} from '@event-store';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import Database from 'libsql';
import { FaultProxy } from '../harness/fault-proxy';
import { startTestNode, type TestNode } from '../harness/node';

const codec = new EventCodec();
const quick = { timeoutMs: 300, attempts: 2, pauseMs: 10 };
const command = {
  commandId: 'c-1',
  payloadHash: 'a'.repeat(64),
  actor: { id: 'local', role: 'local' },
  correlationId: 'x',
  causationId: 'x',
};
const NOW = Date.parse('2026-11-10T12:00:00Z');

const visit = (visitId: string): LedgerEvent => ({
  type: 'FieldVisitReported',
  data: { visitId, visitedAt: '2026-11-10T09:00:00.000Z', visitors: ['f-1'], result: 'nobody-met' },
  occurredAt: '2026-11-10T09:00:00.000Z',
});

const chained = (stream: string, tail: Tail, ...ids: string[]) =>
  chainOn(stream, tail, ids.map(visit), command, NOW, codec);

let node: TestNode;
let store: EventStore;

beforeEach(async () => {
  node = await startTestNode();
  store = EventStore.connect(node.url, codec, quick);
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

  it('does not append what its own schema refuses', () => {
    const wrong = { ...visit('v-1'), data: { visitId: 'v-1' } } as LedgerEvent;
    expect(() => chainOn('case-1', EMPTY_TAIL, [wrong], command, NOW, codec)).toThrow('does not match its schema');
  });

  it('never lets recordedAt fall in a stream, whatever the clock does', async () => {
    const { tail } = chained('case-1', EMPTY_TAIL, 'v-1');
    const { outgoing } = chainOn('case-1', tail, [visit('v-2')], command, NOW - 60_000, codec);
    expect(outgoing[0]?.metadata.recordedAt).toBe(new Date(NOW).toISOString());
  });
});

describe('a store that does not answer', () => {
  it('is unavailable for reads, and the outcome of an append is unknown', async () => {
    await node.stop();
    await expect(store.read('case-1')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1').outgoing)).rejects.toBeInstanceOf(
      OutcomeUnknown,
    );
  });

  it('answers within its time-out where the store accepts and stays silent', async () => {
    const proxy = await FaultProxy.to(node.port);
    const behind = EventStore.connect(`esdb://127.0.0.1:${proxy.port}?tls=false`, codec, quick);
    await behind.read('case-1');
    proxy.swallowAnswers();
    await expect(behind.read('case-1')).rejects.toBeInstanceOf(StoreUnavailable);
    const { outgoing } = chained('case-1', EMPTY_TAIL, 'v-1');
    await expect(behind.append('case-1', -1, outgoing)).rejects.toBeInstanceOf(OutcomeUnknown);
    // It was stored all the same; the same ids sent again are recognised, and nothing is stored twice.
    proxy.cut();
    expect(await behind.append('case-1', -1, outgoing)).toMatchObject({ revision: 0 });
    expect(await store.read('case-1')).toHaveLength(1);
    await behind.close();
    await proxy.close();
  });
});

describe('subscribe', () => {
  const follow = (
    signal: AbortSignal,
    seen: SubscribedEvent[],
    onDrop: () => void = () => undefined,
    onCaughtUp: () => void = () => undefined,
  ) =>
    (async () => {
      for await (const recorded of store.subscribe({
        prefixes: ['case-'],
        after: undefined,
        signal,
        onCaughtUp,
        onDrop,
      })) {
        seen.push(recorded);
      }
    })();

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('goes on by itself after the store was away, without a gap or a repeat', async () => {
    const seen: SubscribedEvent[] = [];
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

  it('says that it has caught up only when everything before was handled', async () => {
    const { outgoing } = chained('case-1', EMPTY_TAIL, ...Array.from({ length: 200 }, (_, i) => `v-${i}`));
    await store.append('case-1', -1, outgoing);
    const seen: SubscribedEvent[] = [];
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

  it('stops at an event that does not decode, naming it', async () => {
    const client = EventStoreDBClient.connectionString(node.url);
    await client.appendToStream('case-bad', jsonEvent({ type: 'Nonsense', data: {} }));
    await client.dispose();
    const following = follow(new AbortController().signal, []);
    await expect(following).rejects.toBeInstanceOf(BadStoredEvent);
    await expect(following).rejects.toThrow('case-bad revision 0');
  });
});

describe('the hash chain', () => {
  const WRITTEN = '"visitId":"v-2"';
  const CHANGED = '"visitId":"v-9"';

  it('fails when one stored byte was changed, and names the event', async () => {
    await store.append('case-1', -1, chained('case-1', EMPTY_TAIL, 'v-1', 'v-2', 'v-3').outgoing);
    expect(await store.read('case-1')).toHaveLength(3);
    await node.stop();
    const db = new Database(join(node.folder, 'events.sqlite'));
    const change = db.prepare(
      `UPDATE event SET record = CAST(replace(CAST(record AS TEXT), ?, ?) AS BLOB) WHERE revision = 1`,
    );
    expect(change.run([WRITTEN, CHANGED]).changes).toBe(1);
    db.close();
    await node.start();
    const again = EventStore.connect(node.url, codec);
    await expect(again.read('case-1')).rejects.toBeInstanceOf(BadStoredEvent);
    await expect(again.read('case-1')).rejects.toThrow('case-1 revision 2: the hash chain is broken here');
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
    await expect(again.read('case-1')).rejects.toThrow('case-1 revision 2');
    await again.close();
  });
});
