/**
 * Which recording and which notes belong to which call: a shared id first, then number, agent, line, time and length, as
 * a one-to-one assignment of the best total and never the first to arrive.
 */
import { assign, type Fit } from './assignment';
import type { CallEvidence, Evidence, NoteEvidence, RecordingEvidence, Tolerances } from './evidence';
import { fitOf } from './fit';

export interface CallMatch {
  readonly call: CallEvidence;
  readonly recording: RecordingEvidence | undefined;
  readonly notes: readonly NoteEvidence[];
  /** Recordings that fit about equally well: a person has to decide. */
  readonly candidates: readonly RecordingEvidence[];
}

export interface Matches {
  readonly calls: readonly CallMatch[];
  readonly looseRecordings: readonly RecordingEvidence[];
  readonly looseNotes: readonly NoteEvidence[];
}

const NOTHING: ReadonlySet<CallEvidence> = new Set();

export function match({ calls, recordings, notes, elsewhere = NOTHING }: Evidence, tolerances: Tolerances): Matches {
  const ordered = [...calls].sort((a, b) => a.startedAt - b.startedAt || compare(a.callId, b.callId));
  const { links, doubts } = assign(allFits(ordered, byStart(recordings), tolerances));
  const taken = new Set([...links.values(), ...doubts.flatMap((doubt) => [...doubt.recordings])]);
  // Notes are of one case, and so are the calls that they can be about.
  const theirs = ordered.filter((call) => !elsewhere.has(call));
  const noteOwners = new Map(notes.map((note) => [note, ownerOf(note, theirs, tolerances)]));
  return {
    calls: ordered.map((call) => ({
      call,
      recording: links.get(call),
      notes: notes
        .filter((note) => noteOwners.get(note) === call)
        .sort((a, b) => a.writtenAt - b.writtenAt || compare(a.noteId, b.noteId)),
      candidates: byStart(
        doubts.filter((doubt) => doubt.calls.has(call)).flatMap((doubt) => [...doubt.recordings]),
      ).filter((recording) => fitOf(call, recording, tolerances) > 0),
    })),
    looseRecordings: recordings.filter((recording) => !taken.has(recording)),
    looseNotes: notes.filter((note) => !noteOwners.get(note)),
  };
}

/** Every pair that fits well enough, in an order of its own. */
const allFits = (
  calls: readonly CallEvidence[],
  recordings: readonly RecordingEvidence[],
  tolerances: Tolerances,
): readonly Fit[] =>
  calls.flatMap((call) =>
    recordings
      .map((recording) => ({ call, recording, score: fitOf(call, recording, tolerances) }))
      .filter(({ score }) => score > 0),
  );

/** Each once, the earliest first. */
const byStart = (recordings: readonly RecordingEvidence[]): readonly RecordingEvidence[] =>
  [...new Set(recordings)].sort((a, b) => a.startedAt - b.startedAt || compare(a.recordingId, b.recordingId));

/** The call a note names; for one that names none, the same agent's latest call that it can be about. */
function ownerOf(
  note: NoteEvidence,
  calls: readonly CallEvidence[],
  { clockMs, lateNoteMs }: Tolerances,
): CallEvidence | undefined {
  if (note.callId !== undefined)
    return calls.find((call) => call.callId === note.callId || call.ids.includes(note.callId ?? ''));
  return calls.findLast(
    (call) =>
      call.agentId === note.agentId &&
      note.writtenAt >= call.startedAt - clockMs &&
      note.writtenAt <= call.endedAt + clockMs + lateNoteMs,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
