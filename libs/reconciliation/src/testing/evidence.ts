/** Evidence with nothing special about it, to be changed where a test needs it. */
import { auditTrail } from '../audit-trail';
import type { OffsetOf } from '../clocks';
import {
  type CallEvidence,
  type Evidence,
  type EvidenceRules,
  type MatchDecision,
  NO_EVIDENCE,
  type NoteEvidence,
  type PromiseEvidence,
  type RecordingEvidence,
} from '../evidence';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const TEN = Date.parse('2026-11-04T10:00:00Z');
export const LATER = TEN + 24 * 60 * MINUTE;

export const rules: EvidenceRules = {
  graceMs: 60 * MINUTE,
  clockMs: 2 * MINUTE,
  correctedClockMs: 10 * SECOND,
  lateNoteMs: 30 * MINUTE,
  veryLateNoteMs: 24 * 60 * MINUTE,
  answered: { recording: true, note: true },
  unanswered: { recording: true, note: true },
  noteFields: [],
};

export const ref = { stream: 'case-1', revision: '0', type: 'x' };

export const call = (callId: string, over: Partial<CallEvidence> = {}): CallEvidence => ({
  caseId: '1',
  callId,
  ref,
  ids: [callId],
  recordingId: undefined,
  direction: 'outbound',
  agentId: 'a-1',
  lineId: 'l-1',
  number: '+34600000001',
  startedAt: TEN,
  answeredAt: undefined,
  endedAt: TEN + 3 * MINUTE,
  answered: true,
  rules,
  ...over,
});

export const recording = (recordingId: string, over: Partial<RecordingEvidence> = {}): RecordingEvidence => ({
  recordingId,
  ref,
  ids: [],
  direction: 'outbound',
  agentId: 'a-1',
  lineId: 'l-1',
  number: '+34600000001',
  startedAt: TEN + 2 * SECOND,
  endedAt: TEN + 3 * MINUTE,
  sha256: recordingId,
  source: 'recorder',
  ...over,
});

export const note = (noteId: string, over: Partial<NoteEvidence> = {}): NoteEvidence => ({
  caseId: '1',
  noteId,
  ref,
  callId: undefined,
  agentId: 'a-1',
  writtenAt: TEN + 5 * MINUTE,
  spoke: true,
  says: [],
  promised: undefined,
  text: noteId,
  ...over,
});

export const promise = (promiseId: string, over: Partial<PromiseEvidence> = {}): PromiseEvidence => ({
  caseId: '1',
  promiseId,
  ref,
  callId: 'c',
  currency: 'EUR',
  minor: 10_000,
  dueAt: LATER,
  ...over,
});

export const decision = (over: Partial<MatchDecision> = {}): MatchDecision => ({
  caseId: '1',
  ref,
  callId: 'c',
  recordingId: undefined,
  noteId: undefined,
  confirmed: true,
  decidedAt: LATER,
  ...over,
});

export const trail = (evidence: Partial<Evidence>, at = LATER, clocks?: OffsetOf) =>
  auditTrail({ ...NO_EVIDENCE, ...evidence }, at, clocks);

export const classes = (evidence: Partial<Evidence>, at = LATER) =>
  trail(evidence, at).map((entry) => `${entry.entryId} ${entry.class}`);

/** Codes of what is found beside the class, with what a contradiction is about. */
export const codes = (evidence: Partial<Evidence>, clocks?: OffsetOf) =>
  trail(evidence, LATER, clocks).flatMap(({ class: judged, findings }) =>
    findings.filter(({ code }) => code !== judged).map(({ code, subject }) => (subject ? `${code}/${subject}` : code)),
  );
