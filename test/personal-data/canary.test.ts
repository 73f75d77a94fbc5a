/**
 * Names, numbers and texts that cannot be mistaken go into the built service; wherever it leaves anything, they are looked for as
 * bytes: as they are, in UTF-16 and in base64. Then the person is erased, the keys are lost, or come back from a backup.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTION_NAMES } from '@read-models';
import { unzipSync } from 'fflate';
import { callAttempt, note, openCase, payment, promise, recording } from '../harness/bodies';
import { temporaryFolder } from '../harness/node';
import { endService, type Service, startService } from '../harness/service';

jest.setTimeout(120_000);

const NAME = 'Zaunkoenig Quersumme';
const NUMBER = '+34600987123';
const TEXT = 'the wren counted its feathers twice';
const FILE = 'wren-feathers';
const SECRETS = [NAME, NUMBER.slice(1), TEXT, FILE];
const at = (time: string): string => `2026-11-04T${time}.000Z`;
const by = { by: 'admin-1', reason: TEXT };

let folder: string;
let service: Service;
let said: string;

const start = async (): Promise<void> => {
  service = await startService({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'trace', LEDGER_SECRET: 'x'.repeat(40) });
};
const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  await endService(service, signal);
  said += service.output();
};

const post = async (path: string, body: unknown): Promise<number> => {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(service.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  // What is refused is told without what was sent.
  if (answer.status >= 400) expect(foundIn(await answer.text())).toEqual([]);
  return answer.status;
};
const get = async (path: string): Promise<string> => (await fetch(service.url + path)).text();

/** The secrets by the ways in which they can be written; base64 depends on what stands before. */
const NEEDLES: readonly (readonly [string, Buffer])[] = SECRETS.flatMap((secret) => {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(' '.repeat(shift) + secret).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, text.length - 4);
  });
  return [
    [secret, Buffer.from(secret)],
    [`${secret} in UTF-16`, Buffer.from(secret, 'utf16le')],
    [`${secret} in UTF-16, the other way round`, Buffer.from(secret, 'utf16le').swap16()],
    [`${secret} in a URL`, Buffer.from(encodeURIComponent(secret))],
    ...base64.map((text) => [`${secret} in base64`, Buffer.from(text)] as const),
  ] as const;
});

const foundIn = (content: Buffer | string): readonly string[] => {
  const bytes = Buffer.from(content);
  return NEEDLES.flatMap(([name, needle]) => (bytes.includes(needle) ? [name] : []));
};

function filesIn(at: string): readonly string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(at, entry.name)) : [join(at, entry.name)],
  );
}

const leaks = (): readonly object[] =>
  filesIn(join(folder, 'data')).flatMap((file) => {
    const found = foundIn(readFileSync(file));
    return found.length > 0 ? [{ file, found }] : [];
  });

/** What whoever reports is answered. */
async function reported(): Promise<string> {
  const lists = ['case-standing', 'tone-history', 'promise-book', 'audit-trail', 'findings', 'follow-ups'];
  const paths = [
    ...lists.map((name) => `/v1/${name}`),
    ...PROJECTION_NAMES.map((name) => `/v1/projections/${name}/changes?after=0`),
    '/v1/figures?from=2026-11-01&to=2026-12-01',
    '/v1/recovery-cohorts',
    '/v1/collector-day',
    '/v1/projections',
    '/metrics',
    '/health/ready',
  ];
  return (await Promise.all(paths.map(get))).join('\n');
}

async function level(): Promise<void> {
  while ((await fetch(`${service.url}/health/ready`)).status !== 200) await new Promise((next) => setTimeout(next, 20));
}

