/** All calls, recordings and notes known so far, findable by what they share. Rebuilt from the store at every start. */
import { type EventData, isCaseEvent } from '@case';
import type { SubscribedEvent } from '@event-store';
import type { CallEvidence, Evidence, NoteEvidence, RecordingEvidence } from '@reconciliation';

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
   * it, and other cases' calls to which those recordings might belong instead.
   */
  around(caseId: string): Required<Evidence> {
    const known = this.#cases.get(caseId);
    if (!known) return { calls: [], recordings: [], notes: [], elsewhere: new Set() };
    const shared = [...known.calls.flatMap(keysOfCall), ...[...known.numbers].map(numberKey)];
    const recordings = new Set(
      shared.flatMap((key) => this.#recordingsBy.get(key)).filter((recording) => mayBeOf(recording, known.calls)),
    );
    const claiming = [...recordings].flatMap(keysOfRecording).flatMap((key) => this.#callsBy.get(key));
    const calls = new Set<CaseCall>([...known.calls, ...claiming]);
    const elsewhere = new Set<CallEvidence>([...calls].filter((call) => call.caseId !== caseId));
    return { calls: [...calls], recordings: [...recordings], notes: known.notes, elsewhere };
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
      agentId: data.agentId,
      lineId: data.lineId,
      number: data.number,
      startedAt: Date.parse(data.startedAt),
      endedAt: Date.parse(data.endedAt),
    };
    this.#recordingsBy.add(keysOfRecording(recording), recording);
  }
}

/** A recording without a number is looked at only close to a call: its agent works on many cases. */
const mayBeOf = (recording: RecordingEvidence, calls: readonly CallEvidence[]): boolean =>
  recording.number !== undefined ||
  calls.some(
    (call) =>
      call.recordingId === recording.recordingId ||
      recording.ids.some((id) => call.ids.includes(id)) ||
      Math.abs(recording.startedAt - (call.answeredAt ?? call.startedAt)) <= NEAR_MS,
  );

/** Wider than any pack's tolerance between two clocks. */
const NEAR_MS = 60 * 60_000;

const refOf = ({ stream, revision, type }: SubscribedEvent) => ({ stream, revision: String(revision), type });

const idKey = (id: string): string => `id ${id}`;
const numberKey = (number: string): string => `number ${number}`;
const recordingKey = (recordingId: string): string => `recording ${recordingId}`;
const agentKey = (agentId: string): string => `agent ${agentId}`;

const keysOfCall = (call: CallEvidence): readonly string[] => [
  ...call.ids.map(idKey),
  numberKey(call.number),
  agentKey(call.agentId),
  ...(call.recordingId ? [recordingKey(call.recordingId)] : []),
];

/** A recording without a number can be found by its agent only. */
const keysOfRecording = (recording: RecordingEvidence): readonly string[] => [
  ...recording.ids.map(idKey),
  recordingKey(recording.recordingId),
  ...(recording.number ? [numberKey(recording.number)] : recording.agentId ? [agentKey(recording.agentId)] : []),
];

function toCall(data: EventData<'CallAttempted'>, ref: CallEvidence['ref']): CallEvidence {
  return {
    callId: data.callId,
    ref,
    ids: [data.callId, ...Object.values(data.callIds ?? {})],
    recordingId: data.recordingId,
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
