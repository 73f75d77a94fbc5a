/** The service is killed with -9 around the deadlines of promises: each is recorded as broken, once. */
import { rmSync } from 'node:fs';
import { openCase, promise } from '../harness/bodies';
import type { Schemas } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';

const PROMISES = 30;
const ROUNDS = 6;

const folder = temporaryFolder();
let service: Service;

beforeAll(async () => {
  service = await startService({ DATA_DIR: folder });
});

afterAll(async () => {
  await endService(service, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(service.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
}

async function broken(caseId: string): Promise<number> {
  const answer = await fetch(`${service.url}/v1/cases/${caseId}/events`);
  const { events } = (await answer.json()) as Schemas['EventsAnswer'];
  return events.filter(({ type }) => type === 'PromiseBroken').length;
}

const counts = () => Promise.all(Array.from({ length: PROMISES }, (_, i) => broken(`L-${i}`)));

it('records each once', async () => {
  const now = Date.now();
  for (let i = 0; i < PROMISES; i++) {
    const madeAt = new Date(now - 60_000).toISOString();
    // Deadlines fall all through the time of the kills.
    const dueAt = new Date(now + 2_000 + i * 400).toISOString();
    const opening = { pack: 'default@1', dueDate: '2026-01-02', occurredAt: '2026-01-01T08:00:00.000Z' };
    await post('/v1/cases', openCase(`L-${i}`, opening));
    await post(`/v1/cases/L-${i}/promises`, promise('p-1', 1_000, madeAt, dueAt));
  }
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise((resolve) => setTimeout(resolve, 300 + 250 * round));
    await endService(service, 'SIGKILL');
    service = await startService({ DATA_DIR: folder });
  }
  while ((await counts()).some((count) => count === 0)) await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await counts()).toEqual(Array.from({ length: PROMISES }, () => 1));
}, 120_000);
