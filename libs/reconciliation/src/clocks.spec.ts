import fc from 'fast-check';
import { type ClockPair, dayOf, ENOUGH_PAIRS, isSuspect, offsetOf, withPair } from './clocks';
import { NO_EVIDENCE } from './evidence';
import { reconcile } from './reconcile';
import { call, MINUTE, recording, SECOND, TEN } from './testing/evidence';

/** Calls every ten minutes, recorded by a clock that is ahead by `seconds`, from the answer on. */
const day = (count: number, seconds: number, from = TEN) =>
  Array.from({ length: count }, (_, i) => {
    const startedAt = from + i * 10 * MINUTE;
    const answeredAt = startedAt + (5 + (i % 20)) * SECOND;
    const ahead = seconds * SECOND;
    return {
      call: call(`c-${from}-${i}`, { startedAt, answeredAt, endedAt: startedAt + 3 * MINUTE }),
      recording: recording(`r-${from}-${i}`, {
        ids: [`c-${from}-${i}`],
        startedAt: answeredAt + ahead + (i % 3) * 300,
        endedAt: startedAt + 3 * MINUTE + ahead + (i % 7) * SECOND,
      }),
    };
  });

const pairsOf = (made: ReturnType<typeof day>): readonly ClockPair[] =>
  made.reduce<readonly ClockPair[]>((pairs, one) => withPair(pairs, one.call, one.recording), []);

describe('how far a recorder’s clock is off', () => {
  it('is the median of what spreads least, here the answers, in steps of five seconds', () => {
    expect(offsetOf(pairsOf(day(ENOUGH_PAIRS, 47)))).toEqual({
      offsetMs: 45_000,
      pairs: ENOUGH_PAIRS,
      basis: 'answer',
    });
    expect(offsetOf(pairsOf(day(ENOUGH_PAIRS, -47)))?.offsetMs).toBe(-45_000);
  });

  it('is not known from fewer pairs, nor from ids that are hours off', () => {
    expect(offsetOf(pairsOf(day(ENOUGH_PAIRS - 1, 47)))).toBeUndefined();
    expect(offsetOf(pairsOf(day(30, 3_600)))).toBeUndefined();
  });

  it('does not depend on the order in which pairs arrive, and the first of a day decide', () => {
    const made = day(80, 12);
    const expected = offsetOf(pairsOf(made));
    const shuffled = fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length });
    fc.assert(
      fc.property(shuffled, (other) => {
        expect(offsetOf(pairsOf(other))).toEqual(expected);
      }),
    );
    expect(pairsOf(made)).toEqual(pairsOf(made.slice(0, 50)));
  });

  it('is suspect where it is another one than the day before', () => {
    const days = [...day(30, 10), ...day(30, 40, TEN + 24 * 60 * MINUTE), ...day(30, 41, TEN + 48 * 60 * MINUTE)];
    const { clocks } = reconcile(
      { ...NO_EVIDENCE, calls: days.map((one) => one.call), recordings: days.map((one) => one.recording) },
      TEN,
    );
    const first = dayOf(recording('r'));
    expect(clocks.map(({ day: on, offsetMs, suspect }) => [on - first, offsetMs, suspect])).toEqual([
      [0, 10_000, false],
      [1, 40_000, true],
      [2, 40_000, false],
    ]);
    expect(isSuspect(undefined, { offsetMs: 1e6, pairs: 20, basis: 'end' })).toBe(false);
  });
});
