/** The log of all events held against the hash chains of its streams and against checkpoints, one event after the other. */
import { type ChainedEvent, claimedHash, FIRST_HASH, hashOf } from './chain';
import type { Checkpoint } from './checkpoint';
import { Frontier, type Hash, leafHash } from './merkle';

/** What does not hold, and the first place where it shows. */
export interface Fault {
  readonly stream?: string;
  readonly revision?: number;
  /** From 0, in the order of the log. */
  readonly index: number;
  readonly reason: string;
}

/** The leaf that an event is in the log. */
export const leafOf = (event: ChainedEvent): Hash => leafHash(Buffer.from(hashOf(event), 'hex'));

/** The newest event of a stream. */
interface Link {
  revision: number;
  hash: string;
}

/** Takes all events in their order, and tells of the first that does not hold. */
export class LogVerifier {
  readonly #frontier = new Frontier();
  readonly #links = new Map<string, Link>();
  readonly #checkpoints: Checkpoint[];
  #covered = 0;

  /**
   * `checkpoints` are those that the verifier trusts. `leafAt` is what somebody wrote down of each event when it was signed
   * for: it is not trusted, but names the event where the root alone would only say that there is one.
   */
  constructor(
    checkpoints: readonly Checkpoint[],
    private readonly leafAt: (index: number) => Hash | undefined = () => undefined,
  ) {
    this.#checkpoints = [...checkpoints].sort((a, b) => a.size - b.size);
  }

  /** Events taken so far. */
  get size(): number {
    return this.#frontier.size;
  }

  get streams(): number {
    return this.#links.size;
  }

  /** So many of them are covered by a checkpoint that holds. */
  get covered(): number {
    return this.#covered;
  }

  /** Undefined where everything holds so far. */
  add(event: ChainedEvent): Fault | undefined {
    const { stream, revision } = event;
    const index = this.size;
    const hash = hashOf(event);
    const leaf = leafHash(Buffer.from(hash, 'hex'));
    const written = this.leafAt(index);
    if (written && !written.equals(leaf))
      return { stream, revision, index, reason: 'it is another event than the one that was signed for at this place' };
    const link = this.#links.get(stream);
    if (revision !== (link?.revision ?? -1) + 1)
      return { stream, revision, index, reason: 'events before it in its stream are missing, or it is there twice' };
    if (claimedHash(event.metadata) !== (link?.hash ?? FIRST_HASH))
      return { stream, revision, index, reason: 'it, or the event before it in its stream, was changed' };
    if (link) Object.assign(link, { revision, hash });
    else this.#links.set(stream, { revision, hash });
    this.#frontier.append(leaf);
    return this.#check();
  }

  /** After the last event: is everything there that was signed for? */
  end(): Fault | undefined {
    const [next] = this.#checkpoints;
    if (!next) return undefined;
    const missing = next.size - this.size;
    return {
      index: this.size,
      reason: `${missing} of the events that a checkpoint covers are missing from the end of the log`,
    };
  }

  #check(): Fault | undefined {
    for (let next = this.#checkpoints[0]; next && next.size <= this.size; next = this.#checkpoints[0]) {
      if (next.size === this.size && !next.root.equals(this.#frontier.root))
        return {
          index: this.#covered,
          reason: `one of the events ${this.#covered} to ${next.size - 1} of the log is not the one that was signed for`,
        };
      this.#covered = next.size;
      this.#checkpoints.shift();
    }
    return undefined;
  }
}
