/** The evidence of a case as an archive, exported and checked as an auditor does it. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBundle } from '@proof';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { callAttempt, note, openCase, recording } from '../harness/bodies';
import { runApp } from '../harness/job';
import { TEST_SIGNER, TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';

jest.setTimeout(60_000);

let ledger: TestLedger;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  ledger = await TestLedger.start('2026-11-04T12:00:00.000Z');
  await ledger.post('/v1/cases', openCase('L-1')).expect(201);
  await ledger.post('/v1/cases', openCase('L-2')).expect(201);
  const at = (time: string): string => `2026-11-04T${time}.000Z`;
  const call = callAttempt('c-1', at('10:00:00'), { answeredAt: at('10:00:10'), endedAt: at('10:02:00') });
  await ledger.post('/v1/cases/L-1/call-attempts', call).expect(201);
  await ledger
    .post('/v1/recordings', recording('r-1', at('10:00:10'), { callIds: { dialer: 'c-1' }, endedAt: at('10:02:00') }))
    .expect(201);
  const written = note('n-1', at('10:03:00'), { callId: 'c-1', text: 'said <b>so</b>', outcome: 'refused' });
  await ledger.post('/v1/cases/L-1/notes', written).expect(201);
});

afterAll(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true, force: true });
});

const url = (): string => `http://127.0.0.1:${ledger.port}`;
const key = (): string => TEST_SIGNER.verifier.text;
const auditor = (...args: string[]) => runApp('auditor', [...args, '--url', url(), '--key', key()]);

it('is refused while nobody signs, and says so', async () => {
  const { body } = await ledger.get('/v1/cases/L-1/evidence').expect(503);
  expect(body).toMatchObject({ code: 'not-signed-yet' });
});

describe('once somebody signs', () => {
  const file = () => join(folder, 'L-1.zip');

  beforeAll(async () => {
    ledger.notary.start();
    expect(await auditor('export', 'L-1', '--out', file())).toMatchObject({ code: 0 });
  });

  const unpacked = () => unzipSync(readFileSync(file()));

  it('holds all that there is about the case, and of nothing else', () => {
    const files = unpacked();
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'audit-trail.json',
      'case.html',
      'case.json',
      'checkpoint.txt',
      'earlier.ndjson',
      'events/case-L-1.ndjson',
      'events/recording-r-1.ndjson',
      'findings.json',
      'manifest.txt',
      'policies/branch@1.json',
      'policies/default@1.json',
      'replay.json',
    ]);
    const page = strFromU8(files['case.html'] ?? new Uint8Array());
    expect(page).toContain('Case L-1');
    expect(page).not.toContain('<b>so</b>');
    expect(JSON.parse(strFromU8(files['audit-trail.json'] ?? new Uint8Array())).entries).toMatchObject([
      { class: 'matched', recording: { recordingId: 'r-1' } },
    ]);
    const { events, streams, faults } = checkBundle(new Map(Object.entries(files)), TEST_SIGNER.verifier);
    expect({ events, streams, faults }).toEqual({ events: 4, streams: 2, faults: [] });
  });

  it('is checked with the key alone, the ledger being away, and names what was changed', async () => {
    const nowhere = ['--url', 'http://127.0.0.1:1', '--key', key()];
    const sound = await runApp('auditor', ['verify', file(), ...nowhere]);
    expect(sound).toMatchObject({
      code: 0,
      output: expect.stringContaining('everything in it is what was signed for'),
    });

    const files = unpacked();
    const events = strFromU8(files['events/case-L-1.ndjson'] ?? new Uint8Array()).replace('"refused"', '"promised"');
    const changed = join(folder, 'changed.zip');
    writeFileSync(changed, zipSync({ ...files, 'events/case-L-1.ndjson': strToU8(events) }));
    const unsound = await runApp('auditor', ['verify', changed, ...nowhere]);
    expect(unsound.code).toBe(1);
    expect(unsound.output).toContain('DOES NOT HOLD  case-L-1 revision 2');

    // Twice under one name: another program might unpack the other one.
    const whole = Buffer.from(zipSync({ 'case.htmk': strToU8('forged'), ...files }));
    writeFileSync(changed, Buffer.from(whole.toString('latin1').replaceAll('case.htmk', 'case.html'), 'latin1'));
    expect(await runApp('auditor', ['verify', changed, ...nowhere])).toMatchObject({
      code: 1,
      output: expect.stringContaining('it holds case.html more than once'),
    });

    writeFileSync(changed, 'no archive');
    expect(await runApp('auditor', ['verify', changed, ...nowhere])).toMatchObject({
      code: 1,
      output: expect.stringContaining('cannot be unpacked'),
    });
  });

  it('the log is held against checkpoints that were given away', async () => {
    const given = join(ledger.node.folder, 'checkpoints');
    const { code, output } = await auditor('verify', '--store', ledger.node.url, '--checkpoint', given);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('5 events are covered') });
    expect(output).toContain('1 checkpoints in the store, 1 given');

    const [name = ''] = readdirSync(given);
    const other = join(folder, 'other.checkpoint');
    writeFileSync(other, readFileSync(join(given, name), 'utf8').replace('\n5\n', '\n6\n'));
    const wrong = await auditor('verify', '--store', ledger.node.url, '--checkpoint', other);
    expect(wrong).toMatchObject({
      code: 1,
      output: expect.stringContaining('signature of ledger/tests does not hold'),
    });
  });

  it('is compared with what was given away before, be it asked of the service or checked from a file', async () => {
    const given = join(ledger.node.folder, 'checkpoints');
    const held = ['--checkpoint', given];
    await ledger.post('/v1/cases/L-1/notes', note('n-2', '2026-11-04T11:00:00.000Z', { text: 'later' })).expect(201);
    expect(await auditor('verify', 'L-1', ...held)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/L-1: 5 events in 2 streams.*compared {3}with 1 checkpoints.*holds/s),
    });
    // The archive of before is older than what has been signed for since.
    expect(await auditor('verify', file(), ...held)).toMatchObject({
      code: 1,
      output: expect.stringContaining('NOT COMPARED  with the checkpoint of 6 events'),
    });
    const anew = join(folder, 'L-1-anew.zip');
    expect(await auditor('export', 'L-1', '--out', anew, ...held)).toMatchObject({ code: 0 });
    expect(await auditor('verify', anew, ...held)).toMatchObject({
      code: 0,
      output: expect.stringContaining('compared   with 2 checkpoints'),
    });
    await ledger.get('/v1/cases/L-1/evidence?since=5,x').expect(400);
    await ledger.get('/v1/cases/L-1/evidence?since=all').expect(200);
    expect(await auditor('verify', 'nobody')).toMatchObject({ code: 1 });
    expect(await auditor('verify', 'nothing.zip')).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is no file nothing.zip'),
    });
  });

  it('is there of no case that is not', async () => {
    await ledger.get('/v1/cases/nobody/evidence').expect(404);
    expect(await auditor('export', 'nobody', '--out', join(folder, 'nobody.zip'))).toMatchObject({ code: 1 });
  });

  it('holds also where something is recorded while it is made', async () => {
    let making = true;
    let pauseMs = 100;
    const recorded = (async () => {
      for (let i = 0; making; i++) {
        const written = note(`n-x${i}`, '2026-11-04T11:30:00.000Z', { text: 'later' });
        await ledger.post('/v1/cases/L-1/notes', written).expect(201);
        const look = { checkId: `k-${i}`, sha256: String(i).padStart(64, '0') };
        await ledger.post('/v1/recordings/r-1/checks', look).expect(201);
        const heard = recording(`r-x${i}`, '2026-11-04T11:30:00.000Z', { number: '+34600000001' });
        await ledger.post('/v1/recordings', heard).expect(201);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    })();
    const made: Uint8Array[] = [];
    try {
      while (made.length < 3) {
        const answer = await fetch(`${url()}/v1/cases/L-1/evidence`);
        if (answer.status === 200) made.push(new Uint8Array(await answer.arrayBuffer()));
        // No case changes faster than that for ever.
        else pauseMs *= 2;
      }
    } finally {
      making = false;
    }
    await recorded;
    for (const bytes of made) {
      const files = new Map(Object.entries(unzipSync(bytes)));
      expect(checkBundle(files, TEST_SIGNER.verifier).faults).toEqual([]);
    }
  });
});
