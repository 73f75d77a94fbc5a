/** The answers of the contract, as schemas: documented from here, and checked against in the acceptance tests. */
import {
  DISCLOSURES,
  eventSchemas,
  FINDING_STATES,
  HOLD_KINDS,
  LAYERS,
  MEDIA,
  NUMBER_KINDS,
  PURPOSES,
  REASONS_FOR_DELAY,
  RELATIONS,
} from '@case';
import { EventMetadata } from '@event-store';
import { ENTRY_CLASSES, SUBJECTS } from '@reconciliation';
import { type TSchema, Type } from '@sinclair/typebox';
import { ImportLine, ImportStop, ImportSummary } from '../imports/results';
import { readModelSchemas } from '../read-models/answers';

const closed = { additionalProperties: false } as const;
const Decimal = Type.String({ pattern: '^[0-9]+$', description: 'a whole number; too large for a double' });
const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
const Amount = Type.Object({ currency: Type.String(), minor: Type.Integer() }, closed);
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const words = (list: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...list] });
const ref = (name: string) => Type.Unsafe<unknown>({ $ref: `#/components/schemas/${name}` });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);

const EventRef = Type.Object({ stream: Type.String(), revision: Decimal, type: Type.String() }, closed);
const Because = Type.Object(
  {
    rule: Type.String({ description: 'id of a rule, such as T2: docs/rules.md' }),
    event: Type.Optional(ref('EventRef')),
  },
  closed,
);
const Reasons = Type.Array(ref('Because'));

