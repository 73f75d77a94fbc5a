import { opened, payment, promise } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-07T09:00:00Z';
const withdraw = (promiseId: string, occurredAt?: string) =>
  ({
    name: 'withdraw-promise',
    data: { promiseId, by: 'agent-7', reason: 'replaced', ...(occurredAt !== undefined && { occurredAt }) },
  }) as const;

describe('withdraw-promise', () => {
  const first = promise('p-1', '2026-11-04T09:00:00Z', 10_000, '2026-11-20T09:00:00Z');
  const second = promise('p-2', '2026-11-04T10:00:00Z', 5_000, '2026-11-20T09:00:00Z');

  it('lets what was paid for it count for the next, and records that that is kept', () => {
    given(opened(), first, second, payment('a', '2026-11-06T09:00:00Z', 5_000))
      .when(withdraw('p-1', '2026-11-05T09:00:00.000Z'), NOW)
      .records({ type: 'PromiseWithdrawn' }, { type: 'PromiseKept', data: { promiseId: 'p-2', paid: eur(5_000) } });
  });

  it('is refused of what is on record as broken, kept, over, or unknown', () => {
    const broken = {
      type: 'PromiseBroken' as const,
      data: { promiseId: 'p-1', paid: eur(0), shortfall: eur(10_000), cause: 'reported' as const },
      occurredAt: '2026-11-05T09:00:00.000Z',
    };
    given(opened(), first, broken)
      .when(withdraw('p-1', '2026-11-04T12:00:00.000Z'), NOW)
      .refuses('promise-already-broken');
    given(opened(), first, payment('a', '2026-11-06T09:00:00Z', 10_000))
      .when(withdraw('p-1'), NOW)
      .refuses('promise-already-kept');
    given(opened(), first).when(withdraw('p-1'), '2026-11-21T09:00:00Z').refuses('promise-ended');
    given(opened()).when(withdraw('p-1'), NOW).refuses('promise-not-found');
  });
});
