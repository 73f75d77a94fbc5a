import { contactsOf } from '../contacts';
import type { CaseEvent, Contact, EventData } from '../events';
import { isTimeZone } from '../local-time';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { type Context, happened, notAhead } from './command';

/** A contact as it is known from now on. Fields left out stay as they are; a new contact needs them. */
export interface RecordContactCommand extends Partial<Omit<Contact, 'contactId'>> {
  readonly contactId: string;
  readonly source: string;
  readonly verified: boolean;
  readonly occurredAt?: string;
}

type Given = Omit<RecordContactCommand, 'occurredAt'>;

/** ContactAdded or ContactUpdated; nothing at all where the record already says so. */
export function recordContact(
  state: OpenCase,
  { occurredAt, ...given }: RecordContactCommand,
  { now }: Context,
): readonly CaseEvent[] {
  notAhead(now, { occurredAt });
  if (given.timeZone !== undefined && !isTimeZone(given.timeZone)) {
    throw new Refusal('validation-failed', 'timeZone is not an IANA time zone', 'timeZone');
  }
  const at = happened(occurredAt, now);
  if (!contactsOf(state).some((contact) => contact.contactId === given.contactId)) {
    return [{ type: 'ContactAdded', data: complete(given), occurredAt: at }];
  }
  return saysSo(state, given) ? [] : [{ type: 'ContactUpdated', data: given, occurredAt: at }];
}

function complete(contact: Given): EventData<'ContactAdded'> {
  const { personId, relation, numberKind, number, informed } = contact;
  return {
    ...contact,
    personId: required('personId', personId),
    relation: required('relation', relation),
    numberKind: required('numberKind', numberKind),
    number: required('number', number),
    informed: required('informed', informed),
  };
}

function required<T>(field: string, value: T | undefined): T {
  if (value === undefined) throw new Refusal('validation-failed', `${field} is needed for a new contact`, field);
  return value;
}

/** Is all of this what was last recorded of the contact, its source included? */
function saysSo(state: OpenCase, given: Given): boolean {
  const last = state.facts.findLast(
    (fact) => isFact(fact, 'ContactAdded', 'ContactUpdated') && fact.event.data.contactId === given.contactId,
  );
  const current = contactsOf(state).find((contact) => contact.contactId === given.contactId);
  return last !== undefined && holds({ ...last.event.data, ...current }, given);
}

const holds = (record: object, given: object): boolean => {
  const known = new Map(Object.entries(record));
  return Object.entries(given).every(([name, value]) => known.get(name) === value);
};
