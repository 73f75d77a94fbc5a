/** Evidence made of events. Numbers and texts are keyed hashes in it: enough to compare. */
import {
  type EventData,
  type FindingState,
  findingStateAfter,
  isRightParty,
  type LedgerEvent,
  type Policy,
  type Relation,
} from '@case';
import type {
  AudioCheck,
  AudioRemoval,
  CallEvidence,
  CardPayment,
  EventRef,
  EvidenceRules,
  MatchDecision,
  NoteEvidence,
  Party,
  PromiseEvidence,
  RecordingEvidence,
} from '@reconciliation';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** What a rule book says of evidence. The same rule book gives the same object. */
export function evidenceRulesOf(policy: Policy): EvidenceRules {
  const known = rulesOfPolicy.get(policy);
  if (known) return known;
  const { evidence } = policy;
  const rules: EvidenceRules = {
    graceMs: evidence.graceMinutes * MINUTE_MS,
    clockMs: evidence.toleranceSeconds * SECOND_MS,
    correctedClockMs: evidence.correctedToleranceSeconds * SECOND_MS,
    lateNoteMs: evidence.lateNoteMinutes * MINUTE_MS,
    veryLateNoteMs: evidence.veryLateNoteMinutes * MINUTE_MS,
    answered: evidence.expected.answered,
    unanswered: evidence.expected.unanswered,
    noteFields: evidence.noteFields.fields,
    ...(evidence.assignedAgentsOnly && { assignedAgentsOnly: true }),
  };
  rulesOfPolicy.set(policy, rules);
  return rules;
}

const rulesOfPolicy = new WeakMap<Policy, EvidenceRules>();

export const toCall = (
  caseId: string,
  data: EventData<'CallAttempted'>,
  ref: EventRef,
  rules: EvidenceRules,
): CallEvidence => ({
  caseId,
  callId: data.callId,
  ref,
  ids: data.callIds === undefined ? [data.callId] : [...new Set([data.callId, ...Object.values(data.callIds)])],
  recordingId: data.recordingId,
  direction: data.direction,
  agentId: data.agentId,
  lineId: data.lineId,
  number: data.number,
  startedAt: Date.parse(data.startedAt),
  answeredAt: data.answeredAt === undefined ? undefined : Date.parse(data.answeredAt),
  endedAt: Date.parse(data.endedAt),
  answered: data.result === 'answered',
  ...partyOf(data.answeredBy?.relation),
  rules,
});

/** A spouse may be either, as the rule book has it. */
function partyOf(relation: Relation | undefined): Pick<CallEvidence, 'answeredBy'> {
  if (relation === undefined || relation === 'spouse') return {};
  return { answeredBy: isRightParty(relation) ? 'debtor' : 'third-party' };
}

const NO_IDS: readonly string[] = [];

export const toCheck = (data: EventData<'RecordingChecked'>, ref: EventRef, checkedAt: number): AudioCheck => ({
  checkId: data.checkId,
  recordingId: data.recordingId,
  ref,
  checkedAt,
  sha256: data.sha256,
  durationMs: data.durationMs,
});

export const toRemoval = (
  cause: AudioRemoval['cause'],
  { removalId, recordingId }: EventData<'RecordingPurged'>,
  ref: EventRef,
  removedAt: number,
): AudioRemoval => ({ removalId, recordingId, ref, cause, removedAt });

/** Undefined for a payment by other means. */
export const toCardPayment = (
  caseId: string,
  { paymentId, means, receivedAt }: EventData<'PartialPayment'>,
  ref: EventRef,
): CardPayment | undefined => (means === 'card' ? { caseId, paymentId, ref, at: Date.parse(receivedAt) } : undefined);

export const toRecording = (data: EventData<'RecordingRegistered'>, ref: EventRef): RecordingEvidence => ({
  recordingId: data.recordingId,
  ref,
  ids: data.callIds === undefined ? NO_IDS : [...new Set(Object.values(data.callIds))],
  direction: data.direction,
  agentId: data.agentId,
  lineId: data.lineId,
  number: data.number,
  startedAt: Date.parse(data.startedAt),
  endedAt: Date.parse(data.endedAt),
  sha256: data.sha256,
  source: data.source,
  ...(data.pauses && {
    pauses: data.pauses.map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) })),
  }),
});

type Outcome = EventData<'NoteTaken'>['outcome'];

/** Whether somebody was spoken to; undefined where the outcome says neither. */
const SPOKE: Readonly<Record<Outcome, boolean | undefined>> = {
  promised: true,
  paid: true,
  refused: true,
  disputed: true,
  hardship: true,
  'call-back': true,
  'third-party': true,
  'left-message': undefined,
  'no-answer': false,
  'wrong-number': undefined,
  other: undefined,
};