const Standing = Type.Object(
  {
    at: Instant,
    daysPastDue: Type.Integer({ description: 'in the debtor’s time zone; negative before the due date' }),
    bucket: Type.String({ description: 'M0, M1, M2 …' }),
    stage: Type.Object({ name: Type.String(), because: Reasons }, closed),
    holds: Type.Array(
      Type.Object(
        {
          holdId: Type.String(),
          kind: words(HOLD_KINDS),
          contactId: Type.Optional({ ...Type.String(), description: 'the whole case where it is left out' }),
          since: Instant,
          because: Reasons,
        },
        closed,
      ),
    ),
    promise: Type.Object(
      {
        state: words(['none', 'active', 'due-today', 'kept', 'part-kept', 'broken']),
        promiseId: Type.Optional(Type.String()),
        amount: Type.Optional(ref('Amount')),
        paid: Type.Optional(ref('Amount')),
        dueAt: Type.Optional(Instant),
        because: Reasons,
      },
      closed,
    ),
    tone: Type.Object(
      {
        level: Type.Integer({ minimum: 0, maximum: 5 }),
        name: Type.String(),
        ceiling: Type.Integer({ minimum: 0, maximum: 5, description: 'the highest the next contact could reach' }),
        because: Reasons,
        lowers: Type.Array(
          Type.Object(
            {
              rule: Type.String(),
              by: words(['full-payment', 'kept-promise', 'shortfall-paid', 'promise-made']),
              level: Type.Integer({ minimum: 0, maximum: 5 }),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    profile: Type.Object(
      {
        reachability: words(['reachable', 'through-others', 'lost']),
        riskGrade: nullable(words(['A', 'B', 'C'])),
        type: nullable(words(['forgetful', 'blustering', 'procrastinating', 'evasive'])),
        reasonForDelay: nullable(words(REASONS_FOR_DELAY)),
        because: Type.Object(
          { reachability: Reasons, riskGrade: Reasons, type: Reasons, reasonForDelay: Reasons },
          closed,
        ),
      },
      closed,
    ),
    fieldEscalation: Type.Object(
      {
        eligible: Type.Boolean(),
        since: { ...nullable(Instant), description: 'since when, by the criterion that was met first' },
        criteria: Type.Array(
          Type.Object(
            { rule: Type.String(), kind: Type.String(), met: Type.Boolean(), missing: Type.Array(Type.String()) },
            closed,
          ),
        ),
        because: Reasons,
      },
      closed,
    ),
    followUps: Type.Array(ref('FollowUp'), { description: 'what is due now or later' }),
    outstanding: ref('Amount'),
    overdue: ref('Amount'),
    because: Type.Object({ daysPastDue: Reasons, bucket: Reasons, outstanding: Reasons, overdue: Reasons }, closed),
    nextChangeAt: { ...nullable(Instant), description: 'when time alone changes any of this next' },
    pack: Type.String(),
  },
  closed,
);

const FollowUp = Type.Object(
  {
    kind: Type.String(),
    from: Instant,
    until: { ...Instant, description: 'due before this instant' },
    promiseId: Type.Optional(Type.String()),
    missing: Type.Optional(Type.Integer({ description: 'how many are missing' })),
    excusedBy: Type.Optional({ ...Reasons, description: 'what forbids it: missing it is no neglect' }),
    because: Reasons,
  },
  closed,
);

const Forbidding = Type.Object(
  {
    code: Type.String({ description: 'stable' }),
    rule: Type.String(),
    layer: words(LAYERS),
    ref: Type.String({ description: 'the pack that says so' }),
    why: Type.String(),
    cites: Type.Optional(Type.String({ description: 'where it is written' })),
    kind: Type.Optional(words(['presumption'])),
  },
  closed,
);

const asked = { contactId: Type.String(), medium: words(MEDIA), purpose: words(PURPOSES) };
const PermissionAnswer = Type.Object(
  {
    caseId: Type.String(),
    at: Instant,
    ...asked,
    allowed: Type.Boolean(),
    rule: Type.Optional(Type.String({ description: 'of the strongest layer that forbids it' })),
    layer: Type.Optional(words(LAYERS)),
    forbiddenBy: Type.Array(ref('Forbidding'), { description: 'the strongest first' }),
    counters: Type.Array(
      Type.Object(
        {
          rule: Type.String(),
          layer: words(LAYERS),
          scope: Type.String(),
          counts: Type.String(),
          count: Type.Integer(),
          max: Type.Integer(),
        },
        closed,
      ),
    ),
    nextPermittedAt: { ...nullable(Instant), description: 'null where waiting alone does not help' },
    mayDisclose: words(DISCLOSURES),
    toneCeiling: Type.Integer({ minimum: 0, maximum: 5 }),
  },
  closed,
);

const WorklistItem = Type.Object(
  {
    caseId: Type.String(),
    agentId: nullable(Type.String()),
    team: nullable(Type.String()),
    rank: Type.Integer({ minimum: 1 }),
    rankedAs: nullable(Type.String()),
    stage: Type.String(),
    daysPastDue: Type.Integer(),
    overdue: ref('Amount'),
    due: Type.Array(ref('FollowUp'), { description: 'now' }),
    round: {
      ...nullable(Type.Object({ from: Instant, by: Instant, done: Type.Boolean(), because: Reasons }, closed)),
      description: 'of the day, now or next (F8)',
    },
    call: nullable(
      Type.Object(
        {
          contactId: Type.String(),
          personId: Type.String(),
          relation: words(RELATIONS),
          numberKind: words(NUMBER_KINDS),
          number: Type.String(),
          slot: Type.Object({ from: Instant, until: Instant }, closed),
          tone: Type.Object({ level: Type.Integer(), name: Type.String() }, closed),
          mayDisclose: words(DISCLOSURES),
          purpose: words(PURPOSES),
          because: Reasons,
        },
        closed,
      ),
    ),
    forbiddenBy: Type.Array(ref('Forbidding'), { description: 'why nobody may be called now' }),
    nextPermittedAt: nullable(Instant),
    problem: Type.Optional(
      Type.String({ description: 'code of what keeps the case from being read; nothing is advised on it then' }),
    ),
  },
  closed,
);

const eventFields = { stream: Type.String(), revision: Decimal, id: Type.String({ format: 'uuid' }) };
/** An event as it is stored, by its type: `PromiseMadeEvent` holds the data `PromiseMade`. */
/** As answers show events: a personal field may have to stay hidden. */
const shownSchemas: typeof eventSchemas = JSON.parse(JSON.stringify(eventSchemas), (_key, part: unknown) => {
  if (typeof part !== 'object' || part === null || !('x-personal' in part)) return part;
  const said = 'description' in part ? `${part.description}; ` : '';
  return {
    ...part,
    description: `${said}\`erased\` or \`blocked\` where it cannot be shown`,
    ...('pattern' in part && { pattern: `(${part.pattern})|^(erased|blocked)$` }),
  };
});

const eventForms = Object.fromEntries(
  Object.keys(eventSchemas).map((type) => [
    `${type}Event`,
    Type.Object(
      {
        ...eventFields,
        type: Type.Literal(type),
        data: ref(type),
        metadata: ref('EventMetadata'),
        hash: Hash,
        position: Type.Optional(Decimal),
      },
      closed,
    ),
  ]),
);

const LedgerEvent = Type.Unsafe<unknown>({
  oneOf: Object.keys(eventForms).map(ref),
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(Object.keys(eventSchemas).map((type) => [type, `#/components/schemas/${type}Event`])),
  },
});

const CaseAnswer = Type.Object(
  {
    caseId: Type.String(),
    revision: Decimal,
    position: Decimal,
    openedAt: Instant,
    creditorId: Type.String(),
    product: Type.String(),
    debtor: shownSchemas.CaseOpened.properties.debtor,
    contacts: shownSchemas.CaseOpened.properties.contacts,
    policies: { ...eventSchemas.CaseOpened.properties.policies, description: 'in force then, the strongest first' },
    agentId: { ...nullable(Type.String()), description: 'collector' },
    team: nullable(Type.String()),
    standing: ref('Standing'),
  },
  closed,
);

const recorded = { revision: Decimal, position: Decimal, events: Type.Array(ref('LedgerEvent')) };
const evidenceTimes = { event: ref('EventRef'), startedAt: Instant, endedAt: Instant };
const RecordingEvidence = Type.Object({ recordingId: Type.String(), ...evidenceTimes }, closed);

const AuditTrailEntry = Type.Object(
  {
    entryId: Type.String(),
    callId: Type.Optional(Type.String()),
    call: Type.Optional(
      Type.Object(
        { agentId: Type.String(), lineId: Type.String(), answered: Type.Boolean(), ...evidenceTimes },
        closed,
      ),
    ),
    recording: Type.Optional(ref('RecordingEvidence')),
    linkedBy: Type.Optional({ ...words(['decision', 'id', 'fit']), description: 'how the recording came to its call' }),
    segments: Type.Optional(Type.Array(ref('RecordingEvidence'), { description: 'further parts of the same call' })),
    duplicates: Type.Optional(Type.Array(ref('RecordingEvidence'), { description: 'the same once more' })),
    candidates: Type.Optional(Type.Array(ref('RecordingEvidence'), { description: 'where a person has to decide' })),
    notes: Type.Array(
      Type.Object(
        { event: ref('EventRef'), noteId: Type.String(), agentId: Type.String(), writtenAt: Instant },
        closed,
      ),
    ),
    class: words(ENTRY_CLASSES),
    findings: Type.Array(ref('Finding')),
    recordingsKeptUntil: Type.Optional({
      ...Instant,
      description:
        'until when the laws of the case want its audio kept; left out where they do not say, or where it is gone',
    }),
  },
  closed,
);

const Finding = Type.Object(
  {
    key: Type.String(),
    code: Type.String({ description: 'stable; libs/case/README.md and docs/audit-trail.md list them' }),
    subject: Type.Optional(words(SUBJECTS)),
    severity: words(['info', 'low', 'medium', 'high', 'critical']),
    rule: Type.String(),
    layer: Type.Optional(words(LAYERS)),
    evidence: Type.Array(ref('EventRef')),
    detail: Type.String(),
    excusedBy: Type.Optional(Type.Array(Type.String(), { description: 'rules that forbade what was missed' })),
    state: { ...words(FINDING_STATES), description: 'how far work on it has come' },
    by: Type.Optional(Type.String({ description: 'who did something about it last' })),
    since: Type.Optional(Instant),
  },
  closed,
);

const { state: _work, by: _by, since: _since, ...bareFinding } = Finding.properties;

/** As its feed tells it: what is amiss, not what was done about it. */
const AuditTrailEntryRow = Type.Object(
  { ...AuditTrailEntry.properties, findings: Type.Array(Type.Object(bareFinding, closed)) },
  closed,
);

const ReplayStep = Type.Object(
  {
    event: ref('LedgerEvent'),
    occurredAt: Instant,
    recordedAt: Instant,
    standingBefore: nullable(ref('Standing')),
    standingAfter: ref('Standing'),
    changed: Type.Array(Type.String(), { description: 'by this event' }),
    changedByTime: Type.Array(Type.String(), { description: 'since the step before' }),
    found: Type.Array(ref('FoundThen'), {
      description: 'amiss since the step before; calls in other cases are counted as far as they are known',
    }),
  },
  closed,
);

const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'stable; act on this one' }),
    detail: Type.String(),
    correlationId: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), code: Type.String(), detail: Type.String() }, closed)),
    ),
  },
  { description: 'RFC 9457 problem; some codes carry further members' },
);

