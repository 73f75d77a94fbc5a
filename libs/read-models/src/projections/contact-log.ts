/** Every call of every case, as the caps that reach beyond one case count it. Numbers are in it by their keyed hash only. */
import { createHmac } from 'node:crypto';
import { type Attempt, attemptOf, Contacts, type EventType, type OpenCase, toInstant } from '@case';
import type { Queryable } from '../database';
import type { Projection, Step } from '../projection';
import { upsert } from '../row-set';
import { contactLog } from '../schema';

/** By what numbers are joined without being known. */
export const numberKey =
  (secret: string) =>
  (number: string): string =>
    createHmac('sha256', secret).update(number).digest('base64url');

export function contactLogs(secret: string): Projection {
  const keyOf = numberKey(secret);
  return {
    name: 'contact-log',
    version: 1,
    told: false,
    folds: true,
    tables: [contactLog],
    needs: (_type: EventType | undefined, stream) => stream.startsWith('case-'),
    take: async (steps, { tx, table }) => {
      const rows = steps.flatMap((step) => rowOf(step, keyOf) ?? []);
      await upsert(tx, contactLog, table(contactLog), [...new Map(rows.map((row) => [row.key, row])).values()]);
    },
  };
}

function rowOf({ event, revision, recordedAt, of }: Step, keyOf: (number: string) => string) {
  if (!of || event.type !== 'CallAttempted') return undefined;
  const at = Date.parse(event.occurredAt);
  // The folded case has no personal fields, and the number is one.
  const call = { event, at, revision, recordedAt, commandId: '', payloadHash: '', key: undefined };
  const attempt = attemptOf(call, of.after.opened, contactsAfter(of.after), keyOf);
  return {
    key: `${of.caseId}/${event.data.callId}`,
    case_id: of.caseId,
    debtor_id: attempt.debtorId,
    person_id: attempt.personId,
    number_key: attempt.number,
    at: toInstant(at),
    value: attempt,
  };
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
  /** The calls of this case are known already. */
  readonly exceptCase: string;
}

export async function readAttempts(db: Queryable, sought: Sought): Promise<readonly Attempt[]> {
  const rows = await db.query<{ readonly value: Attempt }>(
    `SELECT value FROM contact_log
     WHERE (debtor_id = $1 OR person_id = ANY($2::text[]) OR number_key = ANY($3::text[])) AND (at >= $4 OR value->>'refused' = 'true')
       AND case_id <> $5`,
    [sought.debtorId, sought.personIds, sought.numbers, toInstant(sought.since), sought.exceptCase],
  );
  return rows.map(({ value }) => value);
}
