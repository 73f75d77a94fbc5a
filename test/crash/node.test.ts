/**
 * The node is killed with -9 under writers, readers and subscribers, again and again. After each restart every acknowledged
 * append is there once and whole, nothing else is there in parts, and nobody who follows has missed or doubled anything.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyStore } from '@embedded-node';
import {
  ANY,
  type AppendExpectedRevision,
  EventStoreDBClient,
  type JSONEventData,
  jsonEvent,
  NO_STREAM,
  type Position,
  START,
} from '@eventstore/db-client';
import { endLoneNode, type LoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';

const KILLS = Number(process.env.KILLS ?? 20);
const WRITERS = 32;
const READERS = 2;
const LONGEST_ROUND_MS = 300;

interface Append {
  readonly id: string;
  readonly stream: string;
  readonly batch: readonly JSONEventData[];
  /** Undefined where the writer does not say. */
  readonly expected: number | undefined;
  /** Last revision, once the node has acknowledged it. */
  acknowledged: number | undefined;
}

/** What an event of the campaign says of itself. */
interface Tag {
  readonly append: string;
  readonly index: number;
  readonly of: number;
}

const folder = temporaryFolder();
const store = join(folder, 'store');
const appends = new Map<string, Append>();
/** Those of this round, which were not looked for yet. */
let recent: Append[] = [];
/** Where each writer's own stream ends, as far as is known for certain. */
const ends = new Map<string, number>();
let node: LoneNode;

beforeAll(async () => {
  node = await startLoneNode({ folder: store });
});

afterAll(async () => {
  await endLoneNode(node, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function propose(stream: string, expected: number | undefined): Append {
  const id = randomUUID();
  const of = 1 + Math.floor(Math.random() * 4);
  const batch = Array.from({ length: of }, (_, index) =>
    jsonEvent({ type: 'tagged', data: { append: id, index, of } }),
  );
  const append = { id, stream, batch, expected, acknowledged: undefined };
  appends.set(id, append);
  recent.push(append);
  return append;
}

/** Sends an append; true where it was acknowledged. What is not may or may not be stored. */
async function send(client: EventStoreDBClient, append: Append): Promise<boolean> {
  const { stream, batch, expected } = append;
  const expectedRevision: AppendExpectedRevision =
    expected === undefined ? ANY : expected < 0 ? NO_STREAM : BigInt(expected);
  try {
    const { nextExpectedRevision } = await client.appendToStream(stream, [...batch], { expectedRevision });
    append.acknowledged = Number(nextExpectedRevision);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'WrongExpectedVersionError') throw error;
    return false;
  }
}

/** The client rejects what is under way when a broken connection of another client of the process is noticed. */
async function sendUntilAcknowledged(client: EventStoreDBClient, append: Append): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await send(client, append)) return;
    // On a machine that is busy elsewhere, that may take a while to be noticed.
    await new Promise((resolve) => setTimeout(resolve, attempt * 20));
  }
  throw new Error('the node does not acknowledge any more');
}

/** Even writers have a stream of their own and say where it ends; odd ones share a few, and do not. */
async function write(client: EventStoreDBClient, writer: number, running: () => boolean): Promise<void> {
  const own = writer % 2 === 0;
  const stream = own ? `own-${writer}` : `shared-${writer % 8}`;
  while (running()) {
    const append = propose(stream, own ? (ends.get(stream) ?? -1) : undefined);
    if (!(await send(client, append))) return;
    if (own && append.acknowledged !== undefined) ends.set(stream, append.acknowledged);
  }
}

async function readOnAndOn(client: EventStoreDBClient, running: () => boolean): Promise<void> {
  try {
    while (running()) {
      let next = -1n;
      for await (const { event } of client.readStream('shared-1', { maxCount: 200 })) {
        expect(event?.revision).toBe(next + 1n);
        next += 1n;
      }
    }
  } catch (error) {
    if (error instanceof Error && 'matcherResult' in error) throw error;
  }
}

/** A follower that keeps its position, as a projection does; every event must be the very next one. */
class Follower {
  position: bigint = 0n;
  wrong: string | undefined;

  async follow(client: EventStoreDBClient): Promise<void> {
    const after: Position | typeof START =
      this.position === 0n ? START : { commit: this.position, prepare: this.position };
    const subscription = client.subscribeToAll({ fromPosition: after });
    subscription.on('error', () => undefined);
    try {
      for await (const { event } of subscription) {
        const place = event?.position?.commit ?? -1n;
        if (place !== this.position + 1n) this.wrong ??= `after ${this.position} came ${place}`;
        this.position = place;
      }
    } catch {
      // The node is gone; the next round goes on from the position that was kept.
    }
  }
}

