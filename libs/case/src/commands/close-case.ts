import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, notAhead, notClosed } from './command';

/** The case is worked no more (S6). */
export type CloseCaseCommand = EventData<'CaseClosed'> & { readonly occurredAt?: string };

/** Refuses to close what is closed. */
export function closeCase(
  state: OpenCase,
  { occurredAt, ...data }: CloseCaseCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  return [{ type: 'CaseClosed', data, occurredAt: happened(occurredAt, now) }];
}

/** The case is worked again. */
export type ReopenCaseCommand = EventData<'CaseReopened'> & { readonly occurredAt?: string };

/** Refuses to reopen what is not closed. */
export function reopenCase(
  { facts }: OpenCase,
  { occurredAt, ...data }: ReopenCaseCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const last = facts.findLast((fact) => isFact(fact, 'CaseClosed', 'CaseReopened'));
  if (last?.event.type !== 'CaseClosed') throw new Refusal('case-not-closed', 'the case is not closed');
  return [{ type: 'CaseReopened', data, occurredAt: happened(occurredAt, now) }];
}
