/** Files as other systems write them, imported over HTTP: what is in them is on record, once, and what cannot be read is told. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openCase } from '../harness/bodies';
import { conforms } from '../harness/conforms';
import { runApp } from '../harness/job';
import { type Schemas, TestLedger } from '../harness/ledger';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await TestLedger.start('2026-11-04T12:00:00.000Z');
  await open('I-1', '+34600000901');
  await open('I-2', '+34600000902');
});

afterAll(() => ledger.stop());

async function open(caseId: string, number: string): Promise<void> {
  const contact = { contactId: 'C-self', personId: `P-${caseId}`, relation: 'self', numberKind: 'mobile' } as const;
  const debtor = { personId: `P-${caseId}`, name: 'Debtor', timeZone: 'Europe/Madrid' };
  const body = openCase(caseId, { debtor, contacts: [{ ...contact, number, informed: true }] });
  await ledger.post('/v1/cases', body).expect(201);
}

const file = (name: string): Buffer => readFileSync(join(__dirname, '../fixtures/imports', name));

type Line = Schemas['ImportLine'];
type Summary = Schemas['ImportSummary']['summary'];

async function send(format: string, source: string, content: Buffer | string, query = '') {
  const { text } = await ledger.http
    .post(`/v1/imports/${format}?source=${source}${query}`)
    .set('Host', '127.0.0.1')
    .set('Content-Type', 'application/octet-stream')
    .buffer(true)
    .parse((response, done) => {
      response.setEncoding('utf8');
      let all = '';
      response.on('data', (chunk: string) => {
        all += chunk;
      });
      response.on('end', () => done(null, all));
    })
    .send(content)
    .expect(200)
    .then(({ body }) => ({ text: String(body) }));
  const parsed: unknown[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const last = parsed.pop();
  conforms('ImportSummary', last);
  for (const line of parsed) conforms('ImportLine', line);
  return { lines: parsed as Line[], summary: (last as Schemas['ImportSummary']).summary };
}

const counts = ({ recorded, repeated, joined, quarantined }: Summary) => ({ recorded, repeated, joined, quarantined });
const wrong = (lines: readonly Line[]) =>
  lines.flatMap((line) => ('code' in line ? [[line.line, line.code, line.field ?? null]] : []));

async function calls(caseId: string): Promise<Record<string, unknown>[]> {
  const { body } = await ledger.get(`/v1/cases/${caseId}/events`).expect(200);
  return (body as Schemas['EventsAnswer']).events.flatMap((event) =>
    event.type === 'CallAttempted' ? [{ ...event.data }] : [],
  );
}

const callOf = async (caseId: string, callId: string) => (await calls(caseId)).find((call) => call.callId === callId);

describe('a dry run', () => {
  it('tells what would become of each line, and records nothing', async () => {
    const before = await calls('I-1');
    const { summary, lines } = await send('asterisk', 'example-asterisk', file('Master.csv'), '&dryRun=true');
    expect(summary).toMatchObject({ dryRun: true, recorded: 3, quarantined: 4 });
    expect(wrong(lines)).toHaveLength(4);
    expect(await calls('I-1')).toEqual(before);
  });
});

describe('Asterisk', () => {
  it('imports Master.csv, each broken line told by itself', async () => {
    const { summary, lines } = await send('asterisk', 'example-asterisk', file('Master.csv'));
    expect(counts(summary)).toEqual({ recorded: 3, repeated: 0, joined: 0, quarantined: 4 });
    expect(wrong(lines).sort()).toEqual([
      [3, 'inside-call', 'dst'],
      [4, 'not-csv', null],
      [6, 'number-unknown', 'number'],
      [7, 'not-a-time', 'start'],
    ]);
    expect(await callOf('I-1', '1793696400.10')).toEqual({
      callId: '1793696400.10',
      callIds: { asterisk_uniqueid: '1793696400.10' },
      direction: 'outbound',
      agentId: 'marta',
      lineId: 'line-3',
      contactId: 'C-self',
      number: '+34600000901',
      startedAt: '2026-11-03T09:00:00.000Z',
      answeredAt: '2026-11-03T09:00:12.000Z',
      endedAt: '2026-11-03T09:04:00.000Z',
      result: 'answered',
    });
    expect(await callOf('I-1', '1793700000.16')).toMatchObject({ result: 'busy' });
    expect(await callOf('I-2', '1793696700.12')).toMatchObject({ agentId: 'jon', result: 'no-answer' });
  });

  it('makes one call of the legs that share a linkedid, wherever they stand', async () => {
    const { summary, lines } = await send('asterisk', 'example-freepbx', file('freepbx-cdr.csv'));
    expect(counts(summary)).toEqual({ recorded: 2, repeated: 0, joined: 1, quarantined: 0 });
    expect(lines).toContainEqual({ line: 4, outcome: 'joined', to: 2 });
    expect(await callOf('I-1', '1793703600.30')).toMatchObject({
      callIds: {
        asterisk_linkedid: '1793703600.30',
        asterisk_uniqueid: '1793703600.30',
        'asterisk_uniqueid.2': '1793703615.31',
      },
      direction: 'inbound',
      agentId: 'marta',
      startedAt: '2026-11-03T11:00:00.000Z',
      endedAt: '2026-11-03T11:03:20.000Z',
      result: 'answered',
    });
  });
});

describe('what a file tells of a call', () => {
  const columns = file('freepbx-cdr.csv').toString().split('\n')[0];

  it('goes to the contact that had the number then, though it has another since', async () => {
    await open('I-9', '+34600000991');
    const renamed = { personId: 'P-I-9', relation: 'self', numberKind: 'mobile', source: 'debtor', verified: true };
    const { body } = await ledger.http
      .put('/v1/cases/I-9/contacts/C-self')
      .send({ ...renamed, number: '+34600000992', informed: true })
      .expect(201);
    await ledger.answered(`/v1/case-standing?minPosition=${body.position}`);
    const leg =
      '"2026-11-03 16:00:00","","201","0600000991","","PJSIP/201-00000060","PJSIP/trunk-a-00000061","","","20","0","NO ANSWER","","","1793718000.60","","","","","","","","","1793718000.60","","60"';
    const { summary, lines } = await send('asterisk', 'example-freepbx', `${columns}\n${leg}\n`);
    expect([counts(summary), lines]).toMatchObject([{ recorded: 1, quarantined: 0 }, expect.anything()]);
    expect(await callOf('I-9', '1793718000.60')).toMatchObject({ contactId: 'C-self', number: '+34600000991' });
  });

  it('is quarantined with all of its legs where it is of no case', async () => {
    const legs = file('freepbx-cdr.csv')
      .toString()
      .replaceAll('600000901', '600000977')
      .replaceAll('17937036', '17937037');
    const { summary, lines } = await send('asterisk', 'example-freepbx', legs);
    expect(counts(summary)).toMatchObject({ recorded: 0, joined: 0, quarantined: 2 });
    expect(wrong(lines)).toEqual([
      [2, 'number-unknown', 'number'],
      [4, 'number-unknown', 'number'],
    ]);
  });
});

describe('FreeSWITCH', () => {
  it('imports the default template, both legs of a call being one', async () => {
    const { summary, lines } = await send('freeswitch', 'example-freeswitch', file('freeswitch.csv'));
    expect(counts(summary)).toEqual({ recorded: 2, repeated: 0, joined: 1, quarantined: 1 });
    expect(wrong(lines)).toEqual([[4, 'result-unknown', 'hangup_cause']]);
    expect(await callOf('I-1', '7a1d3c1e-1111-4a5b-9c0d-000000000001')).toMatchObject({
      agentId: 'marta',
      lineId: 'line-5',
      answeredAt: '2026-11-03T12:00:10.000Z',
      callIds: { fs_bleg_uuid: '7a1d3c1e-1111-4a5b-9c0d-000000000002' },
    });
    expect(await callOf('I-2', '7a1d3c1e-1111-4a5b-9c0d-000000000003')).toMatchObject({
      direction: 'inbound',
      agentId: 'jon',
      result: 'no-answer',
    });
  });
});

describe('VICIdial', () => {
  it('imports its log of calls', async () => {
    const { summary, lines } = await send('vicidial-calls', 'example-vicidial-calls', file('vicidial_log.tsv'));
    expect(counts(summary)).toEqual({ recorded: 2, repeated: 0, joined: 0, quarantined: 2 });
    expect(wrong(lines)).toEqual([
      [4, 'result-unknown', 'status'],
      [5, 'columns', null],
    ]);
    expect(await callOf('I-1', '1793710800.77')).toMatchObject({
      callIds: { vicidial_id: '1793710800.77' },
      startedAt: '2026-11-03T13:00:00.000Z',
      endedAt: '2026-11-03T13:02:00.000Z',
      result: 'answered',
    });
  });

  it('imports its log of recordings, which go to their calls', async () => {
    const { summary, lines } = await send(
      'vicidial-recordings',
      'example-vicidial-recordings',
      file('recording_log.tsv'),
    );
    expect(counts(summary)).toEqual({ recorded: 1, repeated: 0, joined: 0, quarantined: 1 });
    expect(wrong(lines)).toEqual([[3, 'not-finished', 'length_in_sec']]);
    const { body } = await ledger.answered(`/v1/cases/I-1/audit-trail?minPosition=${summary.position}`);
    const entry = (body as Schemas['AuditTrailAnswer']).entries.find(({ callId }) => callId === '1793710800.77');
    expect(entry).toMatchObject({
      linkedBy: 'id',
      recording: { recordingId: 'example-vicidial-recordings:9001' },
    });
  });
});

describe('Twilio', () => {
  const whole = file('twilio-recordings.json').toString();

  it('imports a page of its list of recordings', async () => {
    const { summary, lines } = await send('twilio-recordings', 'example-twilio', whole);
    expect(counts(summary)).toEqual({ recorded: 1, repeated: 0, joined: 0, quarantined: 1 });
    expect(wrong(lines)).toEqual([[2, 'not-finished', 'status']]);
  });

  it('takes pages and recordings one a line just as well', async () => {
    const page = JSON.parse(whole);
    const [first] = page.recordings;
    const sid = 'RE00000000000000000000000000000009';
    const another = { ...first, sid, media_url: null, uri: `/Recordings/${sid}.json` };
    const text = [JSON.stringify(page), JSON.stringify(another), '{ broken', JSON.stringify(another)].join('\n');
    const { summary, lines } = await send('twilio-recordings', 'example-twilio', text);
    expect(counts(summary)).toEqual({ recorded: 1, repeated: 2, joined: 0, quarantined: 2 });
    expect(wrong(lines)).toContainEqual([3, 'not-json', null]);
    // The address of the audio has no ending, and the file that somebody fetched has one.
    await ledger.answered(`/v1/audit-trail?limit=1&minPosition=${summary.position}`);
    const sha256 = createHash('sha256').update('audio').digest('hex');
    const looks = [`${first.sid}.wav`, `${sid}.mp3`, `${sid}.mp3.part`].map((name) =>
      JSON.stringify({ file: name, sha256 }),
    );
    const checked = await send('audio', 'example-audio', looks.join('\n'));
    expect(checked.lines).toMatchObject([
      { outcome: 'recorded', id: first.sid },
      { outcome: 'recorded', id: sid },
      { outcome: 'quarantined', code: 'recording-unknown' },
    ]);
  });
});

describe('notes', () => {
  it('imports what rule A3 asks for, and loses nothing behind a quote that never closes', async () => {
    const { summary, lines } = await send('notes', 'example-notes', file('notes.csv'));
    expect(counts(summary)).toEqual({ recorded: 3, repeated: 0, joined: 0, quarantined: 3 });
    expect(wrong(lines)).toEqual([
      [5, 'out-of-range', 'toneUsed'],
      [6, 'not-csv', null],
      [8, 'not-an-amount', 'promisedAmount'],
    ]);
    const { body } = await ledger.get('/v1/cases/I-1/events').expect(200);
    const stored = (body as Schemas['EventsAnswer']).events.find(({ type }) => type === 'NoteTaken');
    expect(stored?.metadata).toMatchObject({ imported: { source: 'example-notes', line: 2 } });
    expect(stored?.data).toEqual({
      noteId: 'n-1',
      agentId: 'marta',
      writtenAt: '2026-11-03T09:06:00.000Z',
      callId: '1793696400.10',
      outcome: 'promised',
      reasonForDelay: 'awaiting-wages',
      goods: 'in-place',
      judgement: 'Means to pay',
      businessState: 'slow',
      likelihood: 'high',
      suggestedAction: 'Call on Friday',
      nextActionOn: '2026-11-06',
      toneUsed: 2,
      promised: { amount: { currency: 'EUR', minor: 12050 }, dueAt: '2026-11-06T16:00:00.000Z' },
      clues: ['new employer', 'moved'],
      text: 'Pays on Friday,\nsays the salary comes "then".',
    });
  });
});

describe('any other file', () => {
  it('is imported by a mapping, in its own encoding', async () => {
    const { summary, lines } = await send('mapped', 'example-mapped', file('interactions.csv'));
    expect(counts(summary)).toEqual({ recorded: 1, repeated: 0, joined: 0, quarantined: 1 });
    expect(wrong(lines)).toEqual([[3, 'not-one-of', 'direction']]);
  });
});

describe('audio', () => {
  let folder: string;
  const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'case-ledger-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A recording of I-1 with its call and note, kept in a file of its own. */
  async function register(name: string, seconds: number, hash?: string): Promise<void> {
    const at = (second: number) => new Date(Date.parse('2026-11-03T18:00:00Z') + second * 1_000).toISOString();
    const body = {
      ...{ recordingId: name, direction: 'outbound', number: '+34600000901', agentId: 'marta', source: 'recorder-1' },
      ...{ startedAt: at(0), endedAt: at(seconds), uri: `https://recordings.example/${name}.wav?token=1` },
      ...(hash && { sha256: hash }),
    };
    await ledger.post('/v1/recordings', body).expect(201);
  }

  async function integrity(position: string) {
    const { body } = await ledger.answered(`/v1/cases/I-1/audit-trail?minPosition=${position}`);
    conforms('AuditTrailAnswer', body);
    return (body as Schemas['AuditTrailAnswer']).entries.flatMap(({ entryId, findings }) =>
      findings
        .filter(({ code }) => code === 'integrity-failed')
        .map(({ subject, severity }) => [entryId, subject, severity]),
    );
  }

  it('in a folder is compared with what was registered, by hash and by length', async () => {
    const audio = { whole: wav(20), changed: wav(20, 1), short: wav(5), unheard: wav(20, 2), stranger: wav(1) };
    for (const [name, content] of Object.entries(audio)) writeFileSync(join(folder, `${name}.wav`), content);
    await register('whole', 20, sha256(audio.whole));
    await register('changed', 20, sha256(wav(20)));
    await register('short', 20, sha256(audio.short));
    await register('unheard', 20);
    await register('missing', 20);
    await register('gone', 20);
    const out = join(folder, '..', `${basename(folder)}.quarantine`);
    const run = () =>
      runApp('auditor', [
        'audio',
        folder,
        '--source',
        'example-audio',
        '--url',
        `http://127.0.0.1:${ledger.port}`,
        '--out',
        out,
      ]);
    expect(await run()).toMatchObject({
      code: 0,
      output: expect.stringContaining('recorded 4, on record already 0, further legs 0, quarantined 1'),
    });
    expect(readFileSync(out, 'utf8')).toContain('recording-unknown');
    rmSync(out);
    const { body } = await ledger.get('/v1/projections').expect(200);
    const found = await integrity(String((body as Schemas['ProjectionsAnswer']).head));
    expect(found.sort()).toEqual([
      ['recording:changed', 'audio', 'critical'],
      ['recording:short', 'length', 'critical'],
    ]);
    expect((await run()).output).toContain('recorded 0, on record already 4');
    rmSync(out);
    await ledger
      .post('/v1/recordings/gone/loss', { removalId: 'x-1', by: 'keeper-1', reason: 'the disk failed' })
      .expect(201);
    const unheard = (...more: string[]) =>
      runApp('auditor', [
        ...['unheard', '--from', '2026-11-03', '--to', '2026-11-04', '--url', `http://127.0.0.1:${ledger.port}`],
        ...more,
      ]);
    const told = await unheard('--recorder', 'recorder-1', '--json');
    const { recordingId, ...row } = JSON.parse(told.output.trim());
    expect([told.code, recordingId, row]).toEqual([1, 'missing', expect.objectContaining({ source: 'recorder-1' })]);
    expect(await unheard('--recorder', 'recorder-9')).toMatchObject({ code: 0, output: expect.stringMatching(/^0 /) });

    // A name is all that files are known by: which of two that differ it is, cannot be told.
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'whole.wav'), wav(20, 7));
    writeFileSync(join(folder, 'in', 'unheard.wav'), audio.unheard);
    expect(await run()).toMatchObject({
      code: 1,
      output: expect.stringMatching(
        /whole.wav is not sent.*recorded 0, on record already 3, further legs 0, quarantined 1/s,
      ),
    });
    rmSync(out);
    rmSync(join(folder, 'in'), { recursive: true });

    writeFileSync(join(folder, 'unheard.wav'), wav(20, 3));
    const again = await send(
      'audio',
      'example-audio',
      `${JSON.stringify({ file: 'unheard.wav', sha256: sha256(wav(20, 3)) })}\n`,
    );
    expect(counts(again.summary)).toEqual({ recorded: 1, repeated: 0, joined: 0, quarantined: 0 });
    expect(await integrity(again.summary.position)).toContainEqual(['recording:unheard', 'audio', 'critical']);
    // Put back and changed once more: each time it is found.
    for (const [fill, found] of [
      [2, false],
      [3, true],
    ] as const) {
      const line = `${JSON.stringify({ file: 'unheard.wav', sha256: sha256(wav(20, fill)) })}\n`;
      const { summary } = await send('audio', 'example-audio', line);
      expect(summary.recorded).toBe(1);
      expect((await integrity(summary.position)).some(([entry]) => entry === 'recording:unheard')).toBe(found);
    }
  });

  it('of a recording that nobody registered is refused, and a body that is no hash', async () => {
    const path = '/v1/recordings/nobody/checks';
    expect((await ledger.post(path, { checkId: 'c-1', sha256: 'a'.repeat(64) }).expect(404)).body.code).toBe(
      'recording-not-found',
    );
    expect((await ledger.post(path, { checkId: 'c-1', sha256: 'A' }).expect(400)).body.errors[0].field).toBe('sha256');
  });

  it('checked once more under the same id is a repeat, and with another content a contradiction', async () => {
    const path = '/v1/recordings/whole/checks';
    const body = { checkId: 'c-9', sha256: sha256(wav(20)), durationMs: 20_001 };
    const { body: first } = await ledger.sent(path, body);
    conforms('RecordingAnswer', first);
    expect((await ledger.post(path, body).expect(200)).body).toEqual(first);
    expect((await ledger.post(path, { ...body, durationMs: 1 }).expect(409)).body.code).toBe('id-already-used');
  });
});

