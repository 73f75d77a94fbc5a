/** The reporting job, an outsider: what it writes is right, also after it was killed anywhere. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAttempt } from '../harness/bodies';
import { killApp, runApp, startApp } from '../harness/job';
import { type Schemas, TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';
import { workPortfolio } from '../harness/portfolio-over-http';
import { until } from '../harness/until';

const TODAY = '2026-11-20';
/** Before, while and after it writes, twice. */
const KILLS = 10;

jest.setTimeout(120_000);

let ledger: TestLedger;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  ledger = await TestLedger.start('2026-11-20T12:00:00.000Z');
});

afterAll(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

const args = (out: string, ...more: string[]): string[] => [
  '--url',
  `http://127.0.0.1:${ledger.port}`,
  '--out',
  join(folder, out),
  '--today',
  TODAY,
  ...more,
];

const file = (out: string, name: string): string => readFileSync(join(folder, out, name), 'utf8');

it('writes the same after being killed anywhere as a run that was not', async () => {
  let sent = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const job = startApp('reporting', args('killed'));
    await workPortfolio(ledger, 10, sent);
    sent += 10;
    // It writes every two seconds, so this is before, while and after it does.
    await new Promise((resolve) => setTimeout(resolve, (kill % 5) * 600));
    await killApp(job);
  }
  const now = callAttempt('c-today', '2026-11-20T11:00:00.000Z', { agentId: 'agent-today' });
  await ledger.post('/v1/cases/P-0/call-attempts', now).expect(201);
  await ledger.ready();
  expect((await runApp('reporting', args('killed', '--once'))).code).toBe(0);
  expect((await runApp('reporting', args('whole', '--once'))).code).toBe(0);
  for (const name of ['collector-day.csv', 'recovery.csv', 'recovery-curves.csv', 'report.html']) {
    expect(file('killed', name)).toBe(file('whole', name));
  }
});

it('A6: writes the daily statistics sheet and the recovery by day 7 and day 15', async () => {
  const [head, ...days] = file('whole', 'collector-day.csv').trim().split('\n');
  expect(head).toBe(
    'day,agentId,cases,attempts,connected,thirdPartyCalls,inbound,rightParty,rightPartyWithPromise,notes,promises,promisesKept,payments,visits,promised_EUR,recovered_EUR',
  );
  const { rows }: Schemas['CollectorDayPage'] = (await ledger.get('/v1/collector-day?limit=500').expect(200)).body;
  expect(days).toHaveLength(rows.filter(({ day }) => day < TODAY).length);
  // What was done today is of a day that is not over.
  expect(rows.filter(({ day }) => day >= TODAY)).toMatchObject([{ agentId: 'agent-today', attempts: 1 }]);
  expect(days.map((line) => line.slice(0, 10)).filter((day) => day >= TODAY)).toEqual([]);
  const attempts = days.reduce((sum, line) => sum + Number(line.split(',')[3]), 0);
  expect(attempts).toBe(KILLS * 10);
  const [title, ...cohorts] = file('whole', 'recovery.csv').trim().split('\n');
  expect(title).toBe(
    'dueDate,creditorId,currency,dues,due,recovered_d7,share_d7,target_d7,recovered_d15,share_d15,target_d15',
  );
  expect(cohorts).toHaveLength(10);
  const [first = ''] = cohorts;
  expect(first.split(',').slice(0, 3)).toEqual(['2026-11-01', 'creditor-0', 'EUR']);
  // Due on the 5th: its fifteenth day, the 20th, is not over yet.
  const last = cohorts.at(-1)?.split(',') ?? [];
  expect([last[0], last[8], last[9], last[10]]).toEqual(['2026-11-05', '', '', '0.8']);
  const [names, ...curve] = file('whole', 'recovery-curves.csv').trim().split('\n');
  expect(names).toBe('dueDate,creditorId,currency,day,due,recovered,share,cleared,target');
  // Of what fell due on the first eighteen days are over, of what fell due on the fifth fourteen; day 0 counts.
  const daysOf = (dueDate: string) => curve.filter((line) => line.startsWith(`${dueDate},creditor-0`)).length;
  expect([daysOf('2026-11-01'), daysOf('2026-11-05')]).toEqual([19, 15]);
  const shares = curve.filter((line) => line.startsWith('2026-11-01,creditor-0')).map((line) => line.split(','));
  expect(shares[7]?.slice(5)).toEqual([first.split(',')[5], first.split(',')[6], expect.any(String), '0.6']);
});

