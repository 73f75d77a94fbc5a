/** What both benches measure with: rates, percentiles, and lines that can be compared by eye. */
import { STREAM_PREFIXES } from '@case';
import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sums up how long each took (milliseconds) within a span (milliseconds). */
export function summary(took: number[], span: number): Measured {
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { perSecond: (took.length * 1_000) / span, p50: at(0.5), p99: at(0.99) };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export function line(name: string, rounds: readonly Measured[]): string {
  const of = (pick: (one: Measured) => number, digits: number) => median(rounds.map(pick)).toFixed(digits).padStart(8);
  return `  ${name.padEnd(26)}${of((one) => one.perSecond, 0)}/s  p50${of((one) => one.p50, 2)} ms  p99${of((one) => one.p99, 2)} ms`;
}

/** The median of the ratios of rounds that were measured next to each other. */
export const ratio = (of: readonly Measured[], to: readonly Measured[]): number =>
  median(of.map((one, i) => one.perSecond / (to[i]?.perSecond ?? Number.NaN)));

/** Keeps so many of a kind of work in flight for so long. */
export async function keepInFlight(
  inFlight: number,
  milliseconds: number,
  work: (worker: number, index: number) => Promise<unknown>,
): Promise<Measured> {
  const took: number[] = [];
  const began = performance.now();
  const end = began + milliseconds;
  await Promise.all(
    Array.from({ length: inFlight }, async (_, worker) => {
      for (let i = 0; performance.now() < end; i++) {
        const from = performance.now();
        await work(worker, i);
        took.push(performance.now() - from);
      }
    }),
  );
  return summary(took, performance.now() - began);
}

/** How long it takes, milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** So many events of the ledger, read through the client and dropped. */
export async function bareRead(url: string, events: number): Promise<void> {
  const client = EventStoreDBClient.connectionString(url);
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: [...STREAM_PREFIXES] }),
  });
  subscription.on('error', () => undefined);
  let count = 0;
  for await (const _event of subscription) {
    count += 1;
    if (count === events) break;
  }
  await client.dispose();
}
