import { type EventType, eventSchemas, isEventType, type LedgerEvent, type Whose, withoutJoin } from '@case';
import { type Opened, pseudonymsUnder, type SealedField, type Vault } from '@personal-data';
import samples from '../../../test/fixtures/stored-events.json';
import { EventCodec, type StoredForm } from './codec';
import { BadStoredEvent } from './errors';

const codec = new EventCodec(pseudonymsUnder('of tests'));
const at = { stream: 'case-L-1', revision: 7 };

const decode = async (form: StoredForm, by = codec) => (await by.opener([form], 'anyone'))(form);

describe('stored events', () => {
  it.each(samples.accepted.map((sample) => [sample.type, sample] as const))(
    '%s decodes for ever',
    async (type, sample) => {
      const { event, metadata } = await decode({ ...at, ...sample });
      expect(event).toEqual({ type, data: sample.data, occurredAt: sample.metadata.occurredAt });
      expect(metadata).toEqual(sample.metadata);
    },
  );

  it('has a sample of every type', () => {
    expect(samples.accepted.map(({ type }) => type).sort()).toEqual(Object.keys(eventSchemas).sort());
  });

  it.each(samples.refused.map(({ why, form }) => [why, form] as const))('is refused by name: %s', async (why, form) => {
    await expect(decode({ ...at, ...form })).rejects.toThrow(BadStoredEvent);
    await expect(decode({ ...at, ...form })).rejects.toThrow(`case-L-1 revision 7: ${why}`);
    expect(() => codec.pseudonymous({ ...at, ...form })).toThrow(BadStoredEvent);
  });

  it('never quotes the value at fault, which may be somebody’s', async () => {
    const note = samples.accepted.find(({ type }) => type === 'NoteTaken');
    const form = {
      ...at,
      type: 'NoteTaken',
      metadata: note?.metadata,
      data: { ...note?.data, callId: 'Name of a person' },
    };
    await expect(decode(form)).rejects.toMatchObject({ message: expect.not.stringContaining('person') });
  });
});

describe('schema versions', () => {
  const newer = new EventCodec(pseudonymsUnder('of tests'), undefined, {
    FieldVisitReported: [
      ({ who, ...rest }) => ({ ...rest, visitors: [who] }),
      ({ outcome, ...rest }) => ({ ...rest, result: outcome }),
    ],
  });
  const visit = { visitId: 'v-1', visitedAt: '2026-11-10T09:00:00.000Z', visitors: ['f-1'], result: 'met-debtor' };
  const { visitors: _visitors, result: _result, ...old } = visit;
  const metadata = samples.accepted[0]?.metadata;
  const stored = (schemaVersion: number, data: unknown): StoredForm => ({
    ...at,
    type: 'FieldVisitReported',
    data,
    metadata: { ...metadata, schemaVersion },
  });

  it('lifts older forms step by step to the newest', async () => {
    expect(newer.schemaVersion('FieldVisitReported')).toBe(3);
    expect((await decode(stored(1, { ...old, who: 'f-1', outcome: 'met-debtor' }), newer)).event.data).toEqual(visit);
    expect((await decode(stored(2, { ...old, visitors: ['f-1'], outcome: 'met-debtor' }), newer)).event.data).toEqual(
      visit,
    );
    expect((await decode(stored(3, visit), newer)).event.data).toEqual(visit);
    await expect(decode(stored(4, visit), newer)).rejects.toThrow('schema version 4 is newer than 3');
  });
});

