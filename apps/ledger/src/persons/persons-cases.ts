/** What is known of the cases that a person is in, and which keys have to do with them. */
import {
  type CaseTimes,
  caseStream,
  isCaseEvent,
  isHeld,
  isPersonEvent,
  type LedgerEvent,
  ownerOfNumber,
  ownerOfRecording,
  personOf,
  personStream,
} from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { KeyStore } from '@personal-data';
import { type AuditTrailRow, casesWithNumber, type RetentionRow } from '@read-models';
import { ReadModels } from '../read-models/read-models';

/** Who was on record with a number, by its pseudonym. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>;

/** It has to know everything; a caller can ask again. */
const PATIENCE_MS = 1_500;

@Injectable()
export class PersonsCases {
  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModels,
    private readonly keys: KeyStore,
  ) {}

  /** Every case that the person is in, as it stands by now. Throws `read-model-behind`. */
  async rows(personId: string): Promise<readonly RetentionRow[]> {
    await this.readModels.reachHead('retention', this.store, PATIENCE_MS);
    const rows = await this.readModels.database.query<{ readonly value: RetentionRow }>(
      'SELECT value FROM retention WHERE person_ids @> ARRAY[$1::text] ORDER BY key',
      [personId],
    );
    return rows.map(({ value }) => value);
  }

  /** The same with what the person's commands ask of it. Throws `read-model-behind`. */
  async times(personId: string, rows: readonly RetentionRow[]): Promise<readonly CaseTimes[]> {
    await this.readModels.reachHead('audit-trail', this.store, PATIENCE_MS);
    const recordings = await this.readModels.database.query<{ readonly caseId: string; readonly until: string }>(
      `SELECT case_id AS "caseId", max(value->>'recordingsKeptUntil') AS until FROM audit_trail
       WHERE case_id = ANY($1::text[]) AND recordings_kept_until IS NOT NULL GROUP BY case_id`,
      [rows.map(({ caseId }) => caseId)],
    );
    const kept = new Map(recordings.map(({ caseId, until }) => [caseId, Date.parse(until)]));
    return rows.map((row) => timesOf(row, personId, kept.get(row.caseId) ?? 0));
  }

  /** Whether a legal hold stands on one of these persons. */
  async anyHeld(personIds: Iterable<string>): Promise<boolean> {
    for (const personId of new Set(personIds)) {
      const events = await this.store.readPseudonymous(personStream(personId));
      if (isHeld(personOf(events.map(({ event }) => event).filter(isPersonEvent)))) return true;
    }
    return false;
  }

  /** Keys of what was written about a case; or of everybody in it, and of its recordings, as far as no other case has the number. */
  async ofCase(caseId: string, what: 'texts' | 'everything'): Promise<readonly string[]> {
    const keys = await this.keys.ofCase(caseId, what);
    if (what === 'texts') return keys;
    const owners = (await this.#recordingsOf(caseId)).map(ownerOfRecording);
    for (const number of (await this.#holders(caseId)).keys()) {
      const cases = await casesWithNumber(this.readModels.database, number);
      if (cases.every((one) => one === caseId)) owners.push(ownerOfNumber(number));
    }
    return [...keys, ...(await this.keys.ofOwners(owners)).map(({ id }) => id).sort()];
  }

  /**
   * Keys of recordings that are about the person: of numbers that nobody else is on record with whose keys are not gone, and of
   * recordings without a number that the trails of their cases tell of. Throws `read-model-behind`.
   */
  async ofRecordings(personId: string, rows: readonly RetentionRow[]): Promise<readonly string[]> {
    await this.readModels.reachHead('audit-trail', this.store, PATIENCE_MS);
    // The stream of a case is read once, however many numbers lead to it.
    const read = new Map<string, Promise<Holders>>();
    const holdersOf = (caseId: string): Promise<Holders> => {
      const holders = read.get(caseId) ?? this.#holders(caseId);
      read.set(caseId, holders);
      return holders;
    };
    const numbers = new Set<string>();
    for (const { caseId } of rows)
      for (const [number, persons] of await holdersOf(caseId)) if (persons.has(personId)) numbers.add(number);
    const owners: string[] = [];
    for (const number of numbers)
      if (await this.#isTheirsAlone(number, personId, holdersOf)) owners.push(ownerOfNumber(number));
    for (const { caseId, debtorId } of rows) {
      if (debtorId === personId) owners.push(...(await this.#recordingsOf(caseId)).map(ownerOfRecording));
    }
    return (await this.keys.ofOwners(owners)).map(({ id }) => id).sort();
  }

  async #isTheirsAlone(
    number: string,
    personId: string,
    holdersOf: (caseId: string) => Promise<Holders>,
  ): Promise<boolean> {
    for (const caseId of await casesWithNumber(this.readModels.database, number)) {
      for (const other of (await holdersOf(caseId)).get(number) ?? []) {
        if (other !== personId && (await this.keys.ofPerson(other)).length > 0) return false;
      }
    }
    return true;
  }

  /** Who was ever on record with which number of a case; numbers by their pseudonyms. */
  async #holders(caseId: string): Promise<Holders> {
    const holders = new Map<string, Set<string>>();
    const persons = new Map<string, string>();
    const events = await this.store.readPseudonymous(caseStream(caseId));
    const opening = events[0]?.event;
    const debtorId = opening?.type === 'CaseOpened' ? opening.data.debtor.personId : undefined;
    const hold = (number: string | undefined, personId: string | undefined): void => {
      if (number === undefined || personId === undefined) return;
      holders.set(number, (holders.get(number) ?? new Set()).add(personId));
    };
    for (const { event } of events) takeContact(event, persons, debtorId, hold);
    return holders;
  }

  async #recordingsOf(caseId: string): Promise<readonly string[]> {
    const rows = await this.readModels.database.query<{ readonly value: AuditTrailRow }>(
      'SELECT value FROM audit_trail WHERE case_id = $1',
      [caseId],
    );
    return rows.flatMap(({ value: { recording, segments = [], duplicates = [] } }) =>
      [recording, ...segments, ...duplicates].flatMap((one) => (one ? [String(one.recordingId)] : [])),
    );
  }
}

/** `persons` is who is behind each contact so far. */
function takeContact(
  event: LedgerEvent,
  persons: Map<string, string>,
  debtorId: string | undefined,
  hold: (number: string | undefined, personId: string | undefined) => void,
): void {
  if (!isCaseEvent(event)) return;
  switch (event.type) {
    case 'CaseOpened':
      for (const { contactId, personId, number } of event.data.contacts) {
        persons.set(contactId, personId);
        hold(number, personId);
      }
      return;
    case 'ContactAdded':
    case 'ContactUpdated': {
      const { contactId, personId, number } = event.data;
      if (personId !== undefined) persons.set(contactId, personId);
      hold(number, persons.get(contactId));
      return;
    }
    case 'CallAttempted':
      // A number of nobody on record counts as the debtor's, as it does when it is sealed.
      hold(event.data.number, persons.get(event.data.contactId) ?? debtorId);
      return;
    default:
      return;
  }
}

/** What a case allows; `recordings` is until when the last of its audio is kept, epoch milliseconds. */
export function timesOf(row: RetentionRow, personId: string, recordings: number): CaseTimes {
  const [events, notes] = [epochOf(row.eventsKeptUntil), epochOf(row.notesKeptUntil)];
  return {
    caseId: row.caseId,
    ofDebtor: row.debtorId === personId,
    until: { notes, everything: events === null || notes === null ? null : Math.max(events, notes, recordings) },
  };
}

const epochOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));
