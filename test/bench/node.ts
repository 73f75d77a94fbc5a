/**
 * The embedded node, each figure beside its floor, in turns and in one run: commits of the disk, a gRPC server that only
 * answers, the core called directly. SECONDS and ROUNDS scale it; EVENTS is how many the large store holds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { credentials } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import Database from 'libsql';
import { v7 as uuidv7 } from 'uuid';
import { GroupCommit } from '../../libs/embedded-node/src/group-commit';
import type { ProposedEvent } from '../../libs/embedded-node/src/record';
import { Storage } from '../../libs/embedded-node/src/storage';
import { endLoneNode, type LoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';
import { keepInFlight, line, type Measured, ratio, summary } from './measure';

const SECONDS = Number(process.env.SECONDS ?? 3);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const EVENTS = Number(process.env.EVENTS ?? 1_000_000);
const SPAN_MS = SECONDS * 1_000;
const IN_FLIGHT = [1, 16, 128];
const TEXT = 'x'.repeat(1_000);
const SUBSCRIBERS = 100;

const kib = (): ProposedEvent => ({
  id: uuidv7(),
  type: 'measured',
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify({ text: TEXT })),
  metadata: Buffer.alloc(0),
});

const fail = (error: unknown): never => {
  throw error;
};

/** Floor: rows of a kibibyte, so many to a commit, each commit on disk. */
function rawCommits(folder: string, rows: number): Measured {
  const db = new Database(join(folder, `raw-${uuidv7()}.sqlite`));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB)');
  const insert = db.prepare('INSERT INTO t (data) VALUES (?)');
  const data = Buffer.alloc(1_024, 1);
  const took: number[] = [];
  const began = performance.now();
  while (performance.now() - began < SPAN_MS) {
    const from = performance.now();
    db.exec('BEGIN IMMEDIATE');
    for (let i = 0; i < rows; i++) insert.run([data]);
    db.exec('COMMIT');
    const each = performance.now() - from;
    for (let i = 0; i < rows; i++) took.push(each);
  }
  const measured = summary(took, performance.now() - began);
  db.close();
  return measured;
}

