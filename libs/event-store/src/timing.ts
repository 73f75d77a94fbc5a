/** Time-outs: the store client itself never gives up on a silent connection. */
import { setTimeout as wait } from 'node:timers/promises';

export class TimedOut extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The call's outcome, or a rejection after so many milliseconds; the call itself may still go on. */
export async function withTimeout<T>(call: Promise<T>, ms: number): Promise<T> {
  const waiting = new Waiting<TimedOut>();
  const silence = new Silence(ms, () => waiting.interrupt(new TimedOut(ms)));
  try {
    const outcome = await waiting.for(call);
    if (outcome instanceof TimedOut) throw outcome;
    return outcome;
  } finally {
    silence.end();
  }
}

/**
 * Waits for one promise after the other, and can be interrupted. To race each of them against one that lives long would
 * leave something behind in it every time.
 */
export class Waiting<I> {
  #resolve: ((reason: I) => void) | undefined;
  #reason: I | undefined;

  /** The promise's outcome, or the interruption where that comes first; the promise may be waited for again. */
  for<T>(promise: Promise<T>): Promise<T | I> {
    return new Promise((resolve, reject) => {
      const settle =
        <V>(then: (value: V) => void) =>
        (value: V) => {
          this.#resolve = undefined;
          then(value);
        };
      if (this.#reason !== undefined) {
        resolve(this.#reason);
        this.#reason = undefined;
        promise.catch(() => undefined);
        return;
      }
      this.#resolve = settle(resolve);
      promise.then(settle(resolve), settle(reject));
    });
  }

  /** Ends the wait, or the next one where nobody waits. */
  interrupt(reason: I): void {
    if (this.#resolve) this.#resolve(reason);
    else this.#reason = reason;
  }
}

/** Calls back when nothing was heard for so many milliseconds, once until it is restarted. */
export class Silence {
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number, onSilence: () => void) {
    this.#timer = setTimeout(onSilence, ms);
  }

  /** Something was heard, or it begins anew. */
  postpone(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Waits, or returns early where the signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  wait(ms, undefined, signal && { signal }).catch(() => undefined);
