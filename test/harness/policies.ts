/** The rule books that tests bind cases to: as a rule, and in the place of those later. */
import type { BoundPolicy } from '@case';
import { PolicyBook } from '../../apps/ledger/src/cases/policy-book';

export const policies = PolicyBook.read(['contracts/policies']);
export const policyOf = policies.of;
export const BOUND: readonly BoundPolicy[] = policies.bind({ pack: 'branch@1' });
/** They wait for other times, and ask notes for other things. */
export const OTHERS: readonly (readonly BoundPolicy[])[] = [
  policies.bind({ pack: 'default@1' }),
  policies.bind({ pack: 'leasing@1', laws: ['law-cn@1'] }),
  BOUND,
];
