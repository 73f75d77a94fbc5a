import { closed, opened, reopened } from '../testing/facts';
import { given } from '../testing/given';

const NOW = '2026-11-10T10:00:00Z';
const close = {
  name: 'close-case',
  data: { closureId: 'c-1', outcome: 'recalled', by: 'sup-1', reason: 'why' },
} as const;
const reopen = (occurredAt?: string) =>
  ({
    name: 'reopen-case',
    data: { reopeningId: 'r-1', by: 'sup-1', reason: 'why', ...(occurredAt !== undefined && { occurredAt }) },
  }) as const;

describe('close-case and reopen-case', () => {
  it('turn by turn', () => {
    given(opened()).when(close, NOW).records({ type: 'CaseClosed' });
    given(opened(), closed('2026-11-09T10:00:00Z')).when(close, NOW).refuses('case-closed');
    given(opened(), closed('2026-11-09T10:00:00Z')).when(reopen(), NOW).records({ type: 'CaseReopened' });
    given(opened(), closed('2026-11-08T10:00:00Z'), reopened('2026-11-09T10:00:00Z'))
      .when(reopen(), NOW)
      .refuses('case-not-closed');
  });

  it('never before what is turned back, however clocks differ', () => {
    const ahead = given(opened(), closed('2026-11-10T10:03:00Z'));
    ahead.when(reopen(), NOW).records({ type: 'CaseReopened', occurredAt: '2026-11-10T10:03:00.000Z' });
    ahead.when(reopen('2026-11-10T10:00:00.000Z'), NOW).refuses('times-out-of-order', 'occurredAt');
  });
});
