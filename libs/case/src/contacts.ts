/** Who can be reached on a case, and which events count as a contact on record (T8). */
import type { Contact } from './events';
import { type Fact, isFact, type OpenCase } from './state';
import type { Relation } from './vocabulary';

/** The contacts of a case as the facts, given in the order in which they happened, left them. */
export function contactsOf(state: OpenCase): readonly Contact[] {
  const contacts = new Map<string, Contact>(state.opened.event.data.contacts.map((one) => [one.contactId, one]));
  // First, so that a change reported as of an earlier time still finds its contact.
  const added = state.facts.filter((fact) => isFact(fact, 'ContactAdded'));
  for (const { event } of added) contacts.set(event.data.contactId, withoutSource(event.data));
  for (const fact of state.facts) {
    if (!isFact(fact, 'ContactUpdated')) continue;
    const known = contacts.get(fact.event.data.contactId);
    if (known) contacts.set(known.contactId, { ...known, ...withoutSource(fact.event.data) });
  }
  return [...contacts.values()];
}

function withoutSource<T extends { source: string; verified: boolean }>(record: T): Omit<T, 'source' | 'verified'> {
  const { source: _source, verified: _verified, ...contact } = record;
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
