/**
 * Which recording and which notes belong to which call: a shared id first, then by agent, line, number and time, the
 * best fit first and never the first to arrive. The result does not depend on the order of the evidence.
 */
import type { CallEvidence, Evidence, NoteEvidence, RecordingEvidence, Tolerances } from './evidence';

export interface CallMatch {
  readonly call: CallEvidence;
  readonly recording: RecordingEvidence | undefined;
  readonly notes: readonly NoteEvidence[];
  /** Recordings that fit equally well: a person has to decide. */
  readonly candidates: readonly RecordingEvidence[];
}

export interface Matches {
  readonly calls: readonly CallMatch[];
  readonly looseRecordings: readonly RecordingEvidence[];
  readonly looseNotes: readonly NoteEvidence[];
}

/** What agreement is worth; together 1. */
const WEIGHT = { number: 0.4, agent: 0.25, line: 0.15, time: 0.2 };

/** A link needs this much, and to be better than the next one by the margin. */
const ENOUGH = 0.6;
const MARGIN = 0.1;

const NOTHING: ReadonlySet<CallEvidence> = new Set();

interface Fit {
  readonly call: CallEvidence;
  readonly recording: RecordingEvidence;
  readonly score: number;
}

export function match({ calls, recordings, notes, elsewhere = NOTHING }: Evidence, tolerances: Tolerances): Matches {
  const ordered = [...calls].sort((a, b) => a.startedAt - b.startedAt || compare(a.callId, b.callId));
  const fits = allFits(ordered, recordings, tolerances);
  const links = new Map<CallEvidence, RecordingEvidence>();
  const unsure = new Map<CallEvidence, Set<RecordingEvidence>>();
  const taken = new Set<RecordingEvidence>();
  for (const fit of fits) {
    if (links.has(fit.call) || unsure.has(fit.call) || taken.has(fit.recording)) continue;
    const rivals = rivalsOf(fit, fits, links, taken);
    if (rivals.length === 0) {
      links.set(fit.call, fit.recording);
      taken.add(fit.recording);
      continue;
    }
    // Neither side of a doubtful pair may be linked to anything worse in the meantime.
    for (const { call, recording } of [fit, ...rivals]) {
      unsure.set(call, (unsure.get(call) ?? new Set()).add(recording));
    }
    for (const { recording } of [fit, ...rivals]) taken.add(recording);
  }
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
      candidates: [...(unsure.get(call) ?? [])],
    })),
    looseRecordings: recordings.filter((recording) => !taken.has(recording)),
    looseNotes: notes.filter((note) => !noteOwners.get(note)),
  };
}

/** Every pair that fits well enough, best first; equal ones in an order of their own. */
function allFits(
  calls: readonly CallEvidence[],
  recordings: readonly RecordingEvidence[],
  tolerances: Tolerances,
): readonly Fit[] {
  return calls
    .flatMap((call) => recordings.map((recording) => ({ call, recording, score: score(call, recording, tolerances) })))
    .filter((fit) => fit.score >= ENOUGH)
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.call.startedAt - b.call.startedAt ||
        compare(a.call.callId, b.call.callId) ||
        compare(a.recording.recordingId, b.recording.recordingId),
    );
}

/** What is still free and fits the call or the recording nearly as well. */
function rivalsOf(
  best: Fit,
  fits: readonly Fit[],
  links: ReadonlyMap<CallEvidence, RecordingEvidence>,
  taken: ReadonlySet<RecordingEvidence>,
): readonly Fit[] {
  return fits.filter(
    (fit) =>
      fit !== best &&
      (fit.call === best.call || fit.recording === best.recording) &&
      best.score - fit.score < MARGIN &&
      !links.has(fit.call) &&
      !taken.has(fit.recording),
  );
}

/** 2 for a shared id, which nothing else can outweigh; else 0 to 1, and 0 for what contradicts itself. */
function score(call: CallEvidence, recording: RecordingEvidence, { clockMs }: Tolerances): number {
  if (call.recordingId === recording.recordingId || recording.ids.some((id) => call.ids.includes(id))) return 2;
  const apart = Math.min(
    ...[call.startedAt, call.answeredAt ?? call.startedAt].map((at) => Math.abs(at - recording.startedAt)),
  );
  const pairs = [
    [call.number, recording.number],
    [call.agentId, recording.agentId],
    [call.lineId, recording.lineId],
  ] as const;
  const contradicts = pairs.some(([a, b]) => b !== undefined && a !== b);
  if (apart > clockMs || contradicts) return 0;
  return (
    (recording.number ? WEIGHT.number : 0) +
    (recording.agentId ? WEIGHT.agent : 0) +
    (recording.lineId ? WEIGHT.line : 0) +
    WEIGHT.time * (1 - apart / Math.max(1, clockMs))
  );
}

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
