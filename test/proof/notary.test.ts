/** Checkpoints as the service signs them, and what an auditor finds who reads the store itself. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { serveNode } from '@embedded-node';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { CHECKPOINT_STREAM, EMPTY_ROOT, fromCheckpointData, includes, newSignerKey, openCheckpoint } from '@proof';
import { verifyLog } from '../../apps/auditor/src/verify-log';
import { LogBook } from '../../apps/ledger/src/evidence/log-book';
import { Notary } from '../../apps/ledger/src/process-managers/notary';
import { TestClock } from '../harness/ledger';
import { startTestNode, type TestNode, tamper, temporaryFolder } from '../harness/node';
import { load, type Recorded } from '../harness/portfolio';
import { Writer } from '../harness/read-models';
import { rewriteStore, type StoredRow } from '../harness/rewrite-store';

jest.setTimeout(180_000);

const signer = newSignerKey('ledger/tests');
const quick = { timeoutMs: 1_000, attempts: 2, pauseMs: 20, silenceMs: 1_000 };
const COUNT = 60;
const EVERY = 10;

let node: TestNode;
let store: EventStore;
let writer: Writer;
let folder: string;
let notaries: Notary[];
const events = (count: number): readonly Recorded[] => [...load(count, 6, 3, 5)];

beforeEach(async () => {
  node = await startTestNode();
  store = EventStore.connect(node.url, new EventCodec((value) => value), quick);
  writer = new Writer(node.url);
  folder = temporaryFolder();
  notaries = [];
});

afterEach(async () => {
  for (const notary of notaries) await notary.stop();
  await store.close();
  await writer.close();
  await node.remove();
  rmSync(folder, { recursive: true, force: true });
});

function start(everyMs = 60_000, everyEvents = EVERY): Notary {
  const clock = new TestClock('2026-11-04T12:00:00.000Z');
  const settings = { folder: join(folder, 'checkpoints'), everyEvents, everyMs };
  const logger = Object.assign(new Logger('Notary'), { warn: () => undefined });
  const notary = new Notary({ store, clock, signer, settings, logger });
  notaries.push(notary);
  notary.start();
  return notary;
}

const records = async () => [...(await store.readBeside(CHECKPOINT_STREAM, 10_000, fromCheckpointData))].reverse();

async function untilSigned(size: number): Promise<void> {
  while (((await records()).at(-1)?.size ?? 0) < size) await new Promise((resolve) => setTimeout(resolve, 20));
}

const files = (): readonly string[] => {
  const at = join(folder, 'checkpoints');
  return readdirSync(at).map((name) => readFileSync(join(at, name), 'utf8'));
};

const verify = (held: readonly string[] = [], url = node.url) =>
  verifyLog({ storeUrl: url, verifier: signer.verifier, held });

describe('the notary', () => {
  it('signs for so many events at a time, and goes on where it was after a restart', async () => {
    const all = events(COUNT);
    const first = start();
    await writer.write(all.slice(0, 25));
    await untilSigned(20);
    await first.stop();
    await writer.write(all.slice(25));
    start();
    await untilSigned(COUNT);
    expect((await records()).map(({ size }) => size)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(files().map((note) => openCheckpoint(note, signer.verifier).size)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(await verify(files())).toMatchObject({
      events: COUNT,
      covered: COUNT,
      checkpoints: 6,
      held: 6,
      fault: null,
    });
  });

  it('signs for the few that there are when their time has come, and not again before there are more', async () => {
    await writer.write(events(7));
    start(50, 3_000);
    await untilSigned(7);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await records()).map(({ size }) => size)).toEqual([7]);
  });

  it('may run more than once: each event is signed for once', async () => {
    for (let i = 0; i < 3; i++) start(20, 7);
    await writer.write(events(COUNT));
    await untilSigned(COUNT);
    const sizes = (await records()).map(({ size }) => size);
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
    expect((await records()).flatMap(({ leaves }) => leaves)).toHaveLength(COUNT);
    expect(await verify()).toMatchObject({ covered: COUNT, fault: null });
  });

  it('signs for nothing twice where an append fails and it is hurried meanwhile', async () => {
    const append = store.appendBeside.bind(store);
    let failures = 2;
    store.appendBeside = async (...args) => {
      if (failures === 0) return append(...args);
      failures -= 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error('away');
    };
    const notary = start(10, 1_000);
    const hurry = setInterval(() => notary.signNow(), 5);
    await writer.write(events(13));
    await untilSigned(13);
    clearInterval(hurry);
    expect((await records()).flatMap(({ leaves }) => leaves)).toHaveLength(13);
    expect(await verify()).toMatchObject({ events: 13, covered: 13, fault: null });
  });

  it('gives away what a crash left in the store alone', async () => {
    await writer.write(events(EVERY));
    const notary = start();
    await untilSigned(EVERY);
    await notary.stop();
    rmSync(join(folder, 'checkpoints'), { recursive: true });
    start();
    await writer.write(events(2 * EVERY).slice(EVERY));
    await untilSigned(2 * EVERY);
    while (files().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(files().map((text) => openCheckpoint(text, signer.verifier).size)).toEqual([EVERY, 2 * EVERY]);
  });

  it('proofs are made of each leaf once, however many ask at a time', async () => {
    await writer.write(events(25));
    start();
    await untilSigned(20);
    const book = new LogBook(store);
    await Promise.all([book.refresh(), book.refresh(), book.refresh()]);
    const checkpoint = openCheckpoint(book.note ?? '', signer.verifier);
    for (const { positions, leaves } of await records()) {
      for (const [i, position] of positions.entries()) {
        const { index, proof } = book.proofOf(position);
        expect(includes(leaves[i] ?? EMPTY_ROOT, index, checkpoint.size, proof, checkpoint.root)).toBe(true);
      }
    }
  });

  it('does not sign on top of a record that was changed', async () => {
    await writer.write(events(EVERY));
    const notary = start();
    await untilSigned(EVERY);
    await notary.stop();
    const other = newSignerKey('ledger/tests');
    const clock = new TestClock('2026-11-04T12:00:00.000Z');
    const settings = { folder: join(folder, 'checkpoints'), everyEvents: 1, everyMs: 10 };
    const told: object[] = [];
    const logger = Object.assign(new Logger('Notary'), { warn: (entry: object) => told.push(entry) });
    const stranger = new Notary({ store, clock, signer: other, settings, logger });
    notaries.push(stranger);
    stranger.start();
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([{ msg: 'the notary waits', reason: 'the note is not signed by ledger/tests' }]);
    expect(await records()).toHaveLength(1);
  });
});

describe('an auditor who reads the store itself', () => {
  let held: readonly string[];

  beforeEach(async () => {
    await writer.write(events(COUNT));
    const notary = start();
    await untilSigned(COUNT);
    await notary.stop();
    held = files();
    await store.close();
    await writer.close();
    await node.stop();
  });

  /** What is found in a copy of the store that was changed. */
  async function foundIn(change: (folder: string) => void) {
    const copy = join(folder, 'copy');
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy);
    cpSync(node.folder, copy, { recursive: true });
    change(copy);
    const served = await serveNode({ folder: copy, port: 0 }, (error) => {
      throw error;
    });
    try {
      return await verify(held, `esdb://127.0.0.1:${served.port}?tls=false`);
    } finally {
      await served.stop();
    }
  }

  it('finds nothing where nothing was changed', async () => {
    expect(await foundIn(() => undefined)).toMatchObject({ events: COUNT, covered: COUNT, fault: null });
    expect(await foundIn((copy) => rewriteStore(copy, (rows) => rows))).toMatchObject({ fault: null });
  });

  it('names an event that was changed, whether its checksum was made right or not', async () => {
    for (const covered of [true, false]) {
      const { fault } = await foundIn((copy) => tamper(copy, 1, '"occurredAt":"2026', '"occurredAt":"2025', covered));
      expect(fault).toMatchObject({ revision: 1, stream: expect.stringMatching(/^case-/) });
    }
  });

  const at = 23;
  const changes: readonly [string, (rows: readonly StoredRow[]) => readonly StoredRow[], number][] = [
    ['removed', (rows) => rows.filter((_, i) => i !== at), at],
    ['removed, and those after it in its stream moved up', (rows) => movedUp(rows, at), at],
    ['swapped with the one before', (rows) => swapped(rows, at - 1, at), at - 1],
    ['swapped with one far away', (rows) => swapped(rows, 3, at), 3],
  ];

  it.each(changes)('names the place where one was %s', async (_what, change, index) => {
    const { fault } = await foundIn((copy) => rewriteStore(copy, change));
    expect(fault).toMatchObject({ index });
  });

  it('sees that one was added in the middle, or behind the rest', async () => {
    const added = (rows: readonly StoredRow[]): StoredRow => ({
      ...row(rows, 0),
      revision: 99,
      id: Buffer.alloc(16, 7),
    });
    for (const place of [at, COUNT]) {
      const change = (rows: readonly StoredRow[]) => [...rows.slice(0, place), added(rows), ...rows.slice(place)];
      expect((await foundIn((copy) => rewriteStore(copy, change))).fault).not.toBeNull();
    }
  });

  it.each([1, 5, COUNT])('says how many are missing where the last %s are', async (count) => {
    const { fault } = await foundIn((copy) => rewriteStore(copy, (rows) => rows.slice(0, COUNT - count)));
    expect(fault?.reason).toMatch(/missing/);
  });
});

const row = (rows: readonly StoredRow[], i: number): StoredRow => {
  const found = rows[i];
  if (!found) throw new Error('no such row');
  return found;
};

const swapped = (rows: readonly StoredRow[], a: number, b: number): readonly StoredRow[] =>
  rows.map((one, i) => (i === a ? row(rows, b) : i === b ? row(rows, a) : one));

const movedUp = (rows: readonly StoredRow[], at: number): readonly StoredRow[] => {
  const { stream, revision } = row(rows, at);
  return rows
    .filter((_, i) => i !== at)
    .map((one) => (one.stream === stream && one.revision > revision ? { ...one, revision: one.revision - 1 } : one));
};
