/** Checkpoints as the service signs them. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { CHECKPOINT_STREAM, EMPTY_ROOT, fromCheckpointData, includes, newSignerKey, openCheckpoint } from '@proof';
import { verifyLog } from '../../apps/auditor/src/verify-log';
import { LogBook } from '../../apps/ledger/src/evidence/log-book';
import { Notary } from '../../apps/ledger/src/process-managers/notary';
import { TestClock } from '../harness/ledger';
import { startTestNode, type TestNode, temporaryFolder } from '../harness/node';
import { load, type Recorded } from '../harness/portfolio';
import { Writer } from '../harness/read-models';

jest.setTimeout(180_000);

const signer = newSignerKey('ledger/tests');
const patient = { timeoutMs: 10_000, attempts: 2, pauseMs: 20, silenceMs: 1_000 };
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
  store = EventStore.connect(node.url, new EventCodec((value) => value), patient);
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

const verify = (held: readonly string[] = []) => verifyLog({ storeUrl: node.url, verifier: signer.verifier, held });

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
    const signed = await records();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await records()).toEqual(signed);
    expect(signed.flatMap(({ leaves }) => leaves)).toHaveLength(7);
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
    const checkpoint = openCheckpoint(book.newest?.note ?? '', signer.verifier);
    for (const { positions, leaves } of await records()) {
      for (const [i, position] of positions.entries()) {
        const { index, proof } = book.proofOf(position, checkpoint.size);
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
