/** The audit trail of a case: one entry per call, and one per note or recording that no call claims. */
import type { CallEvidence, EventRef, Evidence, NoteEvidence, RecordingEvidence, Tolerances } from './evidence';
import { type CallMatch, match } from './match';

/** The first that applies, in this order. */
export const ENTRY_CLASSES = [
  'ambiguous',
  'note-without-call',
  'recording-without-call',
  'pending',
  'call-without-evidence',
  'recording-without-note',
  'note-without-recording',
  'matched',
] as const;
export type EntryClass = (typeof ENTRY_CLASSES)[number];

export interface Finding {
  readonly key: string;
  readonly code: 'late-note' | 'contradiction';
  readonly severity: 'low' | 'high';
  readonly rule: string;
  readonly evidence: readonly EventRef[];
  readonly detail: string;
}

export interface Entry {
  readonly entryId: string;
  readonly at: number;
  readonly call: CallEvidence | undefined;
  readonly recording: RecordingEvidence | undefined;
  readonly candidates: readonly RecordingEvidence[];
  readonly notes: readonly NoteEvidence[];
  readonly class: EntryClass;
  readonly findings: readonly Finding[];
}

/** Entries by time, as they are judged at an instant (epoch milliseconds): evidence may still be on its way. */
export function auditTrail(evidence: Evidence, tolerances: Tolerances, at: number): readonly Entry[] {
  const { calls, looseRecordings, looseNotes } = match(evidence, tolerances);
  const entries: Entry[] = [
    ...calls.map((matched) => callEntry(matched, tolerances, at)),
    ...looseRecordings.map((recording) => ({
      ...nothing(`recording:${recording.recordingId}`, recording.startedAt, 'recording-without-call'),
      recording,
    })),
    ...looseNotes.map((note) => ({
      ...nothing(`note:${note.noteId}`, note.writtenAt, 'note-without-call'),
      notes: [note],
    })),
  ];
  return entries.sort((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
}

const nothing = (entryId: string, at: number, entryClass: EntryClass): Entry => ({
  entryId,
  at,
  call: undefined,
  recording: undefined,
  candidates: [],
  notes: [],
  class: entryClass,
  findings: [],
});

function callEntry(matched: CallMatch, tolerances: Tolerances, at: number): Entry {
  const { call } = matched;
  return {
    entryId: `call:${call.callId}`,
    at: call.startedAt,
    ...matched,
    class: classOf(matched, tolerances, at),
    findings: matched.notes.flatMap((note) => findingsOf(call, note, tolerances)),
  };
}

function classOf({ call, recording, notes, candidates }: CallMatch, { graceMs }: Tolerances, at: number): EntryClass {
  if (candidates.length > 0) return 'ambiguous';
  if (recording && notes.length > 0) return 'matched';
  if (at < call.endedAt + graceMs) return 'pending';
  if (!recording && notes.length === 0) return 'call-without-evidence';
  return recording ? 'recording-without-note' : 'note-without-recording';
}

/** A2: a note is written in time, and says nothing else than what the call shows. */
function findingsOf(call: CallEvidence, note: NoteEvidence, { lateNoteMs }: Tolerances): readonly Finding[] {
  const evidence = [call.ref, note.ref];
  const late: Finding = {
    key: `late-note:${call.callId}:${note.noteId}`,
    code: 'late-note',
    severity: 'low',
    rule: 'A2',
    evidence,
    detail: 'the note was written later after the call than the pack allows',
  };
  const contradiction: Finding = {
    key: `contradiction:${call.callId}:${note.noteId}`,
    code: 'contradiction',
    severity: 'high',
    rule: 'A2',
    evidence,
    detail: call.answered
      ? 'the note says that nobody was reached, the call was answered'
      : 'the note tells of a conversation, the call was not answered',
  };
  return [
    ...(note.writtenAt > call.endedAt + lateNoteMs ? [late] : []),
    ...(note.spoke !== undefined && note.spoke !== call.answered ? [contradiction] : []),
  ];
}
