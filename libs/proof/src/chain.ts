/**
 * The hash chain of a stream. hash(event) is SHA-256 over the RFC 8785 form of `{ stream, revision, id, type, data,
 * metadata }` as stored, and each event's metadata holds the hash of the one before it.
 */
import { hash } from 'node:crypto';
import { canonicalForm } from './canonical';

export const FIRST_HASH = '0'.repeat(64);

/** An event in its stored form; `revision` is hashed as a decimal string, as it stands in JSON everywhere. */
export interface ChainedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Lower-case hex. */
export function hashOf({ stream, revision, id, type, data, metadata }: ChainedEvent): string {
  const form = canonicalForm({ data, id, metadata, revision: String(revision), stream, type });
  return hash('sha256', form, 'hex');
}

/** The hash that an event says the one before it has; undefined where it says none. */
export function claimedHash(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'previousHash') : undefined;
}