/** Floor: the same message to a server that only answers. */
async function echo(inFlight: number): Promise<Measured> {
  const child = spawn(process.execPath, ['--require', '@swc-node/register', join(__dirname, 'echo.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const client = new StreamsClient(`127.0.0.1:${Number(said)}`, credentials.createInsecure());
  const call = client.batchAppend();
  call.on('error', () => undefined);
  const waiting = new Map<string, () => void>();
  call.on('data', (answer: BatchAppendResp) => waiting.get(answer.getCorrelationId()?.getString() ?? '')?.());
  const measured = await keepInFlight(inFlight, SPAN_MS, (writer) => {
    const id = uuidv7();
    return new Promise<void>((resolve) => {
      waiting.set(id, () => {
        waiting.delete(id);
        resolve();
      });
      call.write(request(id, `bench-${writer}`));
    });
  });
  call.cancel();
  client.close();
  child.kill();
  await once(child, 'exit');
  return measured;
}

function request(correlation: string, stream: string): BatchAppendReq {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(new UUID().setString(correlation));
  message.getMetadataMap().set('type', 'measured').set('content-type', 'application/json');
  message.setData(Buffer.from(JSON.stringify({ text: TEXT })));
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  options.setAny(new Empty() as never);
  const part = new BatchAppendReq();
  part.setCorrelationId(new UUID().setString(correlation)).setOptions(options).setIsFinal(true);
  return part.setProposedMessagesList([message]);
}

/** Floor: the storage core in this process, with its groups. */
async function core(folder: string, inFlight: number): Promise<Measured> {
  const storage = new Storage(join(folder, `core-${uuidv7()}`));
  const commits = new GroupCommit(storage, fail);
  const measured = await keepInFlight(inFlight, SPAN_MS, (writer) =>
    commits.append({ stream: `bench-${writer}`, expected: 'any', events: [kib()] }),
  );
  commits.stop();
  storage.close();
  return measured;
}

let run = 0;
function appends(client: EventStoreDBClient, inFlight: number): Promise<Measured> {
  run += 1;
  return keepInFlight(inFlight, SPAN_MS, (writer) =>
    client.appendToStream(`bench-${run}-${writer}`, jsonEvent({ type: 'measured', data: { text: TEXT } })),
  );
}

async function benchAppends(folder: string, client: EventStoreDBClient): Promise<void> {
  console.log(`appends of one event of 1 KiB, medians of ${ROUNDS} rounds of ${SECONDS} s`);
  for (const inFlight of IN_FLIGHT) {
    const [raw, echoed, direct, served]: Measured[][] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      raw?.push(rawCommits(folder, inFlight));
      echoed?.push(await echo(inFlight));
      direct?.push(await core(folder, inFlight));
      served?.push(await appends(client, inFlight));
    }
    console.log(`${inFlight} in flight`);
    console.log(line(`floor: ${inFlight} rows to a commit`, raw ?? []));
    console.log(line('floor: gRPC, only answered', echoed ?? []));
    console.log(line('floor: the core directly', direct ?? []));
    console.log(line('the node', served ?? []));
    console.log(
      `  node ÷ core ${ratio(served ?? [], direct ?? []).toFixed(2)}, node ÷ gRPC ${ratio(served ?? [], echoed ?? []).toFixed(2)}`,
    );
  }
}

async function rateOf(reading: AsyncIterable<unknown>, most: number): Promise<number> {
  let count = 0;
  const began = performance.now();
  for await (const _event of reading) {
    count += 1;
    if (count === most) break;
  }
  return (count * 1_000) / (performance.now() - began);
}

function coreRate(folder: string, stream: string | undefined, most: number): number {
  const storage = new Storage(folder);
  let count = 0;
  const began = performance.now();
  for (let from = stream === undefined ? 1 : 0; count < most; ) {
    const { events, more } =
      stream === undefined ? storage.readAll(from, 'forwards', 128) : storage.readStream(stream, from, 'forwards', 128);
    count += events.length;
    const last = events.at(-1);
    if (!last || !more) break;
    from = (stream === undefined ? last.position : last.revision) + 1;
  }
  const rate = (count * 1_000) / (performance.now() - began);
  storage.close();
  return rate;
}

/** From the append to the moment at which each of many followers has the event. */
async function benchFollowers(client: EventStoreDBClient): Promise<void> {
  const stream = `followed-${uuidv7()}`;
  const sentAt: number[] = [];
  const one: number[] = [];
  const all: number[] = [];
  const arrivals = new Map<number, number>();
  const followers = Array.from({ length: SUBSCRIBERS }, () => {
    const follower = client.subscribeToStream(stream, { fromRevision: START });
    follower.on('error', () => undefined);
    follower.on('data', ({ event }) => {
      const index = Number(event?.revision);
      const delay = performance.now() - (sentAt[index] ?? 0);
      const count = (arrivals.get(index) ?? 0) + 1;
      arrivals.set(index, count);
      one.push(delay);
      if (count === SUBSCRIBERS) all.push(delay);
    });
    return follower;
  });
  await Promise.all(followers.map((follower) => once(follower, 'caughtUp')));
  for (let i = 0; i < 100; i++) {
    sentAt[i] = performance.now();
    await client.appendToStream(stream, jsonEvent({ type: 'measured', data: { text: TEXT } }));
    while (all.length <= i) await new Promise((resolve) => setImmediate(resolve));
  }
  const first = summary(one, 1);
  const last = summary(all, 1);
  console.log(`${SUBSCRIBERS} followers, append to arrival`);
  console.log(`  at one of them            p50 ${first.p50.toFixed(2)} ms  p99 ${first.p99.toFixed(2)} ms`);
  console.log(`  at the last of them       p50 ${last.p50.toFixed(2)} ms  p99 ${last.p99.toFixed(2)} ms`);
  await Promise.all(followers.map((follower) => follower.unsubscribe()));
}

const LONG = 'long-1';

/** A store of many events: one long stream, the rest over many. */
function fill(folder: string, events: number): void {
  const storage = new Storage(folder);
  const data = Buffer.from(JSON.stringify({ text: 'x'.repeat(200) }));
  for (let written = 0; written < events; ) {
    const requests = Array.from({ length: 500 }, (_, i) => ({
      stream: i % 10 === 0 ? LONG : `case-${(written + i) % 50_000}`,
      expected: 'any' as const,
      events: [{ ...kib(), data }],
    }));
    storage.appendGroup(requests);
    written += requests.length;
  }
  storage.close();
}

async function started(folder: string): Promise<{ node: LoneNode; milliseconds: number }> {
  const began = performance.now();
  const node = await startLoneNode({ folder });
  return { node, milliseconds: performance.now() - began };
}

const memoryOf = ({ process: child }: LoneNode): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1_024;

async function benchLarge(folder: string): Promise<void> {
  const [small, large] = [join(folder, 'small'), join(folder, 'large')];
  fill(small, 1_000);
  const filling = performance.now();
  fill(large, EVENTS);
  console.log(
    `a store of ${EVENTS} events (filled in ${((performance.now() - filling) / 1_000).toFixed(0)} s) beside one of 1,000`,
  );
  const [few, many] = [await started(small), await started(large)];
  const [memoryFew, memoryMany] = [memoryOf(few.node), memoryOf(many.node)];
  const clients = [few, many].map(({ node }) => EventStoreDBClient.connectionString(node.url));
  const [ofFew, ofMany] = clients;
  if (!ofFew || !ofMany) throw new Error('no clients');
  console.log(
    `  ready                     ${few.milliseconds.toFixed(0)} ms, ${many.milliseconds.toFixed(0)} ms   (aim 1,000 ms at most)`,
  );
  const at: Measured[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    at[0]?.push(await appends(ofFew, 16));
    at[1]?.push(await appends(ofMany, 16));
  }
  console.log(line('16 in flight, at 1,000', at[0] ?? []));
  console.log(line(`16 in flight, at ${EVENTS}`, at[1] ?? []));
  console.log(
    `  cost of an append there   ${ratio(at[0] ?? [], at[1] ?? []).toFixed(2)} × that at 1,000   (aim 1.20 at most)`,
  );
  const most = 100_000;
  const long = await rateOf(ofMany.readStream(LONG), most);
  const everything = await rateOf(ofMany.readAll(), most);
  console.log(
    `  memory                    ${memoryFew.toFixed(0)} MB, ${memoryMany.toFixed(0)} MB when ready (aim 250 MB at most), ${memoryOf(many.node).toFixed(0)} MB after writing and reading`,
  );
  for (const client of clients) await client.dispose();
  await endLoneNode(few.node, 'SIGTERM');
  await endLoneNode(many.node, 'SIGTERM');
  const [coreLong, coreAll] = [coreRate(large, LONG, most), coreRate(large, undefined, most)];
  console.log(
    `  reading one long stream   ${long.toFixed(0)}/s, ${(long / coreLong).toFixed(2)} of the core directly (${coreLong.toFixed(0)}/s)`,
  );
  console.log(
    `  reading everything        ${everything.toFixed(0)}/s, ${(everything / coreAll).toFixed(2)} of the core directly (${coreAll.toFixed(0)}/s)`,
  );
}

export async function benchNode(): Promise<void> {
  const folder = temporaryFolder();
  try {
    const node = await startLoneNode({ folder: join(folder, 'node') });
    const client = EventStoreDBClient.connectionString(node.url);
    await benchAppends(folder, client);
    await benchFollowers(client);
    await client.dispose();
    await endLoneNode(node, 'SIGTERM');
    await benchLarge(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