/** Whom the outcome says was spoken to. Anybody may refuse, or say that it is paid. */
const PARTY: Partial<Readonly<Record<Outcome, Party>>> = {
  promised: 'debtor',
  disputed: 'debtor',
  hardship: 'debtor',
  'third-party': 'third-party',
};

type Said = Partial<Omit<EventData<'NoteTaken'>, 'noteId' | 'agentId' | 'writtenAt' | 'callId'>>;

/** Fields of a note that a pack may ask for; those that are empty say nothing. The same fields give the same list. */
function fieldsOf(said: Said): readonly string[] {
  const names = Object.entries(said)
    .filter(([name, value]) => !OWN_FIELDS.has(name) && value !== undefined && value !== '')
    .map(([name]) => name);
  const key = names.join();
  const known = knownFields.get(key);
  if (known) return known;
  knownFields.set(key, names);
  return names;
}

/** There are as many as ways to fill in a note. */
const knownFields = new Map<string, readonly string[]>();

const OWN_FIELDS: ReadonlySet<string> = new Set(['noteId', 'agentId', 'writtenAt', 'callId', 'outcome']);

export const toNote = (caseId: string, data: EventData<'NoteTaken'>, ref: EventRef): NoteEvidence => ({
  caseId,
  noteId: data.noteId,
  ref,
  callId: data.callId,
  agentId: data.agentId,
  writtenAt: Date.parse(data.writtenAt),
  spoke: SPOKE[data.outcome],
  ...(PARTY[data.outcome] && { party: PARTY[data.outcome] }),
  says: fieldsOf(data),
  promised: promisedIn(data.promised),
  text: data.text,
});

/** What a correction says that the note should have said. */
export interface Correction {
  readonly caseId: string;
  readonly noteId: string;
  readonly ref: EventRef;
  /** When it was made, epoch milliseconds. */
  readonly at: number;
  /** Only what it changes. What follows from an outcome is told when it is read: that nothing does is not kept as such. */
  readonly outcome?: Outcome;
  readonly changed: Partial<Pick<NoteEvidence, 'promised' | 'text'>>;
  readonly says: readonly string[];
}

export const toCorrection = (
  caseId: string,
  data: EventData<'NoteCorrected'>,
  ref: EventRef,
  at: number,
): Correction => ({
  caseId,
  noteId: data.noteId,
  ref,
  at,
  ...(data.outcome !== undefined && { outcome: data.outcome }),
  changed: {
    ...(data.promised !== undefined && { promised: promisedIn(data.promised) }),
    ...(data.text !== undefined && { text: data.text }),
  },
  says: fieldsOf(saidIn(data)),
});

/** The note as it is after a correction. */
export const corrected = (note: NoteEvidence, { outcome, changed, says }: Correction): NoteEvidence => ({
  ...note,
  ...(outcome && { spoke: SPOKE[outcome], party: PARTY[outcome] }),
  ...changed,
  says: [...new Set([...note.says, ...says])],
});

function saidIn({
  correctionId: _id,
  noteId: _note,
  by: _by,
  reason: _reason,
  ...said
}: EventData<'NoteCorrected'>): Said {
  return said;
}

const promisedIn = (promised: EventData<'NoteTaken'>['promised']): NoteEvidence['promised'] =>
  promised && {
    currency: promised.amount.currency,
    minor: promised.amount.minor,
    dueAt: Date.parse(promised.dueAt),
  };

/** Undefined where it names no call. */
export const toPromise = (
  caseId: string,
  { promiseId, amount, dueAt, callId, madeBy }: EventData<'PromiseMade'>,
  ref: EventRef,
  madeAt: number,
): PromiseEvidence | undefined =>
  callId === undefined
    ? undefined
    : {
        caseId,
        promiseId,
        ref,
        callId,
        madeAt,
        currency: amount.currency,
        minor: amount.minor,
        dueAt: Date.parse(dueAt),
        ...(!isRightParty(madeBy) && { madeBy: 'third-party' }),
      };

/** What was done about a finding. */
export interface Settlement {
  readonly caseId: string;
  readonly findingKey: string;
  readonly ref: EventRef;
  readonly state: FindingState;
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly since: string;
}

export const toSettlement = (
  caseId: string,
  { type, data, occurredAt }: LedgerEvent<'FindingAcknowledged' | 'FindingResolved' | 'FindingWaived'>,
  ref: EventRef,
): Settlement => ({
  caseId,
  findingKey: data.findingKey,
  ref,
  state: findingStateAfter(type),
  by: data.by,
  since: occurredAt,
});

/** `decidedAt` is when it was recorded, epoch milliseconds. */
export const toDecision = (
  caseId: string,
  confirmed: boolean,
  { callId, recordingId, noteId }: EventData<'MatchConfirmed'>,
  ref: EventRef,
  decidedAt: number,
): MatchDecision => ({ caseId, ref, callId, recordingId, noteId, confirmed, decidedAt });
