/** Time-outs: the store client itself never gives up on a silent connection. */
import { setTimeout as wait } from 'node:timers/promises';

class TimedOut extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The call's outcome, or a rejection after so many milliseconds; the call itself may still go on. */
export async function withTimeout<T>(call: Promise<T>, ms: number): Promise<T> {
  const silence = expired(ms);
  try {
    return await Promise.race([call, silence.promise]);
  } finally {
    silence.cancel();
    call.catch(() => undefined);
  }
}

/** A promise that rejects after so many milliseconds of silence, unless postponed or cancelled. */
export function expired(ms: number): { promise: Promise<never>; postpone(): void; cancel(): void } {
  let timer: NodeJS.Timeout;
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimedOut(ms)), ms);
  });
  promise.catch(() => undefined);
  return { promise, postpone: () => void timer.refresh(), cancel: () => clearTimeout(timer) };
}

/** Waits, or returns early where the signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  wait(ms, undefined, signal && { signal }).catch(() => undefined);
