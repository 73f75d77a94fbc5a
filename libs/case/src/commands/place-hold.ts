import { contactsOf } from '../contacts';
import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, inOrder, notAhead } from './command';

/** S8: something stands in the way of collecting, on the case or on one of its contacts. A fact: nothing is asked. */
export type PlaceHoldCommand = EventData<'HoldPlaced'> & { readonly occurredAt?: string };

/** Refuses a contact that the case does not have. */
export function placeHold(
  state: OpenCase,
  { occurredAt, ...data }: PlaceHoldCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  if (data.contactId !== undefined) knownContact(state, data.contactId);
  return [{ type: 'HoldPlaced', data, occurredAt: happened(occurredAt, now) }];
}

export function knownContact(state: OpenCase, contactId: string): void {
  if (!contactsOf(state).some((contact) => contact.contactId === contactId)) {
    throw new Refusal('contact-not-found', 'this case has no such contact', 'contactId');
  }
}

/** What stood in the way does so no more. */
export type LiftHoldCommand = EventData<'HoldLifted'> & { readonly occurredAt?: string };

/** Refuses a hold that is not on record, or lifted already, and to lift it before it was placed. */
export function liftHold(
  { facts }: OpenCase,
  { occurredAt, ...data }: LiftHoldCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  const named = facts.filter(
    (fact) => isFact(fact, 'HoldPlaced', 'HoldLifted') && fact.event.data.holdId === data.holdId,
  );
  const placed = named.find(({ event }) => event.type === 'HoldPlaced');
  if (!placed) throw new Refusal('hold-not-found', 'this case has no such hold', 'holdId');
  if (named.some(({ event }) => event.type === 'HoldLifted')) {
    throw new Refusal('hold-already-lifted', 'this hold is lifted', 'holdId');
  }
  const liftedAt = happened(occurredAt, now);
  inOrder(['the hold', placed.event.occurredAt], ['occurredAt', liftedAt]);
  return [{ type: 'HoldLifted', data, occurredAt: liftedAt }];
}
