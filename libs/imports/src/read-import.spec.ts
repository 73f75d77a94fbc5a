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
