/** What is known of calls in other cases, for what is counted across cases. It fails closed: what is not level is not told. */
import { type Elsewhere, isFact, type OpenCase } from '@case';
import { EventStore } from '@event-store';
import { Inject, Injectable } from '@nestjs/common';
import type { Pseudonym } from '@personal-data';
import { readAttempts } from '@read-models';
import { PSEUDONYM } from '../cases/command-identity';
import { ReadModels } from './read-models';

/** The widest window of any counter is 31 days. */
const LOOK_BACK_MS = 32 * 86_400_000;

@Injectable()
export class ContactLog {
  constructor(
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    @Inject(PSEUDONYM) private readonly pseudonym: Pseudonym,
  ) {}

  /**
   * Calls to the debtor and the contacts of a case in all other cases, in the weeks before `at`, as far as the ledger had
   * learnt of them by `knownAt` (epoch milliseconds; now where it is left out). Throws `read-model-behind` where they are
   * not all known within a second.
   */
  async elsewhere(state: OpenCase, at: number, knownAt?: number): Promise<Elsewhere> {
    await this.level();
    return this.known(state, at, knownAt);
  }

  /** Waits until every call that is stored by now is known. Throws `read-model-behind` where that takes over a second. */
  async level(): Promise<void> {
    await this.readModels.reachHead('contact-log', this.store);
  }

  /** As {@link elsewhere}, as far as it is known. */
  async known(state: OpenCase, at: number, knownAt?: number): Promise<Elsewhere> {
    const attempts = await readAttempts(this.readModels.database, {
      ...whoOf(state, this.pseudonym),
      since: at - LOOK_BACK_MS,
      knownAt,
      exceptCase: state.opened.event.data.caseId,
    });
    return { attempts, keyOf: this.pseudonym };
  }
}

/** Whose calls count for a case: its debtor, and the persons and the numbers (by their keys) of its contacts. */
export function whoOf({ opened, facts }: OpenCase, keyOf: (number: string) => string) {
  const { debtor, contacts } = opened.event.data;
  const persons = new Set(contacts.map(({ personId }) => personId));
  const numbers = new Set(contacts.map(({ number }) => keyOf(number)));
  for (const fact of facts) {
    if (!isFact(fact, 'ContactAdded', 'ContactUpdated')) continue;
    const { personId, number } = fact.event.data;
    if (personId !== undefined) persons.add(personId);
    if (number !== undefined) numbers.add(keyOf(number));
  }
  return { debtorId: debtor.personId, personIds: [...persons], numbers: [...numbers] };
}
