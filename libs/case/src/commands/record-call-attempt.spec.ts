import { callData, opened } from '../testing/facts';
import { given } from '../testing/given';

const command = (over = {}) =>
  ({ name: 'record-call-attempt', data: { ...callData('2026-11-04T22:30:00.000Z'), ...over } }) as const;
const NOW = '2026-11-04T22:40:00Z';

describe('record-call-attempt', () => {
  it('records a call at 23:30 local time: what happened is never refused', () => {
    given(opened()).when(command(), NOW).records({ type: 'CallAttempted', occurredAt: '2026-11-04T22:30:00.000Z' });
  });

  it('records a call to a contact that is not on record yet', () => {
    given(opened())
      .when(command({ contactId: 'C-unknown' }), NOW)
      .records({ type: 'CallAttempted' });
  });

  it('says no to a call in the future, by each of its times', () => {
    const late = '2026-11-04T22:45:00.001Z';
    given(opened())
      .when(command({ startedAt: late, endedAt: late }), NOW)
      .refuses('time-in-future', 'startedAt');
    given(opened())
      .when(command({ endedAt: late }), NOW)
      .refuses('time-in-future', 'endedAt');
  });

  it('says no to a call that ends before it begins, or is answered after it ended', () => {
    given(opened())
      .when(command({ endedAt: '2026-11-04T22:29:59.000Z' }), NOW)
      .refuses('times-out-of-order', 'endedAt');
    given(opened())
      .when(command({ answeredAt: '2026-11-04T22:31:00.000Z', endedAt: '2026-11-04T22:30:30.000Z' }), NOW)
      .refuses('times-out-of-order', 'endedAt');
  });
});
