/** The service is killed with -9 under load, again and again: what was acknowledged is there, once. */
import { rmSync } from 'node:fs';
import { eur, openCase, payment, recording } from '../harness/bodies';
import type { Schemas } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';

const KILLS = Number(process.env.KILLS ?? 20);
const CASES = 12;
const WRITERS = 16;
const LONGEST_DELAY_MS = 250;
const RECEIVED = '2026-11-04T10:00:00.000Z';

const folder = temporaryFolder();
let service: Service;

beforeAll(async () => {
  service = await startService({ DATA_DIR: folder });
});

afterAll(async () => {
  await endService(service, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, body: object): Promise<Response> {
  return fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What was sent, by the path it was sent to, and whether the service said that it is recorded. */
interface Sent {
  readonly path: string;
  readonly id: string;
  readonly body: object;
  acknowledged: boolean;
}

async function write(sent: Sent[], round: number, writer: number, onAcknowledged: () => void): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${round}-${writer}-${i}`;
    const caseId = `L-${(writer + i) % CASES}`;
    const fact: Sent =
      i % 5 === 4
        ? { path: '/v1/recordings', id, body: recording(id, RECEIVED), acknowledged: false }
        : { path: `/v1/cases/${caseId}/payments`, id, body: payment(id, 1, RECEIVED), acknowledged: false };
    sent.push(fact);
    try {
      const response = await send(fact.path, fact.body);
      await response.arrayBuffer();
      if (response.status !== 201) throw new Error(`answered ${response.status}`);
      fact.acknowledged = true;
      onAcknowledged();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('answered')) throw error;
      return;
    }
  }
}

/** Ids of the payments on a case, as they are stored; reading it from cold checks its hash chain. */
async function stored(caseId: string): Promise<string[]> {
  const ids: string[] = [];
  let from: string | null = '0';
  while (from !== null) {
    const response = await fetch(`${service.url}/v1/cases/${caseId}/events?from=${from}`);
    const page = (await response.json()) as Schemas['EventsAnswer'];
    for (const { type, data } of page.events) if (type === 'PartialPayment') ids.push(data.paymentId);
    from = page.next;
  }
  const answer = await fetch(`${service.url}/v1/cases/${caseId}`);
  expect(answer.status).toBe(200);
  const { standing, revision } = (await answer.json()) as Schemas['CaseAnswer'];
  expect(Number(revision)).toBe(ids.length);
  expect(standing.outstanding).toEqual(eur(10_000_000 - ids.length));
  return ids;
}

it(`loses nothing acknowledged and doubles nothing, ${KILLS} times`, async () => {
  for (let i = 0; i < CASES; i++) {
    const opening = openCase(`L-${i}`, { outstanding: eur(10_000_000), overdue: eur(10_000_000) });
    expect((await send('/v1/cases', opening)).status).toBe(201);
  }
  const sent: Sent[] = [];
  for (let round = 0; round < KILLS; round++) {
    let onAcknowledged = (): void => undefined;
    const acknowledged = new Promise<void>((resolve) => {
      onAcknowledged = resolve;
    });
    const writing = Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(sent, round, writer, onAcknowledged)),
    );
    // Every second time it is killed among acknowledged writes, however slow the machine; else among the first ones.
    if (round % 2 === 0) await Promise.race([acknowledged, writing]);
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * LONGEST_DELAY_MS));
    await endService(service, 'SIGKILL');
    await writing;
    service = await startService({ DATA_DIR: folder });
  }

  const found = (await Promise.all(Array.from({ length: CASES }, (_, i) => stored(`L-${i}`)))).flat();
  expect(new Set(found).size).toBe(found.length);
  const there = new Set(found);
  const payments = sent.filter(({ path }) => path !== '/v1/recordings');
  expect(payments.filter(({ acknowledged, id }) => acknowledged && !there.has(id))).toEqual([]);
  expect(payments.filter(({ acknowledged }) => acknowledged).length).toBeGreaterThan(0);

  // Sent again, everything is recorded once: the acknowledged is a repeat, the rest is one or the other.
  for (const { path, body, acknowledged } of sent.filter((_, i) => i % 7 === 0 || !sent[i]?.acknowledged)) {
    const { status } = await send(path, body);
    expect(acknowledged ? [200] : [200, 201]).toContain(status);
  }
  const after = (await Promise.all(Array.from({ length: CASES }, (_, i) => stored(`L-${i}`)))).flat();
  expect(new Set(after).size).toBe(after.length);
  expect(after.length).toBeGreaterThanOrEqual(found.length);
}, 600_000);

it('drains and ends with 0 when it is asked to', async () => {
  expect(await endService(service, 'SIGTERM')).toBe(0);
});
