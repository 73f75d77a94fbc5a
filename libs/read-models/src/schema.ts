/**
 * The tables of the read models, alike in the embedded database and in PostgreSQL. Migrations are made from this file
 * (`npm run migrations`). A projection's table may only gain columns by them: what is in it is made by a rebuild.
 *
 * A row of a projection is its `value`, which is public, found by its `key`. The columns beside it are drawn from the
 * value so that it can be filtered and sorted by them; `memo` is what the projection has to remember and nobody is shown.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  type ExtraConfigColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' });
const whole = (name: string) => bigint(name, { mode: 'number' });
const value = () => jsonb('value').notNull();
const memo = () => jsonb('memo');

/** Where each projection stands; one row for what is read, and one more while it is built anew. */
export const projection = pgTable(
  'projection',
  {
    name: text('name').notNull(),
    generation: text('generation', { enum: ['live', 'building'] }).notNull(),
    version: integer('version').notNull(),
    /** Of the newest event taken in; null before the first. */
    position: bigint('position', { mode: 'bigint' }),
    /** Of the newest change in its feed. */
    cursor: bigint('cursor', { mode: 'bigint' }).notNull().default(sql`0`),
    /** Up to here only the last change of each key is kept. */
    compacted: bigint('compacted', { mode: 'bigint' }).notNull().default(sql`0`),
    /** Whether it was ever level: until then it is not shown. */
    complete: boolean('complete').notNull().default(false),
    /** Of what is built: events are gathered, then rows are made case by case, then events are followed. */
    phase: text('phase', { enum: ['gathering', 'making', 'following'] })
      .notNull()
      .default('following'),
    /** How far the making is. */
    making: jsonb('making'),
    /** How often it was built anew. */
    builds: integer('builds').notNull().default(0),
    state: text('state', { enum: ['running', 'stopped'] }).notNull(),
    /** Why it has stopped: stream and revision, never what is in them. */
    reason: text('reason'),
    /** What an operator asked for and is yet to be done. */
    wish: text('wish', { enum: ['resume', 'rebuild'] }),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.name, table.generation] })],
);

/** Tells the feeds of one database from those of another: a cursor is good for its own only. */
export const feed = pgTable('feed', { id: uuid('id').primaryKey().defaultRandom() });

export const change = pgTable(
  'change',
  {
    projection: text('projection').notNull(),
    cursor: bigint('cursor', { mode: 'bigint' }).notNull(),
    key: text('key').notNull(),
    kind: text('kind', { enum: ['upsert', 'delete'] }).notNull(),
    value: jsonb('value'),
    cause: jsonb('cause').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projection, table.cursor] }),
    index('change_by_key').on(table.projection, table.key, table.cursor),
  ],
);

/** The facts of every case without their personal fields (of calls, keyed hashes of numbers), so that a case can be folded without asking the store. */
export const caseFact = pgTable(
  'case_fact',
  {
    caseId: text('case_id').notNull(),
    revision: integer('revision').notNull(),
    recordedAt: whole('recorded_at').notNull(),
    /** In the store. */
    position: whole('position').notNull().default(0),
    event: jsonb('event').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.revision] })],
);

export const caseStanding = pgTable(
  'case_standing',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    creditorId: text('creditor_id').notNull(),
    product: text('product').notNull(),
    agentId: text('agent_id'),
    team: text('team'),
    stage: text('stage').notNull(),
    bucket: text('bucket').notNull(),
    daysPastDue: integer('days_past_due').notNull(),
    tone: smallint('tone').notNull(),
    /** Their kinds, each between spaces; null where there is none. */
    holds: text('holds'),
    reachability: text('reachability'),
    promise: text('promise').notNull(),
    promiseDueAt: instant('promise_due_at'),
    fieldEligible: boolean('field_eligible').notNull(),
    currency: text('currency').notNull(),
    overdue: whole('overdue').notNull(),
    outstanding: whole('outstanding').notNull(),
    openedAt: instant('opened_at').notNull(),
    nextChangeAt: instant('next_change_at'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('case_standing_days_past_due').on(table.daysPastDue, table.key),
    index('case_standing_tone').on(table.tone, table.key),
    index('case_standing_overdue').on(table.overdue, table.key),
    index('case_standing_stage').on(table.stage, table.daysPastDue, table.key),
    index('case_standing_agent').on(table.agentId, table.daysPastDue, table.key),
    index('case_standing_team').on(table.team, table.daysPastDue, table.key),
    index('case_standing_next_change').on(table.nextChangeAt),
  ],
);

