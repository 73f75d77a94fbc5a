/** Who can be reached on a case, and which events count as a contact on record (T8). */
import type { Contact, EventData } from './events';
import { type Fact, isFact, type OpenCase } from './state';
import type { Relation } from './vocabulary';

type ContactRecord = EventData<'ContactUpdated'>;

/** The contacts of a case as the facts, given in the order in which they happened, left them. */
export function contactsOf(state: OpenCase): readonly Contact[] {
  const contacts = new Map<string, Contact>(state.opened.event.data.contacts.map((one) => [one.contactId, one]));
  for (const fact of state.facts) {
    if (isFact(fact, 'ContactAdded', 'ContactUpdated')) {
      contacts.set(fact.event.data.contactId, withoutSource(fact.event.data));
    }
  }
  return [...contacts.values()];
}

function withoutSource({ source: _source, verified: _verified, ...contact }: ContactRecord): Contact {
  return contact;
}

/**
 * A contact on record is an answered call with the debtor or a guarantor, or a visit that met one of them; a message
 * left is none. `relationOf` tells who is behind a contact where the call does not say who answered.
 */
export function isContactOnRecord(fact: Fact, relationOf: (contactId: string) => Relation | undefined): boolean {
  if (isFact(fact, 'FieldVisitReported')) {
    return fact.event.data.result === 'met-debtor' || fact.event.data.result === 'met-guarantor';
  }
  if (!isFact(fact, 'CallAttempted') || fact.event.data.result !== 'answered') return false;
  const relation = fact.event.data.answeredBy?.relation ?? relationOf(fact.event.data.contactId);
  return relation === 'self' || relation === 'guarantor';
}
