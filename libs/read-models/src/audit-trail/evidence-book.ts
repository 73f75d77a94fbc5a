/** Calls, recordings, notes and what is said of them, as far as a batch has to do with them, findable by what they share. */
import {
  type AudioCheck,
  type AudioRemoval,
  type CallEvidence,
  type CardPayment,
  type Evidence,
  type MatchDecision,
  type NoteEvidence,
  type PromiseEvidence,
  type RecordingEvidence,
  sharesId,
} from '@reconciliation';
import { assignedAt, caseIdOfPiece, type EvidenceCase, isOfRecording, type Piece } from './brought';
import { COPY_MS, callKey, clockKey, idKey, keysOf, numberKey, type Reach, recordingKey, shaKey } from './keys';
import { type Correction, corrected, type Settlement } from './pieces';

interface Known {
  readonly calls: CallEvidence[];
  readonly notes: NoteEvidence[];
  readonly corrections: Correction[];
  readonly promises: PromiseEvidence[];
  readonly decisions: MatchDecision[];
  readonly settlements: Settlement[];
  readonly payments: CardPayment[];
}

export class EvidenceBook {
  readonly #cases = new Map<string, EvidenceCase>();
  readonly #known = new Map<string, Known>();
  readonly #casesBy = new Index<string>();
  readonly #callsBy = new Index<CallEvidence>();
  readonly #recordingsBy = new Index<RecordingEvidence>();
  readonly #decisionsBy = new Index<MatchDecision>();
  readonly #notesBy = new Index<NoteEvidence>();
  readonly #checksBy = new Index<AudioCheck>();
  readonly #removals = new Map<string, AudioRemoval>();

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
    if (isOfRecording(piece)) {
      if (piece.kind === 'check') this.#checksBy.add([piece.evidence.recordingId], piece.evidence);
      else this.#removals.set(piece.evidence.recordingId, piece.evidence);
      return;
    }
    const known = this.#of(piece.evidence.caseId);
    if (piece.kind === 'note') {
      known.notes.push(piece.evidence);
      this.#notesBy.add(this.#indexed(piece), piece.evidence);
    } else if (piece.kind === 'correction') known.corrections.push(piece.evidence);
    else if (piece.kind === 'promise') known.promises.push(piece.evidence);
    else if (piece.kind === 'payment') known.payments.push(piece.evidence);
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

  casesWith(number: string): readonly string[] {
    return this.#casesBy.get(number);
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
    if (isOfRecording(piece))
      return { calls: [], recordings: this.#recordingsBy.get(recordingKey(piece.evidence.recordingId)) };
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

  /** Numbers of a recorder's recordings on one day, and of whatever competes with them. */
  numbersByClock(source: string, day: number): readonly string[] {
    const { recordings } = this.#competing({ calls: [], recordings: this.recordingsOf(source, day) });
    return distinct(recordings.flatMap(({ number }) => (number === undefined ? [] : [number])));
  }

  /** The cases that a recorder's clock matters to, on one day. */
  touchedByClock(source: string, day: number): readonly string[] {
    const recordings = this.recordingsOf(source, day);
    return [...new Set(recordings.flatMap((evidence) => this.touchedBy({ kind: 'recording', evidence })))];
  }

  /**
   * What the audit trail of a case has to look at: its own calls and notes, recordings that share an id or a number with
   * it, and whatever competes for those: other cases' calls, the recordings that these might have instead, and so on. What
   * happened after `asOf` (epoch milliseconds) is left out; decisions count from when they were put on record.
   */
  around(caseId: string, asOf = Number.POSITIVE_INFINITY): Evidence {
    const own = this.#of(caseId);
    const numbers = this.#cases.get(caseId)?.numbers ?? [];
    const named = numbers.flatMap((number) => this.#recordingsBy.get(numberKey(number)));
    const decided = own.decisions.flatMap((decision) => this.#named(decision).recordings);
    const noted = own.notes.flatMap(({ callId }) => (callId === undefined ? [] : this.#callsBy.get(idKey(callId))));
    const seeds = { calls: [...own.calls, ...noted], recordings: [...named, ...decided] };
    const { calls, recordings } = this.#competing(seeds);
    const cases = new Set([caseId, ...calls.map((call) => call.caseId)]);
    const corrections = own.corrections.filter(({ at }) => at <= asOf);
    return {
      calls: calls.filter(({ startedAt }) => startedAt <= asOf).map((call) => this.#assigned(call)),
      recordings: recordings.filter(({ startedAt }) => startedAt <= asOf).map((one) => this.#checked(one, asOf)),
      notes: own.notes.filter(({ writtenAt }) => writtenAt <= asOf).map((note) => this.#corrected(note, corrections)),
      promises: own.promises.filter(({ madeAt = 0 }) => madeAt <= asOf),
      payments: own.payments.filter(({ at }) => at <= asOf),
      decisions: [...cases].flatMap((other) => this.#of(other).decisions).filter(({ decidedAt }) => decidedAt <= asOf),
    };
  }

  #assigned(call: CallEvidence): CallEvidence {
    const known = call.rules.assignedAgentsOnly ? this.#cases.get(call.caseId) : undefined;
    const assignedTo = known && assignedAt(known, call.startedAt);
    return assignedTo === undefined ? call : { ...call, assignedTo };
  }

  #checked(recording: RecordingEvidence, asOf: number): RecordingEvidence {
    const checks = this.#checksBy.get(recording.recordingId).filter(({ checkedAt }) => checkedAt <= asOf);
    const known = this.#removals.get(recording.recordingId);
    const removal = known && (known.removedAt ?? 0) <= asOf ? known : undefined;
    if (checks.length === 0 && !removal) return recording;
    return {
      ...recording,
      checks: [...checks].sort((a, b) => Number(a.ref.revision) - Number(b.ref.revision)),
      ...(removal && { removal }),
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
    if (sha256 === undefined) return [];
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
    const fresh: Known = {
      calls: [],
      notes: [],
      corrections: [],
      promises: [],
      decisions: [],
      settlements: [],
      payments: [],
    };
    this.#known.set(caseId, fresh);
    return fresh;
  }
}

interface Group {
  readonly calls: readonly CallEvidence[];
  readonly recordings: readonly RecordingEvidence[];
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
