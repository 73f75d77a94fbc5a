import { findRepeat } from './repeat';
import { evolve, initialState, toFact } from './state';
import { call, opened, promise } from './testing/facts';
import { fold } from './testing/given';

const at = '2026-11-04T09:00:00Z';
const state = fold([opened(), call(at)]);
const naturalKey = `record-call-attempt:call-${at}`;

describe('repeats', () => {
  it('finds the command by its id, and by the id of its fact under another key', () => {
    const known = { naturalKey, payloadHash: 'hash-1' };
    expect(findRepeat(state, { ...known, commandId: 'command-1' })).toMatchObject({ revision: 1 });
    expect(findRepeat(state, { ...known, commandId: 'another-key' })).toMatchObject({ revision: 1 });
    expect(
      findRepeat(state, { naturalKey: 'record-call-attempt:new', commandId: 'new', payloadHash: 'h' }),
    ).toBeUndefined();
  });

  it('says no to the same key with another body, and to the same fact with another body', () => {
    const other = { naturalKey: undefined, payloadHash: 'other' };
    expect(() => findRepeat(state, { ...other, commandId: 'command-1' })).toThrow(
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    );
    expect(() => findRepeat(state, { naturalKey, payloadHash: 'other', commandId: 'new' })).toThrow(
      expect.objectContaining({ code: 'id-already-used' }),
    );
  });

  it('gives back every event that the command recorded', () => {
    const both = [call(at), promise('p-1', at, 1, at)].map((event, index) =>
      toFact(event, { revision: index + 1, recordedAt: 0, commandId: 'both', payloadHash: 'h' }),
    );
    const recorded = evolve(
      evolve(initialState, [toFact(opened(), { revision: 0, recordedAt: 0, commandId: 'o', payloadHash: 'o' })]),
      both,
    );
    expect(findRepeat(recorded, { commandId: 'both', naturalKey: undefined, payloadHash: 'h' })).toMatchObject({
      facts: [{ revision: 1 }, { revision: 2 }],
      revision: 2,
    });
  });
});
