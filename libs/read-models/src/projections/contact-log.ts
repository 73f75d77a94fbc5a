/**
 * Every call of every case as it was told, for the caps that reach beyond one case: when they are counted, those that several
 * systems told of are one. Numbers are in it by their keyed hash only.
 */
import {
  type Attempt,
  attemptOf,
  type CallFact,
  type Contact,
  Contacts,
  type EventType,
  type Fact,
  isFact,
  type OpenCase,
  oncePerCall,
  toInstant,
} from '@case';
import type { Queryable } from '../database';
import type { Projection, Step } from '../projection';
import { contactLog } from '../schema';

export const contactLogs: Projection = {
  name: 'contact-log',
  version: 3,
  told: false,
  folds: true,
  tables: [contactLog],
  needs: (_type: EventType | undefined, stream) => stream.startsWith('case-'),
  take: async (steps, { write }) => {
    const rows = steps.flatMap((step) => rowsOf(step));
    write(contactLog, [...new Map(rows.map((row) => [row.key, row])).values()]);
  },
};

/** A call as it is kept: what it counts for where nobody else told of it, and what it takes to tell. */
interface Logged extends Attempt {
  /** Rows of older versions have none. */
  readonly call?: {
    readonly fact: Pick<CallFact, 'at' | 'revision' | 'recordedAt' | 'event'>;
    readonly contact: Pick<Contact, 'personId' | 'relation'> | null;
    /** When it was first learnt that a person decided about it; epoch milliseconds. */
    readonly decidedAt: number | null;
  };
}

/** Events come with pseudonyms in the place of numbers. */
const keyOf = (pseudonym: string): string => pseudonym;

function rowsOf(step: Step) {
  // Facts that older code kept know no numbers: their rows stay as they are.
  const calls = callsOf(step).filter(({ event }) => event.data.number !== '');
  if (!step.of || calls.length === 0) return [];
  const { caseId, after } = step.of;
  const contacts = contactsAfter(after);
  const of = { caseId, debtorId: after.opened.event.data.debtor.personId };
  return calls.map((fact) => {
    const { callId, contactId } = fact.event.data;
    const attempt = attemptOf(fact, of, contacts, keyOf);
    const { at, revision, recordedAt, event } = fact;
    const { personId, relation } = contacts.get(contactId) ?? {};
    const contact = personId === undefined || relation === undefined ? null : { personId, relation };
    const value: Logged = {
      ...attempt,
      call: { fact: { at, revision, recordedAt, event }, contact, decidedAt: decidedAt(after, callId) },
    };
    return {
      key: `${caseId}/${callId}`,
      case_id: caseId,
      debtor_id: attempt.debtorId,
      person_id: attempt.personId,
      number_key: attempt.number,
      at: toInstant(at),
      recorded_at: toInstant(recordedAt),
      value,
    };
  });
}

/** Calls of which an event says more: that they were made, whom they were to, or that a person decided about them. */
function callsOf({ event, revision, of }: Step): readonly CallFact[] {
  const those = (test: (call: CallFact) => boolean) =>
    of?.after.facts.filter((fact): fact is CallFact => isFact(fact, 'CallAttempted') && test(fact)) ?? [];
  switch (event.type) {
    case 'CallAttempted':
      return those((call) => call.revision === revision);
    case 'MatchConfirmed':
    case 'MatchRejected':
      return those((call) => call.event.data.callId === event.data.callId);
    case 'ContactAdded':
    case 'ContactUpdated': {
      const { contactId, personId, relation } = event.data;
      if (personId === undefined && relation === undefined) return [];
      return those((call) => call.event.data.contactId === contactId);
    }
    default:
      return [];
  }
}

function decidedAt({ facts }: OpenCase, callId: string): number | null {
  const decisions = facts.filter(
    (fact) => isFact(fact, 'MatchConfirmed', 'MatchRejected') && fact.event.data.callId === callId,
  );
  return decisions.length === 0 ? null : Math.min(...decisions.map(({ recordedAt }) => recordedAt));
}

function contactsAfter(state: OpenCase): Contacts {
  const contacts = new Contacts(state.opened);
  for (const fact of state.facts) contacts.add(fact);
  return contacts;
}

/** Whose calls are looked for: of a debtor, to persons, to numbers; from an instant on (epoch milliseconds). */
export interface Sought {
  readonly debtorId: string;
  readonly personIds: readonly string[];
  readonly numbers: readonly string[];
  readonly since: number;
  /**
   * Calls that the ledger learnt of later are not looked for; epoch milliseconds, undefined for all. Whom those before were
   * to is told as it is known now.
   */
  readonly knownAt: number | undefined;
  /** The calls of this case are known already. */
  readonly exceptCase: string;
}

export async function readAttempts(db: Queryable, sought: Sought): Promise<readonly Attempt[]> {
  const rows = await db.query<{ readonly value: Logged }>(
    `SELECT value FROM contact_log
     WHERE (debtor_id = $1 OR person_id = ANY($2::text[]) OR number_key = ANY($3::text[])) AND (at >= $4 OR value->>'refused' = 'true')
       AND case_id <> $5 AND ($6::timestamptz IS NULL OR recorded_at IS NULL OR recorded_at <= $6)`,
    [
      sought.debtorId,
      sought.personIds,
      sought.numbers,
      toInstant(sought.since),
      sought.exceptCase,
      sought.knownAt === undefined ? null : toInstant(sought.knownAt),
    ],
  );
  const byCase = new Map<string, Logged[]>();
  for (const { value } of rows) byCase.set(value.caseId, [...(byCase.get(value.caseId) ?? []), value]);
  return [...byCase.values()].flatMap((calls) => attemptsIn(calls, sought.knownAt ?? Number.POSITIVE_INFINITY));
}

/** What the calls of one case count for, each once, as far as it was known. */
function attemptsIn(calls: readonly Logged[], knownAt: number): readonly Attempt[] {
  if (calls.length < 2) return calls;
  const logged = new Map<Fact, Logged>();
  const decisions: Fact[] = [];
  for (const one of calls) {
    if (!one.call) continue;
    const fact = { ...one.call.fact, ...NO_COMMAND };
    logged.set(fact, one);
    if (one.call.decidedAt !== null && one.call.decidedAt <= knownAt) decisions.push(decisionAbout(fact));
  }
  const facts = [...logged.keys()].sort((a, b) => a.at - b.at || a.revision - b.revision);
  const once = oncePerCall([...facts, ...decisions]).flatMap((fact) => {
    if (!isFact(fact, 'CallAttempted')) return [];
    const alone = logged.get(fact);
    if (alone) return [alone];
    const [first] = fact.toldBy ?? [];
    const of = first && logged.get(first);
    return of ? [attemptOf(fact, of, { get: () => of.call?.contact ?? undefined }, keyOf)] : [];
  });
  return [...calls.filter(({ call }) => !call), ...once];
}

const NO_COMMAND = { commandId: '', payloadHash: '', key: undefined };

/** That somebody decided about a call, whatever it was. */
function decisionAbout({ at, revision, recordedAt, event }: CallFact): Fact {
  const { callId } = event.data;
  const data = { decisionId: callId, callId, by: '', reason: '' };
  const { occurredAt } = event;
  return { at, revision, recordedAt, event: { type: 'MatchRejected', data, occurredAt }, ...NO_COMMAND };
}
