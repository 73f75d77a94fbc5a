/**
 * Every event of the ledger. Names and fields are storage format: what is written here has been appended somewhere and
 * must decode for ever. One definition gives the TypeScript type, the run-time check and the published JSON Schema.
 *
 * `x-personal` marks a field that belongs to a person and says whose it is: `personId` (the person named beside it),
 * `contactId` (the person behind the contact named beside it), `debtor` (the debtor of the case) or `number` (whoever
 * holds the number).
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import {
  CALL_KINDS,
  CALL_RESPONSES,
  CALL_RESULTS,
  DIRECTIONS,
  E164_PATTERN,
  ID_PATTERN,
  LIKELIHOODS,
  NOTE_OUTCOMES,
  NUMBER_KINDS,
  PAYMENT_MEANS,
  REASONS_FOR_DELAY,
  RELATIONS,
  VISIT_RESULTS,
} from './vocabulary';

const closed = { additionalProperties: false } as const;

const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });

type Owner = 'personId' | 'contactId' | 'debtor' | 'number';
const personal = (owner: Owner, options: Record<string, unknown> = {}) =>
  Type.String({ 'x-personal': owner, ...options });

const Id = Type.String({ pattern: ID_PATTERN });
const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
const LocalDate = Type.String({ format: 'date', description: 'a day in the debtor’s time zone' });
const TimeZone = Type.String({ description: 'IANA time zone' });
const PhoneNumber = (owner: Owner) => personal(owner, { pattern: E164_PATTERN, description: 'E.164' });
const CallIds = Type.Record(Type.String({ pattern: ID_PATTERN }), Type.String(), {
  description: 'ids of the call in other systems, by kind',
});

/** An amount in minor units (cents, fen) of one ISO 4217 currency; never negative, never fractional. */
export const Money = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
    minor: Type.Integer({ minimum: 0, description: 'minor units, such as cents' }),
  },
  closed,
);
export type Money = Static<typeof Money>;

const Instalment = Type.Object({ number: Type.Integer({ minimum: 1 }), of: Type.Integer({ minimum: 1 }) }, closed);

const contactFields = {
  contactId: Id,
  personId: Id,
  name: Type.Optional(personal('personId')),
  relation: oneOf(RELATIONS),
  numberKind: oneOf(NUMBER_KINDS),
  number: PhoneNumber('personId'),
  timeZone: Type.Optional(TimeZone),
  informed: Type.Boolean({ description: 'whether this person knows of the debt' }),
};
export const Contact = Type.Object(contactFields, closed);
export type Contact = Static<typeof Contact>;