/** Named schemas of the OpenAPI document, beside those of the request bodies. */
export const answerSchemas: Readonly<Record<string, TSchema>> = {
  ...shownSchemas,
  EventMetadata,
  ...eventForms,
  LedgerEvent,
  EventRef,
  Because,
  Amount,
  Standing,
  CaseAnswer,
  CommandAnswer: Type.Object({ caseId: Type.String(), ...recorded, standing: ref('Standing') }, closed),
  ImportLine,
  ImportSummary,
  ImportStop,
  RecordingAnswer: Type.Object({ recordingId: Type.String(), ...recorded }, closed),
  PersonAnswer: Type.Object({ personId: Type.String(), ...recorded }, closed),
  PersonStanding: Type.Object(
    {
      personId: Type.String(),
      state: words(['known', 'blocked', 'erased']),
      erasureId: nullable(Type.String()),
      since: { ...nullable(Instant), description: 'of the block while it lasts, else of the erasure' },
      legalHolds: Type.Array(Type.String(), { description: 'ids of those in force' }),
      cases: Type.Array(ref('RetentionRow')),
      eraseFrom: { ...nullable(Instant), description: 'null while that is not known' },
    },
    closed,
  ),
  EventsAnswer: Type.Object(
    { caseId: Type.String(), events: Type.Array(ref('LedgerEvent')), next: nullable(Decimal) },
    closed,
  ),
  FindingsAnswer: Type.Object(
    { caseId: Type.String(), revision: Decimal, at: Instant, findings: Type.Array(ref('Finding')) },
    closed,
  ),
  FollowUp,
  Forbidding,
  PermissionAnswer,
  ContactCheckAnswer: Type.Object(
    {
      caseId: Type.String(),
      ...recorded,
      standing: ref('Standing'),
      permission: { ...ref('ContactPermissionChecked'), description: 'what was recorded' },
    },
    closed,
  ),
  WorklistItem,
  WorklistAnswer: Type.Object(
    {
      at: Instant,
      position: Decimal,
      items: Type.Array(ref('WorklistItem')),
      next: { ...nullable(Type.String()), description: '`after` of the next page; null on the last' },
    },
    closed,
  ),
  RecordingEvidence,
  Finding,
  AuditTrailEntry,
  AuditTrailAnswer: Type.Object(
    { caseId: Type.String(), position: Decimal, entries: Type.Array(ref('AuditTrailEntry')) },
    closed,
  ),
  FoundThen: Type.Object(bareFinding, closed),
  DiffAnswer: Type.Object(
    {
      caseId: Type.String(),
      asOf: Instant,
      knownAt: Instant,
      learnt: Type.Array(ref('LedgerEvent'), { description: 'what had happened by then, and was learnt of later' }),
      standingThen: ref('Standing'),
      standingNow: ref('Standing'),
      changed: Type.Array(Type.String()),
      found: Type.Array(ref('FoundThen'), { description: 'known to be amiss now, and not then' }),
      gone: Type.Array(ref('FoundThen'), { description: 'held to be amiss then, and not now' }),
    },
    closed,
  ),
  ReplayStep,
  ReplayAnswer: Type.Object(
    {
      caseId: Type.String(),
      asOf: Instant,
      knownAt: Instant,
      steps: Type.Array(ref('ReplayStep')),
      next: { ...nullable(Type.String()), description: 'path of the next page; null on the last' },
      standing: ref('Standing'),
      foundBeside: {
        ...nullable(Type.Array(ref('FoundThen'))),
        description:
          'what evidence shows amiss that rests on no event of the case; null while the audit trail has not caught up: then ' +
          'the steps tell of nothing that evidence shows either',
      },
    },
    closed,
  ),
  ...readModelSchemas(AuditTrailEntryRow, Finding),
  Health: Type.Object(
    {
      status: words(['ok', 'degraded', 'not-ready']),
      store: Type.Optional(words(['up', 'away'])),
      readModels: Type.Optional(words(['level', 'catching-up', 'nobody-leads'])),
      stopped: Type.Optional(
        Type.Array(
          Type.Object(
            { projection: Type.String(), reason: Type.String({ description: 'stream and revision' }) },
            closed,
          ),
        ),
      ),
    },
    closed,
  ),
  Problem,
};
