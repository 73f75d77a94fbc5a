import { dueIdOf } from '../account';
import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { accountAt } from '../standing';
import type { OpenCase } from '../state';
import { type Context, happened, notAhead, notClosed, sameCurrency } from './command';

/** The creditor's books say another amount: interest, a fee, a correction. */
export type AdjustBalanceCommand = EventData<'BalanceAdjusted'> & { readonly occurredAt?: string };

/** Refuses a due that is not on record, and to take away more than there is. */
export function adjustBalance(
  state: OpenCase,
  { occurredAt, ...data }: AdjustBalanceCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  sameCurrency(state, 'amount.currency', data.amount);
  const account = accountAt(state, policyOf, Number.POSITIVE_INFINITY);
  const due = account.dues.find((one) => dueIdOf(one) === data.dueId);
  if (data.dueId !== undefined && !due) throw new Refusal('due-not-found', 'this case has no such due', 'dueId');
  const most = due ? due.amount : account.outstanding;
  if (data.direction === 'decrease' && data.amount.minor > most) {
    throw new Refusal('more-than-due', 'this is more than there is to take away', 'amount.minor');
  }
  return [{ type: 'BalanceAdjusted', data, occurredAt: happened(occurredAt, now) }];
}

/** Part of the debt is let go (P8). */
export type AuthoriseWaiverCommand = Omit<EventData<'WaiverAuthorised'>, 'authorisation'> & {
  readonly authorisation?: EventData<'WaiverAuthorised'>['authorisation'];
  readonly occurredAt?: string;
};

/** Refuses a waiver without the creditor's authorisation in writing, and one of more than is owed. */
export function authoriseWaiver(
  state: OpenCase,
  { occurredAt, authorisation, ...data }: AuthoriseWaiverCommand,
  { now, policyOf }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  notClosed(state);
  sameCurrency(state, 'amount.currency', data.amount);
  if (!authorisation) {
    throw new Refusal('waiver-not-authorised', 'P8: the creditor must have authorised it in writing', 'authorisation', {
      rule: 'P8',
    });
  }
  if (data.amount.minor > accountAt(state, policyOf, Number.POSITIVE_INFINITY).outstanding) {
    throw new Refusal('more-than-due', 'this is more than is owed', 'amount.minor');
  }
  return [{ type: 'WaiverAuthorised', data: { ...data, authorisation }, occurredAt: happened(occurredAt, now) }];
}
