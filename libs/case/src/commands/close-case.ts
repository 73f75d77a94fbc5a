import type { CaseEvent, EventData } from '../events';
import { toInstant } from '../local-time';
import { Refusal } from '../refusal';
import { type FactOf, isFact, type OpenCase } from '../state';
import { type Context, inOrder, notAhead, notClosed } from './command';

/** The case is worked no more (S6). */
export type CloseCaseCommand = EventData<'CaseClosed'> & { readonly occurredAt?: string };

/** Refuses to close what is closed, and to do so before it was last reopened. */
export function closeCase(
  state: OpenCase,
  { occurredAt, ...data }: CloseCaseCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  return [{ type: 'CaseClosed', data, occurredAt: after(lastTurn(state), occurredAt, now) }];
}

/** The case is worked again. */
export type ReopenCaseCommand = EventData<'CaseReopened'> & { readonly occurredAt?: string };

/** Refuses to reopen what is not closed, and to do so before it was. */
export function reopenCase(
  state: OpenCase,
  { occurredAt, ...data }: ReopenCaseCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const last = lastTurn(state);
  if (last?.event.type !== 'CaseClosed') throw new Refusal('case-not-closed', 'the case is not closed');
  return [{ type: 'CaseReopened', data, occurredAt: after(last, occurredAt, now) }];
}

const lastTurn = ({ facts }: OpenCase): FactOf<'CaseClosed' | 'CaseReopened'> | undefined => {
  const last = facts.findLast((fact) => isFact(fact, 'CaseClosed', 'CaseReopened'));
  return last && isFact(last, 'CaseClosed', 'CaseReopened') ? last : undefined;
};

/** As reported, else now, and never before what it turns back; clocks differ by minutes. */
function after(
  last: FactOf<'CaseClosed' | 'CaseReopened'> | undefined,
  occurredAt: string | undefined,
  now: number,
): string {
  if (occurredAt === undefined) return toInstant(Math.max(now, last?.at ?? now));
  inOrder(['what it turns back', last?.event.occurredAt], ['occurredAt', occurredAt]);
  return occurredAt;
}
