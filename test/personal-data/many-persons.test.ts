/**
 * A hundred persons of a simulated portfolio are erased. Chains, checkpoints and older bundles still verify, figures and
 * findings are what they were, what is made anew from the store comes to the same tables, and nothing can be opened.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventStore } from '@event-store';
import { isSealed } from '@personal-data';
import { checkBundle } from '@proof';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { verifyLog } from '../../apps/auditor/src/verify-log';
import { PolicyBook } from '../../apps/ledger/src/cases/policy-book';
import { projectionsWith } from '../../apps/ledger/src/read-models/projections';
import { runApp } from '../harness/job';
import { type Schemas, TEST_SIGNER, TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';
import { differences, newDatabase, startEngine, tablesOf, untilLevel } from '../harness/read-models';
import { codec } from '../harness/visits';

jest.setTimeout(240_000);

const PERSONS = 100;

let ledger: TestLedger;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  ledger = await TestLedger.start(new Date().toISOString());
  ledger.notary.start();
});

afterAll(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

const all = async <T>(path: string): Promise<readonly T[]> => {
  const rows: T[] = [];
  const { head } = (await ledger.get('/v1/projections').expect(200)).body;
  for (let after = ''; ; ) {
    const { body } = await ledger.answered(`${path}?limit=500&minPosition=${head}${after}`);
    rows.push(...body.rows);
    if (body.next === null) return rows;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
};

/** What is told over all cases, but for what says that somebody was erased. */
async function told(): Promise<object> {
  const { head } = (await ledger.get('/v1/projections').expect(200)).body;
  return {
    figures: (await ledger.answered(`/v1/figures?from=2020-01-01&to=2100-01-01&minPosition=${head}`)).body.figures,
    days: await all('/v1/collector-day'),
    cohorts: await all('/v1/recovery-cohorts'),
    trail: await all('/v1/audit-trail'),
    findings: await all('/v1/findings'),
    standing: await all('/v1/case-standing'),
    tone: await all('/v1/tone-history'),
  };
}

const caseFindings = async (caseIds: readonly string[]): Promise<readonly object[]> => {
  const found: object[] = [];
  for (const caseId of caseIds)
    found.push((await ledger.get(`/v1/cases/${caseId}/findings`).expect(200)).body.findings);
  return found;
};

const verified = () => verifyLog({ storeUrl: ledger.node.url, verifier: TEST_SIGNER.verifier, held: [] });

it('forgets a hundred of them, and everything that was concluded stands', async () => {
  const simulated = await runApp('simulator', [
    ...['--url', `http://127.0.0.1:${ledger.port}`, '--truth', join(folder, 'truth.json')],
    ...['--agents', '4', '--seed', '11'],
  ]);
  if (simulated.code !== 0) throw new Error(simulated.output);
  await ledger.ready();
  const rows = await all<Schemas['RetentionRow']>('/v1/retention');
  const debtors = [...new Set(rows.map(({ debtorId }) => debtorId))];
  expect(debtors.length).toBeGreaterThan(PERSONS);
  const chosen = fc.sample(fc.shuffledSubarray(debtors, { minLength: PERSONS, maxLength: PERSONS }), 1)[0] ?? [];
  const theirs = rows
    .filter(({ personIds }) => personIds.some((one) => chosen.includes(one)))
    .map(({ caseId }) => caseId);
  for (const caseId of theirs) {
    const closing = { closureId: `x-${caseId}`, outcome: 'paid', by: 'sup-1', reason: 'over' };
    await ledger.post(`/v1/cases/${caseId}/close`, closing).expect(201);
  }
  await ledger.ready();
  const before = { ...(await told()), cases: await caseFindings(theirs) };
  const [first = ''] = theirs;
  expect(
    (
      await runApp('auditor', [
        ...['export', first, '--url', `http://127.0.0.1:${ledger.port}`, '--out', join(folder, 'older.zip')],
        ...['--key', TEST_SIGNER.verifier.text],
      ])
    ).code,
  ).toBe(0);
  const older = new Map(Object.entries(unzipSync(readFileSync(join(folder, 'older.zip')))));

  for (const [i, personId] of chosen.entries()) {
    const asked = { erasureId: `e-${i}`, by: 'admin-1', authority: 'GDPR art. 17', reason: 'asked for it' };
    await ledger.post(`/v1/persons/${personId}/erasure`, asked).expect(201);
  }
  const erasures = ledger.startErasures();
  for (const personId of chosen) {
    while ((await ledger.get(`/v1/persons/${personId}`).expect(200)).body.state !== 'erased')
      await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await erasures.stop();
  await ledger.ready();

  expect({ ...(await told()), cases: await caseFindings(theirs) }).toEqual(before);
  expect((await verified()).fault).toBeNull();
  expect(checkBundle(older, TEST_SIGNER.verifier).faults).toEqual([]);
  await nothingOpens(theirs, chosen);
  await sameTables();
});

/** Every field that was sealed for these persons; by the store itself, not by what the service says. */
async function nothingOpens(caseIds: readonly string[], persons: readonly string[]): Promise<void> {
  const store = EventStore.connect(ledger.node.url, codec);
  const keys = new Set<string>();
  const collect = (value: unknown): void => {
    if (isSealed(value)) keys.add(value.key);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const caseId of caseIds) for (const { data } of await store.readPseudonymous(`case-${caseId}`)) collect(data);
  expect(keys.size).toBeGreaterThan(caseIds.length);
  const left = await ledger.keys.find([...keys]);
  const owned = new Set((await Promise.all(persons.map((one) => ledger.keys.ofPerson(one)))).flat());
  expect(owned.size).toBe(0);
  // Those of other persons in the same cases stay.
  expect(left.filter(({ owner }) => persons.some((one) => owner.startsWith(`identity of ${one} in `)))).toEqual([]);
  expect(left.filter(({ owner }) => owner.startsWith('texts of ') && caseIds.includes(owner.slice(9)))).toEqual([]);
  await store.close();
}

async function sameTables(): Promise<void> {
  const fresh = await newDatabase();
  const database = await fresh.open();
  const hands = { now: ledger.clock.now() };
  const policies = PolicyBook.read(['contracts/policies']);
  const engine = startEngine(database, ledger.node.url, hands, projectionsWith({ policies }));
  const { head } = (await ledger.get('/v1/projections').expect(200)).body;
  await untilLevel(database, BigInt(head), hands);
  expect(differences(await tablesOf(database), await tablesOf(ledger.database))).toEqual([]);
  await engine.stop();
  await fresh.remove();
}
