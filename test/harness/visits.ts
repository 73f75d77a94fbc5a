/** Small events to try the store with: field visits, chained as the service chains them. */
import type { LedgerEvent } from '@case';
import { chainOn, type Encoder, EventCodec, type Tail } from '@event-store';
import { newKeyRing, testPseudonym } from './keys';

export const codec = new EventCodec(testPseudonym, newKeyRing());

/** Stores events as they are, as ledgers did before there were keys. */
export const plain: Encoder = { schemaVersion: () => 1, encode: ({ data }) => data, hides: false };

/** For benches: what storing fields as they come would cost. */
export class PlainCodec extends EventCodec {
  override async encoder(): Promise<Encoder> {
    return plain;
  }
}

/** Epoch milliseconds at which all of them are recorded. */
export const NOW = Date.parse('2026-11-10T12:00:00Z');

export const command = {
  commandId: 'c-1',
  payloadHash: 'a'.repeat(64),
  actor: { id: 'local', role: 'local' },
  correlationId: 'x',
  causationId: 'x',
};

export const visit = (visitId: string): LedgerEvent => ({
  type: 'FieldVisitReported',
  data: { visitId, visitedAt: '2026-11-10T09:00:00.000Z', visitors: ['f-1'], result: 'nobody-met' },
  occurredAt: '2026-11-10T09:00:00.000Z',
});

/** Visits ready to be appended at a tail. */
export const chained = (stream: string, tail: Tail, ...ids: string[]) =>
  chainOn(stream, tail, ids.map(visit), command, NOW, plain);
