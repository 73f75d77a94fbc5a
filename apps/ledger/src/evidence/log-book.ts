/** The log as its checkpoints wrote it down: which leaf an event is, and the proofs that lead from it to the newest of them. */
import { setImmediate as immediate } from 'node:timers/promises';
import type { EventStore } from '@event-store';
import { CHECKPOINT_STREAM, type CheckpointRecord, fromCheckpointData, type Hash, Tree } from '@proof';

/** Records are read so many at a time, backwards. */
const PAGE = 100;

/** Of older ones somebody has to ask. */
const MOST_EARLIER = 100;

/** Proofs that are made without a pause. */
const AT_ONCE = 500;

export interface EarlierProof {
  readonly size: number;
  readonly proof: readonly Hash[];
}

export class LogBook {
  readonly #tree = new Tree();
  readonly #indexes = new Map<bigint, number>();
  #revision = -1;
  #note: string | undefined;
  /** How many events each checkpoint covers. */
  readonly #sizes: number[] = [];
  #refreshing: Promise<void> | undefined;

  constructor(private readonly store: EventStore) {}

  /** The newest checkpoint, and how many events it covers; undefined before the first. */
  get newest(): { readonly note: string; readonly size: number } | undefined {
    return this.#note === undefined ? undefined : { note: this.#note, size: this.#tree.size };
  }

  /** Takes in what was signed for since; for all who ask at a time together. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #read(): Promise<void> {
    for (const record of await this.#newer()) {
      for (const [i, leaf] of record.leaves.entries()) {
        this.#indexes.set(record.positions[i] ?? -1n, this.#tree.size);
        this.#tree.append(leaf);
      }
      this.#note = record.note;
      this.#sizes.push(this.#tree.size);
      this.#revision += 1;
    }
  }

  /** Whether the newest checkpoint covers the event at a position of the store. */
  covers(position: bigint): boolean {
    return this.#indexes.has(position);
  }

  /** Leads to the log of so many events. Throws where it is not covered. */
  proofOf(position: bigint, size: number): { readonly index: number; readonly proof: readonly Hash[] } {
    const index = this.#indexes.get(position);
    if (index === undefined || index >= size) throw new Error('no checkpoint covers the event');
    return { index, proof: this.#tree.inclusionProof(index, size) };
  }

  /**
   * What leads to the log of so many events from some of the checkpoints before, and from sizes that somebody asks for, or from
   * all of them; a few at a time, for others in this process wait.
   */
  async earlier(asked: readonly number[] | 'all', to: number): Promise<readonly EarlierProof[]> {
    const signed = this.#sizes.filter((size) => size < to);
    const wanted = new Set(asked === 'all' ? signed : [...signed.slice(-MOST_EARLIER), ...asked]);
    const sizes = [...wanted].filter((size) => size > 0 && size < to).sort((a, b) => a - b);
    const proofs: EarlierProof[] = [];
    for (const size of sizes) {
      if (proofs.length % AT_ONCE === AT_ONCE - 1) await immediate();
      proofs.push({ size, proof: this.#tree.consistencyProof(size, to) });
    }
    return proofs;
  }

  /** The oldest first. */
  async #newer(): Promise<readonly CheckpointRecord[]> {
    for (let count = PAGE; ; count *= 2) {
      const records = await this.store.readBeside(CHECKPOINT_STREAM, count, fromCheckpointData);
      const fresh = records.filter(({ revision }) => revision > this.#revision);
      if (fresh.length < records.length || records.length < count) return fresh.reverse();
    }
  }
}
