/** Totals look at some kinds of events only: after any other, what a case adds is what it added before. */
import { type CaseState, evolve, initialState, isCaseEvent, toFact } from '@case';
import { collectorDayTotals, recoveryCohortTotals } from '@read-models';
import fc from 'fast-check';
import { policyOf } from '../harness/policies';
import { KINDS, Portfolio } from '../harness/portfolio';

const ops = fc.array(
  fc.record({
    of: fc.constant(0),
    // Promises, payments and rule books, whose order matters most, more often than the rest.
    what: fc.oneof(fc.constantFrom(5, 6, 12), fc.nat(KINDS - 1)),
    detail: fc.oneof(fc.nat(30), fc.nat(100_000)),
    gap: fc.oneof(fc.nat(300), fc.nat(300_000)),
  }),
  { minLength: 2, maxLength: 40 },
);

/** Paid half an hour late, which is in time until another rule book is bound as of before. */
const GRACE_TAKEN_BACK = [
  { of: 0, what: 0, detail: 1, gap: 0 },
  { of: 0, what: 0, detail: 0, gap: 400_000 },
  { of: 0, what: 5, detail: 2, gap: 10 },
  { of: 0, what: 6, detail: 4, gap: 100_000 },
  { of: 0, what: 12, detail: 9, gap: 10 },
];

it.each([
  ['collector-day', collectorDayTotals],
  ['recovery-cohorts', recoveryCohortTotals],
] as const)('%s', (_name, { types, partsOf }) => {
  fc.assert(
    fc.property(ops, (history) => {
      const portfolio = new Portfolio();
      const added = (state: CaseState) =>
        state.status === 'open' ? Object.fromEntries(partsOf({ caseId: 'C-0', state, policyOf })) : {};
      let state: CaseState = initialState;
      for (const { event, recordedAt } of history.flatMap((op) => portfolio.happen(op))) {
        if (!isCaseEvent(event)) continue;
        const before = added(state);
        const revision = state.revision + 1;
        state = evolve(state, [toFact(event, { revision, recordedAt, commandId: '', payloadHash: '' })]);
        if (!types.has(event.type)) expect({ [event.type]: added(state) }).toEqual({ [event.type]: before });
      }
    }),
    { numRuns: 2_000, examples: [[GRACE_TAKEN_BACK]] },
  );
});
