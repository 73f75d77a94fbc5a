import { opened } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-04T10:00:00Z';
const note = {
  noteId: 'n-1',
  agentId: 'agent-7',
  writtenAt: '2026-11-04T09:30:00.000Z',
  text: 'agreed',
  outcome: 'promised',
} as const;
const command = (over = {}) => ({ name: 'take-note', data: { ...note, ...over } }) as const;

describe('take-note', () => {
  it('records the note when it was written, whether its call is on record or not', () => {
    given(opened())
      .when(command({ callId: 'not-yet' }), NOW)
      .records({ type: 'NoteTaken', occurredAt: note.writtenAt });
  });

  it('says no to another currency and to the future', () => {
    const promised = { amount: { currency: 'USD', minor: 1 }, dueAt: '2026-11-06T14:00:00.000Z' };
    given(opened()).when(command({ promised }), NOW).refuses('currency-mismatch', 'promised.amount.currency');
    given(opened())
      .when(command({ promised: { ...promised, amount: eur(1) } }), NOW)
      .records({ type: 'NoteTaken' });
    given(opened())
      .when(command({ writtenAt: '2026-11-04T11:00:00.000Z' }), NOW)
      .refuses('time-in-future', 'writtenAt');
  });
});
