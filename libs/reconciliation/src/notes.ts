/** Which call a note is about: the one that it names, or that a person decided; else the agent's own on the same case. */
import { byWriting, type CallEvidence, type MatchDecision, type NoteEvidence } from './evidence';
import { Grouped } from './grouped';
import type { CallPool } from './pool';
import type { Slot } from './slot';

const MINUTE_MS = 60_000;

/** Attempts to one number that follow each other as closely may share a note. */
const ROW_MS = 10 * MINUTE_MS;

export interface LooseNote {
  readonly note: NoteEvidence;
  /** The call that it names is one of another case. */
  readonly elsewhere: CallEvidence | undefined;
}

/** Puts each note to its call; answers those that are of none. */
export function placeNotes(
  notes: readonly NoteEvidence[],
  pool: CallPool,
  decisions: readonly MatchDecision[],
): readonly LooseNote[] {
  const places = new NotePlaces(pool, decisions);
  const unnamed = [...notes].sort(byWriting).filter((note) => !places.takeNamed(note));
  const loose = unnamed.filter((note) => !places.takeByTime(note));
  places.share();
  return loose.map((note) => ({ note, elsewhere: places.elsewhere(note) }));
}

class NotePlaces {
  readonly #ofCase = new Grouped<string, Slot>();
  readonly #confirmed = new Map<string, string>();
  readonly #rejected = new Set<string>();

  constructor(
    private readonly pool: CallPool,
    decisions: readonly MatchDecision[],
  ) {
    for (const slot of pool.slots) this.#ofCase.add(slot.call.caseId, slot);
    for (const { caseId, callId, noteId, confirmed } of decisions) {
      if (noteId === undefined) continue;
      const pair = `${caseId} ${callId} ${noteId}`;
      if (confirmed) {
        this.#confirmed.set(`${caseId} ${noteId}`, callId);
        this.#rejected.delete(pair);
      } else {
        if (this.#confirmed.get(`${caseId} ${noteId}`) === callId) this.#confirmed.delete(`${caseId} ${noteId}`);
        this.#rejected.add(pair);
      }
    }
  }

  /** A note that was decided about, or names a call of its case. */
  takeNamed(note: NoteEvidence): boolean {
    const decided = this.#confirmed.size === 0 ? undefined : this.#confirmed.get(`${note.caseId} ${note.noteId}`);
    const callId = decided ?? note.callId;
    if (callId === undefined) return false;
    const named = this.pool.withId(callId).find(({ call }) => call.caseId === note.caseId);
    // What names a repeat is of the call that it repeats.
    const owner = decided === undefined ? (named?.repeats ?? named) : named;
    if (!owner || (decided === undefined && this.#isRejected(owner, note))) return false;
    owner.addNote(note);
    return true;
  }

  /**
   * A note that names none goes to one of the agent's calls on the case: rather to one that has ended, lately, has no note
   * yet and agrees with it; the latest of those.
   */
  takeByTime(note: NoteEvidence): boolean {
    if (note.callId !== undefined) return false;
    let best: { readonly slot: Slot; readonly rank: number } | undefined;
    for (const slot of this.#ofCase.get(note.caseId)) {
      const rank = this.#rank(slot, note);
      if (rank !== undefined && (!best || rank >= best.rank)) best = { slot, rank };
    }
    best?.slot.addNote(note);
    return best !== undefined;
  }

  /** Undefined where the note cannot be about the call. */
  #rank(slot: Slot, note: NoteEvidence): number | undefined {
    if (slot.repeats) return undefined;
    const { agentId, startedAt, endedAt, answered, rules } = slot.call;
    const after = note.writtenAt - endedAt;
    const bare = slot.notes.length === 0;
    const latest = bare ? Math.max(rules.lateNoteMs, rules.veryLateNoteMs) : rules.lateNoteMs;
    const possible = after <= latest + rules.clockMs && note.writtenAt >= startedAt - rules.clockMs;
    if (agentId !== note.agentId || !possible || this.#isRejected(slot, note)) return undefined;
    const agrees = note.spoke === undefined || note.spoke === answered;
    return (after >= 0 ? 8 : 0) + (after <= rules.lateNoteMs ? 4 : 0) + (bare ? 2 : 0) + (agrees ? 1 : 0);
  }

  elsewhere({ callId, caseId }: NoteEvidence): CallEvidence | undefined {
    return callId === undefined ? undefined : this.pool.withId(callId).find(({ call }) => call.caseId !== caseId)?.call;
  }

  /** One note for several attempts in a row, none of which reached anybody: it stands with the last of them. */
  share(): void {
    for (const slot of this.pool.slots) {
      if (slot.call.answered || slot.repeats || slot.notes.length > 0) continue;
      slot.sharedNote = this.#noteAfter(slot.call);
    }
  }

  #noteAfter({ caseId, agentId, number, startedAt }: CallEvidence): NoteEvidence | undefined {
    for (const { call, notes } of this.#ofCase.get(caseId)) {
      const follows = call.startedAt >= startedAt && call.startedAt - startedAt <= ROW_MS;
      if (!follows || call.answered || call.agentId !== agentId || call.number !== number) continue;
      const noted = notes.find((note) => note.spoke !== true && note.writtenAt >= call.endedAt);
      if (noted) return noted;
    }
    return undefined;
  }

  #isRejected({ call }: Slot, note: NoteEvidence): boolean {
    return this.#rejected.size > 0 && this.#rejected.has(`${note.caseId} ${call.callId} ${note.noteId}`);
  }
}