/** Calls of all cases, so that what is counted across cases can be; numbers by their keyed hash only. */
export const contactLog = pgTable(
  'contact_log',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    debtorId: text('debtor_id').notNull(),
    personId: text('person_id').notNull(),
    numberKey: text('number_key').notNull(),
    at: instant('at').notNull(),
    /** Null of calls that were taken in before this was kept, until they are taken in anew. */
    recordedAt: instant('recorded_at'),
    value: value(),
  },
  (table) => [
    index('contact_log_debtor').on(table.debtorId, table.at),
    index('contact_log_person').on(table.personId, table.at),
    index('contact_log_number').on(table.numberKey, table.at),
    index('contact_log_case').on(table.caseId),
  ],
);

/** What is due on each case, and where the case stands in the order of work. */
export const followUp = pgTable(
  'follow_up',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    creditorId: text('creditor_id').notNull(),
    agentId: text('agent_id'),
    team: text('team'),
    rank: smallint('rank').notNull(),
    currency: text('currency').notNull(),
    overdue: whole('overdue').notNull(),
    daysPastDue: integer('days_past_due').notNull(),
    /** From when on the first of them is due, and the time by which one has to be done; null where nothing is. */
    dueFrom: instant('due_from'),
    dueUntil: instant('due_until'),
    nextChangeAt: instant('next_change_at'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('follow_up_rank').on(table.rank, table.key),
    index('follow_up_team').on(table.team, table.rank, table.key),
    index('follow_up_agent').on(table.agentId, table.rank, table.key),
    index('follow_up_next_change').on(table.nextChangeAt),
  ],
);

export const toneHistory = pgTable(
  'tone_history',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    creditorId: text('creditor_id').notNull(),
    agentId: text('agent_id'),
    team: text('team'),
    stage: text('stage').notNull(),
    level: smallint('level').notNull(),
    bucket: text('bucket').notNull(),
    /** Whether a hold on the whole case was in force. */
    held: boolean('held').notNull().default(false),
    since: instant('since').notNull(),
    until: instant('until'),
    /** Local days of the debtor that it was in force on, the last one open while it lasts. */
    sinceDay: text('since_day').notNull(),
    untilDay: text('until_day'),
    nextChangeAt: instant('next_change_at'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('tone_history_case').on(table.caseId, table.since),
    index('tone_history_days').on(table.sinceDay, table.untilDay),
    index('tone_history_next_change').on(table.nextChangeAt),
  ],
);

export const promiseBook = pgTable(
  'promise_book',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    promiseId: text('promise_id').notNull(),
    creditorId: text('creditor_id').notNull(),
    agentId: text('agent_id'),
    team: text('team'),
    state: text('state').notNull(),
    currency: text('currency').notNull(),
    amount: whole('amount').notNull(),
    paid: whole('paid').notNull(),
    madeDay: text('made_day').notNull(),
    dueAt: instant('due_at').notNull(),
    /** The local day on which its deadline passes. */
    deadlineDay: text('deadline_day').notNull(),
    /** The deadline of one that was missed while nothing on record says so. */
    toRecord: instant('to_record'),
    nextChangeAt: instant('next_change_at'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('promise_book_to_record').on(table.toRecord).where(sql`to_record IS NOT NULL`),
    index('promise_book_case').on(table.caseId),
    index('promise_book_state').on(table.state, table.key),
    index('promise_book_due').on(table.dueAt, table.key),
    index('promise_book_made').on(table.madeDay),
    index('promise_book_deadline').on(table.deadlineDay),
    index('promise_book_next_change').on(table.nextChangeAt),
  ],
);