/** Looks at everything stored after a position. */
class Audit {
  position = 0n;
  readonly #revisions = new Map<string, bigint>();
  readonly #places = new Map<string, { stream: string; revision: bigint; position: bigint; count: number }>();

  async goOn(client: EventStoreDBClient): Promise<void> {
    const from: Position | typeof START =
      this.position === 0n ? START : { commit: this.position + 1n, prepare: this.position + 1n };
    for await (const { event } of client.readAll({ fromPosition: from })) {
      if (!event) continue;
      const place = event.position?.commit ?? -1n;
      if (place !== this.position + 1n) throw new Error(`position ${place} follows ${this.position}`);
      this.position = place;
      const due = (this.#revisions.get(event.streamId) ?? -1n) + 1n;
      if (event.revision !== due)
        throw new Error(`${event.streamId}: revision ${event.revision} in the place of ${due}`);
      this.#revisions.set(event.streamId, event.revision);
      this.#take(event.data as unknown as Tag, event.streamId, event.revision, place);
    }
  }

  #take({ append, index }: Tag, stream: string, revision: bigint, position: bigint): void {
    const known = this.#places.get(append);
    if (!known) {
      if (index !== 0) throw new Error(`append ${append} begins with its event ${index}`);
      this.#places.set(append, { stream, revision, position, count: 1 });
      return;
    }
    // Whole and together: the events of one append follow each other, and none comes twice.
    const together = revision === known.revision + BigInt(index) && position === known.position + BigInt(index);
    if (index !== known.count || !together) throw new Error(`event ${index} of append ${append} is out of place`);
    known.count += 1;
  }

  /** Looks for appends in what was read; a plain comparison first, for there are hundreds of thousands. */
  expectKept(looked: Iterable<Append>): void {
    for (const append of looked) {
      const found = this.#places.get(append.id);
      const { acknowledged, batch, stream } = append;
      if (acknowledged === undefined) {
        if (found && found.count !== batch.length) throw new Error(`a part of append ${append.id} is stored`);
        continue;
      }
      const last = found && Number(found.revision) + batch.length - 1;
      if (found?.stream === stream && found.count === batch.length && last === acknowledged) continue;
      throw new Error(`append ${append.id}, acknowledged at ${acknowledged} of ${stream}, is not there whole and once`);
    }
  }

  /** Where the streams of single writers end, for their next append. */
  endOf(stream: string): number {
    return Number(this.#revisions.get(stream) ?? -1n);
  }
}

it(`keeps every promise through ${KILLS} kills`, async () => {
  const audit = new Audit();
  const follower = new Follower();
  for (let round = 0; round < KILLS; round++) {
    const client = EventStoreDBClient.connectionString(node.url);
    let up = true;
    const running = () => up;
    const work = Promise.all([
      ...Array.from({ length: WRITERS }, (_, writer) => write(client, writer, running)),
      ...Array.from({ length: READERS }, () => readOnAndOn(client, running)),
    ]);
    const following = follower.follow(client);
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * LONGEST_ROUND_MS));
    await endLoneNode(node, 'SIGKILL');
    up = false;
    await work;
    await Promise.race([following, new Promise((resolve) => setTimeout(resolve, 100))]);
    await client.dispose();
    await following;

    node = await startLoneNode({ folder: store });
    const after = EventStoreDBClient.connectionString(node.url);
    await audit.goOn(after);
    audit.expectKept(recent);
    // Sent again with the same ids, whatever was not acknowledged is stored once.
    const unknown = recent.filter(({ acknowledged }) => acknowledged === undefined);
    for (const append of unknown) await sendUntilAcknowledged(after, append);
    await audit.goOn(after);
    audit.expectKept(recent);
    // Those too whose first append was cut off: where it ends is known now.
    for (const { stream, expected } of recent) if (expected !== undefined) ends.set(stream, audit.endOf(stream));
    recent = [];
    await after.dispose();
  }
  const client = EventStoreDBClient.connectionString(node.url);
  const whole = new Audit();
  await whole.goOn(client);
  whole.expectKept(appends.values());
  expect([...appends.values()].filter(({ acknowledged }) => acknowledged === undefined)).toEqual([]);
  expect(appends.size).toBeGreaterThan(KILLS);
  const following = follower.follow(client);
  while (follower.position < whole.position) await new Promise((resolve) => setTimeout(resolve, 5));
  await client.dispose();
  await following;
  expect(follower.wrong).toBeUndefined();
  expect(verifyStore(store)).toMatchObject({ events: Number(whole.position), faults: [] });
}, 3_600_000);