/** Whatever can hold something personal, in every field that can. */
async function work(): Promise<void> {
  const contacts = [
    {
      ...{ contactId: 'C-self', personId: 'P-1', relation: 'self', numberKind: 'mobile' },
      ...{ number: NUMBER, name: NAME, informed: true },
    },
  ];
  const opening = openCase('L-1', { contacts: contacts as never });
  const { debtor } = opening;
  await level();
  const statuses = [
    await post('/v1/cases', { ...opening, debtor: { ...debtor, name: NAME } }),
    await post('/v1/cases/L-1/call-attempts', callAttempt('c-1', at('10:00:00'), { number: NUMBER })),
    await post(
      '/v1/cases/L-1/notes',
      note('n-1', at('10:05:00'), { text: TEXT, suggestedAction: TEXT, clues: [TEXT, NAME] }),
    ),
    await post('/v1/cases/L-1/notes/n-1/corrections', { correctionId: 'k-1', ...by, text: `${TEXT}!` }),
    await post('/v1/cases/L-1/promises', promise('p-1', 5_000, at('10:00:00'), '2027-01-20T17:00:00.000Z')),
    await post('/v1/cases/L-1/promises/p-1/withdraw', by),
    await post('/v1/cases/L-1/payments', payment('pay-1', 1_000, at('10:30:00'))),
    await post('/v1/cases/L-1/payments/pay-1/reverse', { reversedAt: at('10:40:00'), reason: TEXT }),
    await post('/v1/cases/L-1/holds', { holdId: 'h-1', kind: 'hardship', reason: TEXT }),
    await post('/v1/cases/L-1/holds/h-1/lift', { reason: TEXT }),
    await post('/v1/cases/L-1/assignments', { assignmentId: 'a-1', team: 'north', ...by }),
    await post(
      '/v1/recordings',
      recording('r-1', at('10:00:05'), { number: NUMBER, uri: `s3://x/${FILE}/${FILE}.wav` }),
    ),
    await post('/v1/recordings', recording('r-2', at('10:00:06'), { uri: `s3://x/${FILE}.wav` })),
    await post('/v1/recordings/r-2/loss', { removalId: 'l-1', ...by }),
    await level().then(() => 201),
    await post('/v1/persons/P-1/legal-holds', { legalHoldId: 'lh-1', authority: 'a court', ...by }),
    await post('/v1/persons/P-1/legal-holds/lh-1/lift', by),
    await post('/v1/cases/L-1/notes', { ...note('n-1', at('10:05:00')), text: `${TEXT}, again` }),
    await post('/v1/cases/L-1/call-attempts', callAttempt('c-2', at('10:00:00'), { number: `${NUMBER}${NAME}` })),
  ];
  expect(statuses).toEqual([...Array.from({ length: 17 }, () => 201), 409, 400]);
  await level();
}

beforeEach(async () => {
  folder = temporaryFolder();
  said = '';
  await start();
});

afterEach(async () => {
  await stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function erase(): Promise<void> {
  expect(await post('/v1/cases/L-1/close', { closureId: 'x-1', outcome: 'paid', ...by })).toBe(201);
  expect(await post('/v1/persons/P-1/erasure', { erasureId: 'e-1', authority: 'GDPR art. 17', ...by })).toBe(201);
  // The process manager looks when it starts, and now and then.
  await stop();
  await start();
  while (!(await get('/v1/persons/P-1')).includes('"erased"')) await new Promise((next) => setTimeout(next, 50));
}

it('leaves no trace of a person but for whoever may read it, and none at all once they are erased', async () => {
  await work();
  expect(foundIn(await get('/v1/cases/L-1/events')).length).toBeGreaterThan(0);
  expect(foundIn(await reported())).toEqual([]);
  expect(leaks()).toEqual([]);
  await erase();
  const answers = ['', '/events', '/replay', '/findings', '/audit-trail'].map((path) => get(`/v1/cases/L-1${path}`));
  expect(foundIn((await Promise.all(answers)).join('\n'))).toEqual([]);
  expect(foundIn(await reported())).toEqual([]);
  const bundle = await fetch(`${service.url}/v1/cases/L-1/evidence`);
  expect(bundle.status).toBe(200);
  const files = unzipSync(new Uint8Array(await bundle.arrayBuffer()));
  expect(Object.keys(files)).toContain('replay.json');
  expect(Object.values(files).flatMap((file) => foundIn(Buffer.from(file)))).toEqual([]);
  await stop();
  expect(leaks()).toEqual([]);
  expect(said.match(/answered/g)?.length).toBeGreaterThan(20);
  expect(foundIn(said)).toEqual([]);
});

it('survives the loss of all keys: facts, money and proofs remain, and what was personal reads as erased', async () => {
  await work();
  const before = JSON.parse(await get('/v1/cases/L-1'));
  await stop();
  rmSync(join(folder, 'data', 'keys'), { recursive: true });
  await start();
  await level();
  const after = JSON.parse(await get('/v1/cases/L-1'));
  expect(after.standing.outstanding).toEqual(before.standing.outstanding);
  expect(after.standing.stage).toEqual(before.standing.stage);
  expect(after.debtor.name).toBe('erased');
  expect(after.contacts[0]).toMatchObject({ contactId: 'C-self', name: 'erased', number: 'erased' });
  expect(foundIn(await get('/v1/cases/L-1/events'))).toEqual([]);
  // Work goes on, under new keys.
  expect(await post('/v1/cases/L-1/notes', note('n-2', at('11:00:00'), { text: 'new words' }))).toBe(201);
  expect(await get('/v1/cases/L-1/events')).toContain('new words');
});

it('erases again what a backup of the keys brings back, before it answers anybody', async () => {
  await work();
  await stop();
  cpSync(join(folder, 'data', 'keys'), join(folder, 'backup'), { recursive: true });
  await start();
  await erase();
  await stop('SIGKILL');
  rmSync(join(folder, 'data', 'keys'), { recursive: true });
  cpSync(join(folder, 'backup'), join(folder, 'data', 'keys'), { recursive: true });
  await start();
  expect(foundIn(await get('/v1/cases/L-1/events'))).toEqual([]);
});
