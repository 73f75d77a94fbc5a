/**
 * Which recordings and which notes belong to which call. What a person decided stands; then whatever shares an id; then
 * number, agent, line, time and length, as a one-to-one assignment of the best total and never the first to arrive.
 */
import { assign, type Fit } from './assignment';
import { dayOf, type OffsetOf } from './clocks';
import {
  byStart,
  type CallEvidence,
  compare,
  type Evidence,
  type MatchDecision,
  type RecordingEvidence,
} from './evidence';
import { agreementOf, CONTRADICTED, contradicts, fitOf, reachOf, Timed } from './fit';
import { type LooseNote, placeNotes } from './notes';
import { CallPool } from './pool';
import { markRepeats } from './repeats';
import type { LinkedBy, Slot } from './slot';

export interface Matches {
  /** By the beginning of their calls. */
  readonly slots: readonly Slot[];
  readonly looseRecordings: readonly RecordingEvidence[];
  readonly looseNotes: readonly LooseNote[];
}

/** `clocks` says how far each recorder is off; `pool` holds the calls of the evidence. */
export function match(
  { calls, recordings, notes, decisions }: Evidence,
  clocks: OffsetOf,
  pool = new CallPool(calls),
): Matches {
  const standing = standingDecisions(decisions);
  markRepeats(pool, standing);
  return {
    slots: pool.slots,
    looseRecordings: new RecordingPlaces(pool, standing, clocks).place(recordings),
    looseNotes: placeNotes(notes, pool, standing),
  };
}

class RecordingPlaces {
  readonly #rejected: ReadonlySet<string>;

  constructor(
    private readonly pool: CallPool,
    private readonly decisions: readonly MatchDecision[],
    private readonly clocks: OffsetOf,
  ) {
    this.#rejected = new Set(decisions.filter(({ confirmed }) => !confirmed).map(pairKey));
  }

  /** Answers those that belong to no call. */
  place(recordings: readonly RecordingEvidence[]): readonly RecordingEvidence[] {
    const made = [...recordings]
      .sort(byStart)
      .map((recording) => new Timed(recording, this.clocks(recording.source, dayOf(recording))));
    const { originals, copies } = withoutCopies(made, new Set(this.decisions.map(({ recordingId }) => recordingId)));
    let left = this.#decide(originals);
    left = this.#assign(left, (one) => this.#byId(one), 'id');
    left = this.#attachSharing(left);
    left = this.#assign(left, (one) => this.#byFit(one), 'fit');
    left = this.#attachParts(left);
    const lost = this.#placeCopies(copies);
    for (const one of made) this.#contest(one.recording);
    return (lost.length === 0 ? left : [...left, ...lost]).map(({ recording }) => recording).sort(byStart);
  }

