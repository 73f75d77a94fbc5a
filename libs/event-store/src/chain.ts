/** The hash chain of a stream, as readers are held to it. */
import { type ChainedEvent, claimedHash } from '@proof';
import { BadStoredEvent } from './errors';

/** Throws {@link BadStoredEvent} for the event that does not continue the chain from `previousHash`. */
export function assertContinues(
  { stream, revision, metadata }: Pick<ChainedEvent, 'stream' | 'revision' | 'metadata'>,
  previousHash: string,
): void {
  if (claimedHash(metadata) === previousHash) return;
  const reason = 'the hash chain is broken here: this event or the one before it was changed';
  throw new BadStoredEvent(stream, revision, reason);
}
