/** Chance that can be had again: the same seed gives the same days. */
import { type RandomGenerator, unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';

export class Chance {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return unsafeUniformIntDistribution(low, high, this.#generator);
  }

  /** True with this probability. */
  happens(probability: number): boolean {
    return this.between(0, 999_999) < probability * 1_000_000;
  }

  one<T>(of: readonly [T, ...T[]]): T {
    return of[this.between(0, of.length - 1)] ?? of[0];
  }

  /** So many hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.between(0, 0xfffffff).toString(16).padStart(7, '0');
    return text.slice(0, digits);
  }
}
