import fc from 'fast-check';
import type { Imported } from './imported';
import { readLines } from './lines';
import { toE164 } from './numbers';
import { readImport } from './read-import';
import { parseSource, type Source } from './source';
import { instantBy, localInstant } from './times';
import { Unreadable, WrongSource } from './unreadable';

const source = (over: object = {}): Source =>
  parseSource({ source: 's', format: 'notes', zone: 'Europe/Madrid', region: 'ES', ...over });

async function* bytes(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Unreadable) return error.code;
    throw error;
  }
  return 'none';
};

describe('numbers', () => {
  it.each([
    ['0034688886392'],
    ['+34688886392'],
    ['34688886392'],
    ['00034688886392'],
    ['688 88 63 92'],
    ['sip:+34688886392@example.test;user=phone'],
  ])('reads %s as the same number', (spelling) => {
    expect(toE164(spelling, 'number', source({ accessCodes: ['0'] }))).toBe('+34688886392');
  });

  it.each(['', '201', 'anonymous', '+3468888639', '99999999999999999'])('%p is none', (text) => {
    expect(codeOf(() => toE164(text, 'number', source()))).toBe('not-a-number');
  });
});

describe('local times', () => {
  const twice = '2026-10-25 02:30:00';

  it('are read in the zone of the source', () => {
    expect(localInstant('2026-07-01 10:00:00', 'start', source())).toBe(Date.parse('2026-07-01T08:00:00Z'));
  });

  it('that the clocks show twice are refused, unless it is declared or told otherwise which is meant', () => {
    const [first, second] = [Date.parse('2026-10-25T00:30:00Z'), Date.parse('2026-10-25T01:30:00Z')];
    expect(codeOf(() => localInstant(twice, 'start', source()))).toBe('ambiguous-time');
    expect(localInstant(twice, 'start', source({ repeatedHour: 'first' }))).toBe(first);
    expect(localInstant(twice, 'start', source({ repeatedHour: 'second' }))).toBe(second);
    expect(localInstant(twice, 'start', source(), second + 5_000)).toBe(second);
  });

  it.each(['2026-03-29 02:30:00', '2026-02-30 10:00:00', '2026-7-1 10:00:00', ''])('%p is no time', (text) => {
    expect(codeOf(() => localInstant(text, 'start', source()))).toBe('not-a-time');
  });

  it('may be written in other ways', () => {
    const at = Date.parse('2026-11-03T09:00:00Z');
    expect(instantBy('iso', '2026-11-03T10:00:00+01:00', 'at', source())).toBe(at);
    expect(instantBy('iso', '2026-11-03 10:00', 'at', source())).toBe(at);
    expect(instantBy('epoch-seconds', String(at / 1_000), 'at', source())).toBe(at);
    expect(instantBy('dd.MM.yyyy HH:mm', '03.11.2026 10:00', 'at', source())).toBe(at);
    expect(codeOf(() => instantBy('iso', '03/11/2026', 'at', source()))).toBe('not-a-time');
  });
});

describe('lines', () => {
  it('are the same however the file is cut into chunks', async () => {
    const text = 'one\r\ntwo\n\nvier: ä€\nlast';
    const whole = await all(readLines(bytes(text)));
    expect(whole.map((line) => line.text)).toEqual(['one', 'two', '', 'vier: ä€', 'last']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 6 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), Buffer.byteLength(text)];
        const parts = edges.slice(1).map((to, i) => Buffer.from(text).subarray(edges[i], to));
        expect(await all(readLines(bytes(...parts)))).toEqual(whole);
      }),
    );
  });

  it('that are not in the encoding, or too long, are told by themselves', async () => {
    const lines = await all(
      readLines(bytes('good\n', new Uint8Array([0xe4, 0x0a]), `${'x'.repeat(300_000)}\n`, 'good')),
    );
    expect(lines.map(({ wrong }) => wrong?.code)).toEqual([undefined, 'not-in-encoding', 'too-long', undefined]);
  });
});

const HEADER = 'caseId,agentId,writtenAt,outcome,text';
const good = (i: number): string => `C-${i},marta,2026-11-03 10:00:00,other,"note ${i}, and ""more"""`;
const notes = async (text: string): Promise<Imported[]> =>
  all(readImport(bytes(text), source(), (line) => `n-${line.length}`));

