/** The store goes away under load, dead or frozen: commands are refused, nothing is kept for later, and all goes on by itself. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openCase, payment } from '../harness/bodies';
import type { Schemas } from '../harness/ledger';
import { endLoneNode, type LoneNode, startLoneNode } from '../harness/lone-node';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';

const AWAY_MS = Number(process.env.AWAY_SECONDS ?? 5) * 1_000;
const CASES = 8;
const WRITERS = 24;
/** A silent store is noticed by a time-out of five seconds. */
const NOTICED_MS = 6_000;
const RECEIVED = '2026-11-04T10:00:00.000Z';

const folder = temporaryFolder();
let node: LoneNode;
let service: Service;

beforeAll(async () => {
  node = await startLoneNode({ folder: join(folder, 'store') });
  service = await startService({ DATA_DIR: join(folder, 'data'), EVENTSTORE_URL: node.url });
  for (let i = 0; i < CASES; i++) expect((await post('/v1/cases', openCase(`L-${i}`))).status).toBe(201);
});

afterAll(async () => {
  await endService(service, 'SIGKILL');
  await endLoneNode(node, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string, body: object): Promise<Response> =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** How long a client that knows nothing yet takes to connect and read. */
async function firstReadMs(): Promise<number> {
  const beginsAt = performance.now();
  const client = EventStoreDBClient.connectionString(node.url);
  for await (const { event } of client.readStream('case-L-0', { maxCount: 1 })) expect(event?.type).toBe('CaseOpened');
  const took = performance.now() - beginsAt;
  await client.dispose();
  return took;
}

interface Sent {
  readonly id: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly status: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function write(writer: number, name: string, sent: Sent[], running: () => boolean): Promise<void> {
  for (let i = 0; running(); i++) {
    const id = `${name}-${writer}-${i}`;
    const sentAt = performance.now();
    const response = await post(`/v1/cases/L-${(writer + i) % CASES}/payments`, payment(id, 1, RECEIVED));
    await response.arrayBuffer();
    sent.push({ id, sentAt, answeredAt: performance.now(), status: response.status });
    if (response.status === 503) await pause(10);
  }
}

async function stored(): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < CASES; i++) {
    for (let from: string | null = '0'; from !== null; ) {
      const response: Response = await fetch(`${service.url}/v1/cases/L-${i}/events?from=${from}`);
      const page = (await response.json()) as Schemas['EventsAnswer'];
      for (const { type, data } of page.events) if (type === 'PartialPayment') ids.push(data.paymentId);
      from = page.next;
    }
  }
  return ids;
}

it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
  [
    'dead',
    () => endLoneNode(node, 'SIGKILL'),
    async () => {
      node = await startLoneNode({ folder: join(folder, 'store'), port: node.port });
    },
  ],
  ['frozen', async () => node.process.kill('SIGSTOP'), async () => node.process.kill('SIGCONT')],
])(
  `a store that is %s for ${AWAY_MS / 1_000} s`,
  async (name, goes, comes) => {
    const sent: Sent[] = [];
    let running = true;
    const work = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer, name, sent, () => running)));
    await pause(1_000);
    await goes();
    const goneAt = performance.now();
    await pause(Math.max(AWAY_MS, name === 'frozen' ? NOTICED_MS + 2_000 : 0));
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    const comesAt = performance.now();
    await comes();
    const backAt = performance.now();
    const bare = firstReadMs();
    while (!sent.some(({ status, answeredAt }) => status === 201 && answeredAt > backAt)) await pause(5);
    const served = sent.find(({ status, answeredAt }) => status === 201 && answeredAt > backAt);
    // Within two seconds, and what a busy machine adds: it has a new client wait as well.
    expect((served?.answeredAt ?? 0) - backAt).toBeLessThan(2_000 + 3 * (await bare));
    while ((await fetch(`${service.url}/health/ready`)).status !== 200) await pause(20);
    // The read models have what was written meanwhile to take in, on whatever machine this is.
    expect(performance.now() - backAt).toBeLessThan(15_000);
    running = false;
    await work;

    // Every answer was one of two, and while the store was known to be away it came at once.
    expect([...new Set(sent.map(({ status }) => status))].sort()).toEqual([201, 503]);
    const refused = sent.filter(({ sentAt, answeredAt }) => sentAt > goneAt + NOTICED_MS && answeredAt < comesAt);
    if (AWAY_MS > NOTICED_MS + 2_000) expect(refused.length).toBeGreaterThan(100);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set(refused.length > 0 ? [503] : []));
    expect(refused.filter(({ sentAt, answeredAt }) => answeredAt - sentAt > 2_000)).toEqual([]);

    // What was refused then was not kept for later, what was acknowledged is there, and nothing is there twice.
    const found = await stored();
    const there = new Set(found);
    expect(there.size).toBe(found.length);
    expect(sent.filter(({ status, id }) => status === 201 && !there.has(id))).toEqual([]);
    expect(refused.filter(({ id }) => there.has(id))).toEqual([]);
  },
  300_000,
);
