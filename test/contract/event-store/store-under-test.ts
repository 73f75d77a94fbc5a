/**
 * The store that the contract suite runs on: the embedded node, or the server that EVENTSTORE_URL names. Where the two may
 * differ, a test asks for the difference by its name here.
 */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type JSONEventData, jsonEvent, type RecordedEvent } from '@eventstore/db-client';
import { startTestNode } from '../../harness/node';

/** Every point in which the embedded node may behave otherwise than a real server, and why. */
export const DIFFERENCES = {
  'gapless positions': 'the node numbers events 1, 2, 3 …; a server gives places in its log',
  'prefixes only': 'the node refuses to filter by regular expression: a ledger needs prefixes',
  'repeats for ever': 'a server forgets event ids after a while where no revision is expected',
  'nothing to delete': 'the node has no delete, no stream metadata, no links: a ledger keeps everything',
  'no other services': 'the node has no persistent subscriptions, projections, users, operations or gossip',
  'no system events': 'a server writes events of its own into $all',
  'bounded names': 'the node refuses names of more than 2,048 bytes',
} as const;

export interface StoreUnderTest {
  readonly url: string;
  readonly client: EventStoreDBClient;
  /** Does the store under test have this peculiarity of the embedded node? */
  has(difference: keyof typeof DIFFERENCES): boolean;
  close(): Promise<void>;
}

export async function openStore(): Promise<StoreUnderTest> {
  const named = process.env.EVENTSTORE_URL;
  const node = named ? undefined : await startTestNode();
  const url = named ?? node?.url ?? '';
  const client = EventStoreDBClient.connectionString(url);
  return {
    url,
    client,
    has: () => node !== undefined,
    close: async () => {
      await client.dispose();
      await node?.remove();
    },
  };
}

export const fresh = (): string => `stream-${randomUUID()}`;

/** Events that carry a number, of two types in turn. */
export const events = (...numbers: number[]): JSONEventData[] =>
  numbers.map((number) => jsonEvent({ type: `type-${number % 2}`, data: { number } }));

export const numberOf = (event: RecordedEvent | undefined): number => {
  const data: unknown = event?.data;
  const number = typeof data === 'object' && data !== null ? Reflect.get(data, 'number') : undefined;
  return typeof number === 'number' ? number : Number.NaN;
};

/** The numbers of what a read gives, or of the first so many of what a subscription does. */
export async function numbers(
  reading: AsyncIterable<{ readonly event?: RecordedEvent }>,
  count = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const found: number[] = [];
  for await (const { event } of reading) {
    found.push(numberOf(event));
    if (found.length >= count) break;
  }
  return found;
}
