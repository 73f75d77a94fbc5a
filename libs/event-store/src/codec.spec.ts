import { type EventType, eventSchemas, isEventType } from '@case';
import samples from '../../../test/fixtures/stored-events.json';
import { EventCodec, type StoredForm } from './codec';
import { BadStoredEvent } from './errors';

const codec = new EventCodec();
const at = { stream: 'case-L-1', revision: 7 };

describe('stored events', () => {
  it.each(samples.accepted.map((sample) => [sample.type, sample] as const))('%s decodes for ever', (type, sample) => {
    const { event, metadata } = codec.decode({ ...at, ...sample });
    expect(event).toEqual({ type, data: sample.data, occurredAt: sample.metadata.occurredAt });
    expect(metadata).toEqual(sample.metadata);
    expect(() => codec.assertWritable(event)).not.toThrow();
  });

  it('has a sample of every type', () => {
    expect(samples.accepted.map(({ type }) => type).sort()).toEqual(Object.keys(eventSchemas).sort());
  });

  it.each(samples.refused.map(({ why, form }) => [why, form] as const))('is refused by name: %s', (why, form) => {
    const decode = () => codec.decode({ ...at, ...form });
    expect(decode).toThrow(BadStoredEvent);
    expect(decode).toThrow(`case-L-1 revision 7: ${why}`);
  });

  it('never quotes the value at fault, which may be somebody’s', () => {
    const note = samples.accepted.find(({ type }) => type === 'NoteTaken');
    const form = {
      ...at,
      type: 'NoteTaken',
      metadata: note?.metadata,
      data: { ...note?.data, callId: 'Name of a person' },
    };
    expect(() => codec.decode(form)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('person') }),
    );
  });
});

describe('schema versions', () => {
  const newer = new EventCodec({
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

  it('lifts older forms step by step to the newest', () => {
    expect(newer.schemaVersion('FieldVisitReported')).toBe(3);
    expect(newer.decode(stored(1, { ...old, who: 'f-1', outcome: 'met-debtor' })).event.data).toEqual(visit);
    expect(newer.decode(stored(2, { ...old, visitors: ['f-1'], outcome: 'met-debtor' })).event.data).toEqual(visit);
    expect(newer.decode(stored(3, visit)).event.data).toEqual(visit);
    expect(() => newer.decode(stored(4, visit))).toThrow('schema version 4 is newer than 3');
  });
});

it('marks every name, number and text with whose it is', () => {
  const personal = /^(name|number|text|reason|suggestedAction|clues)$/;
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
