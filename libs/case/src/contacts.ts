/** Who can be reached on a case, and which events count as a contact on record (T8). */
import type { Contact } from './events';
import { type Fact, type FactOf, isFact, type OpenCase } from './state';
import type { Relation } from './vocabulary';

/** Contacts by their id, as the facts taken in so far have left them. */
export class Contacts {
  readonly #contacts: Map<string, Contact>;
  /** Changes of contacts that are added only later, by when it happened. */
  readonly #early = new Map<string, FactOf<'ContactUpdated'>[]>();

  constructor(opened: OpenCase['opened']) {
    this.#contacts = new Map(opened.event.data.contacts.map((one) => [one.contactId, one]));
  }

  /** Takes in the next fact as it happened; one that is not about a contact changes nothing. */
  add(fact: Fact): void {
    if (isFact(fact, 'ContactAdded')) {
      const { contactId } = fact.event.data;
      const early = this.#early.get(contactId) ?? [];
      this.#contacts.set(contactId, early.reduce(changed, withoutSource(fact.event.data)));
    } else if (isFact(fact, 'ContactUpdated')) {
      const { contactId } = fact.event.data;
      const known = this.#contacts.get(contactId);
      if (known) this.#contacts.set(contactId, changed(known, fact));
      else this.#early.set(contactId, [...(this.#early.get(contactId) ?? []), fact]);
    }
  }

  get(contactId: string): Contact | undefined {
    return this.#contacts.get(contactId);
  }

  all(): readonly Contact[] {
    return [...this.#contacts.values()];
  }
}

/** The contacts of a case as the facts, given in the order in which they happened, left them. */
export function contactsOf(state: OpenCase): readonly Contact[] {
  const contacts = new Contacts(state.opened);
  for (const fact of state.facts) contacts.add(fact);
  return contacts.all();
}

/** The contact that had a number at an instant (epoch milliseconds), else that has it now, else that had it last. */
export function contactHaving({ opened, facts }: OpenCase, number: string, at: number): Contact | undefined {
  const contacts = new Contacts(opened);
  const having = () => contacts.all().find((one) => one.number === number);
  let [then, ever] = [having(), having()];
  for (const fact of facts) {
    if (!isFact(fact, 'ContactAdded', 'ContactUpdated')) continue;
    contacts.add(fact);
    const now = having();
    ever = now ?? ever;
    if (fact.at <= at) then = now;
  }
  return then ?? having() ?? ever;
}

const changed = (known: Contact, { event }: FactOf<'ContactUpdated'>): Contact => ({
  ...known,
  ...withoutSource(event.data),
});

function withoutSource<T extends { source: string; verified: boolean }>(record: T): Omit<T, 'source' | 'verified'> {
  const { source: _source, verified: _verified, ...contact } = record;
  return contact;
}

/** Who owes: the debtor, and who stands surety. */
export const owes = (relation: Relation | undefined): boolean => relation === 'self' || relation === 'guarantor';

/** Who may be spoken to about the debt as a matter of course: who owes, and who answers for them. */
export const isRightParty = (relation: Relation | undefined): boolean =>
  owes(relation) || relation === 'representative';

/** Whoever can say whose a contact is. */
export interface Known {
  get(contactId: string): Pick<Contact, 'personId' | 'relation'> | undefined;
}

/** Who answered a call: as it says, else whom the number belongs to. */
export const answererOf = ({ event }: FactOf<'CallAttempted'>, contacts: Known): Relation | undefined =>
  event.data.answeredBy?.relation ?? contacts.get(event.data.contactId)?.relation;

/**
 * A contact on record is an answered call with the debtor or a guarantor, a demand sent to one of them, or a visit that
 * met one of them; a message left is none.
 */
export function isContactOnRecord(fact: Fact, contacts: Contacts): boolean {
  if (isFact(fact, 'FieldVisitReported')) {
    return fact.event.data.result === 'met-debtor' || fact.event.data.result === 'met-guarantor';
  }
  if (isFact(fact, 'DemandSent')) return owes(contacts.get(fact.event.data.contactId)?.relation);
  return isFact(fact, 'CallAttempted') && fact.event.data.result === 'answered' && owes(answererOf(fact, contacts));
}
