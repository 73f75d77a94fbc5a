/** Time-outs: the store client itself never gives up on a silent connection. */
import { setTimeout as wait } from 'node:timers/promises';

export const SILENT = Symbol('silent');

export class TimedOut extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The call's outcome, or a rejection after so many milliseconds; the call itself may still go on. */
export async function withTimeout<T>(call: Promise<T>, ms: number): Promise<T> {
  const silence = new Silence(ms);
  call.catch(() => undefined);
  try {
    const outcome = await Promise.race([call, silence.over]);
    if (outcome === SILENT) throw new TimedOut(ms);
    return outcome;
  } finally {
    silence.end();
  }
}

/** Notices that nothing was heard for so many milliseconds. */
export class Silence {
  #timer: NodeJS.Timeout | undefined;
  #over!: Promise<typeof SILENT>;

  constructor(private readonly ms: number) {
    this.restart();
  }

  /** Resolves once nothing was heard for long enough. */
  get over(): Promise<typeof SILENT> {
    return this.#over;
  }

  /** Something was heard. */
  postpone(): void {
    this.#timer?.refresh();
  }

  /** Begins anew, after it was over. */
  restart(): void {
    this.end();
    this.#over = new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(SILENT), this.ms);
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Waits, or returns early where the signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  wait(ms, undefined, signal && { signal }).catch(() => undefined);
