/**
 * Every event of the ledger. Names and fields are storage format: what is written here has been appended somewhere and
 * must decode for ever. One definition gives the TypeScript type, the run-time check and the published JSON Schema.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import {
  BoundPolicy,
  CallIds,
  Contact,
  Criterion,
  closed,
  contactFields,
  Debtor,
  decided,
  Id,
  Instalment,
  Instant,
  LocalDate,
  Money,
  noteFields,
  oneOf,
  PhoneNumber,
  paymentFields,
  personal,
} from './event-fields';
import {
  CALL_KINDS,
  CALL_RESPONSES,
  CALL_RESULTS,
  CLOSURES,
  DEMAND_KINDS,
  DIRECTIONS,
  DISCLOSURES,
  ENTRIES,
  FINDING_KEY_PATTERN,
  GOODS_STATES,
  HOLD_KINDS,
  LAYERS,
  LEGAL_ACTIONS,
  MEDIA,
  PURGES,
  PURPOSES,
  RELATIONS,
  VISIT_PURPOSES,
  VISIT_RESULTS,
} from './vocabulary';

export type { BoundPolicy, Contact, Money } from './event-fields';

/** One of the two is named. */
const matchFields = {
  decisionId: Id,
  callId: Id,
  recordingId: Type.Optional(Id),
  noteId: Type.Optional(Id),
  ...decided,
};

const findingFields = {
  actionId: Id,
  findingKey: Type.String({ pattern: FINDING_KEY_PATTERN, description: 'as findings tell it' }),
  ...decided,
};

const AudioHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the audio' });

const Keys = Type.Array(Id, { description: 'ids of the keys that it concerns' });
const Authority = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'the law, or the office, on which it rests',
});

/** Who says so, and why. */
const removed = { by: Id, reason: personal('number') };

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
      callId: Type.Optional(Id),
      ...noteFields,
    },
    closed,
  ),
  /** Holds only what is corrected. */
  NoteCorrected: Type.Object(
    { correctionId: Id, noteId: Id, ...decided, ...Type.Partial(Type.Object(noteFields)).properties },
    closed,
  ),
  PromiseMade: Type.Object(
    {
      promiseId: Id,
      amount: Money,
      dueAt: Instant,
      means: paymentFields.means,
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
  PromiseWithdrawn: Type.Object({ promiseId: Id, ...decided }, closed),
  PartialPayment: Type.Object(paymentFields, closed),
  PaidInFull: Type.Object(paymentFields, closed),
  PaymentReversed: Type.Object(
    { paymentId: Id, reversedAt: Instant, reason: personal('debtor'), dueAfter: Money, outstandingAfter: Money },
    closed,
  ),
  /** Changes the whole debt, and with it one due where one is named; the due of the opening has the id of the case. */
  BalanceAdjusted: Type.Object(
    {
      adjustmentId: Id,
      direction: oneOf(['increase', 'decrease'] as const),
      amount: Money,
      dueId: Type.Optional(Id),
      ...decided,
    },
    closed,
  ),
  /** Part of the debt is let go, the oldest dues first. */
  WaiverAuthorised: Type.Object(
    {
      waiverId: Id,
      amount: Money,
      ...decided,
      authorisation: Type.Object(
        { by: Id, reference: Type.String({ description: 'of the creditor’s writing' }) },
        closed,
      ),
    },
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
      override: Type.Optional(Type.Object(decided, closed)),
      purpose: Type.Optional(oneOf(VISIT_PURPOSES)),
      goods: Type.Optional(Type.Object({ value: Money, costs: Money }, closed)),
      outsourcedTo: Type.Optional(Id),
      approvedBy: Type.Optional(Id),
    },
    closed,
  ),
  FieldVisitReported: Type.Object(
    {
      visitId: Id,
      visitedAt: Instant,
      visitors: Type.Array(Id, { minItems: 1 }),
      result: oneOf(VISIT_RESULTS),
      entry: Type.Optional(oneOf(ENTRIES)),
      goods: Type.Optional(oneOf(GOODS_STATES)),
    },
    closed,
  ),
  DemandSent: Type.Object({ demandId: Id, kind: oneOf(DEMAND_KINDS), sentAt: Instant, contactId: Id }, closed),
  /** Without a contact it holds for the whole case. */
  HoldPlaced: Type.Object(
    {
      holdId: Id,
      kind: oneOf(HOLD_KINDS),
      contactId: Type.Optional(Id),
      reason: personal('debtor'),
      evidence: Type.Optional(Type.String({ description: 'reference of a document' })),
    },
    closed,
  ),
  HoldLifted: Type.Object({ holdId: Id, reason: personal('debtor') }, closed),
  /** Whether a contact would be allowed, as it was answered. */
  ContactPermissionChecked: Type.Object(
    {
      checkId: Id,
      contactId: Id,
      medium: oneOf(MEDIA),
      purpose: oneOf(PURPOSES),
      askedFor: Instant,
      allowed: Type.Boolean(),
      rule: Type.Optional(Type.String()),
      layer: Type.Optional(oneOf(LAYERS)),
      counters: Type.Array(
        Type.Object({ rule: Type.String(), layer: oneOf(LAYERS), count: Type.Integer(), max: Type.Integer() }, closed),
      ),
      nextPermittedAt: Type.Optional(Instant),
      mayDisclose: oneOf(DISCLOSURES),
      toneCeiling: Type.Integer({ minimum: 0, maximum: 5 }),
    },
    closed,
  ),
  LegalActionStarted: Type.Object(
    { actionId: Id, kind: oneOf(LEGAL_ACTIONS), ...decided, reference: Type.Optional(Type.String()) },
    closed,
  ),
  /** The rule books of the case from then on. */
  PolicyBound: Type.Object({ bindingId: Id, policies: Type.Array(BoundPolicy, { minItems: 1 }), ...decided }, closed),
  CaseClosed: Type.Object({ closureId: Id, outcome: oneOf(CLOSURES), ...decided }, closed),
  CaseReopened: Type.Object({ reopeningId: Id, ...decided }, closed),
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
  /** A person's word on whose a recording or a note is; it wins over whatever is derived. */
  MatchConfirmed: Type.Object(matchFields, closed),
  MatchRejected: Type.Object(matchFields, closed),
  FindingAcknowledged: Type.Object(findingFields, closed),
  /** What was amiss is put right. */
  FindingResolved: Type.Object(findingFields, closed),
  /** What is amiss is let be. */
  FindingWaived: Type.Object(findingFields, closed),
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
      sha256: Type.Optional(AudioHash),
      uri: personal('number', {
        'x-joined': 'file-name',
        description: 'where the audio is kept; its name may hold a number',
      }),
      source: Type.String(),
      pauses: Type.Optional(
        Type.Array(Type.Object({ from: Instant, until: Instant }, closed), {
          maxItems: 100,
          description: 'while card data was spoken nothing may be recorded',
        }),
      ),
    },
    closed,
  ),
  /** Somebody listened to, or measured, the audio itself; whether it is what was registered is for the audit trail to say. */
  RecordingChecked: Type.Object(
    {
      checkId: Id,
      recordingId: Id,
      sha256: AudioHash,
      durationMs: Type.Optional(Type.Integer({ minimum: 0, description: 'of the audio, milliseconds' })),
    },
    closed,
  ),
  /** The audio was deleted because it need not be kept any longer; that it was made stays on record. */
  RecordingPurged: Type.Object({ removalId: Id, recordingId: Id, ...removed }, closed),
  /** The audio is gone before its time. */
  RecordingLost: Type.Object({ removalId: Id, recordingId: Id, ...removed }, closed),
  /** Somebody is to be forgotten: from now on nobody looks, and when the law allows it their keys are destroyed. */
  PersonBlocked: Type.Object(
    { erasureId: Id, personId: Id, by: Id, authority: Authority, reason: personal('personId'), keys: Keys },
    closed,
  ),
  /** It was asked for in error. */
  BlockLifted: Type.Object({ erasureId: Id, personId: Id, by: Id, reason: personal('personId'), keys: Keys }, closed),
  /** Their keys are destroyed: what was sealed under them is gone. */
  PersonErased: Type.Object({ erasureId: Id, personId: Id, keys: Keys }, closed),
  /** A court, say, may still ask: nothing of this person is destroyed. */
  LegalHoldPlaced: Type.Object(
    { legalHoldId: Id, personId: Id, by: Id, authority: Authority, reason: personal('personId') },
    closed,
  ),
  LegalHoldLifted: Type.Object({ legalHoldId: Id, personId: Id, by: Id, reason: personal('personId') }, closed),
  /** What need not be kept of a case of this debtor is gone: what was written, or who everybody in it was as well. */
  CasePurged: Type.Object({ purgeId: Id, personId: Id, caseId: Id, what: oneOf(PURGES), by: Id, keys: Keys }, closed),
} satisfies Record<string, TSchema>;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = Static<(typeof eventSchemas)[T]>;

