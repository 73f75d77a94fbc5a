/**
 * What a bundle says beside its events, held against them: whoever seals it can write anything there, but the events that it
 * names have to be in it, and its rule books have to be those that the events bind the case to.
 */
import { createHash } from 'node:crypto';
import { canonicalForm } from './canonical';

export interface ContentFault {
  readonly file: string;
  readonly reason: string;
}

/** An event of the bundle, as far as this is about it. */
interface BundledEvent {
  readonly stream: string;
  readonly data: unknown;
}

/** Files that name events, each with its stream and revision. */
const NAMING: readonly string[] = ['case.json', 'audit-trail.json', 'findings.json', 'replay.json'];
/** This one names no recording that is not in the bundle. */
const TRAIL = 'audit-trail.json';
const RECORDING = 'recording-';
const POLICY = /^policies\/(.+)\.json$/;

/** `texts` are the files by their names, `events` all that the bundle holds. */
export function contentFaults(
  texts: ReadonlyMap<string, string>,
  events: readonly BundledEvent[],
): readonly ContentFault[] {
  const counts = new Map<string, number>();
  for (const { stream } of events) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  const faults: ContentFault[] = [];
  for (const file of NAMING) {
    const text = texts.get(file);
    if (text === undefined) continue;
    const missing = firstMissing(jsonIn(text), counts, file === TRAIL);
    if (missing) faults.push({ file, reason: `it names ${missing}, which is not among the events` });
  }
  return [...faults, ...policyFaults(texts, events)];
}

/** Undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first event that is named and not there; of streams that are in the bundle, or should be. */
function firstMissing(value: unknown, counts: ReadonlyMap<string, number>, isTrail: boolean): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [stream, revision]: readonly unknown[] = [Reflect.get(value, 'stream'), Reflect.get(value, 'revision')];
  if (typeof stream === 'string' && typeof revision === 'string') {
    const count = counts.get(stream) ?? (isTrail && stream.startsWith(RECORDING) ? 0 : Number.POSITIVE_INFINITY);
    if (!(Number(revision) < count)) return `${stream} revision ${revision}`;
  }
  for (const inner of Object.values(value)) {
    const missing = firstMissing(inner, counts, isTrail);
    if (missing) return missing;
  }
  return undefined;
}

function policyFaults(texts: ReadonlyMap<string, string>, events: readonly BundledEvent[]): readonly ContentFault[] {
  const bound = new Map(events.flatMap(({ data }) => boundBy(data)));
  const faults: ContentFault[] = [];
  for (const [ref, sha256] of bound) {
    const file = `policies/${ref}.json`;
    const text = texts.get(file);
    if (text === undefined) faults.push({ file, reason: 'the case is bound to it, and it is not there' });
    else if (hashOfPack(text) !== sha256)
      faults.push({ file, reason: 'it is not the rule book that the case is bound to' });
  }
  for (const file of texts.keys()) {
    const ref = POLICY.exec(file)?.[1];
    if (ref !== undefined && !bound.has(ref)) faults.push({ file, reason: 'no event binds the case to it' });
  }
  return faults;
}

/** The rule books that an event binds a case to, and their hashes. */
function boundBy(data: unknown): readonly (readonly [string, string])[] {
  const policies: unknown = Reflect.get(Object(data), 'policies');
  if (!Array.isArray(policies)) return [];
  return policies.flatMap((one: unknown): [string, string][] => {
    const [ref, sha256]: readonly unknown[] = [Reflect.get(Object(one), 'ref'), Reflect.get(Object(one), 'sha256')];
    return typeof ref === 'string' && typeof sha256 === 'string' ? [[ref, sha256]] : [];
  });
}

function hashOfPack(text: string): string | undefined {
  const content = jsonIn(text);
  return content === undefined ? undefined : createHash('sha256').update(canonicalForm(content)).digest('hex');
}
