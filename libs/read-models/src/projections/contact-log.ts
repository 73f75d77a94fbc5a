/** Every call of every case, as the caps that reach beyond one case count it. Numbers are in it by their keyed hash only. */
import {
  type Attempt,
  attemptOf,
  type CallFact,
  Contacts,
  type EventType,
  isFact,
  type OpenCase,
  toInstant,
} from '@case';
import type { Queryable } from '../database';
import type { Projection, Step } from '../projection';
import { contactLog } from '../schema';

/** Events come with pseudonyms in the place of numbers. */
const keyOf = (pseudonym: string): string => pseudonym;

export const contactLogs: Projection = {
  name: 'contact-log',
  version: 2,
  told: false,
  folds: true,
  tables: [contactLog],
  needs: (_type: EventType | undefined, stream) => stream.startsWith('case-'),
  take: async (steps, { tx, table, write }) => {
    const known = await knownRows(steps, tx, table(contactLog));
    const rows = new Map<string, LogRow>();
    for (const step of steps) {
      const call = rowOf(step);
      if (call) rows.set(call.key, call);
      for (const again of rowsAgain(step, (key) => rows.get(key)?.value.number ?? known.get(key))) {
        rows.set(again.key, again);
      }
    }
    write(contactLog, [...rows.values()]);
  },
};

type LogRow = ReturnType<typeof toRow>;

const toRow = (caseId: string, callId: string, attempt: Attempt, recordedAt: number) => ({
  key: `${caseId}/${callId}`,
  case_id: caseId,
  debtor_id: attempt.debtorId,
  person_id: attempt.personId,
  number_key: attempt.number,
  at: toInstant(attempt.at),
  recorded_at: toInstant(recordedAt),
  value: attempt,
});

function rowOf({ event, revision, recordedAt, of }: Step): LogRow | undefined {
  if (!of || event.type !== 'CallAttempted') return undefined;
  const at = Date.parse(event.occurredAt);
  // The folded case has no personal fields, and the number is one.
  const call = { event, at, revision, recordedAt, commandId: '', payloadHash: '', key: undefined };
  const attempt = attemptOf(call, of.after.opened, contactsAfter(of.after), keyOf);
  return toRow(of.caseId, event.data.callId, attempt, recordedAt);
}

/** Calls to a contact of which it is learnt only now who they are; undefined for other events. */
function callsAgain({ event, of }: Step): readonly CallFact[] {
  if (!of || (event.type !== 'ContactAdded' && event.type !== 'ContactUpdated')) return [];
  const { contactId, personId, relation } = event.data;
  if (personId === undefined && relation === undefined) return [];
  return of.after.facts
    .filter((fact) => isFact(fact, 'CallAttempted'))
    .filter((call) => call.event.data.contactId === contactId);
}

/** The number is taken from what is known of the call: the folded case has none. */
function rowsAgain(step: Step, numberOf: (key: string) => string | undefined): readonly LogRow[] {
  const { of } = step;
  const calls = callsAgain(step);
  if (!of || calls.length === 0) return [];
  const contacts = contactsAfter(of.after);
  return calls.flatMap((call) => {
    const { callId } = call.event.data;
    const number = numberOf(`${of.caseId}/${callId}`);
    return number === undefined
      ? []
      : [
          toRow(
            of.caseId,
            callId,
            attemptOf(call, of.after.opened, contacts, () => number),
            call.recordedAt,
          ),
        ];
  });
}

/** The number keys of calls that are looked at again, by the key of their row. */
async function knownRows(steps: readonly Step[], tx: Queryable, name: string): Promise<ReadonlyMap<string, string>> {
  const keys = steps.flatMap((step) => callsAgain(step).map(({ event }) => `${step.of?.caseId}/${event.data.callId}`));
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ readonly key: string; readonly number: string }>(
    `SELECT key, number_key AS number FROM ${name} WHERE key = ANY($1::text[])`,
    [[...new Set(keys)]],
  );
  return new Map(rows.map(({ key, number }) => [key, number]));
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
  const rows = await db.query<{ readonly value: Attempt }>(
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
  return rows.map(({ value }) => value);
}