/** One row per creditor, currency and day on which something fell due. */
export const recoveryCohort = pgTable(
  'recovery_cohort',
  {
    key: text('key').primaryKey(),
    creditorId: text('creditor_id').notNull(),
    currency: text('currency').notNull(),
    dueDate: text('due_date').notNull(),
    due: whole('due').notNull(),
    value: value(),
    memo: memo(),
  },
  (table) => [index('recovery_cohort_due_date').on(table.dueDate, table.key)],
);

/** What each case adds to which cohort. */
export const recoveryCohortPart = pgTable(
  'recovery_cohort_part',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    whole: text('whole').notNull(),
    agentId: text('agent_id'),
    team: text('team'),
    dueDate: text('due_date').notNull(),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('recovery_cohort_part_case').on(table.caseId),
    index('recovery_cohort_part_due_date').on(table.dueDate),
  ],
);

/** The daily statistics sheet: one row per collector and day. */
export const collectorDay = pgTable(
  'collector_day',
  {
    key: text('key').primaryKey(),
    agentId: text('agent_id').notNull(),
    day: text('day').notNull(),
    attempts: integer('attempts').notNull(),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('collector_day_day').on(table.day, table.key),
    index('collector_day_agent').on(table.agentId, table.day),
  ],
);

/** What each case adds to which collector's day. */
export const collectorDayPart = pgTable(
  'collector_day_part',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    /** Both null where nobody was assigned. */
    whole: text('whole'),
    agentId: text('agent_id'),
    team: text('team'),
    day: text('day').notNull(),
    currency: text('currency').notNull(),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('collector_day_part_case').on(table.caseId),
    index('collector_day_part_day').on(table.day, table.agentId),
  ],
);

/** Entries of the audit trail. */
export const auditTrail = pgTable(
  'audit_trail',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    class: text('class').notNull(),
    agentId: text('agent_id'),
    /** That the case was assigned to then. */
    team: text('team'),
    at: instant('at').notNull(),
    /** The debtor's local day. */
    day: text('day').notNull(),
    findings: integer('findings').notNull(),
    /** The UTC day until which its audio has to be kept; null where no law says, or where it is gone. */
    recordingsKeptUntil: text('recordings_kept_until'),
    /** Whether recording and note are both due of it, and whether both are there, in time, complete and in agreement. */
    due: boolean('due').notNull().default(false),
    sound: boolean('sound').notNull().default(false),
    nextChangeAt: instant('next_change_at'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('audit_trail_case').on(table.caseId, table.at),
    index('audit_trail_class').on(table.class, table.key),
    index('audit_trail_day').on(table.day, table.key),
    index('audit_trail_kept_until').on(table.recordingsKeptUntil, table.key),
    index('audit_trail_next_change').on(table.nextChangeAt),
  ],
);

/** For how long each case has to be kept, and who is in it. */
export const retention = pgTable(
  'retention',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id').notNull(),
    creditorId: text('creditor_id').notNull(),
    closed: boolean('closed').notNull(),
    personIds: text('person_ids').array().notNull(),
    /** UTC days; null where it has to be kept for ever as far as is known now, and where it is purged. */
    eventsKeptUntil: text('events_kept_until'),
    notesKeptUntil: text('notes_kept_until'),
    value: value(),
    memo: memo(),
  },
  (table) => [
    index('retention_persons').using('gin', table.personIds),
    index('retention_events').on(table.eventsKeptUntil, table.key),
    index('retention_notes').on(table.notesKeptUntil, table.key),
  ],
);

/** What is amiss, and how far work on it has come; alike whoever found it, for both are listed together. */
const findingColumns = () => ({
  key: text('key').primaryKey(),
  caseId: text('case_id').notNull(),
  code: text('code').notNull(),
  /** From 0, info, to 4, critical. */
  severity: integer('severity').notNull(),
  state: text('state').notNull(),
  agentId: text('agent_id'),
  team: text('team'),
  day: text('day').notNull(),
  value: value(),
});

