/**
 * `verify`: the whole log, read from the store itself, held against the chains of its streams and against checkpoints: those
 * that the store keeps, and those that the auditor was given before.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runningNode } from '@embedded-node';
import { BadStoredEvent, EventCodec, EventStore, STREAM_PREFIXES } from '@event-store';
import {
  BadNote,
  CHECKPOINT_STREAM,
  type Checkpoint,
  type CheckpointRecord,
  type Fault,
  fromCheckpointData,
  HashList,
  LogVerifier,
  openCheckpoint,
  parseVerifierKey,
  type VerifierKey,
} from '@proof';

export interface VerifyOptions {
  readonly storeUrl: string;
  readonly verifier: VerifierKey;
  /** Texts of checkpoints that the auditor holds. */
  readonly held: readonly string[];
  /** Told how far it is, in events. */
  readonly onProgress?: (events: number) => void;
}

export interface Verified {
  readonly ledger: string;
  readonly events: number;
  readonly streams: number;
  readonly checkpoints: number;
  /** Of them held by the auditor. */
  readonly held: number;
  /** Events that a checkpoint covers. */
  readonly covered: number;
  readonly fault: Fault | null;
}

/** Throws {@link BadNote} where a checkpoint that is held is none of this ledger's. */
export async function verifyLog({ storeUrl, verifier, held, onProgress }: VerifyOptions): Promise<Verified> {
  const trusted = held.map((note) => openCheckpoint(note, verifier));
  const store = EventStore.connect(storeUrl, new EventCodec((value) => value));
  try {
    const { checkpoints, fault, leaves } = openAll(await readRecords(store), verifier);
    const log = new LogVerifier([...checkpoints, ...trusted], (index) => leaves.at(index));
    const found = fault ?? (await readThrough(store, log, onProgress)) ?? log.end();
    const counts = { checkpoints: checkpoints.length, held: trusted.length, covered: log.covered };
    return { ledger: verifier.name, events: log.size, streams: log.streams, ...counts, fault: found ?? null };
  } finally {
    await store.close();
  }
}

/** The oldest first. */
async function readRecords(store: EventStore): Promise<readonly CheckpointRecord[]> {
  const records = await store.readBeside(CHECKPOINT_STREAM, Number.MAX_SAFE_INTEGER, fromCheckpointData);
  return [...records].reverse();
}

function openAll(records: readonly CheckpointRecord[], verifier: VerifierKey) {
  const checkpoints: Checkpoint[] = [];
  const leaves = new HashList();
  for (const record of records) for (const leaf of record.leaves) leaves.push(leaf);
  for (const { note, size } of records) {
    try {
      const checkpoint = openCheckpoint(note, verifier);
      if (checkpoint.size !== size) throw new BadNote('it is another one than its record says');
      checkpoints.push(checkpoint);
    } catch (error) {
      if (!(error instanceof BadNote)) throw error;
      const fault: Fault = {
        index: size - 1,
        reason: `the store’s checkpoint of ${size} events is not to be trusted: ${error.message}`,
      };
      return { checkpoints, fault, leaves };
    }
  }
  return { checkpoints, leaves };
}

async function readThrough(
  store: EventStore,
  log: LogVerifier,
  onProgress: (events: number) => void = () => undefined,
): Promise<Fault | undefined> {
  const enough = new AbortController();
  const batches = store.subscribeToForms({
    prefixes: STREAM_PREFIXES,
    after: undefined,
    signal: enough.signal,
    onCaughtUp: () => enough.abort(),
    onDrop: () => undefined,
  });
  try {
    const head = await store.headOf(STREAM_PREFIXES);
    if (head === undefined) return undefined;
    for await (const batch of batches) {
      for (const event of batch) {
        const fault = log.add(event);
        if (fault) return fault;
        if (event.position >= head) return undefined;
      }
      onProgress(log.size);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof BadStoredEvent)) throw error;
    return {
      stream: error.stream,
      revision: Number(error.revision),
      index: log.size,
      reason: 'the store itself cannot read it',
    };
  } finally {
    enough.abort();
  }
}

/** Where the store of a data folder is served; undefined where nobody serves it. */
export function storeOf(dataDir: string): string | undefined {
  const node = runningNode(join(dataDir, 'events'));
  return node && `esdb://127.0.0.1:${node.port}?tls=false`;
}

/** Checkpoints in files, and in folders of them. */
export const readNotes = (paths: readonly string[]): readonly string[] =>
  paths
    .flatMap((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path)
            .filter((name) => name.endsWith('.checkpoint'))
            .map((name) => join(path, name))
        : [path],
    )
    .map((file) => readFileSync(file, 'utf8'));

/** A key, or the file that it is in. */
export const readVerifier = (given: string): VerifierKey =>
  parseVerifierKey(existsSync(given) ? readFileSync(given, 'utf8') : given);
