/** Calls, recordings, notes and what is said of them, as far as a batch has to do with them, findable by what they share. */
import { type EventData, isCaseEvent, type PolicyOf } from '@case';
import { BadStoredEvent } from '@event-store';
import {
  type CallEvidence,
  dayOf,
  type Evidence,
  FARTHEST_MS,
  type MatchDecision,
  type NoteEvidence,
  type PromiseEvidence,
  type RecordingEvidence,
  SAME_TIME_MS,
  sharesId,
} from '@reconciliation';
import { caseIdOf } from '../case-book';
import type { Step } from '../projection';
import {
  type Correction,
  corrected,
  evidenceRulesOf,
  type Hash,
  type Settlement,
  toCall,
  toCorrection,
  toDecision,
  toNote,
  toPromise,
  toRecording,
  toSettlement,
} from './pieces';

/** One piece of evidence, of whichever kind. */
export type Piece =
  | { readonly kind: 'call'; readonly evidence: CallEvidence }
  | { readonly kind: 'recording'; readonly evidence: RecordingEvidence }
  | { readonly kind: 'note'; readonly evidence: NoteEvidence }
  | { readonly kind: 'correction'; readonly evidence: Correction }
  | { readonly kind: 'promise'; readonly evidence: PromiseEvidence }
  | { readonly kind: 'decision'; readonly evidence: MatchDecision }
  | { readonly kind: 'settlement'; readonly evidence: Settlement };

export const caseIdOfPiece = (piece: Piece): string | undefined =>
  piece.kind === 'recording' ? undefined : piece.evidence.caseId;

/** What a case is judged by, and whose recordings it may be about. */
export interface EvidenceCase {
  readonly caseId: string;
  /** Rule books, each from when it was bound (epoch milliseconds); the first holds for whatever is older. */
  readonly bindings: readonly { readonly from: number; readonly policies: EventData<'CaseOpened'>['policies'] }[];
  /** Of the debtor. */
  readonly timeZone: string;
  /** Teams that it was assigned to, each from when it was (epoch milliseconds). */
  readonly teams: readonly { readonly from: number; readonly team: string }[];
  /** Of its contacts and its calls, keyed hashes. */
  readonly numbers: readonly string[];
  /** Since when the ledger knows of the case, and of each of its numbers; epoch milliseconds. */
  readonly knownSince: number;
  readonly since: readonly number[];
}

interface Known {
  readonly calls: CallEvidence[];
  readonly notes: NoteEvidence[];
  readonly corrections: Correction[];
  readonly promises: PromiseEvidence[];
  readonly decisions: MatchDecision[];
  readonly settlements: Settlement[];
}

/** How far apart in time what belongs together may be; milliseconds. */
export class Reach {
  /** Between the beginnings of a call and of its recording, by clocks that may be off. */
  readonly nearMs: number;

  /** `widestClockMs` is the widest tolerance of any rule book here. */
  constructor(widestClockMs: number) {
    this.nearMs = Math.max(widestClockMs, FARTHEST_MS + SLACK_MS);
  }
}

/** The widest that a rule book allows once clocks are known. */
const SLACK_MS = 60_000;
/** The same audio is looked for around its time, by two clocks that may both be off. */
const COPY_MS = SAME_TIME_MS + 2 * FARTHEST_MS;

export class EvidenceBook {
  readonly #cases = new Map<string, EvidenceCase>();
  readonly #known = new Map<string, Known>();
  readonly #casesBy = new Index<string>();
  readonly #callsBy = new Index<CallEvidence>();
  readonly #recordingsBy = new Index<RecordingEvidence>();
  readonly #decisionsBy = new Index<MatchDecision>();
  readonly #notesBy = new Index<NoteEvidence>();

  constructor(private readonly reach: Reach) {}