  /** What a person confirmed; the first of several recordings of a call is the one, the others are parts or copies of it. */
  #decide(made: readonly Timed[]): readonly Timed[] {
    const confirmed = this.decisions.filter((one) => one.confirmed && one.recordingId !== undefined);
    if (confirmed.length === 0) return made;
    const byName = new Map(made.map((one) => [one.recording.recordingId, one]));
    // Whose a recording is, the last word says.
    const last = new Map(confirmed.map((one) => [one.recordingId, one]));
    const taken = new Set<Timed>();
    for (const decided of confirmed) {
      const { caseId, callId, recordingId } = decided;
      const one = byName.get(recordingId ?? '');
      const slot = this.pool.withId(callId).find(({ call }) => call.caseId === caseId && call.callId === callId);
      if (!one || !slot || last.get(recordingId) !== decided) continue;
      taken.add(one);
      if (!slot.linkedBy) slot.link(one, 'decision');
      else if (slot.overlaps(one)) slot.duplicates = [...slot.duplicates, one.recording];
      else slot.addPart(one);
    }
    return made.filter((one) => !taken.has(one));
  }

  /** Assigns one to one among the pairs that are found; answers what is left. */
  #assign(made: readonly Timed[], slotsOf: (one: Timed) => readonly Pair[], by: LinkedBy): readonly Timed[] {
    const pairs = by === 'id' ? bestOfEach(made.flatMap(slotsOf)) : made.flatMap(slotsOf);
    consider(pairs);
    const rivals: Pair[] = [];
    for (const [i, pair] of pairs.entries()) {
      // Most have no rival, and nothing to be weighed; those of one recording follow each other.
      const isAlone = pairs[i - 1]?.one !== pair.one && pairs[i + 1]?.one !== pair.one;
      if (isAlone && pair.slot.considered === 1) link(pair, by);
      else rivals.push(pair);
    }
    if (rivals.length > 0) this.#weigh(rivals, by);
    return made.filter((one) => !one.isPlaced);
  }

  #weigh(rivals: readonly Pair[], by: LinkedBy): void {
    const { links, doubts } = assign(rivals);
    for (const pair of links) link(pair, by);
    for (const { slots, ones } of doubts) {
      for (const one of ones) one.isPlaced = true;
      const candidates = [...ones].sort((a, b) => byStart(a.recording, b.recording));
      for (const slot of slots) {
        const fitting = candidates.filter(
          (one) => !this.#isRejected(slot, one) && (fitOf(slot.call, one) > 0 || this.#shares(slot, one)),
        );
        const known = new Set([...slot.candidates, ...fitting.map(({ recording }) => recording)]);
        slot.candidates = [...known].sort(byStart);
      }
    }
  }

  #byId(one: Timed): readonly Pair[] {
    const pairs: Pair[] = [];
    for (const slot of this.pool.sharing(one.recording)) {
      if (slot.linkedBy || this.#isRejected(slot, one)) continue;
      if (isMisfiled(slot.call, one)) slot.misfiled = [...slot.misfiled, one.recording];
      else pairs.push({ slot, one, score: agreementOf(slot.call, one) });
    }
    return pairs;
  }

  #byFit(one: Timed): readonly Pair[] {
    const pairs: Pair[] = [];
    for (const slot of this.pool.around(one)) {
      if (slot.linkedBy || this.#isRejected(slot, one)) continue;
      const score = fitOf(slot.call, one);
      if (score > 0) pairs.push({ slot, one, score });
    }
    // An id that all else speaks against is believed only where nothing fits better.
    for (const slot of this.pool.sharing(one.recording)) {
      if (!slot.linkedBy && !this.#isRejected(slot, one) && !pairs.some((pair) => pair.slot === slot))
        pairs.push({ slot, one, score: CONTRADICTED });
    }
    return pairs;
  }

  #shares(slot: Slot, { recording }: Timed): boolean {
    return this.pool.sharing(recording).includes(slot);
  }

  /** A person said so, or the call is told of elsewhere. */
  #isRejected({ call, repeats }: Slot, { recording }: Timed): boolean {
    if (repeats) return true;
    return this.#rejected.size > 0 && this.#rejected.has(pairKeyOf(call, recording));
  }

  /** Further recordings with an id of a call that has its recording: parts of it, or the same time once more. */
  #attachSharing(made: readonly Timed[]): readonly Timed[] {
    return made.filter((one) => {
      const slot = this.pool
        .sharing(one.recording)
        .find((other) => other.linkedBy && !isMisfiled(other.call, one) && !this.#isRejected(other, one));
      if (!slot) return true;
      if (slot.overlaps(one)) slot.duplicates = [...slot.duplicates, one.recording];
      else slot.addPart(one);
      return false;
    });
  }

  /** What was recorded while a call went on, beside what is its recording already, is a part of it. */
  #attachParts(made: readonly Timed[]): readonly Timed[] {
    return made.filter((one) => {
      const within = this.pool.around(one).filter((slot) => {
        const { call, linkedBy } = slot;
        if (!linkedBy || contradicts(call, one.recording) || this.#isRejected(slot, one)) return false;
        const slack = reachOf(call, one);
        const inside = one.startedAt >= call.startedAt - slack && one.endedAt <= call.endedAt + slack;
        return inside && !slot.overlaps(one);
      });
      const [only] = within;
      if (!only || within.length > 1) return true;
      only.addPart(one);
      return false;
    });
  }

  /** Copies go where their original went; answers those that went nowhere. */
  #placeCopies(copies: ReadonlyMap<Timed, Timed>): readonly Timed[] {
    if (copies.size === 0) return [];
    const owners = new Map<RecordingEvidence, Slot[]>();
    for (const slot of this.pool.slots) {
      const own = [...slot.parts.map((part) => part.recording), ...slot.duplicates, ...slot.candidates];
      for (const recording of own) owners.set(recording, [...(owners.get(recording) ?? []), slot]);
    }
    return [...copies].flatMap(([copy, { recording }]) => {
      const found = owners.get(recording) ?? [];
      for (const slot of found) {
        if (slot.candidates.includes(recording)) slot.candidates = [...slot.candidates, copy.recording].sort(byStart);
        else slot.duplicates = [...slot.duplicates, copy.recording];
      }
      return found.length > 0 ? [] : [copy];
    });
  }

  /** A recording that several calls name is at most one's. */
  #contest(recording: RecordingEvidence): void {
    const naming = this.pool.naming(recording);
    if (naming.length < 2) return;
    for (const slot of naming) contest(slot, recording);
  }
}

