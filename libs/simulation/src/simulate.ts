/**
 * Days of collection work as systems would report them, with what goes wrong in real ones, each at a known rate; and the
 * truth beside it. The same options give the same days.
 */
import type { EventData } from '@case';
import { Chance } from './chance';
import {
  ANSWERED_ONLY,
  AS_IT_HAPPENS_ONLY,
  DEFECTS,
  type Defect,
  NO_NOTE,
  NO_OWN_NOTE,
  NOTE_FINDINGS,
  NOTHING_TO_SHARE,
  RECORDING_FINDINGS,
  UNANSWERED_ONLY,
} from './defects';
import type { Report, Shift, SimulationOptions } from './report';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS, SECOND_MS } from './time';
import { answererOf, type Call, conversation, pausesOf, type Recording, toldOf, writtenAt } from './told';
import { link as linkDown, note as noteDown, type Truth } from './truth';
import { type Agent, agentOf, type SimulatedCase, skewOf, spellingsOf } from './world';

/** Agent by agent and day by day, so that any number of them can be taken; what is true is noted down on the way. */
export function* simulate(options: SimulationOptions, truth?: Truth): Generator<Shift> {
  const agents = Array.from({ length: options.agents }, (_, i) => agentOf(i, options));
  for (let day = 0; day < options.days; day++) {
    for (const [i, agent] of agents.entries()) {
      const chance = new Chance(options.seed * 1_000_003 + day * 10_007 + i);
      yield { agent, reports: new Day(agent, options, day, chance, truth).reports };
    }
  }
}

/** The cases of these agents, each to be opened before anything is told of it. */
export const simulatedCases = (options: SimulationOptions): readonly SimulatedCase[] =>
  Array.from({ length: options.agents }, (_, i) => agentOf(i, options).cases).flat();

/** The last cases of each agent are never called: what is written about them is invented. */
const NEVER_CALLED = 6;

class Day {
  readonly reports: Report[] = [];
  readonly #skewMs: number;
  readonly #calls: Call[] = [];
  readonly #recordings = new Map<Call, Recording>();
  readonly #swapped = new Set<Call>();
  #count = 0;

  constructor(
    private readonly agent: Agent,
    private readonly options: SimulationOptions,
    private readonly day: number,
    private readonly chance: Chance,
    private readonly truth: Truth | undefined,
  ) {
    const { source } = agent.recorder;
    this.#skewMs = skewOf(options.seed, source, day, options.skewSeconds * SECOND_MS);
    this.#work();
    for (const call of this.#calls) this.#record(call);
    this.#swap();
    for (const call of this.#calls) this.#report(call);
  }

  /** Calls one after the other, from eight to four. */
  #work(): void {
    const midnight = this.options.from + this.day * DAY_MS;
    const end = midnight + 16 * HOUR_MS;
    const callable = this.agent.cases.length - NEVER_CALLED;
    for (let now = midnight + 8 * HOUR_MS + this.chance.between(0, 20 * MINUTE_MS); now < end; ) {
      const last = this.#calls.at(-1);
      const again = last !== undefined && last.answeredAt === undefined && this.chance.happens(0.3);
      const of = again ? last.of : (this.agent.cases[this.chance.between(0, callable - 1)] ?? this.agent.cases[0]);
      const number = again ? last.body.number : this.chance.happens(0.8) ? of.mobile : of.work;
      const call = this.#call(of, number, now);
      this.#calls.push(call);
      now = call.endedAt + this.chance.between(90, 280) * SECOND_MS;
    }
  }

  #call(of: SimulatedCase, number: string, startedAt: number): Call {
    const answered = this.chance.happens(0.45);
    const rings = this.chance.between(5, 30) * SECOND_MS + this.chance.between(0, 999);
    const talks = answered ? this.chance.between(45, 400) * SECOND_MS + this.chance.between(0, 999) : 0;
    const endedAt = startedAt + rings + talks;
    const answeredAt = answered ? startedAt + rings : undefined;
    const defect = this.#defect(answered);
    const answeredBy = answered ? answererOf(defect, this.chance) : undefined;
    const isOther = answeredBy === 'relative';
    const promises = answered && !isOther && (defect?.startsWith('promise') || this.chance.happens(0.25));
    const promised =
      promises || defect === 'unheard-promise'
        ? { minor: this.chance.between(10, 900) * 100, dueAt: endedAt + this.chance.between(1, 4) * DAY_MS }
        : undefined;
    const body: EventData<'CallAttempted'> = {
      callId: this.#id('call'),
      direction: 'outbound',
      agentId: this.agent.agentId,
      lineId: this.agent.lineId,
      contactId: number === of.mobile ? 'mobile' : 'work',
      number,
      startedAt: instant(startedAt),
      ...(answeredAt !== undefined && { answeredAt: instant(answeredAt) }),
      endedAt: instant(endedAt),
      result: answered ? 'answered' : this.chance.one(['no-answer', 'busy', 'switched-off']),
      ...(answeredBy && { answeredBy: { relation: answeredBy, informed: false } }),
    };
    return { of, body, startedAt, answeredAt, endedAt, defect, promised };
  }