describe('personal fields', () => {
  const note: LedgerEvent<'NoteTaken'> = {
    type: 'NoteTaken',
    data: {
      noteId: 'n-1',
      agentId: 'agent-7',
      writtenAt: '2026-11-04T10:00:00.000Z',
      text: 'what was said',
      outcome: 'promised',
      suggestedAction: '',
      clues: ['works at the harbour'],
    },
    occurredAt: '2026-11-04T10:00:00.000Z',
  };
  const whose: Whose = () => ({ name: 'texts of L-1', kind: 'texts' });
  const metadata = samples.accepted[0]?.metadata;
  const stored = (data: unknown): StoredForm => ({ ...at, type: 'NoteTaken', data, metadata });

  /** Reverses a text and notes where it stands: what is asked of a vault, without its cipher. */
  const vault = (result: (value: string) => Opened = (value) => ({ value })): Vault => ({
    sealer: async () => ({
      seal: (_owner, value, join, place) => ({
        key: 'k-1',
        ...join,
        sealed: `${place.stream} ${place.type} ${place.path} ${[...value].reverse().join('')}`,
      }),
      hides: false,
    }),
    opener: async () => (field, place) => {
      const head = `${place.stream} ${place.type} ${place.path} `;
      if (!field.sealed.startsWith(head)) throw new Error('sealed for another place');
      return result([...field.sealed.slice(head.length)].reverse().join(''));
    },
  });
  const keyed = new EventCodec(pseudonymsUnder('of tests'), vault());
  const sealed = async (): Promise<Record<string, unknown>> =>
    Object(JSON.parse(JSON.stringify((await keyed.encoder(at.stream, [note], whose)).encode(note))));

  it('are stored sealed, with what they are joined by, and nothing as nothing', async () => {
    const { text, clues, suggestedAction } = await sealed();
    expect(text).toEqual({
      key: 'k-1',
      pseudonym: pseudonymsUnder('of tests')('what was said'),
      sealed: 'case-L-1 NoteTaken text dias saw tahw',
    });
    expect(clues).toEqual([{ key: 'k-1', sealed: 'case-L-1 NoteTaken clues/0 ruobrah eht ta skrow' }]);
    expect(suggestedAction).toBe('');
    expect((await decode(stored(await sealed()), keyed)).event.data).toEqual(note.data);
  });

  it('read as pseudonyms, sealed or not, and the same when they are erased', async () => {
    const expected = { text: pseudonymsUnder('of tests')('what was said'), clues: ['*'], suggestedAction: '' };
    expect(codec.pseudonymous(stored(await sealed())).event.data).toMatchObject(expected);
    expect(codec.pseudonymous(stored(note.data)).event.data).toMatchObject(expected);
  });

  it('say that they are erased, or blocked, and join as before', async () => {
    for (const hidden of ['erased', 'blocked'] as const) {
      const without = new EventCodec(
        pseudonymsUnder('of tests'),
        vault(() => ({ hidden })),
      );
      const { text, clues } = Object((await decode(stored(await sealed()), without)).event.data);
      expect(pseudonymsUnder('of tests')(text)).toBe(pseudonymsUnder('of tests')('what was said'));
      expect([text, ...clues].map(withoutJoin)).toEqual([hidden, hidden]);
    }
  });

  it('do not open in another place, and that is told by its name', async () => {
    const { text, ...rest } = await sealed();
    const moved = stored({ ...rest, text: 'x', suggestedAction: text });
    await expect(decode(moved, keyed)).rejects.toThrow('/suggestedAction cannot be opened');
    await expect(decode({ ...stored({ ...rest, text }), stream: 'case-L-2' }, keyed)).rejects.toThrow(BadStoredEvent);
  });

  it('are told apart from ids of calls that are named like them, in older forms as well', async () => {
    const call = samples.accepted.find(({ type }) => type === 'CallAttempted');
    const callIds = { key: 'a', sealed: 'b' };
    const form = { ...at, type: 'CallAttempted', data: { ...call?.data, callIds }, metadata: call?.metadata };
    const lifting = new EventCodec(pseudonymsUnder('of tests'), vault(), { CallAttempted: [(data) => data] });
    for (const by of [codec, lifting]) {
      expect((await decode(form, by)).event.data).toMatchObject({ callIds });
      expect(by.pseudonymous(form).event.data).toMatchObject({ callIds });
    }
  });

  it('may not stand where nothing personal belongs', async () => {
    const moved = stored({ ...(await sealed()), agentId: { key: 'k-1', sealed: 'x' } satisfies SealedField });
    await expect(decode(moved, keyed)).rejects.toThrow('/agentId');
    expect(() => codec.pseudonymous(moved)).toThrow('/agentId');
  });
});

it('marks every name, number and text with whose it is', () => {
  const personal = /^(name|number|text|reason|suggestedAction|judgement|clues)$/;
  const unmarked: string[] = [];
  const look = (path: string, schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [name, part] of Object.entries(schema)) {
      const isField = path.endsWith('/properties') && personal.test(name);
      const text = isField && JSON.stringify(part).includes('"type":"string"');
      if (text && !JSON.stringify(part).includes('x-personal')) unmarked.push(`${path}/${name}`);
      look(`${path}/${name}`, part);
    }
  };
  const types: EventType[] = Object.keys(eventSchemas).filter(isEventType);
  for (const type of types) look(type, eventSchemas[type]);
  expect(unmarked).toEqual([]);
});
