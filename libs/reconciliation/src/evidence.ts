/** The three evidences of a contact: the call, its recording, and the agent's note. Instants are epoch milliseconds. */

/** The event that an evidence comes from. */
export interface EventRef {
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
}

/** What has to be there of a call. */
export interface Expectation {
  readonly recording: boolean;
  readonly note: boolean;
}

/** What the pack that was in force says of evidence. */
export interface EvidenceRules {
  /** How long late evidence is waited for. */
  readonly graceMs: number;
  /** How far the clocks of dialer and recorder may differ, while the difference is not known. */
  readonly clockMs: number;
  /** How far they may differ once it is known and taken out. */
  readonly correctedClockMs: number;
  /** After the call's end a note is late. */
  readonly lateNoteMs: number;
  readonly veryLateNoteMs: number;
  readonly answered: Expectation;
  readonly unanswered: Expectation;
  /** A3: what a note of a conversation has to say, as names of its fields. */
  readonly noteFields: readonly string[];
  /** Whether a case is called by nobody but whom it is assigned to. */
  readonly assignedAgentsOnly?: boolean;
}

/** Who was spoken to: the debtor or who answers for them, or anybody else. */
export type Party = 'debtor' | 'third-party';

export interface CallEvidence {
  readonly caseId: string;
  readonly callId: string;
  readonly ref: EventRef;
  /** Ids of the call in any system, its own included. */
  readonly ids: readonly string[];
  readonly recordingId: string | undefined;
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string;
  readonly lineId: string;
  /** A number, or its keyed hash: it is only compared. */
  readonly number: string;
  readonly startedAt: number;
  readonly answeredAt: number | undefined;
  readonly endedAt: number;
  readonly answered: boolean;
  /** Who answered, where the dialer or the agent said so when the call was put on record. */
  readonly answeredBy?: Party;
  /** Whom the case was assigned to then, where it was to somebody and the rules ask for it. */
  readonly assignedTo?: string;
  readonly rules: EvidenceRules;
}

/** The audio as somebody found it. */
export interface AudioCheck {
  readonly checkId: string;
  readonly recordingId: string;
  readonly ref: EventRef;
  readonly checkedAt: number;
  readonly sha256: string;
  readonly durationMs: number | undefined;
}

export interface Pause {
  readonly from: number;
  readonly until: number;
}

/** The audio is gone. */
export interface AudioRemoval {
  readonly removalId: string;
  readonly recordingId: string;
  readonly ref: EventRef;
  readonly cause: 'purged' | 'lost';
  /** Left out of what was kept before it was told. */
  readonly removedAt?: number;
}

/** A payment by card, which may have been read out. */
export interface CardPayment {
  readonly caseId: string;
  readonly paymentId: string;
  readonly ref: EventRef;
  readonly at: number;
}

export interface RecordingEvidence {
  readonly recordingId: string;
  readonly ref: EventRef;
  readonly ids: readonly string[];
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string | undefined;
  readonly lineId: string | undefined;
  readonly number: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Of the audio, where somebody had worked it out when it was registered. */
  readonly sha256: string | undefined;
  /** What the audio was found to be since, in the order of the record. */
  readonly checks?: readonly AudioCheck[];
  /** Where nothing was recorded, though the call went on. */
  readonly pauses?: readonly Pause[];
  readonly removal?: AudioRemoval;
  /** The recorder, whose clock is one for all that it made. */
  readonly source: string;
}

export interface PromisedAmount {
  readonly currency: string;
  readonly minor: number;
  readonly dueAt: number;
}

export interface NoteEvidence {
  readonly caseId: string;
  readonly noteId: string;
  readonly ref: EventRef;
  readonly callId: string | undefined;
  readonly agentId: string;
  readonly writtenAt: number;
  /** Whether it says that somebody was spoken to; undefined where it says neither. */
  readonly spoke: boolean | undefined;
  /** Whom it tells of having spoken to, where its outcome says so. */
  readonly party?: Party | undefined;
  /** Names of the fields that it fills. */
  readonly says: readonly string[];
  readonly promised: PromisedAmount | undefined;
  /** A keyed hash of its text: it is only compared. */
  readonly text: string;
}

/** A promise to pay that was put on record as made in a call. */
export interface PromiseEvidence extends PromisedAmount {
  readonly caseId: string;
  readonly promiseId: string;
  readonly ref: EventRef;
  readonly callId: string;
  /** Left out of what was kept before it was told. */
  readonly madeAt?: number;
  /** Left out of one by the debtor, or who answers for them. */
  readonly madeBy?: 'third-party';
}

/** What a person decided: that a recording or a note is a call's, or is not. */
export interface MatchDecision {
  readonly caseId: string;
  readonly ref: EventRef;
  readonly callId: string;
  readonly recordingId: string | undefined;
  readonly noteId: string | undefined;
  readonly confirmed: boolean;
  /** When it was put on record: of two decisions about the same, the later one counts. */
  readonly decidedAt: number;
}

export interface Evidence {
  readonly calls: readonly CallEvidence[];
  readonly recordings: readonly RecordingEvidence[];
  readonly notes: readonly NoteEvidence[];
  readonly promises: readonly PromiseEvidence[];
  readonly decisions: readonly MatchDecision[];
  readonly payments?: readonly CardPayment[];
}

export const NO_EVIDENCE: Evidence = { calls: [], recordings: [], notes: [], promises: [], decisions: [] };

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of everything that is told: by time, then by name. */
export const byStart = (a: RecordingEvidence, b: RecordingEvidence): number =>
  a.startedAt - b.startedAt || compare(a.recordingId, b.recordingId);
export const byBeginning = (a: CallEvidence, b: CallEvidence): number =>
  a.startedAt - b.startedAt || compare(a.callId, b.callId) || compare(a.caseId, b.caseId);
export const byWriting = (a: NoteEvidence, b: NoteEvidence): number =>
  a.writtenAt - b.writtenAt || compare(a.noteId, b.noteId);
