/**
 * An evidence bundle: the events of a case and of its recordings with the proofs that lead from each to a signed checkpoint,
 * and a signed list of everything else in it. It can be checked with the public key alone.
 */
import { createHash } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import Ajv from 'ajv';
import { contentFaults, jsonIn } from './bundle-contents';
import { claimedHash, FIRST_HASH, hashOf } from './chain';
import { type Checkpoint, openCheckpoint } from './checkpoint';
import { leafOf } from './log';
import { type Hash, includes, isConsistent } from './merkle';
import { BadNote, openNote, type SignerKey, signNote, type VerifierKey } from './signed-note';

export const MANIFEST = 'manifest.txt';
export const CHECKPOINT = 'checkpoint.txt';
export const EARLIER = 'earlier.ndjson';
const EVENTS = /^events\/(.+)\.ndjson$/;
const FORM = 'case-ledger-bundle/1';

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A line of a file of events. */
export const ProvedEvent = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    proof: Type.Array(Type.String()),
    event: Type.Object(
      {
        stream: Type.String(),
        revision: Type.Integer({ minimum: 0 }),
        id: Type.String(),
        type: Type.String(),
        data: Type.Unknown(),
        metadata: Type.Unknown(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ProvedEvent = Static<typeof ProvedEvent>;

/** A line of the file of earlier checkpoints: what leads from the log when it held so many events to that of the bundle. */
export const EarlierLog = Type.Object(
  { size: Type.Integer({ minimum: 0 }), proof: Type.Array(Type.String()) },
  { additionalProperties: false },
);
export type EarlierLog = Static<typeof EarlierLog>;

// That the schemas are ones, tests look at.
const ajv = new Ajv({ strict: true, validateSchema: false });
const isProvedEvent = ajv.compile<ProvedEvent>(ProvedEvent);
const isEarlierLog = ajv.compile<EarlierLog>(EarlierLog);

export const eventsFile = (stream: string): string => `events/${stream}.ndjson`;

/** Of events with their proofs, or of earlier checkpoints. */
export const provedLines = (proved: readonly (ProvedEvent | EarlierLog)[]): string =>
  proved.map((one) => `${JSON.stringify(one)}\n`).join('');

/** The files with the list of them, signed. */
export function sealed(files: BundleFiles, signer: SignerKey): BundleFiles {
  const lines = [...files].sort(byName).map(([name, bytes]) => lineOf(name, bytes));
  const note = signNote(`${FORM}\n${lines.join('\n')}\n`, signer);
  return new Map([...files, [MANIFEST, Buffer.from(note)]]);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
const lineOf = (name: string, bytes: Uint8Array): string => `${sha256(bytes)} ${bytes.length} ${name}`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface BundleFault {
  /** In which file it shows. */
  readonly file: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly reason: string;
}

export interface BundleChecked {
  readonly events: number;
  readonly streams: number;
  /** Undefined where it bears no signature of this key. */
  readonly checkpoint: Checkpoint | undefined;
  /** How many of the checkpoints that are held it was compared with. */
  readonly compared: number;
  /**
   * Sizes of those that it could not be compared with: newer ones, and those from which nothing in it leads here. Two that are
   * held need not be of one log, so none stands for another.
   */
  readonly uncompared: readonly number[];
  /** The first is the first event that does not hold, where one does not; empty where everything holds. */
  readonly faults: readonly BundleFault[];
}

/**
 * `held` are texts of checkpoints that the verifier has of this ledger; `about` is the stream that it must have events of,
 * undefined where that of any case will do.
 */
export function checkBundle(
  files: BundleFiles,
  verifier: VerifierKey,
  held: readonly string[] = [],
  about?: string,
): BundleChecked {
  const faults: BundleFault[] = [];
  const checkpoint = tried(() => openCheckpoint(textOf(files, CHECKPOINT), verifier), CHECKPOINT, faults);
  const events: ProvedEvent['event'][] = [];
  const streams = [...files.keys()].flatMap((name) => EVENTS.exec(name)?.[1] ?? []);
  for (const stream of streams) {
    const file = eventsFile(stream);
    const { holding, fault } = checkStream(stream, textOf(files, file), checkpoint);
    events.push(...holding);
    if (fault) faults.push({ file, ...fault });
  }
  if (!streams.some((stream) => isAbout(stream, about) && textOf(files, eventsFile(stream)) !== ''))
    faults.push({ file: eventsFile(about ?? 'case-…'), reason: 'there is no event of the case in it' });
  const others = checkpoint ? againstHeld(checkpoint, files, held, verifier) : NOTHING_HELD;
  faults.push(...others.faults, ...checkManifest(files, verifier));
  // Where an event does not hold, that is what is wrong.
  const texts = new Map([...files.keys()].map((name) => [name, textOf(files, name)]));
  if (faults.length === 0) faults.push(...contentFaults(texts, events));
  const { compared, uncompared } = others;
  return { events: events.length, streams: streams.length, checkpoint, compared, uncompared, faults };
}

const isAbout = (stream: string, about: string | undefined): boolean =>
  about === undefined ? stream.startsWith('case-') : stream === about;

function tried<T>(work: () => T, file: string, faults: BundleFault[]): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BadNote)) throw error;
    faults.push({ file, reason: error.message });
    return undefined;
  }
}

