/** For how long each case has to be kept by the laws that it is bound to, who is in it, and what of it is gone already. */
import {
  contactsOf,
  isPersonEvent,
  type LawRetention,
  type LedgerEvent,
  type Purge,
  retentionOf,
  toInstant,
} from '@case';
import type { CaseStep, Cause, Projection, Step } from '../projection';
import type { RowSet, RowSetOptions } from '../row-set';
import { retention } from '../schema';

export interface RetentionRow {
  readonly caseId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  /** The debtor and whoever is, or was, a contact; in the order of their ids. */
  readonly personIds: readonly string[];
  readonly closed: boolean;
  /** When the last that is known of happened; told of a closed case. */
  readonly lastActivityAt: string | null;
  readonly laws: readonly LawRetention[];
  /** Null for ever, as far as is known now. */
  readonly eventsKeptUntil: string | null;
  readonly notesKeptUntil: string | null;
  /** When it was purged. */
  readonly eventsPurgedAt: string | null;
  readonly notesPurgedAt: string | null;
}

const options: RowSetOptions<RetentionRow, object> = {
  table: retention,
  told: true,
  columns: (_key, row) => ({
    case_id: row.caseId,
    creditor_id: row.creditorId,
    closed: row.closed,
    person_ids: row.personIds,
    events_kept_until: row.eventsPurgedAt === null ? (row.eventsKeptUntil?.slice(0, 10) ?? null) : null,
    notes_kept_until:
      row.notesPurgedAt === null && row.eventsPurgedAt === null ? (row.notesKeptUntil?.slice(0, 10) ?? null) : null,
  }),
};

export const retentions: Projection = {
  name: 'retention',
  version: 1,
  told: true,
  folds: true,
  tables: [retention],
  needs: (_type, stream) => !stream.startsWith('recording-'),
  take: async (steps, work) => {
    const rows = work.rows<RetentionRow, object>(options);
    await rows.load('key', steps.flatMap(caseIn));
    for (const step of steps) takeStep(step, rows);
  },
};

function caseIn({ event, of }: Step): readonly string[] {
  if (of) return [of.caseId];
  return isPersonEvent(event) && event.type === 'CasePurged' ? [event.data.caseId] : [];
}

function takeStep({ event, of, position, recordedAt }: Step, rows: RowSet<RetentionRow, object>): void {
  const cause: Cause = { position: String(position) };
  if (of) rows.put(of.caseId, rowOf(of, event, rows.get(of.caseId)), cause, recordedAt);
  if (event.type !== 'CasePurged') return;
  const { caseId, what } = event.data;
  const known = rows.get(caseId);
  if (known) rows.put(caseId, purged(known, what, event.occurredAt), cause, recordedAt);
}

const purged = (row: RetentionRow, what: Purge, at: string): RetentionRow => ({
  ...row,
  notesPurgedAt: row.notesPurgedAt ?? at,
  ...(what === 'events' && { eventsPurgedAt: row.eventsPurgedAt ?? at }),
});

/** What is recorded on an open case changes nothing of it, as a rule. */
const CHANGES: ReadonlySet<string> = new Set([
  'CaseOpened',
  'ContactAdded',
  'ContactUpdated',
  'PolicyBound',
  'CaseClosed',
  'CaseReopened',
]);

function rowOf(
  { caseId, after, policyOf }: CaseStep,
  event: LedgerEvent,
  before: RetentionRow | undefined,
): RetentionRow {
  if (before && !before.closed && !CHANGES.has(event.type)) return before;
  const { creditorId, debtor } = after.opened.event.data;
  const { closed, lastActivityAt, laws, until } = retentionOf(after, policyOf);
  const persons = [
    debtor.personId,
    ...(before?.personIds ?? []),
    ...contactsOf(after).map(({ personId }) => personId),
    ...namedBy(event),
  ];
  // What is recorded after a reopening is to be purged in its turn.
  const purgedBefore = event.type === 'CaseReopened' ? undefined : before;
  return {
    caseId,
    creditorId,
    debtorId: debtor.personId,
    personIds: [...new Set(persons)].sort(),
    closed,
    lastActivityAt: closed ? toInstant(lastActivityAt) : null,
    laws,
    eventsKeptUntil: until.events === null ? null : toInstant(until.events),
    notesKeptUntil: until.notes === null ? null : toInstant(until.notes),
    eventsPurgedAt: purgedBefore?.eventsPurgedAt ?? null,
    notesPurgedAt: purgedBefore?.notesPurgedAt ?? null,
  };
}

/** Whom an event names, be it superseded already. */
function namedBy(event: LedgerEvent): readonly string[] {
  if (event.type !== 'ContactAdded' && event.type !== 'ContactUpdated') return [];
  return event.data.personId === undefined ? [] : [event.data.personId];
}
