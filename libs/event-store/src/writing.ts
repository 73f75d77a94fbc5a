/** Domain events made ready to be appended: metadata around them, ids that a retry repeats, and the next links of the chain. */
import type { LedgerEvent } from '@case';
import { canonicalForm, FIRST_HASH, hashOf } from '@proof';
import { v7 as uuidv7 } from 'uuid';
import type { Encoder } from './codec';
import type { RecordedEvent } from './event-store';
import type { EventMetadata } from './metadata';

/** Where a stream ends, as far as the writer knows. */
export interface Tail {
  /** -1 before the first event. */
  readonly revision: number;
  readonly hash: string;
  /** Epoch milliseconds of the newest event's recordedAt. */
  readonly recordedAt: number;
}

export const EMPTY_TAIL: Tail = { revision: -1, hash: FIRST_HASH, recordedAt: Number.NEGATIVE_INFINITY };

/** Where a stream ends whose newest event this is; undefined where it has none. */
export const tailOf = (last: Pick<RecordedEvent, 'revision' | 'hash' | 'metadata'> | undefined): Tail =>
  last ? { revision: last.revision, hash: last.hash, recordedAt: Date.parse(last.metadata.recordedAt) } : EMPTY_TAIL;

export interface OutgoingEvent {
  readonly id: string;
  readonly type: LedgerEvent['type'];
  /** As it is to be stored, personal fields sealed. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly event: LedgerEvent;
  readonly metadata: EventMetadata;
  /** Where it will stand, and its link of the chain, if it is appended at the tail it was made for. */
  readonly revision: number;
  readonly hash: string;
}

export type CommandMetadata = Pick<
  EventMetadata,
  'commandId' | 'payloadHash' | 'actor' | 'imported' | 'correlationId' | 'causationId'
>;

/**
 * Chains events onto a tail. `now` is epoch milliseconds; recordedAt never falls behind the stream's newest. Ids are
 * new at every call: an append is retried with the ids it was made with, but a command decided anew is a new append, or
 * the store would take it for a repeat of one whose metadata, and so whose hash, was another. Personal fields are sealed
 * by the encoder that was made ready for these events.
 */
export function chainOn(
  stream: string,
  tail: Tail,
  events: readonly LedgerEvent[],
  command: CommandMetadata,
  now: number,
  encoder: Encoder,
): { readonly outgoing: readonly OutgoingEvent[]; readonly tail: Tail } {
  const recordedAt = Math.max(now, tail.recordedAt);
  let { revision, hash } = tail;
  const outgoing = events.map((event): OutgoingEvent => {
    const { actor, causationId, commandId, correlationId, imported, payloadHash } = command;
    // Names in their order, here and in the data: what is stored so is hashed as it stands, whenever it is read.
    const metadata: EventMetadata = {
      actor,
      causationId,
      commandId,
      correlationId,
      ...(imported && { imported: { line: imported.line, source: imported.source } }),
      occurredAt: event.occurredAt,
      payloadHash,
      previousHash: hash,
      recordedAt: new Date(recordedAt).toISOString(),
      schemaVersion: encoder.schemaVersion(event.type),
    };
    // What is undefined would be hashed here and be gone from the stored form.
    const data: Record<string, unknown> = JSON.parse(canonicalForm(encoder.encode(event)));
    const id = uuidv7();
    revision += 1;
    hash = hashOf({ stream, revision, id, type: event.type, data, metadata });
    return { id, type: event.type, data, event, metadata, revision, hash };
  });
  return { outgoing, tail: { revision, hash, recordedAt } };
}
