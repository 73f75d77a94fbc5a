/** Calls, recordings and notes that a batch has to do with, findable by what they share. */
import { type EventData, isCaseEvent } from '@case';
import { BadStoredEvent } from '@event-store';
import {
  apartOf,
  type CallEvidence,
  type Evidence,
  type NoteEvidence,
  type RecordingEvidence,
  sharesId,
} from '@reconciliation';
import { caseIdOf } from '../case-book';
import type { Step } from '../projection';

/** The case's number, and everything else of a number, is a keyed hash here: enough to compare. */
export type HashNumber = (number: string) => string;

export type CaseCall = CallEvidence & { readonly caseId: string };
export type CaseNote = NoteEvidence & { readonly caseId: string };

/** One piece of evidence, of whichever kind. */
export type Piece =
  | { readonly kind: 'call'; readonly evidence: CaseCall }
  | { readonly kind: 'note'; readonly evidence: CaseNote }
  | { readonly kind: 'recording'; readonly evidence: RecordingEvidence };

/** What a case is judged by, and whose recordings it may be about. */
export interface EvidenceCase {
  readonly caseId: string;
  readonly policies: EventData<'CaseOpened'>['policies'];
  /** Of the debtor. */
  readonly timeZone: string;
  /** Of its contacts and its calls. */
  readonly numbers: readonly string[];
}

interface Known extends EvidenceCase {
  readonly calls: CaseCall[];
  readonly notes: CaseNote[];
}

const SPOKE: Readonly<Record<EventData<'NoteTaken'>['outcome'], boolean | undefined>> = {
  promised: true,
  paid: true,
  refused: true,
  disputed: true,
  hardship: true,
  'call-back': true,
  'third-party': true,
  'left-message': undefined,
  'no-answer': false,
  'wrong-number': undefined,
  other: undefined,
};

export class EvidenceBook {
  readonly #cases = new Map<string, Known>();
  readonly #casesBy = new Index<string>();
  readonly #callsBy = new Index<CaseCall>();
  readonly #recordingsBy = new Index<RecordingEvidence>();

