/** Calls, findable by what a recording of them would have in common with them. */
import { byBeginning, type CallEvidence, type RecordingEvidence } from './evidence';
import type { Timed } from './fit';
import { Grouped } from './grouped';
import { Slot } from './slot';

/** Calls with one number, or of one agent, by their beginning. */
class Row {
  readonly #slots: Slot[] = [];
  #longestMs = 0;
  #clockMs = 0;
  #correctedClockMs = 0;

  add(slot: Slot): void {
    const { startedAt, endedAt, rules } = slot.call;
    this.#slots.push(slot);
    this.#longestMs = Math.max(this.#longestMs, endedAt - startedAt);
    this.#clockMs = Math.max(this.#clockMs, rules.clockMs);
    this.#correctedClockMs = Math.max(this.#correctedClockMs, rules.correctedClockMs);
  }

  around({ startedAt, offsetMs }: Timed): readonly Slot[] {
    return this.within(startedAt, offsetMs === undefined ? this.#clockMs : this.#correctedClockMs);
  }

  /** Calls that were going on at an instant, give or take so many milliseconds. */
  within(startedAt: number, reach: number): readonly Slot[] {
    const found: Slot[] = [];
    for (let i = this.#firstFrom(startedAt - reach - this.#longestMs); i < this.#slots.length; i++) {
      const slot = this.#slots[i];
      if (!slot || slot.call.startedAt > startedAt + reach) break;
      if (slot.call.endedAt >= startedAt - reach) found.push(slot);
    }
    return found;
  }

  /** Where in the row the calls are that begin at an instant or later. */
  #firstFrom(at: number): number {
    let [low, high] = [0, this.#slots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#slots[middle]?.call.startedAt ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NONE: readonly never[] = [];

export class CallPool {
  /** In the order of their beginning. */
  readonly slots: readonly Slot[];
  /** Whether some of them are there twice. */
  hasRepeats = false;
  readonly #byId = new Grouped<string, Slot>();
  readonly #byRecordingId = new Grouped<string, Slot>();
  readonly #byNumber = new Map<string, Row>();
  readonly #byAgent = new Map<string, Row>();

  constructor(calls: readonly CallEvidence[]) {
    this.slots = inOrder(calls).map((call) => new Slot(call));
    for (const slot of this.slots) {
      const { ids, recordingId, number, agentId } = slot.call;
      for (const id of new Set(ids)) this.#byId.add(id, slot);
      if (recordingId !== undefined) this.#byRecordingId.add(recordingId, slot);
      rowOf(this.#byNumber, number).add(slot);
      rowOf(this.#byAgent, agentId).add(slot);
    }
  }

  /** Calls with this id in any system. */
  withId(id: string): readonly Slot[] {
    return this.#byId.get(id);
  }

  /** Calls that share an id with a recording, each once; of one that is there twice the one that stands for it. */
  sharing(recording: RecordingEvidence): readonly Slot[] {
    return this.#standing(this.#sharing(recording));
  }

  #sharing({ recordingId, ids }: RecordingEvidence): readonly Slot[] {
    const naming = this.#byRecordingId.get(recordingId);
    const [only] = ids;
    if (only === undefined) return naming;
    if (ids.length === 1 && naming.length === 0) return this.#byId.get(only);
    return [...new Set([...naming, ...ids.flatMap((id) => this.#byId.get(id))])];
  }

  /** Calls that name a recording as theirs; of one that is there twice the one that stands for it. */
  naming({ recordingId }: RecordingEvidence): readonly Slot[] {
    return this.#standing(this.#byRecordingId.get(recordingId));
  }

  #standing(found: readonly Slot[]): readonly Slot[] {
    return this.hasRepeats ? [...new Set(found.map((slot) => slot.repeats ?? slot))] : found;
  }

  /** Calls to the recording's number, else of its agent, that were going on when it began, as far as clocks can be trusted. */
  around(made: Timed): readonly Slot[] {
    const { number, agentId } = made.recording;
    if (number !== undefined) return this.#byNumber.get(number)?.around(made) ?? NONE;
    return agentId === undefined ? NONE : (this.#byAgent.get(agentId)?.around(made) ?? NONE);
  }

  /** Calls to the number of a call that were going on when it began, give or take so many milliseconds; itself included. */
  beside({ number, startedAt }: CallEvidence, reach: number): readonly Slot[] {
    return this.#byNumber.get(number)?.within(startedAt, reach) ?? NONE;
  }
}

/** What comes in order is not sorted again. */
const inOrder = (calls: readonly CallEvidence[]): readonly CallEvidence[] =>
  calls.every((call, i) => i === 0 || byBeginning(calls[i - 1] ?? call, call) <= 0)
    ? calls
    : [...calls].sort(byBeginning);

function rowOf(rows: Map<string, Row>, key: string): Row {
  const known = rows.get(key);
  if (known) return known;
  const fresh = new Row();
  rows.set(key, fresh);
  return fresh;
}
