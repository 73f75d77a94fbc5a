import type { PersonEvent } from './events';
import { type CaseTimes, decidePerson, type PersonCommand, personOf, unknownPerson } from './person';
import { monthsAfter, monthsKept } from './retention';

const NOW = Date.parse('2029-11-04T12:00:00Z');
const times = (over: Partial<CaseTimes['until']>): CaseTimes => ({
  caseId: 'L-1',
  ofDebtor: true,
  until: { notes: NOW, everything: NOW, ...over },
});
const decide = (command: PersonCommand, cases: readonly CaseTimes[], keys: readonly string[] = ['k'], held = false) =>
  decidePerson(blocked, command, { now: NOW, cases, keys, heldElsewhere: held });
const blocked = personOf([
  {
    type: 'PersonBlocked',
    data: { erasureId: 'e-1', personId: 'P-1', by: 'a', authority: 'a law', reason: 'asked', keys: [] },
    occurredAt: '2027-01-01T00:00:00Z',
  },
] satisfies readonly PersonEvent[]);
const erase: PersonCommand = { name: 'erase-person', data: { personId: 'P-1' } };
const purge = (what: 'notes' | 'events'): PersonCommand => ({
  name: 'purge-case',
  data: { purgeId: 'p-1', personId: 'P-1', caseId: 'L-1', what, by: 'a' },
});

describe('erasing a person', () => {
  it('waits for whatever has to be kept longest, in every case', () => {
    expect(decide(erase, [times({}), times({})])).toMatchObject([{ type: 'PersonErased', data: { keys: ['k'] } }]);
    for (const everything of [NOW + 1, null])
      expect(() => decide(erase, [times({}), times({ everything })])).toThrow(
        expect.objectContaining({ code: 'retention-not-over' }),
      );
    expect(() => decide(erase, [times({})], ['k'], true)).toThrow(
      expect.objectContaining({ code: 'under-legal-hold' }),
    );
    expect(() => decidePerson(unknownPerson, erase, { now: NOW, cases: [], keys: [], heldElsewhere: false })).toThrow(
      expect.objectContaining({ code: 'no-erasure-under-way' }),
    );
  });
});

describe('purging a case', () => {
  it('takes notes when their time is over, and everything when that of everything is', () => {
    const later = [times({ everything: NOW + 1 })];
    expect(decide(purge('notes'), later)).toMatchObject([{ type: 'CasePurged', data: { what: 'notes' } }]);
    expect(() => decide(purge('events'), later)).toThrow(expect.objectContaining({ code: 'retention-not-over' }));
    expect(() => decide(purge('notes'), [times({})], [])).toThrow(expect.objectContaining({ code: 'already-purged' }));
  });
});

describe('months that things are kept', () => {
  const law = (ref: string, notes: number) => ({ ref, months: { events: 1, notes, recordings: 1 } });

  it('are the longest of all laws, none without a law, and without end where one does not say', () => {
    expect(monthsKept([], 'notes')).toBe(0);
    expect(monthsKept([law('a', 24), law('b', 36)], 'notes')).toBe(36);
    expect(monthsKept([law('a', 24), { ref: 'b', months: null }], 'notes')).toBeNull();
    expect(monthsKept([{ ref: 'b', months: null }, law('a', 24)], 'notes')).toBeNull();
  });

  it('are months of the calendar', () => {
    expect(new Date(monthsAfter(Date.parse('2024-02-29T10:00:00Z'), 12)).toISOString()).toBe(
      '2025-02-28T10:00:00.000Z',
    );
  });
});
