/** Simulated days, sent over HTTP as dialer, recorders and desks would: the ledger finds out what was wrong. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { conforms } from '../harness/conforms';
import { runApp } from '../harness/job';
import { type Schemas, TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';

jest.setTimeout(120_000);

let ledger: TestLedger;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  // The simulation is of the days before today.
  ledger = await TestLedger.start(new Date().toISOString());
});

afterAll(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  runApp('simulator', ['--url', `http://127.0.0.1:${ledger.port}`, '--truth', join(folder, 'truth.json'), ...args]);

it('sends days of work, keeps the truth apart, and tells how well they were found out', async () => {
  const { code, output } = await run('--agents', '2', '--seed', '7');
  if (code !== 0) throw new Error(output);
  const scores = [...output.matchAll(/^(\S+) +(\d\.\d{4}) +(\d\.\d{4}) +(\d+)$/gm)];
  expect(scores.length).toBeGreaterThan(15);
  expect(scores.filter(([, , precision, recall]) => Number(precision) < 0.98 || Number(recall) < 0.98)).toEqual([]);
  const truth: { readonly links: object } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  expect(Object.keys(truth.links).length).toBeGreaterThan(200);

  const { body } = await ledger.get('/v1/clocks?from=2026-01-01&to=2100-01-01').expect(200);
  conforms('ClocksAnswer', body);
  const { clocks } = body as Schemas['ClocksAnswer'];
  const known = clocks.filter(({ offsetSeconds }) => offsetSeconds !== null);
  expect(known.length).toBeGreaterThan(0);
  for (const { offsetSeconds, suspect } of known) {
    expect(Math.abs(Number(offsetSeconds))).toBeLessThanOrEqual(65);
    expect(suspect).toBe(false);
  }
  await ledger.get('/v1/clocks?from=2026-01-02&to=2026-01-02').expect(400);

  const head = async () => (await ledger.get('/v1/projections')).body.head;
  const before = await head();
  expect((await run('--agents', '2', '--seed', '7')).code).toBe(0);
  expect(await head()).toBe(before);
});

it.each([
  [['--agents', '0'], '--agents must be a number from 1 to 500'],
  [['--from', 'tomorrow'], '--from must be a day'],
  [['--defects', '1'], '--defects must be a number'],
])('says what is wrong with %s', async (args, message) => {
  const { code, output } = await run(...args);
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining(message) });
});
