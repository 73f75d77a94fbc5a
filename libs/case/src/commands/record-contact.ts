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
  const known = contactsOf(state).find((contact) => contact.contactId === given.contactId);
  const data = complete({ ...known, ...given });
  if (known && saysSo(state, data)) return [];
  return [{ type: known ? 'ContactUpdated' : 'ContactAdded', data, occurredAt: happened(occurredAt, now) }];
}

function complete(contact: RecordContactCommand): EventData<'ContactUpdated'> {
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

/** Is this word for word what was last recorded of the contact, its source included? */
function saysSo(state: OpenCase, data: EventData<'ContactUpdated'>): boolean {
  const last = state.facts.findLast(
    (fact) => isFact(fact, 'ContactAdded', 'ContactUpdated') && fact.event.data.contactId === data.contactId,
  );
  return last !== undefined && same(last.event.data, data);
}

const same = (a: object, b: object): boolean => {
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([name, value]) => right.get(name) === value);
};