/** Mono, 8 kHz, 8 bit; `fill` makes another content. */
function wav(seconds: number, fill = 0): Buffer {
  const data = Buffer.alloc(seconds * 8_000, 128 + fill);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

const ALL: readonly [string, string, string][] = [
  ['asterisk', 'example-asterisk', 'Master.csv'],
  ['asterisk', 'example-freepbx', 'freepbx-cdr.csv'],
  ['freeswitch', 'example-freeswitch', 'freeswitch.csv'],
  ['vicidial-calls', 'example-vicidial-calls', 'vicidial_log.tsv'],
  ['vicidial-recordings', 'example-vicidial-recordings', 'recording_log.tsv'],
  ['twilio-recordings', 'example-twilio', 'twilio-recordings.json'],
  ['notes', 'example-notes', 'notes.csv'],
  ['mapped', 'example-mapped', 'interactions.csv'],
];

describe('importing again', () => {
  it.each(ALL)('of %s by %s changes nothing', async (format, source, name) => {
    const before = [await calls('I-1'), await calls('I-2')];
    const { summary } = await send(format, source, file(name));
    expect(summary.recorded).toBe(0);
    expect(summary.repeated).toBeGreaterThan(0);
    expect([await calls('I-1'), await calls('I-2')]).toEqual(before);
  });
});

describe('a client that sends all of a file before it reads', () => {
  it('is not waited for', async () => {
    const line = `${JSON.stringify({ sid: 'x', status: 'absent' })}\n`;
    const content = Buffer.from(line.repeat(150_000));
    const socket = connect(ledger.port, '127.0.0.1');
    await once(socket, 'connect');
    const head = `POST /v1/imports/twilio-recordings?source=example-twilio HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n`;
    socket.pause();
    socket.write(`${head}Content-Type: application/octet-stream\r\nContent-Length: ${content.length}\r\n\r\n`);
    await new Promise<void>((resolve, reject) => {
      socket.write(content, (error) => (error ? reject(error) : resolve()));
    });
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-1_000);
    });
    socket.resume();
    await once(socket, 'close');
    expect(text).toContain('"quarantined":150000');
    // So many lines are a while on a busy machine.
  }, 150_000);
});

