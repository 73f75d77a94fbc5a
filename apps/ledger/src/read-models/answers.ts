/** The answers over many cases, as schemas; the messages of the feeds are made of the same. */
import { DIRECTIONS, HOLD_KINDS } from '@case';
import { COUNTS, LAST_DAY, PROJECTION_NAMES, type ProjectionName, ROWS_NAMES, type RowsName } from '@read-models';
import { type TObject, type TSchema, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const Decimal = Type.String({ pattern: '^[0-9]+$', description: 'a whole number; too large for a double' });
/** How far an answer goes. */
const Reached = { ...Decimal, description: 'up to here at least everything is taken in' };
const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
const Day = Type.String({ format: 'date', description: 'a local day of the debtor' });
const words = (list: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...list] });
const ref = (name: string) => Type.Unsafe<unknown>({ $ref: `#/components/schemas/${name}` });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const Text = Type.String();
const worked = {
  agentId: { ...nullable(Text), description: 'collector' },
  team: nullable(Text),
};
const Rules = Type.Array(Text, { description: 'ids of rules; the case itself names the events behind them' });
const Minor = Type.Integer({ description: 'minor units' });

const CaseStandingRow = Type.Object(
  {
    caseId: Text,
    revision: Decimal,
    creditorId: Text,
    product: Text,
    pack: Text,
    openedAt: Instant,
    ...worked,
    stage: Type.Object({ name: Text, rules: Rules }, closed),
    bucket: Text,
    daysPastDue: Type.Integer(),
    tone: Type.Object({ level: Type.Integer(), name: Text, ceiling: Type.Integer(), rules: Rules }, closed),
    holds: Type.Array(words(HOLD_KINDS)),
    promise: Type.Object(
      {
        state: words(['none', 'active', 'due-today', 'kept', 'part-kept', 'broken']),
        promiseId: Type.Optional(Text),
        amount: Type.Optional(ref('Amount')),
        paid: Type.Optional(ref('Amount')),
        dueAt: Type.Optional(Instant),
      },
      closed,
    ),
    reachability: words(['reachable', 'through-others', 'lost']),
    riskGrade: nullable(Text),
    fieldEligible: Type.Boolean(),
    overdue: ref('Amount'),
    outstanding: ref('Amount'),
    nextChangeAt: nullable(Instant),
  },
  closed,
);

const ToneHistoryRow = Type.Object(
  {
    caseId: Text,
    number: Type.Integer({ minimum: 1 }),
    creditorId: Text,
    ...worked,
    since: Instant,
    until: { ...nullable(Instant), description: 'null while it lasts' },
    sinceDay: Day,
    untilDay: nullable(Day),
    stage: Text,
    bucket: Text,
    level: Type.Integer(),
    tone: Text,
    holds: { ...Type.Array(words(HOLD_KINDS)), description: 'those on the whole case' },
    because: Type.Object({ stage: Type.Array(ref('Because')), tone: Type.Array(ref('Because')) }, closed),
  },
  closed,
);

const PromiseBookRow = Type.Object(
  {
    caseId: Text,
    promiseId: Text,
    creditorId: Text,
    ...worked,
    madeAt: Instant,
    madeBy: Text,
    amount: ref('Amount'),
    paid: { ...ref('Amount'), description: 'for it, in time' },
    shortfall: ref('Amount'),
    dueAt: Instant,
    deadline: { ...Instant, description: 'dueAt and the grace of the rule book' },
    state: words(['active', 'due-today', 'kept', 'part-kept', 'broken', 'withdrawn']),
    recorded: { ...nullable(words(['kept', 'broken'])), description: 'what is on record of its end' },
    endedAt: nullable(Instant),
  },
  closed,
);

const byDay = (description: string) =>
  Type.Array(Type.Integer(), { minItems: LAST_DAY + 1, maxItems: LAST_DAY + 1, description });

const RecoveryCohortsRow = Type.Object(
  {
    creditorId: Text,
    currency: Text,
    dueDate: Day,
    dues: Type.Integer({ description: 'amounts that fell due' }),
    due: Minor,
    recovered: byDay('minor units recovered by the end of day 0, 1 … 30 after it'),
    cleared: byDay('how many of the amounts were paid in full by then'),
  },
  closed,
);

