/** All calls, recordings and notes known so far, findable by what they share. Rebuilt from the store at every start. */
import { type EventData, isCaseEvent } from '@case';
import type { SubscribedEvent } from '@event-store';
import {
  apartOf,
  type CallEvidence,
  type Evidence,
  type NoteEvidence,
  type RecordingEvidence,
  sharesId,
} from '@reconciliation';

type CaseCall = CallEvidence & { readonly caseId: string };

interface CaseEvidence {
  readonly calls: CaseCall[];
  readonly notes: NoteEvidence[];
  /** Numbers of its contacts and of its calls. */
  readonly numbers: Set<string>;
  readonly policies: EventData<'CaseOpened'>['policies'];
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
  readonly #cases = new Map<string, CaseEvidence>();
  readonly #callsBy = new Index<CaseCall>();
  readonly #recordingsBy = new Index<RecordingEvidence>();

  /** Takes one event in; each must come once, in the order of the store. */
  add(recorded: SubscribedEvent): void {
    const { event } = recorded;
    if (isCaseEvent(event)) this.#addToCase(recorded);
    else this.#addRecording(event.data, refOf(recorded));
  }

  policiesOf(caseId: string): EventData<'CaseOpened'>['policies'] | undefined {
    return this.#cases.get(caseId)?.policies;
  }

  /**
   * What the audit trail of a case has to look at: its own calls and notes, recordings that share an id or a number with
   * it, and whatever competes for those: other cases' calls, the recordings that these might have instead, and so on.
   * `clockMs` is how far clocks may differ.
   */
  around(caseId: string, clockMs: number): Required<Evidence> {
    const known = this.#cases.get(caseId);
    if (!known) return { calls: [], recordings: [], notes: [], elsewhere: new Set() };
    const calls = new Set<CaseCall>(known.calls);
    const recordings = new Set([...known.numbers].flatMap((number) => this.#recordingsBy.get(numberKey(number))));
    for (const call of calls) for (const recording of this.#recordingsNear(call, clockMs)) recordings.add(recording);
    // Each is looked at once, those included that are added on the way.
    for (const recording of recordings) {
      for (const claimant of this.#callsNear(recording, clockMs)) {
        if (calls.has(claimant)) continue;
        calls.add(claimant);
        for (const other of this.#recordingsNear(claimant, clockMs)) recordings.add(other);
      }
    }
    const elsewhere = new Set<CallEvidence>([...calls].filter((call) => call.caseId !== caseId));
    return { calls: [...calls], recordings: [...recordings], notes: known.notes, elsewhere };
  }

  #recordingsNear(call: CaseCall, clockMs: number): readonly RecordingEvidence[] {
    const known = keysOfCall(call, clockMs).flatMap((key) => this.#recordingsBy.get(key));
    return known.filter((recording) => mayBelong(recording, call, clockMs));
  }

  #callsNear(recording: RecordingEvidence, clockMs: number): readonly CaseCall[] {
    const known = keysOfRecording(recording, clockMs).flatMap((key) => this.#callsBy.get(key));
    return known.filter((call) => mayBelong(recording, call, clockMs));
  }

  #addToCase(recorded: SubscribedEvent): void {
    const { event } = recorded;
    const caseId = recorded.stream.slice('case-'.length);
    if (event.type === 'CaseOpened') {
      const numbers = new Set(event.data.contacts.map((contact) => contact.number));
      this.#cases.set(caseId, { calls: [], notes: [], numbers, policies: event.data.policies });
      return;
    }
    const known = this.#cases.get(caseId);
    if (!known) throw new Error(`${recorded.stream} revision ${recorded.revision}: the case was never opened`);
    if (event.type === 'ContactAdded' || event.type === 'ContactUpdated') {
      if (event.data.number !== undefined) known.numbers.add(event.data.number);
    }
    if (event.type === 'NoteTaken') known.notes.push(toNote(event.data, refOf(recorded)));
    if (event.type === 'CallAttempted') {
      const call = { ...toCall(event.data, refOf(recorded)), caseId };
      known.calls.push(call);
      known.numbers.add(call.number);
      this.#callsBy.add(keysOfCall(call), call);
    }
  }

  #addRecording(data: EventData<'RecordingRegistered'>, ref: RecordingEvidence['ref']): void {
    const recording: RecordingEvidence = {
      recordingId: data.recordingId,
      ref,
      ids: Object.values(data.callIds ?? {}),
      direction: data.direction,
      agentId: data.agentId,
      lineId: data.lineId,
      number: data.number,
      startedAt: Date.parse(data.startedAt),
      endedAt: Date.parse(data.endedAt),
    };
    this.#recordingsBy.add(keysOfRecording(recording), recording);
  }
}

/** Could it be the call's, by its ids or by its time? */
const mayBelong = (recording: RecordingEvidence, call: CallEvidence, clockMs: number): boolean =>
  sharesId(call, recording) || apartOf(call, recording) <= clockMs;

const refOf = ({ stream, revision, type }: SubscribedEvent) => ({ stream, revision: String(revision), type });

const idKey = (id: string): string => `id ${id}`;
const numberKey = (number: string): string => `number ${number}`;
const recordingKey = (recordingId: string): string => `recording ${recordingId}`;
/** An agent makes thousands of calls; those of a day are few enough to compare. */
const agentKey = (agentId: string, at: number): string => `agent ${agentId} ${Math.floor(at / DAY_MS)}`;

/** An agent's days within the tolerance of an instant: one, or two around midnight. */
const agentKeys = (agentId: string, at: number, clockMs: number): readonly string[] => [
  ...new Set([agentKey(agentId, at - clockMs), agentKey(agentId, at), agentKey(agentId, at + clockMs)]),
];

const DAY_MS = 86_400_000;

/** With a tolerance, the keys to look for; without, those to be found by. */
const keysOfCall = (call: CallEvidence, clockMs = 0): readonly string[] => [
  ...call.ids.map(idKey),
  numberKey(call.number),
  ...new Set([call.startedAt, call.answeredAt ?? call.startedAt].flatMap((at) => agentKeys(call.agentId, at, clockMs))),
  ...(call.recordingId ? [recordingKey(call.recordingId)] : []),
];

/** A recording without a number can be found by its agent only. */
const keysOfRecording = ({ ids, recordingId, number, agentId, startedAt }: RecordingEvidence, clockMs = 0) => [
  ...ids.map(idKey),
  recordingKey(recordingId),
  ...(number ? [numberKey(number)] : agentId ? agentKeys(agentId, startedAt, clockMs) : []),
];

function toCall(data: EventData<'CallAttempted'>, ref: CallEvidence['ref']): CallEvidence {
  return {
    callId: data.callId,
    ref,
    ids: [data.callId, ...Object.values(data.callIds ?? {})],
    recordingId: data.recordingId,
    direction: data.direction,
    agentId: data.agentId,
    lineId: data.lineId,
    number: data.number,
    startedAt: Date.parse(data.startedAt),
    answeredAt: data.answeredAt === undefined ? undefined : Date.parse(data.answeredAt),
    endedAt: Date.parse(data.endedAt),
    answered: data.result === 'answered',
  };
}

const toNote = (data: EventData<'NoteTaken'>, ref: NoteEvidence['ref']): NoteEvidence => ({
  noteId: data.noteId,
  ref,
  callId: data.callId,
  agentId: data.agentId,
  writtenAt: Date.parse(data.writtenAt),
  spoke: SPOKE[data.outcome],
});

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