  addCase({ caseId, policies, timeZone, numbers }: EvidenceCase): void {
    const known = this.#cases.get(caseId);
    this.#cases.set(caseId, {
      caseId,
      policies,
      timeZone,
      numbers,
      calls: known?.calls ?? [],
      notes: known?.notes ?? [],
    });
    this.#casesBy.add(
      numbers.filter((number) => !known?.numbers.includes(number)),
      caseId,
    );
  }

  add(piece: Piece): void {
    if (piece.kind === 'recording') this.#recordingsBy.add(all(keysOfRecording(piece.evidence)), piece.evidence);
    else {
      const known = this.#cases.get(piece.evidence.caseId) ?? this.#stranger(piece.evidence.caseId);
      if (piece.kind === 'note') known.notes.push(piece.evidence);
      else {
        known.calls.push(piece.evidence);
        this.#callsBy.add(all(keysOfCall(piece.evidence)), piece.evidence);
      }
    }
  }

  case(caseId: string): EvidenceCase | undefined {
    return this.#cases.get(caseId);
  }

  /** The cases whose audit trail may differ with this piece, its own included. */
  touchedBy(piece: Piece, clockMs: number): readonly string[] {
    if (piece.kind === 'note') return [piece.evidence.caseId];
    const seeds =
      piece.kind === 'call' ? { calls: [piece.evidence], recordings: [] } : { calls: [], recordings: [piece.evidence] };
    const { calls, recordings } = this.#competing(seeds, clockMs);
    const byNumber = recordings.flatMap(({ number }) => (number === undefined ? [] : this.#casesBy.get(number)));
    return [...new Set([...calls.map(({ caseId }) => caseId), ...byNumber])];
  }

  /**
   * What the audit trail of a case has to look at: its own calls and notes, recordings that share an id or a number with
   * it, and whatever competes for those: other cases' calls, the recordings that these might have instead, and so on.
   * `clockMs` is how far clocks may differ.
   */
  around(caseId: string, clockMs: number): Required<Evidence> {
    const known = this.#cases.get(caseId);
    if (!known) return { calls: [], recordings: [], notes: [], elsewhere: new Set() };
    const named = known.numbers.flatMap((number) => this.#recordingsBy.get(numberKey(number)));
    const { calls, recordings } = this.#competing({ calls: known.calls, recordings: named }, clockMs);
    const elsewhere = new Set<CallEvidence>(calls.filter((call) => call.caseId !== caseId));
    return { calls, recordings, notes: known.notes, elsewhere };
  }

  /** These, and all that compete with them for each other. */
  #competing(
    seeds: { readonly calls: readonly CaseCall[]; readonly recordings: readonly RecordingEvidence[] },
    clockMs: number,
  ) {
    const calls = new Set(seeds.calls);
    const recordings = new Set(seeds.recordings);
    for (const call of calls) for (const recording of this.#recordingsNear(call, clockMs)) recordings.add(recording);
    // Each is looked at once, those included that are added on the way.
    for (const recording of recordings) {
      for (const claimant of this.#callsNear(recording, clockMs)) {
        if (calls.has(claimant)) continue;
        calls.add(claimant);
        for (const other of this.#recordingsNear(claimant, clockMs)) recordings.add(other);
      }
    }
    return { calls: [...calls], recordings: [...recordings] };
  }

  /** A case of which only a call is known here, as one that competes. */
  #stranger(caseId: string): Known {
    const stranger: Known = { caseId, policies: [], timeZone: '', numbers: [], calls: [], notes: [] };
    this.#cases.set(caseId, stranger);
    return stranger;
  }

  #recordingsNear(call: CaseCall, clockMs: number): readonly RecordingEvidence[] {
    const known = all(keysOfCall(call)).flatMap((key) => this.#recordingsBy.get(key));
    return known.filter((recording) => mayBelong(recording, call, clockMs));
  }

  #callsNear(recording: RecordingEvidence, clockMs: number): readonly CaseCall[] {
    const known = all(keysOfRecording(recording)).flatMap((key) => this.#callsBy.get(key));
    return known.filter((call) => mayBelong(recording, call, clockMs));
  }
}

/** What an event brings: evidence, or a change of what its case is found by; undefined for any other event. */
export function broughtBy(
  step: Step,
  caseOf: (caseId: string) => EvidenceCase | undefined,
  hash: HashNumber,
): { readonly piece?: Piece; readonly changed?: EvidenceCase } | undefined {
  const { event, stream, revision } = step;
  if (!isCaseEvent(event))
    return { piece: { kind: 'recording', evidence: toRecording(event.data, refOf(step), hash) } };
  const caseId = caseIdOf(stream);
  if (event.type === 'CaseOpened') {
    const numbers = [...new Set(event.data.contacts.map(({ number }) => hash(number)))];
    const { policies, debtor } = event.data;
    return { changed: { caseId, policies, timeZone: debtor.timeZone, numbers } };
  }
  const known = caseOf(caseId);
  if (!known) throw new BadStoredEvent(stream, revision, 'the case was never opened');
  const withNumber = (number: string): EvidenceCase | undefined =>
    known.numbers.includes(number)
      ? undefined
      : { caseId, policies: known.policies, timeZone: known.timeZone, numbers: [...known.numbers, number] };
  if (event.type === 'ContactAdded' || event.type === 'ContactUpdated') {
    const changed = event.data.number === undefined ? undefined : withNumber(hash(event.data.number));
    return changed && { changed };
  }
  if (event.type === 'NoteTaken') {
    return { piece: { kind: 'note', evidence: { ...toNote(event.data, refOf(step)), caseId } } };
  }
  if (event.type !== 'CallAttempted') return undefined;
  const call = { ...toCall(event.data, refOf(step), hash), caseId };
  const changed = withNumber(call.number);
  return { piece: { kind: 'call', evidence: call }, ...(changed && { changed }) };
}

/** Could it be the call's, by its ids or by its time? */
const mayBelong = (recording: RecordingEvidence, call: CallEvidence, clockMs: number): boolean =>
  sharesId(call, recording) || apartOf(call, recording) <= clockMs;

const refOf = ({ stream, revision, event: { type } }: Step) => ({ stream, revision: String(revision), type });

const idKey = (id: string): string => `id ${id}`;
const recordingKey = (recordingId: string): string => `recording ${recordingId}`;
export const numberKey = (number: string): string => `number ${number}`;
const agentKey = (agentId: string): string => `agent ${agentId}`;

/** What a piece has in common with those that it may belong to: some at any time, some at about the same time. */
interface Keys {
  readonly always: readonly string[];
  readonly near: readonly string[];
  /** Epoch milliseconds. */
  readonly at: readonly number[];
}

export const keysOfCall = (call: CallEvidence): Keys => ({
  always: [...call.ids.map(idKey), ...(call.recordingId === undefined ? [] : [recordingKey(call.recordingId)])],
  near: [numberKey(call.number), agentKey(call.agentId)],
  at: [...new Set([call.startedAt, call.answeredAt ?? call.startedAt])],
});

/** A recording without a number can be found by its agent only. */
export const keysOfRecording = ({ ids, recordingId, number, agentId, startedAt }: RecordingEvidence): Keys => ({
  always: [...ids.map(idKey), recordingKey(recordingId)],
  near: number !== undefined ? [numberKey(number)] : agentId !== undefined ? [agentKey(agentId)] : [],
  at: [startedAt],
});

const toCall = (data: EventData<'CallAttempted'>, ref: CallEvidence['ref'], hash: HashNumber): CallEvidence => ({
  callId: data.callId,
  ref,
  ids: [data.callId, ...Object.values(data.callIds ?? {})],
  recordingId: data.recordingId,
  direction: data.direction,
  agentId: data.agentId,
  lineId: data.lineId,
  number: hash(data.number),
  startedAt: Date.parse(data.startedAt),
  answeredAt: data.answeredAt === undefined ? undefined : Date.parse(data.answeredAt),
  endedAt: Date.parse(data.endedAt),
  answered: data.result === 'answered',
});

const toRecording = (
  data: EventData<'RecordingRegistered'>,
  ref: RecordingEvidence['ref'],
  hash: HashNumber,
): RecordingEvidence => ({
  recordingId: data.recordingId,
  ref,
  ids: Object.values(data.callIds ?? {}),
  direction: data.direction,
  agentId: data.agentId,
  lineId: data.lineId,
  number: data.number === undefined ? undefined : hash(data.number),
  startedAt: Date.parse(data.startedAt),
  endedAt: Date.parse(data.endedAt),
});

const toNote = (data: EventData<'NoteTaken'>, ref: NoteEvidence['ref']): NoteEvidence => ({
  noteId: data.noteId,
  ref,
  callId: data.callId,
  agentId: data.agentId,
  writtenAt: Date.parse(data.writtenAt),
  spoke: SPOKE[data.outcome],
});

const all = ({ always, near }: Keys): readonly string[] => [...always, ...near];

class Index<T> {
  readonly #byKey = new Map<string, T[]>();

  add(keys: readonly string[], value: T): void {
    for (const key of keys) {
      const values = this.#byKey.get(key);
      if (values) values.push(value);
      else this.#byKey.set(key, [value]);
    }
  }

  get(key: string): readonly T[] {
    return this.#byKey.get(key) ?? [];
  }
}
