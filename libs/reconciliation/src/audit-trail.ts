/** The audit trail: one entry per call, and one per note or recording that no call claims. */
import { NO_CLOCKS, type OffsetOf } from './clocks';
import {
  type CallEvidence,
  type CardPayment,
  compare,
  type Evidence,
  type Expectation,
  type NoteEvidence,
  type PromiseEvidence,
  type RecordingEvidence,
} from './evidence';
import { classFindings, type Finding, findingsOf, looseFindings, strayFindings } from './findings';
import { Grouped } from './grouped';
import { match } from './match';
import type { LooseNote } from './notes';
import type { CallPool } from './pool';
import type { LinkedBy, Slot } from './slot';

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
  'exempt',
] as const;
export type EntryClass = (typeof ENTRY_CLASSES)[number];

export interface Entry {
  readonly entryId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly call: CallEvidence | undefined;
  readonly recording: RecordingEvidence | undefined;
  readonly linkedBy: LinkedBy | undefined;
  readonly segments: readonly RecordingEvidence[];
  readonly duplicates: readonly RecordingEvidence[];
  readonly candidates: readonly RecordingEvidence[];
  readonly notes: readonly NoteEvidence[];
  readonly class: EntryClass;
  readonly findings: readonly Finding[];
}

/**
 * Entries by time, as they are judged at an instant (epoch milliseconds): evidence may still be on its way. Any number of
 * cases at once; `clocks` says how far each recorder is off.
 */
export const auditTrail = (evidence: Evidence, at: number, clocks: OffsetOf = NO_CLOCKS): readonly Entry[] => [
  ...entriesOf(evidence, at, clocks),
];

/** One after the other, so that nobody has to hold all of them. */
export function* entriesOf(evidence: Evidence, at: number, clocks: OffsetOf, pool?: CallPool): Generator<Entry> {
  const { slots, looseRecordings, looseNotes } = match(evidence, clocks, pool);
  const promises = new Grouped<string, PromiseEvidence>();
  for (const promise of evidence.promises) promises.add(promise.callId, promise);
  const payments = new Grouped<string, CardPayment>();
  for (const payment of evidence.payments ?? []) payments.add(payment.caseId, payment);
  let [nextRecording, nextNote] = [0, 0];
  /** What is left over and comes before an instant; notes first, as their ids do. */
  function* leftOver(until: number): Generator<Entry> {
    for (;;) {
      const [loose, recording] = [looseNotes[nextNote], looseRecordings[nextRecording]];
      const noteAt = loose?.note.writtenAt ?? Number.POSITIVE_INFINITY;
      const recordingAt = recording?.startedAt ?? Number.POSITIVE_INFINITY;
      if (Math.min(noteAt, recordingAt) >= until) return;
      if (loose && noteAt <= recordingAt) {
        nextNote += 1;
        yield noteEntry(loose);
      } else if (recording) {
        nextRecording += 1;
        yield recordingEntry(recording);
      }
    }
  }
  const tellings = new Grouped<Slot, CallEvidence>();
  for (const { call, repeats } of slots) if (repeats) tellings.add(repeats, call);
  for (const slot of slots) {
    yield* leftOver(slot.call.startedAt);
    const told = slot.repeats ? NONE : promisesOf(slot.call, tellings.get(slot), promises);
    yield callEntry(slot, told, payments.get(slot.call.caseId), at);
  }
  yield* leftOver(Number.POSITIVE_INFINITY);
}

const NONE: readonly never[] = [];
const BARE = {
  call: undefined,
  recording: undefined,
  linkedBy: undefined,
  segments: NONE,
  duplicates: NONE,
  candidates: NONE,
  notes: NONE,
  findings: NONE,
};

const recordingEntry = (recording: RecordingEvidence): Entry => ({
  ...BARE,
  entryId: `recording:${recording.recordingId}`,
  at: recording.startedAt,
  recording,
  class: 'recording-without-call',
  findings: looseFindings(recording),
});

const noteEntry = ({ note, elsewhere }: LooseNote): Entry => ({
  ...BARE,
  entryId: `note:${note.noteId}`,
  at: note.writtenAt,
  notes: [note],
  class: 'note-without-call',
  findings: strayFindings(note, elsewhere),
});

function callEntry(
  slot: Slot,
  promises: readonly PromiseEvidence[],
  payments: readonly CardPayment[],
  at: number,
): Entry {
  const { call, recording, linkedBy, parts, duplicates, candidates, notes } = slot;
  const judged = classOf(slot, at);
  const [own, beside] = [classFindings(judged, slot), findingsOf(slot, promises, payments)];
  return {
    entryId: `call:${call.callId}`,
    at: call.startedAt,
    call,
    recording,
    linkedBy,
    segments: parts.length > 1 ? parts.slice(1).map((part) => part.recording) : NONE,
    duplicates,
    candidates,
    notes,
    class: judged,
    findings: own.length === 0 ? beside : [...own, ...beside],
  };
}

const byRecord = (a: PromiseEvidence, b: PromiseEvidence): number =>
  Number(a.ref.revision) - Number(b.ref.revision) || compare(a.promiseId, b.promiseId);

/** Those that name the call, or a repeat of it. */
function promisesOf(
  { caseId, callId, ids }: CallEvidence,
  repeats: readonly CallEvidence[],
  promises: Grouped<string, PromiseEvidence>,
): readonly PromiseEvidence[] {
  const isPlain = repeats.length === 0 && ids.length === 1 && ids[0] === callId;
  const others = isPlain ? NONE : repeats.flatMap((one) => [one.callId, ...one.ids]);
  const named = isPlain ? promises.get(callId) : [callId, ...ids, ...others].flatMap((id) => promises.get(id));
  return named.length === 0 ? named : [...new Set(named)].filter((promise) => promise.caseId === caseId).sort(byRecord);
}

/** What a call is still waited for until; epoch milliseconds. */
export const awaitedUntil = ({ endedAt, rules }: CallEvidence): number => endedAt + rules.graceMs;

/** What has to be there of it. */
export const expectationOf = ({ answered, rules }: CallEvidence): Expectation =>
  answered ? rules.answered : rules.unanswered;

function classOf({ call, recording, notes, sharedNote, candidates, repeats }: Slot, at: number): EntryClass {
  if (candidates.length > 0) return 'ambiguous';
  // What there has to be is with the call that it repeats.
  if (repeats && !recording && notes.length === 0) return 'exempt';
  const expected = expectationOf(call);
  const noted = notes.length > 0 || sharedNote !== undefined;
  const lacksRecording = expected.recording && !recording;
  const lacksNote = expected.note && !noted;
  if (!lacksRecording && !lacksNote) return recording || noted ? 'matched' : 'exempt';
  if (at < awaitedUntil(call)) return 'pending';
  if (!recording && !noted) return 'call-without-evidence';
  return lacksNote ? 'recording-without-note' : 'note-without-recording';
}
