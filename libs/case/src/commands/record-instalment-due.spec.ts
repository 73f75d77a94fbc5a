import { opened } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-04T10:00:00Z';
const command = (over = {}) =>
  ({
    name: 'record-instalment-due',
    data: { dueId: 'd-1', dueDate: '2026-12-02', amount: eur(20_000), ...over },
  }) as const;

describe('record-instalment-due', () => {
  it('makes another due known, its day ahead or not', () => {
    given(opened()).when(command(), NOW).records({ type: 'InstalmentFellDue', occurredAt: '2026-11-04T10:00:00.000Z' });
  });

  it('says no to another currency', () => {
    const amount = { currency: 'USD', minor: 1 };
    given(opened()).when(command({ amount }), NOW).refuses('currency-mismatch', 'amount.currency');
  });
});