/** A fact as the domain speaks of it: what happened, and when (RFC 3339 UTC). */
export type LedgerEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly data: EventData<K>; readonly occurredAt: string };
}[T];

/** Events on `recording-<recordingId>`. */
const RECORDING_TYPES = ['RecordingRegistered', 'RecordingChecked', 'RecordingPurged', 'RecordingLost'] as const;
export type RecordingEvent = LedgerEvent<(typeof RECORDING_TYPES)[number]>;

/** Events on `person-<personId>`: what was done so that somebody can be forgotten. */
const PERSON_TYPES = [
  'PersonBlocked',
  'BlockLifted',
  'PersonErased',
  'LegalHoldPlaced',
  'LegalHoldLifted',
  'CasePurged',
] as const;
export type PersonEvent = LedgerEvent<(typeof PERSON_TYPES)[number]>;
export type CaseEvent = LedgerEvent<Exclude<EventType, RecordingEvent['type'] | PersonEvent['type']>>;

export const isEventType = (name: string): name is EventType => Object.hasOwn(eventSchemas, name);

const recordingTypes: ReadonlySet<string> = new Set(RECORDING_TYPES);

const personTypes: ReadonlySet<string> = new Set(PERSON_TYPES);

export const isRecordingEvent = (event: LedgerEvent): event is RecordingEvent => recordingTypes.has(event.type);
export const isPersonEvent = (event: LedgerEvent): event is PersonEvent => personTypes.has(event.type);
export const isCaseEvent = (event: LedgerEvent): event is CaseEvent =>
  !recordingTypes.has(event.type) && !personTypes.has(event.type);

/** What the names of all streams of the ledger begin with. */
export const STREAM_PREFIXES = ['case-', 'recording-', 'person-'] as const;

export const caseStream = (caseId: string): string => `case-${caseId}`;
export const personStream = (personId: string): string => `person-${personId}`;
export const recordingStream = (recordingId: string): string => `recording-${recordingId}`;
