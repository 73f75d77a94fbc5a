/** Whose case a line of a file is about: by the case that it names, else by the number. */
import { contactHaving, type FactOf, fileNameOf, isFact, type OpenCase } from '@case';
import { EventStore } from '@event-store';
import { Unreadable, type Whose } from '@imports';
import { Inject, Injectable } from '@nestjs/common';
import type { Pseudonym } from '@personal-data';
import { casesWithNumber, recordingsInFile } from '@read-models';
import { LRUCache } from 'lru-cache';
import { CaseStreams } from '../cases/case-streams';
import { PSEUDONYM } from '../cases/command-identity';
import { ReadModels } from '../read-models/read-models';

/** A file can wait longer than a caller. */
const PATIENCE_MS = 30_000;
/** Numbers that one import remembers the cases of. */
const MOST_NUMBERS = 20_000;
/** More cases of one number are not looked through. */
const MOST_CASES = 20;

/** What an import has found out so far. */
export type KnownNumbers = LRUCache<string, readonly string[]>;
export const newKnownNumbers = (): KnownNumbers => new LRUCache({ max: MOST_NUMBERS });

@Injectable()
export class WhoseCase {
  constructor(
    private readonly cases: CaseStreams,
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    @Inject(PSEUDONYM) private readonly pseudonym: Pseudonym,
  ) {}

  /** Waits until every case that is stored by now can be found. Throws `read-model-behind` where that takes over half a minute. */
  level(): Promise<void> {
    return this.readModels.reachHead('audit-trail', this.store, PATIENCE_MS);
  }

  /**
   * The one case that a fact of this time (epoch milliseconds) can be about; `holds` tells a case that has it on record. Throws
   * `Unreadable` where there is none, or more than one.
   */
  async of(
    { caseId, number }: Whose,
    at: number,
    holds: (state: OpenCase) => boolean,
    known: KnownNumbers,
  ): Promise<OpenCase> {
    if (caseId === undefined && number === undefined)
      throw new Unreadable('case-unknown', 'caseId', 'the line names neither a case nor a number');
    const named = caseId === undefined ? await this.#casesOf(number ?? '', known) : [caseId];
    if (named.length > MOST_CASES)
      throw new Unreadable('several-cases', 'number', `the number is known in over ${MOST_CASES} cases: name one`);
    const states = (await Promise.all(named.map((one) => this.#open(one)))).flatMap((one) => one ?? []);
    const [first, ...others] = fitting(states, at, holds);
    if (first && others.length === 0) return first;
    if (first)
      throw new Unreadable('several-cases', 'number', `the number is known in ${others.length + 1} cases: name one`);
    if (caseId !== undefined) throw new Unreadable('case-not-found', 'caseId', 'there is no such case');
    throw new Unreadable('number-unknown', 'number', 'the number is of no case');
  }

  /**
   * The recording whose audio is in a file of this name. Its address may have no ending, or that of what describes it. Throws
   * `Unreadable` where there is none, or more than one.
   */
  async recordingIn(file: string): Promise<string> {
    const name = fileNameOf(file);
    const stem = name.replace(/\.\w+$/, '');
    let found: readonly string[] = [];
    for (const called of [name, stem, `${stem}.json`])
      if (found.length === 0) found = await recordingsInFile(this.readModels.database, this.pseudonym(called));
    const [first, ...others] = found;
    if (first === undefined)
      throw new Unreadable('recording-unknown', 'file', 'no recording is registered in such a file');
    if (others.length === 0) return first;
    throw new Unreadable(
      'several-recordings',
      'file',
      `${others.length + 1} recordings are registered in a file of this name`,
    );
  }

  async #open(caseId: string): Promise<OpenCase | undefined> {
    const { state } = this.cases.cached(caseId) ?? (await this.cases.read(caseId));
    return state.status === 'open' ? state : undefined;
  }

  async #casesOf(number: string, known: KnownNumbers): Promise<readonly string[]> {
    const key = this.pseudonym(number);
    const found = known.get(key) ?? (await casesWithNumber(this.readModels.database, key));
    known.set(key, found);
    return found;
  }
}

/** Where several cases have the number: those that have the fact already, else those that were open then. */
function fitting(states: readonly OpenCase[], at: number, holds: (state: OpenCase) => boolean): readonly OpenCase[] {
  if (states.length < 2) return states;
  const holding = states.filter(holds);
  return holding.length > 0 ? holding : states.filter((state) => wasOpen(state, at));
}

function wasOpen({ opened, facts }: OpenCase, at: number): boolean {
  if (opened.at > at) return false;
  const turns = facts.filter((fact) => isFact(fact, 'CaseClosed', 'CaseReopened') && fact.at <= at);
  return turns.at(-1)?.event.type !== 'CaseClosed';
}

/** The contact that has the number: the one whom the call on record names, else the one that had it at the time (epoch milliseconds). */
export function contactWith(state: OpenCase, number: string, callId: string, at: number): string {
  const onRecord = callOnRecord(state, callId)?.event.data;
  if (onRecord?.number === number) return onRecord.contactId;
  const contact = contactHaving(state, number, at);
  if (contact) return contact.contactId;
  throw new Unreadable('contact-unknown', 'number', 'no contact of the case has this number');
}

export const callOnRecord = ({ facts }: OpenCase, callId: string): FactOf<'CallAttempted'> | undefined =>
  facts.filter((fact) => isFact(fact, 'CallAttempted')).find((call) => call.event.data.callId === callId);