describe('what is wrong as a whole', () => {
  const post = (path: string, content = 'a,b\n', type = 'text/csv') =>
    ledger.http.post(path).set('Host', '127.0.0.1').set('Content-Type', type).send(content);

  it.each([
    ['/v1/imports/asterisk?source=nobody', 404, 'source-not-found'],
    ['/v1/imports/asterisk', 400, 'validation-failed'],
    ['/v1/imports/asterisk?source=..%2Fpasswd', 400, 'validation-failed'],
    ['/v1/imports/asterisk?source=example-notes', 400, 'validation-failed'],
    ['/v1/imports/nothing?source=example-notes', 400, 'validation-failed'],
    ['/v1/imports/notes?source=example-notes&dryRun=perhaps', 400, 'validation-failed'],
    ['/v1/imports/notes?source=example-notes', 422, 'source-malformed'],
  ])('%s is refused with %i %s', async (path, status, code) => {
    const { body } = await post(path).expect(status);
    conforms('Problem', body);
    expect(body).toMatchObject({ code });
  });

  it('takes no JSON body, and no file goes to another route', async () => {
    expect((await post('/v1/imports/notes?source=example-notes', '{}', 'application/json').expect(415)).body.code).toBe(
      'unsupported-media-type',
    );
    expect((await post('/v1/cases').expect(415)).body.code).toBe('unsupported-media-type');
  });
});