describe('a file with broken lines in it', () => {
  const broken = fc.constantFrom(
    '"',
    'a,"b',
    '"x"y,1',
    'only one cell',
    ',,,,',
    'C,m,notatime,other,text',
    '\u0000',
    '"""',
  );

  it('loses none of the good ones, wherever the broken ones stand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(broken, fc.constant('good')), { maxLength: 30 }), async (kinds) => {
        const lines = kinds.map((kind, i) => (kind === 'good' ? good(i) : kind));
        const read = await notes([HEADER, ...lines].join('\n'));
        const kept = read.flatMap((one) => (one.kind === 'note' ? [one.whose.caseId] : []));
        expect(kept).toEqual(kinds.flatMap((kind, i) => (kind === 'good' ? [`C-${i}`] : [])));
        expect(read).toHaveLength(kinds.length);
      }),
      { numRuns: 300 },
    );
  });

  it('never tells what stood in a line', async () => {
    const [first] = await notes(`${HEADER}\nC-1,marta,Lucía Ejemplo +34600000101,other,secret\n`);
    expect(first?.kind === 'quarantined' && first.wrong.message).not.toMatch(/Luc|600|secret/);
  });
});

describe('declarations', () => {
  it.each([
    [{ zone: 'Europe/Nowhere' }, 'zone'],
    [{ region: 'XX' }, 'region'],
    [{ encoding: 'utf-16' }, 'encoding'],
    [{ format: 'freeswitch' }, 'line'],
    [{ format: 'twilio-recordings' }, 'direction'],
    [{ format: 'mapped' }, 'mapping'],
    [{ format: 'mapped', mapping: { record: 'note', fields: { nonsense: 'A' } } }, 'mapping.fields.nonsense'],
    [{ format: 'mapped', mapping: { record: 'note', fields: { agentId: 'A' } } }, 'mapping.fields.writtenAt'],
    [{ misspelt: 1 }, 'misspelt'],
    [{ agents: { '201': 'not an id' } }, 'agents.201'],
  ])('%j is wrong about %s', (over, field) => {
    const wrong = (() => {
      try {
        return source(over);
      } catch (error) {
        return error;
      }
    })();
    expect(wrong).toBeInstanceOf(WrongSource);
    expect(wrong).toMatchObject({ field });
  });

  it('a layout that the file does not have is told before anything is imported', async () => {
    await expect(notes('a,b\n1,2\n')).rejects.toMatchObject({ field: 'layout' });
  });
});

const read = async (over: object, ...lines: readonly string[]): Promise<Imported[]> =>
  all(readImport(bytes(lines.join('\n')), source(over), () => 'n'));
const told = (imported: readonly Imported[]) =>
  imported.map((one) => (one.kind === 'quarantined' ? [one.line, one.wrong.code] : [one.line, one.kind]));

describe('what other systems write, and nobody should', () => {
  const twilio = { format: 'twilio-recordings', direction: 'outbound' };
  const one = (sid: string, over: object = {}) =>
    JSON.stringify({
      sid,
      status: 'completed',
      start_time: 'Tue, 03 Nov 2026 15:00:05 +0000',
      duration: '5',
      uri: 'x',
      ...over,
    });

  it('a time or a length beyond every calendar is the fault of its line alone', async () => {
    const lines = [one('RE1'), one('RE2', { duration: '1e16' }), one('RE3')];
    expect(told(await read(twilio, ...lines))).toEqual([
      [1, 'recording'],
      [2, 'not-a-time'],
      [3, 'recording'],
    ]);
  });

  it('a blank or broken first line of JSON takes no other with it', async () => {
    expect(told(await read(twilio, '', one('RE1'), one('RE2')))).toEqual([
      [2, 'recording'],
      [3, 'recording'],
    ]);
    expect(told(await read(twilio, '{ broken', one('RE1')))).toEqual([
      [1, 'not-json'],
      [2, 'recording'],
    ]);
  });

  it('an id that JSON cannot hold is not made another one', async () => {
    const mapping = {
      record: 'note',
      syntax: 'ndjson',
      fields: { agentId: 'a', writtenAt: 'w', outcome: 'o', text: 't', noteId: 'id' },
    };
    const line = '{"a":"m","w":"2026-11-03 10:00:00","o":"other","t":"x","id":7204318843190123457}';
    expect(told(await read({ format: 'mapped', mapping }, line))).toEqual([[1, 'number-too-large']]);
  });

  it('a carriage return ends no line, and what is behind it is not lost in silence', async () => {
    const row = 'C-1,marta,2026-11-03 10:00:00,other,x';
    expect(told(await read({}, HEADER, `${row}\r${row}`, row))).toEqual([
      [2, 'columns'],
      [3, 'note'],
    ]);
  });

  it('a column for the case that the file does not have is told before anything is imported', async () => {
    await expect(read({ caseIdFrom: 'vendor' }, HEADER, good(1))).rejects.toMatchObject({ field: 'caseIdFrom' });
  });
});

