/** Names, numbers and texts go in; the log, at its most talkative, knows none of them. */
import { rmSync } from 'node:fs';
import { callAttempt, note, openCase } from '../harness/bodies';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';

const NAME = 'Canary Nightingale';
const NUMBER = '+34600777001';
const TEXT = 'the canary sang at noon';
const folder = temporaryFolder();
const NOW = '2026-11-04T10:00:00.000Z';

let service: Service;

beforeAll(async () => {
  service = await startService({ DATA_DIR: folder, LOG_LEVEL: 'trace' }, { first: true });
});

afterAll(async () => {
  await endService(service, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string, body: unknown) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

it('says nothing of persons, whether a request is recorded or refused', async () => {
  const { debtor, contacts, ...rest } = openCase('L-1');
  const opening = {
    ...rest,
    debtor: { ...debtor, name: NAME },
    contacts: contacts.map((contact) => ({ ...contact, number: NUMBER, name: NAME })),
  };
  const statuses = [
    await post('/v1/cases', opening),
    await post('/v1/cases/L-1/call-attempts', callAttempt('c-1', NOW, { number: NUMBER })),
    await post('/v1/cases/L-1/notes', note('n-1', NOW, { text: TEXT })),
    await post('/v1/cases/L-1/notes', { ...note('n-1', NOW), text: `${TEXT}, again` }),
    await post('/v1/cases/L-1/call-attempts', callAttempt('c-2', NOW, { number: `${NUMBER} ${NAME}` })),
    await post('/v1/cases/L-1/notes', `{"text": "${TEXT}`),
    await post('/v1/cases/L-1/holds', { holdId: 'h-1', kind: 'hardship', reason: TEXT }),
    await post('/v1/cases/L-1/legal-actions', { actionId: 'l-1', kind: 'lawsuit', by: 'sup-1', reason: TEXT }),
    await post('/v1/cases/L-1/notes/n-1/corrections', { correctionId: 'c-1', by: 'sup-1', reason: TEXT, text: TEXT }),
    await fetch(`${service.url}/v1/worklist?team=${encodeURIComponent(NAME)}`),
    await fetch(`${service.url}/v1/cases/L-1?at=${encodeURIComponent(NUMBER)}`),
    await fetch(`${service.url}/v1/nowhere/${encodeURIComponent(NAME)}`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([201, 201, 201, 409, 400, 400, 201, 422, 201, 400, 400, 404]);
  await endService(service, 'SIGTERM');
  const log = service.output();
  expect(log.match(/answered/g)?.length).toBeGreaterThanOrEqual(statuses.length);
  for (const secret of [NAME, encodeURIComponent(NAME), NUMBER, encodeURIComponent(NUMBER), TEXT]) {
    expect(log).not.toContain(secret);
  }
});