  addCase(fresh: EvidenceCase): void {
    const known = this.#cases.get(fresh.caseId);
    this.#cases.set(fresh.caseId, fresh);
    this.#casesBy.add(
      fresh.numbers.filter((number) => !known?.numbers.includes(number)),
      fresh.caseId,
    );
  }

  add(piece: Piece): void {
    if (piece.kind === 'recording') {
      this.#recordingsBy.add(this.#indexed(piece), piece.evidence);
      if (piece.evidence.number !== undefined)
        this.#recordingsBy.add([numberKey(piece.evidence.number)], piece.evidence);
      return;
    }
    const known = this.#of(piece.evidence.caseId);
    if (piece.kind === 'note') {
      known.notes.push(piece.evidence);
      this.#notesBy.add(this.#indexed(piece), piece.evidence);
    } else if (piece.kind === 'correction') known.corrections.push(piece.evidence);
    else if (piece.kind === 'promise') known.promises.push(piece.evidence);
    else if (piece.kind === 'settlement') known.settlements.push(piece.evidence);
    else if (piece.kind === 'decision') {
      known.decisions.push(piece.evidence);
      this.#decisionsBy.add(this.#indexed(piece), piece.evidence);
    } else {
      known.calls.push(piece.evidence);
      this.#callsBy.add(this.#indexed(piece), piece.evidence);
    }
  }

  case(caseId: string): EvidenceCase | undefined {
    return this.#cases.get(caseId);
  }

  /** Calls and recordings that share an id with this piece, it being on record or about to be. */
  sharing(piece: Piece): readonly (readonly [CallEvidence, RecordingEvidence])[] {
    const { always } = keysOf(piece, this.reach);
    if (piece.kind === 'call')
      return distinct(always.flatMap((key) => this.#recordingsBy.get(key)))
        .filter((recording) => sharesId(piece.evidence, recording))
        .map((recording) => [piece.evidence, recording] as const);
    if (piece.kind !== 'recording') return [];
    return distinct(always.flatMap((key) => this.#callsBy.get(key)))
      .filter((call) => sharesId(call, piece.evidence))
      .map((call) => [call, piece.evidence] as const);
  }

  /** The cases whose audit trail may differ with this piece, its own included. */
  touchedBy(piece: Piece): readonly string[] {
    const own = caseIdOfPiece(piece);
    const seeds = this.#seedsOf(piece);
    if (!seeds) return own ? [own] : [];
    const { calls, recordings } = this.#competing(seeds);
    const byNumber = recordings.flatMap(({ number }) => (number === undefined ? [] : this.#casesBy.get(number)));
    // Notes of other cases may name the call.
    const ids = piece.kind === 'call' ? piece.evidence.ids : [];
    const noting = ids.flatMap((id) => this.#notesBy.get(idKey(id))).map(({ caseId }) => caseId);
    return [...new Set([...(own ? [own] : []), ...calls.map(({ caseId }) => caseId), ...byNumber, ...noting])];
  }

  /** Undefined for what matters to its own case alone. */
  #seedsOf(piece: Piece): Group | undefined {
    if (piece.kind === 'call') return { calls: [piece.evidence], recordings: [] };
    if (piece.kind === 'recording') return { calls: [], recordings: [piece.evidence] };
    return piece.kind === 'decision' ? this.#named(piece.evidence) : undefined;
  }

  /** What was done last about each finding of a case, by its key. */
  workOf(caseId: string): ReadonlyMap<string, Settlement> {
    const settlements = [...this.#of(caseId).settlements].sort(
      (a, b) => Number(a.ref.revision) - Number(b.ref.revision),
    );
    return new Map(settlements.map((one) => [one.findingKey, one]));
  }

  recordingsOf(source: string, day: number): readonly RecordingEvidence[] {
    return this.#recordingsBy.get(clockKey(source, day));
  }

  /** The cases that a recorder's clock matters to, on one day. */
  touchedByClock(source: string, day: number): readonly string[] {
    const recordings = this.recordingsOf(source, day);
    return [...new Set(recordings.flatMap((evidence) => this.touchedBy({ kind: 'recording', evidence })))];
  }

  /**
   * What the audit trail of a case has to look at: its own calls and notes, recordings that share an id or a number with
   * it, and whatever competes for those: other cases' calls, the recordings that these might have instead, and so on.
   */
  around(caseId: string): Evidence {
    const own = this.#of(caseId);
    const numbers = this.#cases.get(caseId)?.numbers ?? [];
    const named = numbers.flatMap((number) => this.#recordingsBy.get(numberKey(number)));
    const decided = own.decisions.flatMap((decision) => this.#named(decision).recordings);
    const noted = own.notes.flatMap(({ callId }) => (callId === undefined ? [] : this.#callsBy.get(idKey(callId))));
    const seeds = { calls: [...own.calls, ...noted], recordings: [...named, ...decided] };
    const { calls, recordings } = this.#competing(seeds);
    const cases = new Set([caseId, ...calls.map((call) => call.caseId)]);
    return {
      calls,
      recordings,
      notes: own.notes.map((note) => this.#corrected(note, own.corrections)),
      promises: own.promises,
      decisions: [...cases].flatMap((other) => this.#of(other).decisions),
    };
  }

  #corrected(note: NoteEvidence, corrections: readonly Correction[]): NoteEvidence {
    return corrections
      .filter(({ noteId }) => noteId === note.noteId)
      .sort((a, b) => a.at - b.at || Number(a.ref.revision) - Number(b.ref.revision))
      .reduce(corrected, note);
  }

  /** The call and the recording that a decision is about, as far as they are on record. */
  #named({ caseId, callId, recordingId }: MatchDecision): Group {
    return {
      calls: this.#callsBy.get(idKey(callId)).filter((call) => call.caseId === caseId && call.callId === callId),
      recordings: recordingId === undefined ? [] : this.#recordingsBy.get(recordingKey(recordingId)),
    };
  }

  /** These, and all that compete with them for each other. */
  #competing(seeds: Group): Group {
    const calls = new Set(seeds.calls);
    const recordings = new Set(seeds.recordings);
    const queue: (CallEvidence | RecordingEvidence)[] = [...calls, ...recordings];
    const add = <T extends CallEvidence | RecordingEvidence>(to: Set<T>, found: readonly T[]) => {
      for (const one of found) {
        if (to.has(one)) continue;
        to.add(one);
        queue.push(one);
      }
    };
    // Each is looked at once, those included that are added on the way.
    for (const one of queue) {
      if ('caseId' in one) add(recordings, this.#recordingsOf(one));
      else {
        add(calls, this.#callsOf(one));
        add(recordings, this.#copiesOf(one));
      }
    }
    return { calls: [...calls], recordings: [...recordings] };
  }

  #recordingsOf(call: CallEvidence): readonly RecordingEvidence[] {
    const { always, near } = keysOf({ kind: 'call', evidence: call }, this.reach);
    const { nearMs } = this.reach;
    const nearby = this.#stretched(near, call.startedAt - nearMs, call.endedAt + nearMs);
    const known = [...always, ...nearby].flatMap((key) => this.#recordingsBy.get(key));
    const decided = this.#decisionsBy.get(callKey(call)).flatMap((decision) => this.#named(decision).recordings);
    return [...known.filter((recording) => this.#mayBelong(recording, call)), ...decided];
  }

  #callsOf(recording: RecordingEvidence): readonly CallEvidence[] {
    const { always, near } = keysOf({ kind: 'recording', evidence: recording }, this.reach);
    const { nearMs } = this.reach;
    const nearby = this.#stretched(near, recording.startedAt - 2 * nearMs, recording.startedAt + nearMs);
    const known = [...always, ...nearby].flatMap((key) => this.#callsBy.get(key));
    const decisions = this.#decisionsBy.get(recordingKey(recording.recordingId));
    const decided = decisions.flatMap((decision) => this.#named(decision).calls);
    return [...known.filter((call) => this.#mayBelong(recording, call)), ...decided];
  }

  #copiesOf({ sha256, startedAt }: RecordingEvidence): readonly RecordingEvidence[] {
    return this.#recordingsBy.get(shaKey(sha256)).filter((other) => Math.abs(other.startedAt - startedAt) <= COPY_MS);
  }

  /** Could it be the call's, by its ids or by its time? */
  #mayBelong(recording: RecordingEvidence, call: CallEvidence): boolean {
    const { nearMs } = this.reach;
    const during = recording.startedAt >= call.startedAt - nearMs && recording.startedAt <= call.endedAt + nearMs;
    return during || sharesId(call, recording);
  }

  /** What a piece is found by in memory; an agent's day is long, so what is near is found by the stretch of time it is in. */
  #indexed(piece: Piece): readonly string[] {
    const { always, near, at } = keysOf(piece, this.reach);
    return [...always, ...new Set(at.flatMap((one) => this.#stretched(near, one, one)))];
  }

  #stretched(keys: readonly string[], from: number, to: number): readonly string[] {
    const { nearMs } = this.reach;
    const [first, last] = [Math.floor(from / nearMs), Math.floor(to / nearMs)];
    const stretches = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    return keys.flatMap((key) => stretches.map((stretch) => `${key} ${stretch}`));
  }

  #of(caseId: string): Known {
    const known = this.#known.get(caseId);
    if (known) return known;
    const fresh: Known = { calls: [], notes: [], corrections: [], promises: [], decisions: [], settlements: [] };
    this.#known.set(caseId, fresh);
    return fresh;
  }
}

interface Group {
  readonly calls: readonly CallEvidence[];
  readonly recordings: readonly RecordingEvidence[];
}

/** Evidence, or a change of what its case is found and judged by, or both. */
export interface Brought {
  readonly piece?: Piece;
  readonly changed?: EvidenceCase;
}

/** What an event brings; undefined for one that has nothing to do with evidence. */
export function broughtBy(
  step: Step,
  caseOf: (caseId: string) => EvidenceCase | undefined,
  policyOf: PolicyOf,
  hash: Hash,
): Brought | undefined {
  const { event, stream, revision, recordedAt } = step;
  const ref = { stream, revision: String(revision), type: event.type };
  if (!isCaseEvent(event)) return { piece: { kind: 'recording', evidence: toRecording(event.data, ref, hash) } };
  const caseId = caseIdOf(stream);
  if (event.type === 'CaseOpened') {
    const numbers = [...new Set(event.data.contacts.map(({ number }) => hash(number)))];
    const { policies, debtor } = event.data;
    const bindings = [{ from: Date.parse(event.occurredAt), policies }];
    const since = numbers.map(() => recordedAt);
    return {
      changed: { caseId, bindings, timeZone: debtor.timeZone, teams: [], numbers, knownSince: recordedAt, since },
    };
  }
  const known = caseOf(caseId);
  if (!known) throw new BadStoredEvent(stream, revision, 'the case was never opened');
  const withNumber = (number: string): { readonly changed: EvidenceCase } | undefined =>
    known.numbers.includes(number)
      ? undefined
      : { changed: { ...known, numbers: [...known.numbers, number], since: [...known.since, recordedAt] } };
  switch (event.type) {
    case 'ContactAdded':
    case 'ContactUpdated':
      return event.data.number === undefined ? undefined : withNumber(hash(event.data.number));
    case 'PolicyBound': {
      const from = Date.parse(event.occurredAt);
      const bindings = [...known.bindings, { from, policies: event.data.policies }].sort((a, b) => a.from - b.from);
      return { changed: { ...known, bindings } };
    }
    case 'CaseReassigned': {
      if (event.data.team === undefined) return undefined;
      const from = Date.parse(event.occurredAt);
      const teams = [...known.teams, { from, team: event.data.team }].sort((a, b) => a.from - b.from);
      return { changed: { ...known, teams } };
    }
    case 'CallAttempted': {
      const rules = evidenceRulesOf(policyOf(policiesAt(known, Date.parse(event.data.startedAt))));
      const call = toCall(caseId, event.data, ref, rules, hash);
      return { piece: { kind: 'call', evidence: call }, ...withNumber(call.number) };
    }
    case 'NoteTaken':
      return { piece: { kind: 'note', evidence: toNote(caseId, event.data, ref, hash) } };
    case 'NoteCorrected':
      return {
        piece: {
          kind: 'correction',
          evidence: toCorrection(caseId, event.data, ref, Date.parse(event.occurredAt), hash),
        },
      };
    case 'PromiseMade': {
      const promise = toPromise(caseId, event.data, ref);
      return promise && { piece: { kind: 'promise', evidence: promise } };
    }
    case 'MatchConfirmed':
    case 'MatchRejected': {
      const confirmed = event.type === 'MatchConfirmed';
      return { piece: { kind: 'decision', evidence: toDecision(caseId, confirmed, event.data, ref, recordedAt) } };
    }
    case 'FindingAcknowledged':
    case 'FindingResolved':
    case 'FindingWaived':
      return { piece: { kind: 'settlement', evidence: toSettlement(caseId, event, ref) } };
    default:
      return undefined;
  }
}

/** The rule books that were bound then, as far as it was known when this was put on record. */
const policiesAt = ({ bindings }: EvidenceCase, at: number): EventData<'CaseOpened'>['policies'] =>
  (bindings.findLast(({ from }) => from <= at) ?? bindings[0])?.policies ?? [];

export const idKey = (id: string): string => `id ${id}`;
export const recordingKey = (recordingId: string): string => `recording ${recordingId}`;
export const numberKey = (number: string): string => `number ${number}`;
const agentKey = (agentId: string): string => `agent ${agentId}`;
const shaKey = (sha256: string): string => `sha256 ${sha256}`;
const callKey = ({ caseId, callId }: { caseId: string; callId: string }): string => `call ${caseId} ${callId}`;
export const clockKey = (source: string, day: number): string => `clock ${day} ${source}`;

/** What a piece is found by: some of it at any time, some at about the same time. */
export interface Keys {
  readonly always: readonly string[];
  readonly near: readonly string[];
  /** Epoch milliseconds. */
  readonly at: readonly number[];
}

const NOTHING: Keys = { always: [], near: [], at: [] };

export function keysOf(piece: Piece, { nearMs }: Reach): Keys {
  switch (piece.kind) {
    case 'call': {
      const { ids, recordingId, number, agentId, startedAt, endedAt } = piece.evidence;
      return {
        always: [...ids.map(idKey), ...(recordingId === undefined ? [] : [recordingKey(recordingId)])],
        near: [numberKey(number), agentKey(agentId)],
        // A part of it may have been recorded at any time of a long call.
        at: Array.from({ length: Math.floor((endedAt - startedAt) / nearMs) + 1 }, (_, i) => startedAt + i * nearMs),
      };
    }
    case 'recording': {
      const { ids, recordingId, number, agentId, startedAt, sha256, source } = piece.evidence;
      return {
        always: [...ids.map(idKey), recordingKey(recordingId), shaKey(sha256), clockKey(source, dayOf(piece.evidence))],
        // One without a number can be found by its agent only.
        near: number !== undefined ? [numberKey(number)] : agentId !== undefined ? [agentKey(agentId)] : [],
        at: [startedAt],
      };
    }
    case 'note':
      return piece.evidence.callId === undefined
        ? NOTHING
        : { always: [idKey(piece.evidence.callId)], near: [], at: [piece.evidence.writtenAt] };
    case 'decision': {
      const { recordingId, decidedAt } = piece.evidence;
      const recordings = recordingId === undefined ? [] : [recordingKey(recordingId)];
      return { always: [callKey(piece.evidence), ...recordings], near: [], at: [decidedAt] };
    }
    default:
      return NOTHING;
  }
}

/** What others are found by that have to do with a piece: keys of a kind, at any time or between two instants (epoch milliseconds). */
export interface Sought {
  readonly kind: Piece['kind'];
  readonly key: string;
  readonly from?: number;
  readonly to?: number;
}

export function soughtBy(piece: Piece, reach: Reach): readonly Sought[] {
  const { nearMs } = reach;
  const { near } = keysOf(piece, reach);
  switch (piece.kind) {
    case 'call': {
      const { ids, recordingId, startedAt, endedAt } = piece.evidence;
      return [
        ...ids.flatMap((id) => [
          { kind: 'recording' as const, key: idKey(id) },
          { kind: 'note' as const, key: idKey(id) },
        ]),
        ...(recordingId === undefined ? [] : [{ kind: 'recording' as const, key: recordingKey(recordingId) }]),
        ...near.map((key) => ({ kind: 'recording' as const, key, from: startedAt - nearMs, to: endedAt + nearMs })),
        { kind: 'decision', key: callKey(piece.evidence) },
      ];
    }
    case 'recording': {
      const { ids, recordingId, startedAt, sha256 } = piece.evidence;
      return [
        ...ids.map((id) => ({ kind: 'call' as const, key: idKey(id) })),
        { kind: 'call', key: recordingKey(recordingId) },
        ...near.map((key) => ({ kind: 'call' as const, key, from: startedAt - 2 * nearMs, to: startedAt + nearMs })),
        { kind: 'recording', key: shaKey(sha256), from: startedAt - COPY_MS, to: startedAt + COPY_MS },
        { kind: 'decision', key: recordingKey(recordingId) },
      ];
    }
    case 'note':
      return piece.evidence.callId === undefined ? [] : [{ kind: 'call', key: idKey(piece.evidence.callId) }];
    case 'decision': {
      const { callId, recordingId } = piece.evidence;
      const recordings =
        recordingId === undefined ? [] : [{ kind: 'recording' as const, key: recordingKey(recordingId) }];
      return [{ kind: 'call', key: idKey(callId) }, ...recordings];
    }
    default:
      return [];
  }
}

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

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
