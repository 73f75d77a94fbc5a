/** The store's own file, changed in any one place by somebody who can write it: an auditor who holds a checkpoint finds it. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { serveNode } from '@embedded-node';
import { EventCodec, EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { newSignerKey } from '@proof';
import fc from 'fast-check';
import { verifyLog } from '../../apps/auditor/src/verify-log';
import { Notary } from '../../apps/ledger/src/process-managers/notary';
import { TestClock } from '../harness/ledger';
import { startTestNode, tamper, temporaryFolder } from '../harness/node';
import { load } from '../harness/portfolio';
import { Writer } from '../harness/read-models';
import { rechained, renumbered, rewriteStore, type StoredRow } from '../harness/rewrite-store';
import { until } from '../harness/until';

jest.setTimeout(300_000);

const RUNS = Number(process.env.TAMPERINGS ?? 120);
const signer = newSignerKey('ledger/tests');
const COUNT = 60;

let folder: string;
/** The data of a node that was stopped. */
let original: string;
let held: readonly string[];

beforeAll(async () => {
  folder = temporaryFolder();
  const node = await startTestNode();
  const store = EventStore.connect(node.url, new EventCodec((value) => value));
  const writer = new Writer(node.url);
  await writer.write([...load(COUNT, 6, 3, 5)]);
  const checkpoints = join(folder, 'checkpoints');
  const notary = new Notary({
    store,
    clock: new TestClock('2026-11-04T12:00:00.000Z'),
    signer,
    settings: { folder: checkpoints, everyEvents: 10, everyMs: 60_000 },
    logger: new Logger('Notary'),
  });
  notary.start();
  const given = () => readdirSync(checkpoints).map((name) => readFileSync(join(checkpoints, name), 'utf8'));
  await until(async () => given().length === COUNT / 10);
  await notary.stop();
  held = given();
  await store.close();
  await writer.close();
  await node.stop();
  original = join(folder, 'original');
  cpSync(node.folder, original, { recursive: true });
  await node.remove();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is found in a copy of the store that was changed. */
async function foundIn(change: (folder: string) => void) {
  const copy = join(folder, 'copy');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  cpSync(original, copy, { recursive: true });
  change(copy);
  const served = await serveNode({ folder: copy, port: 0 }, (error) => {
    throw error;
  });
  try {
    return await verifyLog({ storeUrl: `esdb://127.0.0.1:${served.port}?tls=false`, verifier: signer.verifier, held });
  } finally {
    await served.stop();
  }
}

type Change = (rows: readonly StoredRow[]) => readonly StoredRow[];

const at = (rows: readonly StoredRow[], i: number): StoredRow => {
  const found = rows[i];
  if (!found) throw new Error('no such row');
  return found;
};

const replaced = (rows: readonly StoredRow[], i: number, by: StoredRow): readonly StoredRow[] =>
  rows.map((row, at) => (at === i ? by : row));

const exchanged = (rows: readonly StoredRow[], a: number, b: number): readonly StoredRow[] =>
  replaced(replaced(rows, a, at(rows, b)), b, at(rows, a));

/** What a reader makes of a row: JSON may be written in several ways. */
function readable(row: StoredRow): object {
  const read = (bytes: Buffer): unknown => {
    try {
      return JSON.parse(bytes.toString());
    } catch {
      return bytes;
    }
  };
  return { ...row, data: read(row.data), metadata: read(row.metadata) };
}

/** The byte at a share of the length becomes another one. */
function withOther(bytes: Buffer, share: number, mask: number): Buffer {
  const place = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
  return Buffer.from(bytes.map((byte, i) => (i === place ? byte ^ mask : byte)));
}

const place = fc.nat(COUNT - 1);
const share = fc.nat(9_999).map((n) => n / 10_000);
const uuid = fc.uuid({ version: 7 });

const edited = fc.tuple(place, fc.constantFrom('data', 'metadata'), share, fc.integer({ min: 1, max: 255 })).map(
  ([i, part, where, mask]): Change =>
    (rows) => {
      const row = at(rows, i);
      return replaced(rows, i, { ...row, [part]: withOther(row[part], where, mask) });
    },
);
const renamed = fc.tuple(place, fc.constantFrom('id', 'type', 'contentType', 'stream'), uuid).map(
  ([i, part, id]): Change =>
    (rows) => {
      const row = at(rows, i);
      const other = rows.find(({ stream, type }) => stream !== row.stream && type !== row.type) ?? row;
      const by = {
        id: { id },
        type: { type: other.type },
        contentType: { contentType: 'application/octet-stream' as const },
        stream: { stream: other.stream },
      };
      return replaced(rows, i, { ...row, ...by[part] });
    },
);
const removed = place.map(
  (i): Change =>
    (rows) =>
      rows.filter((_, at) => at !== i),
);
const inserted = fc.tuple(place, place, uuid).map(
  ([to, from, id]): Change =>
    (rows) => [...rows.slice(0, to), { ...at(rows, from), id }, ...rows.slice(to)],
);
const swapped = fc
  .tuple(place, place)
  .filter(([a, b]) => a !== b)
  .map(
    ([a, b]): Change =>
      (rows) =>
        exchanged(rows, a, b),
  );
const cutShort = place.map(
  (length): Change =>
    (rows) =>
      rows.slice(0, length),
);

describe('an auditor who reads the store itself', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await foundIn(() => undefined)).toMatchObject({ events: COUNT, covered: COUNT, fault: null });
    const same: Change = (rows) => rechained(renumbered(rows));
    expect(await foundIn((copy) => rewriteStore(copy, same))).toMatchObject({ covered: COUNT, fault: null });
  });

  it('finds every event edited, removed, inserted or moved, and every end that is missing, however well it was done', async () => {
    const change = fc.oneof({ weight: 3, arbitrary: edited }, renamed, removed, inserted, swapped, cutShort);
    await fc.assert(
      fc.asyncProperty(change, fc.boolean(), async (changed, isChained) => {
        let isOther = false;
        const made: Change = (rows) => {
          const numbered = renumbered(changed(rows));
          const written = isChained ? rechained(numbered) : numbered;
          // A link that was broken and mended again is no change.
          isOther = !isDeepStrictEqual(written.map(readable), rows.map(readable));
          return written;
        };
        const { fault, covered } = await foundIn((copy) => rewriteStore(copy, made));
        fc.pre(isOther);
        expect(fault).not.toBeNull();
        expect(covered).toBeLessThan(COUNT);
      }),
      { numRuns: RUNS },
    );
  });

  it('names an event that was changed, whether its checksum was made right or not', async () => {
    for (const covered of [true, false]) {
      const { fault } = await foundIn((copy) => tamper(copy, 1, '"occurredAt":"2026', '"occurredAt":"2025', covered));
      expect(fault).toMatchObject({ revision: 1, stream: expect.stringMatching(/^case-/) });
    }
  });

  const far = 23;
  const changes: readonly [string, Change, number][] = [
    ['removed', (rows) => rows.filter((_, i) => i !== far), far],
    ['removed, and those after it in its stream moved up', (rows) => renumbered(rows.filter((_, i) => i !== far)), far],
    ['removed, and its stream chained anew', (rows) => rechained(renumbered(rows.filter((_, i) => i !== far))), far],
    ['swapped with the one before', (rows) => exchanged(rows, far, far - 1), far - 1],
    ['swapped with one far away', (rows) => exchanged(rows, far, 3), 3],
  ];

  it.each(changes)('names the place where one was %s', async (_what, change, index) => {
    const { fault } = await foundIn((copy) => rewriteStore(copy, change));
    expect(fault).toMatchObject({ index });
  });

  it.each([1, 5, COUNT])('says how many are missing where the last %s are', async (count) => {
    const { fault } = await foundIn((copy) => rewriteStore(copy, (rows) => rows.slice(0, COUNT - count)));
    expect(fault?.reason).toMatch(/missing/);
  });
});