  /** One that can happen to such a call. */
  #defect(answered: boolean): Defect | undefined {
    const drawn = DEFECTS[Math.floor(this.chance.between(0, 999_999) / (this.options.defectRate * 1_000_000))];
    if (drawn === undefined) return undefined;
    if (AS_IT_HAPPENS_ONLY.has(drawn) && this.agent.recorder.writesFiles) return undefined;
    if (ANSWERED_ONLY.has(drawn)) return answered ? drawn : undefined;
    return UNANSWERED_ONLY.has(drawn) && answered ? undefined : drawn;
  }

  #record(call: Call): void {
    const { defect, startedAt, answeredAt, endedAt } = call;
    if (defect === 'lost-recording' || defect === 'nothing-left') return;
    const { beginsAt, knows, source } = { ...this.agent.recorder };
    const begins = (beginsAt === 'answer' ? (answeredAt ?? startedAt) : startedAt) + this.chance.between(0, 2_000);
    const whole = endedAt + this.chance.between(0, 2_000);
    const talks = endedAt - (answeredAt ?? startedAt);
    const ends =
      defect === 'truncated-recording'
        ? Math.max(begins, answeredAt ?? 0) +
          Math.round((talks * this.chance.between(10, 50)) / 100) -
          (Math.max(begins, answeredAt ?? 0) - begins)
        : defect === 'recorded-conversation'
          ? begins + this.chance.between(90, 300) * SECOND_MS
          : whole;
    const number = this.chance.happens(knows.number);
    const sha256 = this.chance.hex(64);
    this.#recordings.set(call, {
      recordingId: this.#id('rec'),
      ...(this.chance.happens(knows.callId) &&
        defect !== 'doubtful-recording' && { callIds: { dialer: call.body.callId } }),
      // Of one that knows neither, nobody could say whose it is.
      ...((this.chance.happens(knows.agent) || !number) && { agentId: this.agent.agentId }),
      ...pausesOf(defect, begins + this.#skewMs, ends + this.#skewMs),
      ...(this.chance.happens(knows.line) && { lineId: this.agent.lineId }),
      ...(number && { number: call.body.number }),
      direction: 'outbound',
      startedAt: instant(begins + this.#skewMs),
      endedAt: instant(ends + this.#skewMs),
      sha256,
      // Whose it is would be told by its name otherwise.
      uri: `recordings/${source}/${sha256.slice(0, 16)}.wav`,
      source,
    });
  }

  /** Two recordings are filed under each other's call. */
  #swap(): void {
    for (const [i, call] of this.#calls.entries()) {
      if (call.defect !== 'swapped-recording') continue;
      const other = this.#calls
        .slice(i + 1, i + 6)
        .find((one) => one.defect === undefined && one.of !== call.of && one.startedAt > call.endedAt + 5 * MINUTE_MS);
      const [mine, theirs] = [this.#recordings.get(call), other && this.#recordings.get(other)];
      if (!other || !mine?.callIds || !theirs?.callIds) continue;
      this.#recordings.set(call, { ...mine, callIds: theirs.callIds });
      this.#recordings.set(other, { ...theirs, callIds: mine.callIds });
      for (const one of [call, other]) {
        this.#swapped.add(one);
        this.#due('swapped-recording', one);
      }
    }
  }

  #report(call: Call): void {
    const { defect, of, endedAt } = call;
    const named = this.#contest(call);
    if (defect !== 'lost-call') {
      this.reports.push({ kind: 'call', caseId: of.caseId, body: named, arrivesAt: endedAt + SECOND_MS });
    }
    if (defect === 'call-told-twice') this.#tellAgain(call);
    this.#reportRecording(call);
    this.#reportNote(call);
    if (call.promised && defect !== 'promise-not-recorded') this.#reportPromise(call, call.promised);
    if (defect === 'lost-call') return;
    if (this.#sharesNote(call)) this.#due('shared-note', call);
    this.#due(this.#classOf(call), call);
  }

  /** What the entry of the call should be. */
  #classOf(call: Call): string {
    const { defect } = call;
    if (defect === 'doubtful-recording') return 'ambiguous';
    const noted = this.#sharesNote(call) || defect === 'shared-note' || !NO_OWN_NOTE.has(defect ?? '');
    if (this.#recordings.has(call)) return noted ? 'matched' : 'recording-without-note';
    return noted ? 'note-without-recording' : 'call-without-evidence';
  }

  /** The switch tells of it as well, by its own id and its own clock. */
  #tellAgain({ of, body, endedAt }: Call): void {
    const callId = this.#id('switch');
    const later = this.chance.between(0, 2_000);
    const moved = (time: string): string => instant(Date.parse(time) + later);
    const again: EventData<'CallAttempted'> = {
      ...body,
      callId,
      ...(this.chance.happens(0.5) && { callIds: { dialer: body.callId } }),
      startedAt: moved(body.startedAt),
      ...(body.answeredAt !== undefined && { answeredAt: moved(body.answeredAt) }),
      endedAt: moved(body.endedAt),
    };
    this.reports.push({ kind: 'call', caseId: of.caseId, body: again, arrivesAt: endedAt + 5 * SECOND_MS });
    noteDown(this.truth, 'duplicate-call', `call:${callId}`);
    noteDown(this.truth, 'exempt', `call:${callId}`);
  }

  /** Another call claims the recording that this one names as well. */
  #contest(call: Call): EventData<'CallAttempted'> {
    const own = this.#recordings.get(call);
    const index = this.#calls.indexOf(call);
    const claims = (one: Call | undefined): boolean => one?.defect === 'contested-recording' && this.#isClear(one);
    if (claims(call)) {
      const before = this.#calls[index - 1];
      const theirs = before && this.#recordings.get(before);
      if (theirs) {
        for (const one of [call, before]) this.#due('claimed-twice', one);
        return { ...call.body, recordingId: theirs.recordingId };
      }
    }
    return own && claims(this.#calls[index + 1]) ? { ...call.body, recordingId: own.recordingId } : call.body;
  }

  /** Is the call before it another one's, of another time, with nothing amiss? */
  #isClear(call: Call): boolean {
    const before = this.#calls[this.#calls.indexOf(call) - 1];
    return (
      before !== undefined &&
      before.defect === undefined &&
      before.of !== call.of &&
      !this.#swapped.has(before) &&
      this.#recordings.has(before)
    );
  }

  #reportRecording(call: Call): void {
    const recording = this.#recordings.get(call);
    if (!recording) return;
    const { defect } = call;
    const lateBy = defect === 'late-recording' ? this.chance.between(3, 20) * HOUR_MS : 0;
    const soon = call.endedAt + this.chance.between(5, 40) * MINUTE_MS;
    const { writesFiles } = this.agent.recorder;
    const arrivesAt = (writesFiles ? this.#night : soon) + lateBy;
    const isLinked = defect !== 'lost-call' && defect !== 'doubtful-recording';
    const push = (one: Recording) => {
      const number = one.number !== undefined && writesFiles ? this.chance.one(spellingsOf(one.number)) : one.number;
      const body = { ...one, ...(number !== undefined && { number }) };
      this.reports.push({ kind: 'recording', body, inFile: writesFiles, arrivesAt });
      if (isLinked) linkDown(this.truth, `recording:${one.recordingId}`, `call:${call.body.callId}`);
    };
    if (defect === 'lost-call') noteDown(this.truth, 'recording-without-call', `recording:${recording.recordingId}`);
    else if (isLinked && this.#isWeak(call, recording)) this.#due('weak-match', call);
    const finding = RECORDING_FINDINGS[defect ?? ''];
    if (finding) this.#due(finding, call);
    if (defect === 'split-recording') {
      this.#due('split-recording', call);
      for (const part of this.#split(call, recording)) push(part);
      return;
    }
    push(recording);
    this.#tellLater(call, recording, arrivesAt);
    // Another recorder's, of the same time: nobody knows which of the two is the call's.
    if (defect === 'doubtful-recording')
      push({ ...recording, recordingId: this.#id('rec'), sha256: this.chance.hex(64) });
    if (defect !== 'duplicate-recording') return;
    this.#due('duplicate-recording', call);
    push({ ...recording, recordingId: this.#id('rec'), source: this.#copiedBy(recording) });
  }

  /** What is found out of the audio afterwards, and that a card was read out. */
  #tellLater({ defect, of, answeredAt = 0, endedAt }: Call, { recordingId }: Recording, arrivedAt: number): void {
    const at = arrivedAt + this.chance.between(1, 5) * HOUR_MS;
    if (defect === 'changed-audio') {
      const body = { checkId: this.#id('check'), recordingId, sha256: this.chance.hex(64) };
      this.reports.push({ kind: 'check', body, arrivesAt: at });
    }
    if (defect === 'lost-audio') {
      const body = { removalId: this.#id('loss'), recordingId, by: 'archivist', reason: 'The disk failed.' };
      this.reports.push({ kind: 'loss', body, arrivesAt: at });
    }
    if (defect !== 'card-recorded') return;
    const receivedAt = answeredAt + Math.round((endedAt - answeredAt) / 2);
    const amount = { currency: 'EUR', minor: 100 };
    const body = { paymentId: this.#id('pay'), amount, receivedAt: instant(receivedAt), means: 'card' as const };
    this.reports.push({ kind: 'payment', caseId: of.caseId, body, arrivesAt: endedAt + 2 * SECOND_MS });
  }

  /** A recorder that writes files names itself in them alone. */
  #copiedBy({ source }: Recording): string {
    return this.agent.recorder.writesFiles ? source : this.chance.one([source, 'archive']);
  }

  /** When files are written of the day. */
  get #night(): number {
    return this.options.from + this.day * DAY_MS + 22 * HOUR_MS;
  }

  /** Nothing in common but number, agent, time: no id of this call on it, and the call does not name it. */
  #isWeak(call: Call, recording: Recording): boolean {
    const next = this.#calls[this.#calls.indexOf(call) + 1];
    const namedByCall = next?.defect === 'contested-recording' && this.#isClear(next);
    return recording.callIds?.dialer !== call.body.callId && !namedByCall;
  }

  /** In two parts, with some seconds between them. */
  #split(call: Call, recording: Recording): readonly Recording[] {
    const [from, to] = [Date.parse(recording.startedAt), Date.parse(recording.endedAt)];
    const cut = Math.max(from, (call.answeredAt ?? from) + this.#skewMs);
    const at = cut + Math.round(((to - cut) * this.chance.between(30, 70)) / 100);
    const gap = this.chance.between(1, 6) * SECOND_MS;
    return [
      { ...recording, endedAt: instant(at) },
      { ...recording, recordingId: this.#id('rec'), startedAt: instant(at + gap), sha256: this.chance.hex(64) },
    ];
  }

  /** Without a note of its own, one of a row of attempts to the same number, and a later one is noted. */
  #sharesNote(call: Call): boolean {
    if (call.answeredAt !== undefined || !NO_OWN_NOTE.has(call.defect ?? '')) return false;
    return this.#calls.some(
      (next) =>
        next.startedAt > call.startedAt &&
        next.startedAt - call.startedAt <= ROW_MS &&
        next.body.number === call.body.number &&
        next.of === call.of &&
        next.answeredAt === undefined &&
        !NOTHING_TO_SHARE.has(next.defect ?? '') &&
        !this.#sharesNote(next),
    );
  }

  #reportNote(call: Call): void {
    const { defect, of, body, endedAt, answeredAt } = call;
    if (defect === 'invented-note') this.#invent(endedAt);
    if (NO_NOTE.has(defect ?? '') || (defect === 'shared-note' && this.#sharesNote(call))) return;
    const spoke = defect === 'contradicting-note' ? answeredAt === undefined : answeredAt !== undefined;
    const told = toldOf(call);
    const at = writtenAt(call, this.chance);
    const isNamed = defect !== undefined || this.chance.happens(0.8);
    const written: EventData<'NoteTaken'> = {
      noteId: this.#id('note'),
      agentId: defect === 'wrong-agent-note' ? `${this.agent.agentId}-stand-in` : this.agent.agentId,
      writtenAt: instant(at),
      ...(isNamed && { callId: body.callId }),
      text: `What was said, as ${this.chance.hex(8)}.`,
      ...(spoke ? conversation(call, told, this.chance) : { outcome: 'no-answer' }),
    };
    const caseId = defect === 'wrong-case-note' ? this.#neverCalled() : of.caseId;
    this.reports.push({ kind: 'note', caseId, body: written, arrivesAt: Math.max(at, endedAt) + SECOND_MS });
    this.#noteTruth(call, written, caseId);
    if (defect === 'duplicate-note') this.#writeAgain(call, written);
  }

  #noteTruth(call: Call, { noteId }: EventData<'NoteTaken'>, caseId: string): void {
    const { defect, body, of, promised } = call;
    if (defect === 'lost-call' || caseId !== of.caseId) {
      noteDown(this.truth, 'note-without-call', `note:${noteId}`);
      if (defect === 'wrong-case-note') noteDown(this.truth, 'wrong-case', `note:${noteId}`);
      return;
    }
    linkDown(this.truth, `note:${noteId}`, `call:${body.callId}`);
    const finding = NOTE_FINDINGS[defect ?? ''];
    if (finding) this.#due(finding, call);
    if (defect === 'unheard-promise') this.#due('contradiction/promise-unheard', call);
    // A promise that was made, and that the contradicting note keeps silent about.
    if (defect === 'contradicting-note' && promised) this.#due('contradiction/promise', call);
  }

  #writeAgain(call: Call, written: EventData<'NoteTaken'>): void {
    const again = { ...written, noteId: this.#id('note'), writtenAt: instant(Date.parse(written.writtenAt) + 4_000) };
    this.reports.push({ kind: 'note', caseId: call.of.caseId, body: again, arrivesAt: Date.parse(again.writtenAt) });
    linkDown(this.truth, `note:${again.noteId}`, `call:${call.body.callId}`);
  }

  /** A note of a conversation that never was. */
  #invent(at: number): void {
    const noteId = this.#id('note');
    const body: EventData<'NoteTaken'> = {
      noteId,
      agentId: this.agent.agentId,
      writtenAt: instant(at + 30 * SECOND_MS),
      ...(this.chance.happens(0.5) && { callId: this.#id('call') }),
      text: `What was said, as ${this.chance.hex(8)}.`,
      outcome: 'refused',
    };
    this.reports.push({ kind: 'note', caseId: this.#neverCalled(), body, arrivesAt: at + 31 * SECOND_MS });
    noteDown(this.truth, 'note-without-call', `note:${noteId}`);
  }

  #reportPromise({ of, body, endedAt }: Call, { minor, dueAt }: NonNullable<Call['promised']>): void {
    const promise: EventData<'PromiseMade'> = {
      promiseId: this.#id('promise'),
      amount: { currency: 'EUR', minor },
      dueAt: instant(dueAt),
      means: 'bank-transfer',
      madeBy: 'self',
      callId: body.callId,
    };
    const madeAt = endedAt - 10 * SECOND_MS;
    this.reports.push({
      kind: 'promise',
      caseId: of.caseId,
      body: promise,
      madeAt,
      arrivesAt: endedAt + 5 * SECOND_MS,
    });
  }

  #neverCalled(): string {
    const { cases } = this.agent;
    return (cases.at(-this.chance.between(1, NEVER_CALLED)) ?? cases[0]).caseId;
  }

  #due(code: string, { body }: Call): void {
    noteDown(this.truth, code, `call:${body.callId}`);
  }

  #id(kind: string): string {
    this.#count += 1;
    const { seed, from } = this.options;
    const day = Math.floor(from / DAY_MS) + this.day;
    return `${kind}-${seed}.${day}.${this.agent.agentId.slice('agent-'.length)}.${this.#count}`;
  }
}

/** Attempts that follow each other as closely are a row. */
const ROW_MS = 10 * MINUTE_MS;