const findingIndexes = (
  name: string,
  table: Record<'caseId' | 'day' | 'key' | 'state' | 'severity', ExtraConfigColumn>,
) => [
  index(`${name}_case`).on(table.caseId),
  index(`${name}_day`).on(table.day, table.key),
  index(`${name}_state`).on(table.state, table.severity, table.key),
];

/** What entries of the audit trail show amiss. */
export const finding = pgTable('finding', { ...findingColumns(), memo: memo() }, (table) =>
  findingIndexes('finding', table),
);

/** What the facts of cases show amiss. */
export const caseFinding = pgTable('case_finding', findingColumns(), (table) => findingIndexes('case_finding', table));

/** Every case that was reviewed, and when it is to be again. */
export const reviewedCase = pgTable(
  'reviewed_case',
  {
    caseId: text('case_id').primaryKey(),
    /** Of the reviews; what an older one looked at is looked at anew. */
    version: integer('version').notNull(),
    /** Of the newest event that was looked at. */
    revision: integer('revision').notNull(),
    /** How many of its facts matter to the counters of other cases. */
    shared: integer('shared').notNull(),
    /** Whose calls count for it: ids of persons, keyed hashes of numbers. */
    sharers: text('sharers').array().notNull(),
    /** Null where nothing but a further event can show more; 1970 where another case may. */
    dueAt: instant('due_at'),
  },
  (table) => [
    index('reviewed_case_due').on(table.dueAt),
    index('reviewed_case_version').on(table.version),
    index('reviewed_case_sharers').using('gin', table.sharers),
  ],
);

/** How far the reviews of each version have come, and who makes them. */
export const reviews = pgTable('reviews', {
  version: integer('version').primaryKey(),
  /** Of the newest change of `case-standing` whose case was reviewed. */
  cursor: bigint('cursor', { mode: 'bigint' }).notNull(),
  /** Up to here every event was looked at. */
  position: bigint('position', { mode: 'bigint' }).notNull(),
  /** Whether they were ever level: until then what an older version found is shown, or nothing. */
  complete: boolean('complete').notNull().default(false),
  holder: text('holder').notNull(),
  heldUntil: instant('held_until').notNull(),
  /** Why they have stopped: stream and revision, never what is in them. */
  reason: text('reason'),
});

/** The cases whose calls and notes are matched, with what they are judged by. */
export const evidenceCase = pgTable(
  'evidence_case',
  {
    key: text('key').primaryKey(),
    /** Keyed hashes of the numbers of its contacts and its calls. */
    numbers: text('numbers').array().notNull(),
    value: value(),
  },
  (table) => [index('evidence_case_numbers').using('gin', table.numbers)],
);

/** Calls, recordings and notes, and what is said of them, without numbers and texts. */
export const evidence = pgTable(
  'evidence',
  {
    key: text('key').primaryKey(),
    caseId: text('case_id'),
    /** When the ledger learnt of it, epoch milliseconds. */
    recordedAt: whole('recorded_at').notNull().default(0),
    value: value(),
  },
  (table) => [
    index('evidence_case_id').on(table.caseId),
    index('evidence_recording_started')
      .on(sql`((value->'evidence'->>'startedAt')::bigint)`, table.key)
      .where(sql`value->>'kind' = 'recording'`),
  ],
);

/** How far each recorder's clock is off, by day. */
export const evidenceClock = pgTable('evidence_clock', { key: text('key').primaryKey(), value: value(), memo: memo() });

/** What a call or a recording is found by, and at what time: ids, the keyed hash of the number, the agent. */
export const evidenceKey = pgTable(
  'evidence_key',
  {
    key: text('key').notNull(),
    /** Epoch milliseconds. */
    at: whole('at').notNull(),
    piece: text('piece').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.at, table.piece] })],
);
