/**
 * The process manager `notary`: it follows all events, and every so many of them, or so many minutes after the first one
 * that no checkpoint covers, signs for what the log has come to. Checkpoints are kept in the store, and each as a file that
 * can be given away. Several services may run it: whoever finds that another one was first goes on from there.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EventForm, type EventStore, STREAM_PREFIXES, StoreConflict } from '@event-store';
import type { Logger } from '@nestjs/common';
import {
  CHECKPOINT_STREAM,
  CHECKPOINT_TYPE,
  Frontier,
  fromCheckpointData,
  leafOf,
  openCheckpoint,
  type SignerKey,
  signCheckpoint,
  toCheckpointData,
} from '@proof';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock';
import type { CheckpointSettings } from '../config';
import { writeWhole } from '../files';

const PAUSE_MS = 1_000;
/** More leaves than this do not fit into one event of a store that is set up narrowly. */
const MOST_LEAVES = 10_000;

export interface NotaryOptions {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly signer: SignerKey;
  readonly settings: Pick<CheckpointSettings, 'folder' | 'everyEvents' | 'everyMs'>;
  readonly logger: Logger;
}

/** Where the log stands, and what is not signed for yet. */
interface Standing {
  readonly frontier: Frontier;
  /** Revision of the last checkpoint's record; -1 before the first. */
  readonly revision: number;
  /** Position of the last event that is signed for. */
  readonly position: bigint | undefined;
  readonly pending: EventForm[];
}

export class Notary {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;
  #reason: string | undefined;
  #hurry: (() => void) | undefined;

  constructor(private readonly options: NotaryOptions) {}

  start(): void {
    mkdirSync(this.options.settings.folder, { recursive: true, mode: 0o700 });
    this.#running ??= this.#run();
  }

  /** Signs at once for what no checkpoint covers yet; in vain where it does not run. */
  signNow(): void {
    this.#hurry?.();
  }

  get signer(): SignerKey {
    return this.options.signer;
  }

  /** Resolves when nothing is under way any more. What is not signed for yet will be after the next start. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      try {
        await this.#follow(await this.#standing());
      } catch (error) {
        if (signal.aborted) return;
        this.#tell(error);
      }
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Once, however often it is tried again. Another service that was first is nothing to be told. */
  #tell(error: unknown): void {
    const reason = error instanceof Error ? error.message : 'unknown error';
    if (error instanceof StoreConflict || reason === this.#reason) return;
    this.#reason = reason;
    this.options.logger.warn({ msg: 'the notary waits', reason });
  }

  /** Goes on from the last checkpoint. Throws where it does not bear our signature, or is not what it says. */
  async #standing(): Promise<Standing> {
    const { store, signer } = this.options;
    const [last] = await store.readBeside(CHECKPOINT_STREAM, 1, fromCheckpointData);
    if (!last) return { frontier: new Frontier(), revision: -1, position: undefined, pending: [] };
    const { size, root } = openCheckpoint(last.note, signer.verifier);
    const frontier = new Frontier(last.size, last.peaks);
    if (size !== last.size || !root.equals(frontier.root))
      throw new Error('the record of the last checkpoint was changed');
    this.#keep(size, last.note);
    return { frontier, revision: last.revision, position: last.positions.at(-1), pending: [] };
  }

  /** As a file that can be given away. */
  #keep(size: number, note: string): void {
    const file = join(this.options.settings.folder, fileOf(size));
    if (!existsSync(file)) writeWhole(file, note);
  }

  /** Returns when it is to begin anew. */
  async #follow(from: Standing): Promise<void> {
    let standing = from;
    const { store } = this.options;
    const { everyEvents, everyMs } = this.options.settings;
    const turn = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, turn.signal]);
    let due: NodeJS.Timeout | undefined;
    let failure: unknown;
    const batches = store.subscribeToForms({
      prefixes: STREAM_PREFIXES,
      after: standing.position,
      signal,
      onCaughtUp: () => undefined,
      onDrop: () => undefined,
    });
    const signNow = async () => {
      clearTimeout(due);
      due = undefined;
      standing = await this.#sign(standing);
    };
    // Signing takes its turn between events, never beside them.
    let queue = Promise.resolve();
    const inTurn = (work: () => Promise<void>) => {
      queue = queue
        .then(() => (failure ? undefined : work()))
        .catch((error) => {
          failure ??= error;
          turn.abort();
        });
      return queue;
    };
    this.#hurry = () => void inTurn(async () => (standing.pending.length > 0 ? signNow() : undefined));
    try {
      for await (const events of batches) {
        await inTurn(async () => {
          for (const event of events) {
            standing.pending.push(event);
            if (standing.pending.length >= Math.min(everyEvents, MOST_LEAVES)) await signNow();
          }
          if (standing.pending.length > 0) due ??= setTimeout(() => this.#hurry?.(), everyMs);
        });
      }
    } finally {
      this.#hurry = undefined;
      clearTimeout(due);
      turn.abort();
      await queue;
    }
    if (failure) throw failure;
  }

  async #sign({ frontier, revision, pending }: Standing): Promise<Standing> {
    const { store, clock, signer } = this.options;
    const leaves = pending.map(leafOf);
    // What is not stored was not signed for: the old one stands until then.
    const grown = new Frontier(frontier.size, frontier.peaks);
    for (const leaf of leaves) grown.append(leaf);
    const note = signCheckpoint(grown.size, grown.root, signer);
    const record = {
      note,
      size: grown.size,
      signedAt: new Date(clock.now()).toISOString(),
      leaves,
      positions: pending.map(({ position }) => position),
      peaks: grown.peaks,
    };
    const data = { ...toCheckpointData(record) };
    await store.appendBeside(CHECKPOINT_STREAM, revision, { id: uuidv7(), type: CHECKPOINT_TYPE, data });
    this.#keep(grown.size, note);
    return { frontier: grown, revision: revision + 1, position: pending.at(-1)?.position, pending: [] };
  }
}

/** Sorted by name they are sorted by size. */
const fileOf = (size: number): string => `${String(size).padStart(12, '0')}.checkpoint`;
