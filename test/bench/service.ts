/**
 * What the service adds to the store: appends through the bare client and the same fact over HTTP, on the same node, in
 * one run, in turns. Ratios are what counts; absolute figures depend on the machine. SECONDS and ROUNDS scale it.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import autocannon from 'autocannon';
import { callAttempt, openCase } from '../harness/bodies';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';
import { keepInFlight, line, type Measured, median, ratio, summary } from './measure';

const SECONDS = Number(process.env.SECONDS ?? 3);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const IN_FLIGHT = [1, 16, 64];
const CASES = 2_000;
const STARTED = '2026-11-04T10:30:00.000Z';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

let run = 0;

/** The fact as it is stored by the service, without the service: the same data, metadata of the same size. */
function bareAppend(client: EventStoreDBClient, inFlight: number): Promise<Measured> {
  run += 1;
  return keepInFlight(inFlight, SECONDS * 1_000, (writer, i) => {
    const event = jsonEvent({
      type: 'CallAttempted',
      data: callAttempt(`${run}-${writer}-${i}`, STARTED),
      metadata: STORED_METADATA,
    });
    const expectedRevision = i === 0 ? NO_STREAM : BigInt(i - 1);
    return client.appendToStream(`bench-${run}-${writer}`, event, { expectedRevision });
  });
}

const STORED_METADATA = {
  schemaVersion: 1,
  commandId: 'record-call-attempt:1-10-1000',
  payloadHash: 'a'.repeat(64),
  actor: { id: 'local', role: 'local' },
  correlationId: '01a20add-f909-7023-890b-d1fb869a355c',
  causationId: '01a20add-f909-7023-890b-d1fb869a355c',
  occurredAt: STARTED,
  recordedAt: STARTED,
  previousHash: 'b'.repeat(64),
};

/** One fact after another over HTTP; `headers` go with each. */
export async function overHttp(
  { url }: Service,
  inFlight: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  run += 1;
  const took: number[] = [];
  let sent = 0;
  const began = performance.now();
  const result = await autocannon({
    url,
    connections: inFlight,
    duration: SECONDS,
    setupClient: (client) => {
      client.on('response', (status, _bytes, milliseconds) => {
        if (status === 201) took.push(milliseconds);
      });
    },
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        setupRequest: (request) => {
          sent += 1;
          const body = JSON.stringify(callAttempt(`${run}-${sent}`, STARTED));
          return { ...request, path: `/v1/cases/L-${sent % CASES}/call-attempts`, body };
        },
      },
    ],
  });
  if (result.non2xx + result.errors > 0) throw new Error('the service did not take every fact');
  return summary(took, performance.now() - began);
}

/** The cases that the facts are about. */
export async function openCases({ url }: Service, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  for (let i = 0; i < CASES; i++) {
    const body = JSON.stringify(openCase(`L-${i}`));
    const all = { 'content-type': 'application/json', ...headers };
    const { status } = await fetch(`${url}/v1/cases`, { method: 'POST', headers: all, body });
    if (status !== 201) throw new Error(`the service answered ${status}`);
  }
}

export async function benchService(): Promise<void> {
  const folder = temporaryFolder();
  const port = await freePort();
  const service = await startService({ DATA_DIR: folder, EMBEDDED_NODE_PORT: String(port) });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  await openCases(service);
  console.log(`medians of ${ROUNDS} rounds of ${SECONDS} s, in turns, on one node; one fact to an append`);
  for (const inFlight of IN_FLIGHT) {
    const bare: Measured[] = [];
    const http: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await bareAppend(client, inFlight));
      http.push(await overHttp(service, inFlight));
    }
    console.log(`${inFlight} in flight`);
    console.log(line('bare client append', bare));
    console.log(line('the fact over HTTP', http));
    console.log(
      `  HTTP ÷ bare               ${ratio(http, bare).toFixed(2).padStart(8)}   (aim ${inFlight === 16 ? '0.60' : '0.50'} and more)`,
    );
  }
  await benchLength(service);
  await client.dispose();
  await endService(service, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

const SHORT = 10;
const LONG = 10_000;

/** What a command costs on a long case, against a short one, one after the other and in turns. */
async function benchLength(service: Service): Promise<void> {
  const began = Date.parse(STARTED);
  const made = new Map<string, number>();
  const call = async (caseId: string): Promise<void> => {
    const number = (made.get(caseId) ?? 0) + 1;
    made.set(caseId, number);
    const startedAt = new Date(began - 30 * 86_400_000 + number * 1_000).toISOString();
    const body = JSON.stringify(callAttempt(`${caseId}-${number}`, startedAt, { result: 'no-answer' }));
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${service.url}/v1/cases/${caseId}/call-attempts`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (answer.status !== 201) throw new Error('the service did not take every fact');
  };
  const opened = { dueDate: '2026-01-02', occurredAt: '2026-01-01T08:00:00.000Z' };
  const open = async (caseId: string): Promise<void> => {
    const body = JSON.stringify(openCase(caseId, opened));
    await fetch(`${service.url}/v1/cases`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
  await open('long');
  await keepInFlight(8, Number.POSITIVE_INFINITY, async () => {
    if ((made.get('long') ?? 0) >= LONG) throw new Finished();
    await call('long');
  }).catch((error) => {
    if (!(error instanceof Finished)) throw error;
  });
  const short: Measured[] = [];
  const long: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let opened_ = 0;
    // A short case does not stay short: each gets a few commands only.
    short.push(
      await keepInFlight(1, SECONDS * 1_000, async (_worker, i) => {
        if (i % SHORT === 0) await open(`short-${round}-${++opened_}`);
        await call(`short-${round}-${opened_}`);
      }),
    );
    long.push(await keepInFlight(1, SECONDS * 1_000, () => call('long')));
  }
  const p50 = (rounds: readonly Measured[]) => median(rounds.map((one) => one.p50));
  console.log(`a command on a case of up to ${SHORT} events and on one of ${LONG} and more, one after the other`);
  console.log(line('short', short));
  console.log(line('long', long));
  console.log(`  long ÷ short, medians     ${(p50(long) / p50(short)).toFixed(2).padStart(8)}   (aim 1.20 and less)`);
}

class Finished extends Error {}
