/**
 * How far a recorder's clock is from the dialer's, by day: the median over calls and recordings that share an id. It is a
 * function of the set of these pairs, so it does not depend on the order in which they arrive.
 */
import { type CallEvidence, compare, type RecordingEvidence } from './evidence';
import type { CallPool } from './pool';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/** Fewer pairs tell nothing. */
export const ENOUGH_PAIRS = 20;

/** The first of a day tell enough, and what comes after them changes nothing. */
const MOST_PAIRS = 50;

/** Farther apart, the id is wrong rather than the clock. */
export const FARTHEST_MS = 180 * SECOND_MS;

/** In steps of this: a clock that is judged anew is a day that is judged anew, and a second more or less matters to no match. */
const STEP_SECONDS = 5;

/** From one day to the next a clock drifts by less, or somebody should look at it. */
const SUSPECT_CHANGE_MS = 5_000;

/** What begins or ends a recording: the dialling, the answer, or the end of both. */
const BASES = ['start', 'answer', 'end'] as const;
export type ClockBasis = (typeof BASES)[number];

/** A call and a recording that share an id, and by how many whole seconds the recorder is ahead. */
export interface ClockPair extends Readonly<Record<ClockBasis, number | null>> {
  /** Epoch milliseconds of the recorder's clock. */
  readonly at: number;
  readonly recordingId: string;
  readonly callId: string;
}

export interface ClockOffset {
  /** The recorder's clock is ahead of the dialer's by so much. */
  readonly offsetMs: number;
  readonly pairs: number;
  /** What was compared: where the differences spread least. */
  readonly basis: ClockBasis;
}

/** The clock of a source on one UTC day, counted in days since 1970-01-01: milliseconds, undefined while it is not known. */
export type OffsetOf = (source: string, day: number) => number | undefined;

/** No clock is known. */
export const NO_CLOCKS: OffsetOf = () => undefined;

export const dayOf = ({ startedAt }: Pick<RecordingEvidence, 'startedAt'>): number => Math.floor(startedAt / DAY_MS);

/** Undefined where the two are too far apart for it to be the clock. */
function pairOf(call: CallEvidence, recording: RecordingEvidence): ClockPair | undefined {
  const [start, end] = [recording.startedAt - call.startedAt, recording.endedAt - call.endedAt];
  if (Math.abs(start) > FARTHEST_MS && Math.abs(end) > FARTHEST_MS) return undefined;
  return {
    at: recording.startedAt,
    recordingId: recording.recordingId,
    callId: call.callId,
    start: inSeconds(start),
    answer: call.answeredAt === undefined ? null : inSeconds(recording.startedAt - call.answeredAt),
    end: inSeconds(end),
  };
}

const inSeconds = (ms: number): number | null => (Math.abs(ms) > FARTHEST_MS ? null : Math.round(ms / SECOND_MS));

const byTime = (a: ClockPair, b: ClockPair): number =>
  a.at - b.at || compare(a.recordingId, b.recordingId) || compare(a.callId, b.callId);

/** The pairs of one source and day with one more: the first of the day, however they arrive. The same list where it adds nothing. */
export function withPair(
  pairs: readonly ClockPair[],
  call: CallEvidence,
  recording: RecordingEvidence,
): readonly ClockPair[] {
  const last = pairs.at(-1);
  const pair = pairOf(call, recording);
  if (!pair || (last && pairs.length >= MOST_PAIRS && byTime(pair, last) >= 0)) return pairs;
  return [...pairs, pair].sort(byTime).slice(0, MOST_PAIRS);
}

/** Undefined while there are too few pairs. It is asked for at every match, and the same list gives the same answer. */
export function offsetOf(pairs: readonly ClockPair[]): ClockOffset | undefined {
  if (pairs.length < ENOUGH_PAIRS) return undefined;
  const known = offsets.get(pairs);
  if (known !== undefined) return known ?? undefined;
  const found = workedOut(pairs);
  offsets.set(pairs, found ?? null);
  return found;
}

const offsets = new WeakMap<readonly ClockPair[], ClockOffset | null>();

function workedOut(pairs: readonly ClockPair[]): ClockOffset | undefined {
  let best: (ClockOffset & { readonly spread: number }) | undefined;
  for (const basis of BASES) {
    const values = pairs.map((pair) => pair[basis]).filter((seconds) => seconds !== null);
    if (values.length < ENOUGH_PAIRS) continue;
    const middle = median(values);
    const spread = median(values.map((seconds) => Math.abs(seconds - middle)));
    if (!best || spread < best.spread)
      best = { offsetMs: inSteps(middle) * SECOND_MS, pairs: values.length, basis, spread };
  }
  return best && { offsetMs: best.offsetMs, pairs: best.pairs, basis: best.basis };
}

const inSteps = (seconds: number): number => Math.round(seconds / STEP_SECONDS) * STEP_SECONDS || 0;

/** The lower one of two in the middle. */
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;

/** A source's clock on one day. */
export interface Clock extends ClockOffset {
  readonly source: string;
  /** UTC, in days since 1970-01-01. */
  readonly day: number;
  /** It is another one than on the day before. */
  readonly suspect: boolean;
}

/** The clocks of all sources, as the evidence shows them. */
export class Clocks {
  readonly #offsets = new Map<string, Map<number, ClockOffset>>();

  constructor(recordings: readonly RecordingEvidence[], pool: CallPool) {
    const pairs = new Map<string, Map<number, readonly ClockPair[]>>();
    for (const recording of recordings) {
      const days = pairs.get(recording.source) ?? new Map<number, readonly ClockPair[]>();
      pairs.set(recording.source, days);
      for (const { call } of pool.sharing(recording)) {
        const day = dayOf(recording);
        days.set(day, withPair(days.get(day) ?? [], call, recording));
      }
    }
    for (const [source, days] of pairs) {
      const offsets = [...days].flatMap(([day, known]) => {
        const offset = offsetOf(known);
        return offset ? [[day, offset] as const] : [];
      });
      this.#offsets.set(source, new Map(offsets));
    }
  }

  readonly offsetOf: OffsetOf = (source, day) => this.#offsets.get(source)?.get(day)?.offsetMs;

  /** By source and day. */
  get all(): readonly Clock[] {
    return [...this.#offsets]
      .sort(([a], [b]) => compare(a, b))
      .flatMap(([source, days]) =>
        [...days]
          .sort(([a], [b]) => a - b)
          .map(([day, offset]) => ({ source, day, ...offset, suspect: isSuspect(days.get(day - 1), offset) })),
      );
  }
}

/** Is the clock another one than the day before? */
export const isSuspect = (yesterday: ClockOffset | undefined, today: ClockOffset): boolean =>
  yesterday !== undefined && Math.abs(today.offsetMs - yesterday.offsetMs) > SUSPECT_CHANGE_MS;