const CollectorDayRow = Type.Object(
  {
    agentId: Text,
    day: Day,
    ...Object.fromEntries(COUNTS.map((name) => [name, Type.Integer({ minimum: 0 })])),
    promised: Type.Array(ref('Amount')),
    recovered: Type.Array(ref('Amount')),
  },
  closed,
);

const FollowUpsRow = Type.Object(
  {
    caseId: Text,
    creditorId: Text,
    ...worked,
    rank: Type.Integer({ minimum: 1, description: 'in the order of work (F7)' }),
    rankedAs: { ...nullable(Text), description: 'what gives it this rank; null for all other cases, which come last' },
    daysPastDue: Type.Integer(),
    overdue: ref('Amount'),
    followUps: Type.Array(
      Type.Object(
        {
          kind: Text,
          from: Instant,
          until: Instant,
          promiseId: Type.Optional(Text),
          missing: Type.Optional(Type.Integer()),
          rules: Rules,
          excusedBy: { ...Rules, description: 'rules by which missing it is no neglect' },
        },
        closed,
      ),
    ),
    nextChangeAt: nullable(Instant),
  },
  closed,
);

const LawRetention = Type.Object(
  {
    ref: Text,
    months: nullable(
      Type.Object({ events: Type.Integer(), notes: Type.Integer(), recordings: Type.Integer() }, closed),
    ),
  },
  { ...closed, description: 'for how many months a law wants things kept; null where it does not say' },
);
const keptUntil = { ...nullable(Instant), description: 'null where it is kept for ever, as far as is known now' };

const RetentionRow = Type.Object(
  {
    caseId: Text,
    creditorId: Text,
    debtorId: Text,
    personIds: Type.Array(Text, { description: 'the debtor and whoever is, or was, a contact' }),
    closed: Type.Boolean(),
    lastActivityAt: { ...nullable(Instant), description: 'told of a closed case' },
    laws: Type.Array(LawRetention),
    eventsKeptUntil: keptUntil,
    notesKeptUntil: keptUntil,
    eventsPurgedAt: nullable(Instant),
    notesPurgedAt: nullable(Instant),
  },
  closed,
);

const rows = {
  'case-standing': CaseStandingRow,
  'tone-history': ToneHistoryRow,
  'promise-book': PromiseBookRow,
  'recovery-cohorts': RecoveryCohortsRow,
  'collector-day': CollectorDayRow,
  'follow-ups': FollowUpsRow,
  retention: RetentionRow,
} satisfies Record<Exclude<ProjectionName, 'audit-trail'>, TObject>;

const pascal = (name: string): string => name.replace(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase());

/** Name of the schema of a projection's rows. */
export const rowSchemaName = (name: RowsName): string => `${pascal(name)}Row`;

export const pageSchemaName = (name: RowsName): string => `${pascal(name)}Page`;

const page = (row: string) =>
  Type.Object(
    {
      position: Reached,
      rows: Type.Array(ref(row)),
      next: { ...nullable(Text), description: '`after` of the next page; null on the last' },
    },
    closed,
  );

const Counted = Type.Object(
  { what: Text, value: { ...nullable(Type.Number()), description: 'amounts in minor units, durations in seconds' } },
  closed,
);

const Cause = Type.Union(
  [
    Type.Object({ position: Decimal }, closed),
    Type.Object({ alarm: Instant }, closed),
    Type.Object({ rebuild: Type.Integer(), position: Decimal }, closed),
  ],
  { description: 'the event, the instant that came, or the rebuild that found another value' },
);

/** A change of a projection's row, as a CloudEvent. */
const changeEvent = (name: ProjectionName) =>
  Type.Object(
    {
      specversion: Type.Literal('1.0'),
      id: Type.String({ description: 'the cursor, to go on after' }),
      source: Type.String({ description: 'the feed' }),
      type: words([`case-ledger.${name}.upsert`, `case-ledger.${name}.delete`]),
      subject: Type.String({ description: 'key of the row' }),
      time: Instant,
      datacontenttype: Type.Literal('application/json'),
      data: Type.Object(
        {
          projection: Type.Literal(name),
          key: Text,
          kind: words(['upsert', 'delete']),
          value: { ...nullable(ref(rowSchemaName(name))), description: 'the whole row; null where it is deleted' },
          cause: ref('ChangeCause'),
        },
        closed,
      ),
    },
    closed,
  );

export const changeSchemaName = (name: ProjectionName): string => `${pascal(name)}Change`;

