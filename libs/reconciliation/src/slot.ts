/** A call, and what is found to belong to it: filled in on the way, so that a million of them need no tables beside. */
import { byWriting, type CallEvidence, type NoteEvidence, type RecordingEvidence } from './evidence';
import type { Timed } from './fit';
import { allOf, type Few, fewOf } from './grouped';

/** How a recording came to its call. */
export type LinkedBy = 'decision' | 'id' | 'fit';

const NONE: readonly never[] = [];

export class Slot {
  linkedBy: LinkedBy | undefined = undefined;
  #parts: Few<Timed> = undefined;
  #notes: Few<NoteEvidence> = undefined;
  /** The same audio once more, or another recorder's. */
  duplicates: readonly RecordingEvidence[] = NONE;
  /** Recordings that bear an id of this call, and were made of another one by all else. */
  misfiled: readonly RecordingEvidence[] = NONE;
  /** Recordings that this call and another one claim. */
  contested: readonly RecordingEvidence[] = NONE;
  /** Recordings that fit about equally well: a person has to decide. */
  candidates: readonly RecordingEvidence[] = NONE;
  /** Of another call in a row of attempts to the same number; this one has none of its own. */
  sharedNote: NoteEvidence | undefined = undefined;
  /** The same call, told of before by another system: whatever there is of it belongs there. */
  repeats: Slot | undefined = undefined;
  /** How many recordings are being considered for it. */
  considered = 0;

  constructor(readonly call: CallEvidence) {}

  /** Its recording, and further parts of the same call: after a hold, a transfer. */
  get parts(): readonly Timed[] {
    return allOf(this.#parts);
  }

  get recording(): RecordingEvidence | undefined {
    return this.parts[0]?.recording;
  }

  get notes(): readonly NoteEvidence[] {
    return allOf(this.#notes);
  }

  link(made: Timed, by: LinkedBy): void {
    this.#parts = made;
    this.linkedBy = by;
  }

  addPart(made: Timed): void {
    this.#parts = fewOf([...this.parts, made]);
  }

  /** In the order of their writing. */
  addNote(note: NoteEvidence): void {
    this.#notes = fewOf([...this.notes, note].sort(byWriting));
  }

  /** Do they share more than a moment with what is known of the call? */
  overlaps({ startedAt, endedAt }: Timed): boolean {
    return this.parts.some((part) => Math.min(endedAt, part.endedAt) - Math.max(startedAt, part.startedAt) > MOMENT_MS);
  }
}

/** What follows each other may share a moment. */
export const MOMENT_MS = 2_000;