const complete = (is: boolean) =>
  ledger.database.query(`UPDATE projection SET complete = $1 WHERE name IN ('collector-day', 'recovery-cohorts')`, [
    is,
  ]);

it('waits for a ledger that is still taking in its events', async () => {
  await complete(false);
  let ended = false;
  const job = runApp('reporting', args('filled', '--once')).finally(() => {
    ended = true;
  });
  // Where it does not ask, it has written and ended long before.
  await until(async () => existsSync(join(folder, 'filled')));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([ended, existsSync(join(folder, 'filled', 'report.html'))]).toEqual([false, false]);
  await complete(true);
  expect(await job).toMatchObject({ code: 0 });
  for (const name of ['collector-day.csv', 'recovery.csv']) expect(file('filled', name)).toBe(file('whole', name));
});

it('goes as far as a feed that has stopped, and says so', async () => {
  const state = (is: string, reason: string | null) =>
    ledger.database.query(`UPDATE projection SET state = $1, reason = $2 WHERE name = 'collector-day'`, [is, reason]);
  await state('stopped', 'case-P-0 revision 3');
  const { code, output } = await runApp('reporting', args('stopped', '--once'));
  await state('running', null);
  expect([code, output]).toEqual([1, expect.stringContaining('stopped in the ledger, at case-P-0 revision 3')]);
  expect(file('stopped', 'collector-day.csv')).toBe(file('whole', 'collector-day.csv'));
});

it('leaves nothing half-written behind, and needs no network to be read', async () => {
  writeFileSync(join(folder, 'killed', 'state.json.draft4711'), '{');
  expect((await runApp('reporting', args('killed', '--once'))).code).toBe(0);
  for (const out of ['whole', 'killed']) {
    expect(readdirSync(join(folder, out)).sort()).toEqual([
      'collector-day.csv',
      'recovery-curves.csv',
      'recovery.csv',
      'report.html',
      'state.json',
    ]);
  }
  expect(file('whole', 'report.html')).not.toMatch(/(src|href)=|@import|url\(/);
});

it('says what is wrong', async () => {
  const nobody = await runApp('reporting', ['--url', 'http://127.0.0.1:1', '--out', join(folder, 'none'), '--once']);
  expect(nobody.code).toBe(1);
  const odd = await runApp('reporting', ['--nonsense']);
  expect(odd.code).toBe(1);
  expect(odd.output).toContain('npm run report');
});

it('has an auditor’s command line beside it, which rebuilds and tells how far things are', async () => {
  const url = ['--url', `http://127.0.0.1:${ledger.port}`];
  const rebuilt = await runApp('auditor', ['rebuild', 'promise-book', ...url]);
  expect(rebuilt).toMatchObject({ code: 0, output: expect.stringContaining('promise-book was built anew') });
  // Without a terminal the bar is told line by line.
  expect(rebuilt.output).toMatch(/^promise-book {2}\S+ 100 % {2}(\d+) of \1 events/m);
  const shown = await runApp('auditor', ['projections', ...url]);
  expect(shown.output).toMatch(/promise-book +v\d+ +level/);
  expect(JSON.parse((await runApp('auditor', ['projections', '--json', ...url])).output)).toHaveProperty('projections');
  const unknown = await runApp('auditor', ['rebuild', 'nonsense', ...url]);
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('no such projection') });
  expect((await runApp('auditor', ['dance'])).code).toBe(1);
});