const textOf = (files: BundleFiles, name: string): string => Buffer.from(files.get(name) ?? []).toString('utf8');

function checkStream(
  stream: string,
  text: string,
  checkpoint: Checkpoint | undefined,
): { readonly holding: readonly ProvedEvent['event'][]; readonly fault?: Omit<BundleFault, 'file'> } {
  const lines = text.split('\n').slice(0, -1);
  const holding: ProvedEvent['event'][] = [];
  let [hash, index] = [FIRST_HASH, -1];
  for (const [revision, line] of lines.entries()) {
    const fault = (reason: string) => ({ holding, fault: { stream, revision, reason } });
    const proved = parsed(line, isProvedEvent);
    if (!proved) return fault('the line is no event with its proof');
    const { event } = proved;
    if (event.stream !== stream || event.revision !== revision || proved.index <= index)
      return fault('events are missing before it, or it is not in its place');
    if (claimedHash(event.metadata) !== hash) return fault('it, or the event before it, was changed');
    if (!checkpoint || !isIncluded(proved, checkpoint))
      return fault('it is not the event that was signed for at its place in the log');
    hash = hashOf(event);
    index = proved.index;
    holding.push(event);
  }
  return text.endsWith('\n') || text === ''
    ? { holding }
    : { holding, fault: { stream, revision: lines.length, reason: 'the line is cut off' } };
}

function parsed<T>(line: string, is: (value: unknown) => value is T): T | undefined {
  const value = jsonIn(line);
  return is(value) ? value : undefined;
}

function isIncluded({ event, index, proof }: ProvedEvent, { size, root }: Checkpoint): boolean {
  return includes(leafOf(event), index, size, hashesOf(proof), root);
}

const hashesOf = (proof: readonly string[]): readonly Hash[] => proof.map((text) => Buffer.from(text, 'base64'));

const NOTHING_HELD = { compared: 0, uncompared: [], faults: [] } as const;

/** A log only grows: that of an earlier checkpoint is the beginning of this one. */
function againstHeld(
  checkpoint: Checkpoint,
  files: BundleFiles,
  held: readonly string[],
  verifier: VerifierKey,
): Pick<BundleChecked, 'compared' | 'uncompared' | 'faults'> {
  const earlier = textOf(files, EARLIER)
    .split('\n')
    .flatMap((line) => parsed(line, isEarlierLog) ?? []);
  const proofs = new Map([...earlier, { size: checkpoint.size, proof: [] }].map(({ size, proof }) => [size, proof]));
  const others = held.map((note) => openCheckpoint(note, verifier)).sort((a, b) => b.size - a.size);
  const uncompared: number[] = [];
  const faults: BundleFault[] = [];
  let compared = 0;
  for (const other of others) {
    const proof = other.size > checkpoint.size ? undefined : proofs.get(other.size);
    if (proof === undefined) {
      uncompared.push(other.size);
      continue;
    }
    compared += 1;
    if (!isConsistent(other, checkpoint, hashesOf(proof)))
      faults.push({
        file: CHECKPOINT,
        reason: `it is another log than that of the given checkpoint of ${other.size} events`,
      });
  }
  return { compared, uncompared, faults };
}

function checkManifest(files: BundleFiles, verifier: VerifierKey): readonly BundleFault[] {
  const faults: BundleFault[] = [];
  const text = tried(() => openNote(textOf(files, MANIFEST), verifier), MANIFEST, faults);
  if (text === undefined) return faults;
  const [form, ...lines] = text.split('\n').slice(0, -1);
  if (form !== FORM) return [{ file: MANIFEST, reason: 'it is no list of a bundle' }];
  const listed = new Map(lines.map((line) => [line.split(' ').slice(2).join(' '), line]));
  for (const [name, bytes] of files) {
    if (name === MANIFEST) continue;
    const line = listed.get(name);
    if (line === undefined) faults.push({ file: name, reason: 'it is not in the signed list: it was added' });
    else if (line !== lineOf(name, bytes)) faults.push({ file: name, reason: 'it was changed' });
  }
  for (const name of listed.keys()) if (!files.has(name)) faults.push({ file: name, reason: 'it is missing' });
  return faults;
}