const Debtor = Type.Object(
  {
    personId: Id,
    name: personal('personId'),
    timeZone: TimeZone,
    locale: Type.Optional(Type.String()),
    firstTime: Type.Optional(Type.Boolean({ description: 'late for the first time' })),
    earlierDelinquencies: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);

const BoundPolicy = Type.Object(
  {
    layer: oneOf(['law', 'creditor', 'agency', 'default'] as const),
    ref: Type.String(),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);
export type BoundPolicy = Static<typeof BoundPolicy>;

const paymentFields = {
  paymentId: Id,
  amount: Money,
  receivedAt: Instant,
  means: oneOf(PAYMENT_MEANS),
  promiseId: Type.Optional(Id),
  dueAfter: Money,
  outstandingAfter: Money,
};

const Criterion = Type.Object({ rule: Type.String(), met: Type.Boolean() }, closed);

/** The data of each event by its type name. */
export const eventSchemas = {
  CaseOpened: Type.Object(
    {
      caseId: Id,
      creditorId: Id,
      policies: Type.Array(BoundPolicy),
      product: Type.String(),
      debtor: Debtor,
      contacts: Type.Array(Contact),
      outstanding: Money,
      overdue: Money,
      dueDate: LocalDate,
      instalment: Type.Optional(Instalment),
    },
    closed,
  ),
  InstalmentFellDue: Type.Object(
    { dueId: Id, dueDate: LocalDate, amount: Money, instalment: Type.Optional(Instalment) },
    closed,
  ),
  CallAttempted: Type.Object(
    {
      callId: Id,
      callIds: Type.Optional(CallIds),
      direction: oneOf(DIRECTIONS),
      kind: Type.Optional(oneOf(CALL_KINDS)),
      agentId: Id,
      lineId: Id,
      contactId: Id,
      number: PhoneNumber('contactId'),
      startedAt: Instant,
      answeredAt: Type.Optional(Instant),
      endedAt: Instant,
      result: oneOf(CALL_RESULTS),
      answeredBy: Type.Optional(
        Type.Object({ relation: oneOf(RELATIONS), personId: Type.Optional(Id), informed: Type.Boolean() }, closed),
      ),
      response: Type.Optional(oneOf(CALL_RESPONSES)),
      disclosed: Type.Optional(Type.Boolean({ description: 'whether the debt was spoken of' })),
      recordingId: Type.Optional(Id),
      contactCheckId: Type.Optional(Id),
    },
    closed,
  ),
  NoteTaken: Type.Object(
    {
      noteId: Id,
      agentId: Id,
      writtenAt: Instant,
      text: personal('debtor'),
      callId: Type.Optional(Id),
      outcome: oneOf(NOTE_OUTCOMES),
      reasonForDelay: Type.Optional(oneOf(REASONS_FOR_DELAY)),
      promised: Type.Optional(Type.Object({ amount: Money, dueAt: Instant }, closed)),
      nextActionOn: Type.Optional(LocalDate),
      likelihood: Type.Optional(oneOf(LIKELIHOODS)),
      suggestedAction: Type.Optional(personal('debtor')),
      toneUsed: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
      clues: Type.Optional(Type.Array(personal('debtor'))),
    },
    closed,
  ),
  PromiseMade: Type.Object(
    {
      promiseId: Id,
      amount: Money,
      dueAt: Instant,
      means: oneOf(PAYMENT_MEANS),
      madeBy: oneOf(RELATIONS),
      callId: Type.Optional(Id),
    },
    closed,
  ),
  PromiseKept: Type.Object(
    {
      promiseId: Id,
      paid: Money,
      paymentId: Id,
      corrects: Type.Optional(
        Type.Object(
          { revision: Type.Integer({ minimum: 0 }), type: oneOf(['PromiseBroken', 'PromiseKept'] as const) },
          { ...closed, description: 'what stood on record of this promise before, and no longer holds' },
        ),
      ),
    },
    closed,
  ),
  PromiseBroken: Type.Object(
    {
      promiseId: Id,
      paid: Money,
      shortfall: Money,
      cause: oneOf(['deadline', 'reported'] as const),
      by: Type.Optional(Id),
      reason: Type.Optional(personal('debtor')),
    },
    closed,
  ),
  PartialPayment: Type.Object(paymentFields, closed),
  PaidInFull: Type.Object(paymentFields, closed),
  PaymentReversed: Type.Object(
    { paymentId: Id, reversedAt: Instant, reason: personal('debtor'), dueAfter: Money, outstandingAfter: Money },
    closed,
  ),
  ContactAdded: Type.Object({ ...contactFields, source: Type.String(), verified: Type.Boolean() }, closed),
  /** Holds only what changed, so that a change learnt of late cannot undo a later one. */
  ContactUpdated: Type.Object(
    {
      ...Type.Partial(Type.Object(contactFields)).properties,
      contactId: Id,
      source: Type.String(),
      verified: Type.Boolean(),
    },
    closed,
  ),
  EscalatedToField: Type.Object(
    {
      escalationId: Id,
      requestedBy: Id,
      criteria: Type.Array(Criterion),
      override: Type.Optional(Type.Object({ by: Id, reason: personal('debtor') }, closed)),
    },
    closed,
  ),
  FieldVisitReported: Type.Object(
    { visitId: Id, visitedAt: Instant, visitors: Type.Array(Id, { minItems: 1 }), result: oneOf(VISIT_RESULTS) },
    closed,
  ),
  /** Who works the case from now on; what is left out stays as it was. */
  CaseReassigned: Type.Object(
    {
      assignmentId: Id,
      agentId: Type.Optional(Id),
      team: Type.Optional(Id),
      by: Id,
      reason: personal('debtor'),
    },
    closed,
  ),
  RecordingRegistered: Type.Object(
    {
      recordingId: Id,
      callIds: Type.Optional(CallIds),
      agentId: Type.Optional(Id),
      lineId: Type.Optional(Id),
      number: Type.Optional(PhoneNumber('number')),
      direction: oneOf(DIRECTIONS),
      startedAt: Instant,
      endedAt: Instant,
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the audio' }),
      uri: Type.String(),
      source: Type.String(),
    },
    closed,
  ),
} satisfies Record<string, TSchema>;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = Static<(typeof eventSchemas)[T]>;

/** A fact as the domain speaks of it: what happened, and when (RFC 3339 UTC). */
export type LedgerEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly data: EventData<K>; readonly occurredAt: string };
}[T];

/** Events on `recording-<recordingId>`; all others are on `case-<caseId>`. */
export type RecordingEvent = LedgerEvent<'RecordingRegistered'>;
export type CaseEvent = LedgerEvent<Exclude<EventType, RecordingEvent['type']>>;

export const isEventType = (name: string): name is EventType => Object.hasOwn(eventSchemas, name);

export const isCaseEvent = (event: LedgerEvent): event is CaseEvent => event.type !== 'RecordingRegistered';

export const caseStream = (caseId: string): string => `case-${caseId}`;
export const recordingStream = (recordingId: string): string => `recording-${recordingId}`;
