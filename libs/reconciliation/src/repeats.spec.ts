/** What the audit trail tells as a repeat is what counts once in the case. */
import { type CaseEvent, oncePerCall, toFact } from '@case';
import fc from 'fast-check';
import type { CallEvidence } from './evidence';
import { call, TEN, trail } from './testing/evidence';

/** Mostly the first. */
const either = <T>(one: T, other: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(one) }, { weight: 1, arbitrary: fc.constant(other) });

const evidence = fc
  .tuple(
    fc.integer({ min: 0, max: 3_000 }),
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
    either('a-1', 'a-2'),
    either('l-1', 'l-2'),
    either('+34600000001', '+34600000002'),
    either<CallEvidence['direction']>('outbound', 'inbound'),
  )
  .map(([from, length, agentId, lineId, number, direction]) => ({
    startedAt: TEN + from,
    endedAt: TEN + from + length,
    agentId,
    lineId,
    number,
    direction,
  }));

/** Of two numbers each is of a contact of its own. */
function toEvent({ callId, direction, agentId, lineId, number, startedAt, endedAt }: CallEvidence): CaseEvent {
  const [from, to] = [new Date(startedAt).toISOString(), new Date(endedAt).toISOString()];
  const called = { contactId: `of ${number}`, number: number ?? '' };
  const data = { callId, direction, agentId, lineId, ...called, startedAt: from, endedAt: to, result: 'busy' as const };
  return { type: 'CallAttempted', occurredAt: from, data };
}

const toOnce = (calls: readonly CallEvidence[]) =>
  oncePerCall(
    calls
      .map((one, revision) => toFact(toEvent(one), { revision, recordedAt: TEN, commandId: '', payloadHash: '' }))
      .sort((a, b) => a.at - b.at || a.revision - b.revision),
  ).length;

describe('two tellings', () => {
  it('are one call in the audit trail where they are one in the case, and two where they are two', () => {
    let same = 0;
    fc.assert(
      fc.property(evidence, evidence, (first, then) => {
        const calls = [call('b', first), call('a', then)];
        const isTold = trail({ calls }).some(({ findings }) => findings.some(({ code }) => code === 'duplicate-call'));
        expect(toOnce(calls)).toBe(isTold ? 1 : 2);
        if (isTold) same += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(same).toBeGreaterThan(100);
  });
});