describe('layouts without a line of names', () => {
  const q = (...cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',');
  const times = ['2026-11-03 10:00:00', '2026-11-03 10:00:10', '2026-11-03 10:02:00'];
  const [first, second] = ['1793696400.10', '1793696401.11'];
  const call = ['from-internal', 'Desk', 'PJSIP/201-1a', 'PJSIP/trunk-a-1b', 'Dial', 'PJSIP/trunk-a', ...times];
  const master = (...more: readonly string[]) =>
    q('', '201', '600000901', ...call, '120', '110', 'ANSWERED', 'DOCUMENTATION', ...more);
  const custom = (...more: readonly string[]) => {
    const [context, clid, ...rest] = call;
    return q(
      clid ?? '',
      '201',
      '600000901',
      context ?? '',
      ...rest,
      '120',
      '110',
      'ANSWERED',
      'DOCUMENTATION',
      '',
      ...more,
    );
  };
  const asterisk = { format: 'asterisk', lines: { 'trunk-a': 'line-3' }, agents: { '201': 'marta' } };
  const callIds = async (over: object, ...rows: readonly string[]) =>
    (await read(over, ...rows)).map((one) => (one.kind === 'call' ? one.body.callIds : one.kind));

  it.each([
    ['uniqueid', master(first), { asterisk_uniqueid: first }],
    ['uniqueid and userfield', master(first, 'campaign 7'), { asterisk_uniqueid: first }],
    ['the newer ones', master('', second, '4'), { asterisk_linkedid: second, asterisk_uniqueid: second }],
    [
      'uniqueid and the newer ones',
      master(first, '', second, '4'),
      { asterisk_linkedid: second, asterisk_uniqueid: first },
    ],
    [
      'userfield and the newer ones',
      master('campaign 7', '', second, '4'),
      { asterisk_linkedid: second, asterisk_uniqueid: second },
    ],
    [
      'all of them',
      master(first, 'campaign 7', '', second, '4'),
      { asterisk_linkedid: second, asterisk_uniqueid: first },
    ],
  ])('Master.csv with %s', async (_what, row, expected) => {
    expect(await callIds(asterisk, row)).toEqual([expected]);
  });

  it('joins the legs of a Master.csv that has the linked id', async () => {
    const legs = [master(first, '', first, '1'), master(second, '', first, '2')];
    expect(await callIds(asterisk, ...legs)).toEqual([
      { asterisk_linkedid: first, asterisk_uniqueid: first, 'asterisk_uniqueid.2': second },
      'joined',
    ]);
  });

  it('says what an Asterisk that writes no ids has to be told', async () => {
    const told = await read(asterisk, master(), master('campaign 7'));
    const reason = { message: expect.stringContaining('loguniqueid=yes') };
    expect(told).toMatchObject([
      { kind: 'quarantined', wrong: reason },
      { kind: 'quarantined', wrong: reason },
    ]);
  });

  it.each([
    ['18 columns', custom(first, ''), { asterisk_uniqueid: first }],
    ['the sample’s 19', custom(first, '', '4'), { asterisk_uniqueid: first }],
    ['20, with the linked id', custom(first, '', second, '4'), { asterisk_linkedid: second, asterisk_uniqueid: first }],
  ])('cdr-custom of %s', async (_what, row, expected) => {
    expect(await callIds({ ...asterisk, layout: 'cdr-custom' }, row)).toEqual([expected]);
  });

  it('FreeSWITCH’s example template, with the codecs', async () => {
    const row = q(
      'Desk',
      '1001',
      '600000901',
      'default',
      ...times,
      '120',
      '110',
      'NORMAL_CLEARING',
      'u-1',
      'u-2',
      '1001',
      'PCMA',
      'PCMA',
    );
    const freeswitch = { format: 'freeswitch', layout: 'example', line: 'line-1', agents: { '1001': 'marta' } };
    expect(await callIds(freeswitch, row)).toEqual([expect.objectContaining({ fs_uuid: 'u-1' })]);
  });

  it('VICIdial’s tables, of older and newer versions', async () => {
    const agents = { marta: 'marta' };
    const row = ['7.77', '4711', '101', 'COLL', '2026-11-03 14:00:00', '1793710800', '1793710920', '120', 'NA', '34'];
    const rest = ['600000901', 'marta', 'AUTO', 'N', 'COLL', 'AGENT', 'NONE'];
    const calls = { format: 'vicidial-calls', layout: 'table', line: 'line-1', direction: 'outbound', agents };
    expect(await callIds(calls, q(...row, ...rest), q(...row, ...rest, '3').replace('7.77', '7.78'))).toEqual([
      { vicidial_id: '7.77' },
      { vicidial_id: '7.78' },
    ]);
    const made = ['9001', 'SIP/t', '192.0.2.4', '8309', '2026-11-03 14:00:02', '1793710802', '2026-11-03 14:02:00'];
    const more = [
      '1793710920',
      '118',
      '1.97',
      'a_file',
      'https://recordings.example/9001.wav',
      '4711',
      'marta',
      '7.77',
    ];
    const recordings = { format: 'vicidial-recordings', layout: 'table', direction: 'outbound', agents };
    expect(await read(recordings, q(...made, ...more))).toMatchObject([
      { kind: 'recording', body: { recordingId: 's:9001', callIds: { vicidial_id: '7.77' } } },
    ]);
    // As MySQL's programs write what is not there.
    const [none] = await read(
      { ...recordings, zone: 'Europe/Madrid' },
      q(...made, '1793710920', '118', '1.97', 'a_file', 'NULL', '4711', '\\N', 'NULL').replace('1793710802', 'NULL'),
    );
    expect(none).toMatchObject({ body: { startedAt: '2026-11-03T13:00:02.000Z', uri: 'a_file' } });
    expect(Object.keys(none?.kind === 'recording' ? none.body : {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/agentId|callIds/)]),
    );
  });
});

