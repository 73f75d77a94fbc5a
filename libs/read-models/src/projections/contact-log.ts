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
  isDecision,
  isFact,
  type OpenCase,
  oncePerCall,
  TELLINGS_APART_MS,
  toInstant,
} from '@case';
import type { Queryable } from '../database';
import type { CaseStep, Projection, Step } from '../projection';
import { contactLog } from '../schema';

export const contactLogs: Projection = {
  name: 'contact-log',
  version: 3,
  told: false,
  folds: true,
  tables: [contactLog],
  needs: (_type: EventType | undefined, stream) => stream.startsWith('case-'),
  take: async (steps, { tx, table, write }) => {
    const looked = steps.flatMap((step) => (step.of ? [{ of: step.of, calls: callsOf(step) }] : []));
    // Facts that older code kept know no numbers; the rows made of them do.
    const unknown = looked.flatMap(({ of, calls }) =>
      calls.flatMap((call) => (call.event.data.number === '' ? [rowKey(of, call)] : [])),
    );
    const numbers = await knownNumbers(unknown, tx, table(contactLog));
    const rows = looked.flatMap(({ of, calls }) => rowsOf(of, calls, numbers));
    write(contactLog, [...new Map(rows.map((row) => [row.key, row])).values()]);
  },
  make: async (cases, _now, { write }) => {
    const none = new Map<string, string>();
    write(
      contactLog,
      cases.flatMap(({ caseId, state }) => rowsOf({ caseId, after: state }, callsIn(state), none)),
    );
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

type Known = Pick<CaseStep, 'caseId' | 'after'>;

const rowKey = ({ caseId }: Known, { event }: CallFact): string => `${caseId}/${event.data.callId}`;

function rowsOf(of: Known, calls: readonly CallFact[], numbers: ReadonlyMap<string, string>) {
  if (calls.length === 0) return [];
  const { caseId, after } = of;
  const contacts = contactsAfter(after);
  const decided = decisionsIn(after);
  const whose = { caseId, debtorId: after.opened.event.data.debtor.personId };
  return calls.flatMap((call) => {
    const { at, revision, recordedAt, event } = call;
    const { callId, contactId } = event.data;
    const key = rowKey(of, call);
    const number = event.data.number || numbers.get(key);
    if (number === undefined) return [];
    const fact = { at, revision, recordedAt, event: { ...event, data: { ...event.data, number } } };
    const attempt = attemptOf({ ...fact, ...NO_COMMAND }, whose, contacts, keyOf);
    const { personId, relation } = contacts.get(contactId) ?? {};
    const contact = personId === undefined || relation === undefined ? null : { personId, relation };
    const value: Logged = { ...attempt, call: { fact, contact, decidedAt: decided.get(callId) ?? null } };
    const row = {
      key,
      case_id: caseId,
      debtor_id: attempt.debtorId,
      person_id: attempt.personId,
      number_key: number,
      at: toInstant(at),
      recorded_at: toInstant(recordedAt),
      value,
    };
    return [row];
  });
}

/** The number keys of calls that are looked at again, by the key of their row. */
async function knownNumbers(
  keys: readonly string[],
  tx: Queryable,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ readonly key: string; readonly number: string }>(
    `SELECT key, number_key AS number FROM ${name} WHERE key = ANY($1::text[])`,
    [[...new Set(keys)]],
  );
  return new Map(rows.map(({ key, number }) => [key, number]));
}

/** Calls of which an event says more: that they were made, whom they were to, or that a person decided about them. */
function callsOf({ event, revision, of }: Step): readonly CallFact[] {
  const those = (test: (call: CallFact) => boolean) => (of ? callsIn(of.after).filter(test) : []);
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

const callsIn = ({ facts }: OpenCase): readonly CallFact[] => facts.filter((fact) => isFact(fact, 'CallAttempted'));

/** When it was first learnt of each call that a person decided about it; epoch milliseconds. */
function decisionsIn({ facts }: OpenCase): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const fact of facts) {
    if (!isDecision(fact)) continue;
    const { callId } = fact.event.data;
    first.set(callId, Math.min(first.get(callId) ?? Number.POSITIVE_INFINITY, fact.recordedAt));
  }
  return first;
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
  const since = toInstant(sought.since);
  const read = async (when: string, ...params: readonly unknown[]) => {
    const rows = await db.query<{ readonly value: Logged }>(
      `SELECT value FROM contact_log
       WHERE (debtor_id = $1 OR person_id = ANY($2::text[]) OR number_key = ANY($3::text[])) AND (${when})
         AND case_id <> $4 AND ($5::timestamptz IS NULL OR recorded_at IS NULL OR recorded_at <= $5)`,
      [
        sought.debtorId,
        sought.personIds,
        sought.numbers,
        sought.exceptCase,
        sought.knownAt === undefined ? null : toInstant(sought.knownAt),
        ...params,
      ],
    );
    return rows.map(({ value }) => value);
  };
  const found = await read(`at >= $6 OR value->>'refused' = 'true'`, since);
  // Who refused, long ago, another telling of the call may say.
  const refused = found.filter((one) => one.refused && one.at < sought.since).map(({ at }) => toInstant(at));
  const beside = `at < $6 AND value->>'refused' <> 'true' AND EXISTS (SELECT 1 FROM unnest($7::timestamptz[]) r
    WHERE at BETWEEN r - interval '${TELLINGS_APART_MS} milliseconds' AND r + interval '${TELLINGS_APART_MS} milliseconds')`;
  if (refused.length > 0) found.push(...(await read(beside, since, refused)));
  const byCase = new Map<string, Logged[]>();
  for (const one of found) {
    const known = byCase.get(one.caseId);
    if (known) known.push(one);
    else byCase.set(one.caseId, [one]);
  }
  const knownAt = sought.knownAt ?? Number.POSITIVE_INFINITY;
  // Of calls so long ago only the refusal counts.
  return [...byCase.values()]
    .flatMap((calls) => attemptsIn(calls, knownAt))
    .filter(({ at, refused: isRefused }) => at >= sought.since || isRefused);
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