function contest(slot: Slot, recording: RecordingEvidence): void {
  if (!slot.contested.includes(recording)) slot.contested = [...slot.contested, recording];
}

/** A recording that may be a call's. */
export type Pair = Fit<Slot, Timed>;

/** Counts for each call how many are considered for it. */
function consider(pairs: Iterable<Pair>): void {
  for (const { slot } of pairs) slot.considered = 0;
  for (const { slot } of pairs) slot.considered += 1;
}

function link({ slot, one, score }: Pair, by: LinkedBy): void {
  slot.link(one, score === CONTRADICTED ? 'id' : by);
  one.isPlaced = true;
}

/** Of recordings that share an id with one call alone the best; the others are parts of it, and nothing to be in doubt of. */
function bestOfEach(pairs: readonly Pair[]): readonly Pair[] {
  const isSole = (pair: Pair, i: number): boolean => pairs[i - 1]?.one !== pair.one && pairs[i + 1]?.one !== pair.one;
  const sole = pairs.filter(isSole);
  consider(sole);
  const best = new Map<Slot, Pair>();
  for (const pair of sole) {
    const known = best.get(pair.slot);
    if (pair.slot.considered > 1 && (!known || pair.score > known.score)) best.set(pair.slot, pair);
  }
  return pairs.filter((pair, i) => !isSole(pair, i) || (best.get(pair.slot) ?? pair) === pair);
}

/** The audio of nothing: all empty files are alike. */
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Two recorders' clocks may differ; the same audio an hour later is a machine's announcement. */
export const SAME_TIME_MS = 300_000;

/**
 * Equal audio of about the same time is one recording, registered more than once; the first by time and id stands for it.
 * Not so where their ids are of different calls, as a machine's announcement has, or where a person decided about one.
 */
function withoutCopies(
  made: readonly Timed[],
  decided: ReadonlySet<string | undefined>,
): { readonly originals: readonly Timed[]; readonly copies: ReadonlyMap<Timed, Timed> } {
  const bySha = new Map<string, Timed>();
  const copies = new Map<Timed, Timed>();
  const originals = made.filter((one) => {
    const { sha256, recordingId } = one.recording;
    if (decided.has(recordingId)) return true;
    const known = sha256 === undefined ? undefined : bySha.get(sha256);
    if (known && sha256 !== EMPTY_SHA256 && isCopy(one, known)) {
      copies.set(one, known);
      return false;
    }
    if (sha256 !== undefined) bySha.set(sha256, one);
    return true;
  });
  return { originals, copies };
}

function isCopy(one: Timed, known: Timed): boolean {
  const [ids, others] = [one.recording.ids, known.recording.ids];
  const isOther = ids.length > 0 && others.length > 0 && !ids.some((id) => others.includes(id));
  return !isOther && Math.abs(known.startedAt - one.startedAt) <= SAME_TIME_MS;
}

/**
 * It bears an id of the call, and was made at another time: of somebody else, or by a clock that is known. An unknown clock
 * alone proves nothing against an id; with a known one, what is of somebody else need not be far off.
 */
const isMisfiled = (call: CallEvidence, one: Timed): boolean => {
  const isOther = contradicts(call, one.recording);
  const slack = isOther ? reachOf(call, one) : call.rules.clockMs;
  const outside = one.startedAt < call.startedAt - slack || one.startedAt > call.endedAt + slack;
  return outside && (one.offsetMs !== undefined || isOther);
};

/** Of several decisions about the same the latest, by when it was put on record; in the order in which they were. */
function standingDecisions(decisions: readonly MatchDecision[]): readonly MatchDecision[] {
  const latest = new Map<string, MatchDecision>();
  for (const one of [...decisions].sort(byDecision)) {
    latest.delete(pairKey(one));
    latest.set(pairKey(one), one);
  }
  return [...latest.values()];
}

const byDecision = (a: MatchDecision, b: MatchDecision): number =>
  a.decidedAt - b.decidedAt || compare(a.caseId, b.caseId) || Number(a.ref.revision) - Number(b.ref.revision);

const pairKey = ({ caseId, callId, recordingId, noteId }: MatchDecision): string =>
  `${caseId} ${callId} ${recordingId ?? ''} ${noteId ?? ''}`;
const pairKeyOf = ({ caseId, callId }: CallEvidence, { recordingId }: RecordingEvidence): string =>
  `${caseId} ${callId} ${recordingId} `;