describe('legs of Asterisk', () => {
  const columns = 'src,dst,channel,dstchannel,start,answer,end,disposition,uniqueid,linkedid';
  const asterisk = {
    format: 'asterisk',
    layout: 'header',
    lines: { 'trunk-a': 'line-3', '100': 'line-4' },
    agents: { '201': 'marta' },
  };
  const at = (time: string) => `2026-11-03 ${time}`;
  const bodies = (imported: readonly Imported[]) => imported.flatMap((one) => (one.kind === 'call' ? [one.body] : []));

  it('a call that a queue answered and no agent was not answered', async () => {
    const legs = [
      `600000901,700,PJSIP/trunk-a-01,Local/201@q-01;1,${at('10:00:00')},${at('10:00:01')},${at('10:00:30')},ANSWERED,1.1,1.1`,
      `600000901,201,Local/201@q-01;2,PJSIP/201-02,${at('10:00:05')},,${at('10:00:30')},NO ANSWER,1.2,1.1`,
    ];
    expect(bodies(await read(asterisk, columns, ...legs))).toMatchObject([
      { direction: 'inbound', agentId: 'marta', lineId: 'line-3', result: 'no-answer' },
    ]);
  });

  it('a number that was dialled never becomes the name of a line', async () => {
    const legs = [
      `201,0600000901,PJSIP/201-01,Local/0600000901@out-01;1,${at('10:00:00')},,${at('10:00:30')},NO ANSWER,1.1,1.1`,
      `201,0600000901,Local/0600000901@out-01;2,PJSIP/trunk-a-02,${at('10:00:01')},,${at('10:00:30')},NO ANSWER,1.2,1.1`,
    ];
    const access = { ...asterisk, accessCodes: ['0'] };
    expect(bodies(await read(access, columns, ...legs))).toMatchObject([{ lineId: 'line-3', direction: 'outbound' }]);
    expect(told(await read(access, columns, legs[0] ?? ''))).toEqual([[2, 'line-unknown']]);
  });

  it('a trunk with a short number is a line where it is declared as one', async () => {
    const leg = `600000901,700,SIP/100-01,PJSIP/201-02,${at('10:00:00')},${at('10:00:09')},${at('10:00:30')},ANSWERED,1.1,1.1`;
    expect(bodies(await read(asterisk, columns, leg))).toMatchObject([
      { direction: 'inbound', lineId: 'line-4', agentId: 'marta' },
    ]);
  });
});

describe('legs of FreeSWITCH', () => {
  const freeswitch = { format: 'freeswitch', line: 'line-1', agents: { '1001': 'marta' } };
  const leg = (
    from: string,
    to: string,
    answered: string,
    cause: string,
    uuid: string,
    other: string,
    account: string,
  ) =>
    [
      'D',
      from,
      to,
      'c',
      '2026-11-03 13:00:00',
      answered,
      '2026-11-03 13:01:00',
      '60',
      '50',
      cause,
      uuid,
      other,
      account,
    ].join(',');

  it('are the same call in whichever order they stand, answered by who was called', async () => {
    const a = leg('1001', '600000901', '2026-11-03 13:00:01', 'NO_ANSWER', 'uuid-b', 'uuid-a', '1001');
    const b = leg('911000000', '600000901', '', 'NO_ANSWER', 'uuid-a', 'uuid-b', '');
    const bodies = async (...lines: string[]) =>
      (await read(freeswitch, ...lines)).flatMap((one) => (one.kind === 'call' ? [one.body] : []));
    expect(await bodies(a, b)).toEqual(await bodies(b, a));
    expect(await bodies(a, b)).toMatchObject([{ callId: 'uuid-b', agentId: 'marta', result: 'no-answer' }]);
  });
});