/** Named schemas, given the members of an entry of the audit trail, and of a finding. */
export const readModelSchemas = (auditTrailEntry: TObject, finding: TObject): Readonly<Record<string, TSchema>> => ({
  ...Object.fromEntries(Object.entries(rows).map(([name, schema]) => [`${pascal(name)}Row`, schema])),
  [rowSchemaName('audit-trail')]: Type.Object({ caseId: Text, ...auditTrailEntry.properties }, closed),
  [rowSchemaName('findings')]: Type.Object(
    {
      caseId: Text,
      entryId: Type.Optional(Type.String({ description: 'of the audit trail, where it is about a call' })),
      day: Day,
      ...worked,
      ...finding.properties,
    },
    closed,
  ),
  ...Object.fromEntries(ROWS_NAMES.map((name) => [pageSchemaName(name), page(rowSchemaName(name))])),
  ...Object.fromEntries(PROJECTION_NAMES.map((name) => [changeSchemaName(name), changeEvent(name)])),
  ChangeCause: Cause,
  ChangesAnswer: Type.Object(
    {
      changes: Type.Array(Type.Unsafe<unknown>({ oneOf: PROJECTION_NAMES.map((name) => ref(changeSchemaName(name))) })),
      next: Type.String({ description: '`after` of the next page, whether there is one yet or not' }),
    },
    closed,
  ),
  Figure: Type.Object(
    {
      name: Text,
      currency: Type.Optional(Text),
      value: { ...nullable(Type.Number()), description: 'null where the denominator is 0, or something is missing' },
      numerator: Counted,
      denominator: Counted,
      target: Type.Optional(Type.Number()),
      missing: Type.Optional(Type.String({ description: 'what would have to be recorded' })),
    },
    closed,
  ),
  FiguresAnswer: Type.Object(
    { position: Reached, from: Day, to: Day, ...worked, figures: Type.Array(ref('Figure')) },
    closed,
  ),
  ClocksAnswer: Type.Object(
    {
      position: Reached,
      from: Day,
      to: Day,
      clocks: Type.Array(
        Type.Object(
          {
            source: Text,
            day: Day,
            pairs: Type.Integer({ description: 'calls and recordings that share an id, the first of the day' }),
            offsetSeconds: { ...nullable(Type.Integer()), description: 'ahead of the dialer; null while unknown' },
            basis: { ...nullable(words(['start', 'answer', 'end'])), description: 'what was compared' },
            suspect: Type.Boolean({ description: 'it jumped since the day before' }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  RecordingsAnswer: Type.Object(
    {
      position: Reached,
      recordings: Type.Array(
        Type.Object(
          {
            recordingId: Text,
            event: ref('EventRef'),
            source: Text,
            direction: words(DIRECTIONS),
            agentId: nullable(Text),
            lineId: nullable(Text),
            hasNumber: Type.Boolean({ description: 'whether the recorder named a number' }),
            startedAt: { ...Instant, description: 'by the clock of the recorder' },
            endedAt: Instant,
          },
          closed,
        ),
      ),
      next: { ...nullable(Text), description: '`after` of the next page; null on the last' },
    },
    closed,
  ),
  ProjectionsAnswer: Type.Object(
    {
      head: { ...nullable(Decimal), description: 'position of the newest event of the store' },
      projections: Type.Array(
        Type.Object(
          {
            name: Text,
            version: Type.Integer(),
            state: words(['filling', 'catching-up', 'level', 'stopped']),
            reason: { ...nullable(Text), description: 'where it has stopped: stream and revision' },
            position: nullable(Decimal),
            builds: Type.Integer({ description: 'how often it was built anew' }),
            cursor: { ...nullable(Text), description: 'of the newest change of its feed' },
            building: {
              ...nullable(
                Type.Object(
                  {
                    version: Type.Integer(),
                    position: nullable(Decimal),
                    phase: {
                      ...words(['gathering', 'making', 'following']),
                      description:
                        'events are gathered, then rows are made case by case, then what has come since is followed',
                    },
                    making: {
                      ...nullable(Type.Object({ made: Type.Integer(), of: Type.Integer() }, closed)),
                      description: 'cases whose rows are made, of all; while they are',
                    },
                    reason: nullable(Text),
                  },
                  closed,
                ),
              ),
              description: 'what is built anew beside it',
            },
          },
          closed,
        ),
      ),
    },
    closed,
  ),
});
