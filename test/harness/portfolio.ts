/** Histories of many cases made from plain numbers, so that chance, a shrinking property or a load can drive them. */
import { createHash } from 'node:crypto';
import { type CaseEvent, type EventData, isPersonEvent, type LedgerEvent, type Money, personStream } from '@case';
import { BOUND } from './policies';
import { RARER } from './rarer';

/** One thing that happens: which case, what, a number to draw details from, and how many seconds after the last. */
export interface Op {
  readonly of: number;
  readonly what: number;
  readonly detail: number;
  readonly gap: number;
}

export interface Recorded {
  readonly stream: string;
  readonly event: LedgerEvent;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

export const FROM = Date.parse('2026-10-01T08:00:00Z');

const HOUR_MS = 3_600_000;
const ZONES = ['Europe/Madrid', 'Asia/Shanghai', 'America/New_York'];
const OUTCOMES = ['promised', 'no-answer', 'left-message', 'refused'] as const;
const RESULTS = ['answered', 'no-answer', 'busy', 'left-message'] as const;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const instant = (epochMs: number): string => new Date(epochMs).toISOString();
const day = (epochMs: number): string => instant(epochMs).slice(0, 10);

/** As many as the portfolios of the benches need: nobody makes two calls at a time all day. */
const AGENTS = 400;

/** Numbers are shared by some cases, and so are agents: recordings of one may look like those of another. */
const numberOf = (of: number): string => `+346${String(of % 99_999_999).padStart(8, '0')}`;
const agentOf = (of: number, detail: number): string => `agent-${(of + (detail % 3 === 0 ? 1 : 0)) % AGENTS}`;

/** Kinds of things that happen every day, and all kinds there are. */
const DAILY = 12;
export const KINDS = DAILY + RARER.length;

/** A case under way, as far as its events need to know it. */
export interface Under {
  calls: { callId: string; at: number; agentId: string }[];
  promises: { promiseId: string; dueAt: number }[];
  recordings: string[];
  notes: string[];
  payments: string[];
  reversed: Set<string>;
  holds: string[];
  closed: boolean;
}

const beginning = (): Under => ({
  calls: [],
  promises: [],
  recordings: [],
  notes: [],
  payments: [],
  reversed: new Set(),
  holds: [],
  closed: false,
});

/** A case has one currency, and not all have the same. */
const moneyOf =
  (of: number) =>
  (minor: number): Money => ({ currency: of % 4 === 3 ? 'CNY' : 'EUR', minor });

export class Portfolio {
  readonly #cases = new Map<number, Under>();
  #now: number;
  #count = 0;

  constructor(from = FROM) {
    this.#now = from;
  }

  /** Epoch milliseconds of the newest event. */
  get now(): number {
    return this.#now;
  }

  /** The events that this leads to, in the order in which they are recorded. */
  happen({ of, what, detail, gap }: Op): readonly Recorded[] {
    this.#now += gap * 1_000;
    this.#count += 1;
    const known = this.#cases.get(of);
    if (!known) {
      this.#cases.set(of, beginning());
      return [this.#of(of, 'CaseOpened', this.#now, this.#opening(of, detail))];
    }
    return this.#next(known, of, what, detail);
  }

  #next(known: Under, of: number, what: number, detail: number): readonly Recorded[] {
    const id = `${of}-${this.#count}`;
    // What is told late happened up to two days before.
    const at = this.#now - (detail % 5 === 0 ? (detail % 48) * HOUR_MS : 0);
    if (what >= DAILY) return this.#rarer(known, of, id, at, what - DAILY, detail);
    switch (what) {
      case 0:
      case 1:
      case 2:
        return this.#call(known, of, id, at, detail);
      case 3:
        return [this.#of(of, 'NoteTaken', at, this.#note(known, of, id, at, detail))];
      case 4:
        return [this.#recording(known, of, id, detail)];
      case 5:
        known.promises.push({ promiseId: id, dueAt: at + (detail % 120) * HOUR_MS });
        return [
          this.#of(of, 'PromiseMade', at, {
            promiseId: id,
            amount: moneyOf(of)(1_000 + (detail % 9_000)),
            dueAt: instant(at + (detail % 120) * HOUR_MS),
            means: 'bank-transfer',
            madeBy: 'self',
            ...(known.calls.length > 0 && { callId: known.calls.at(-1)?.callId ?? '' }),
          }),
        ];
      case 6:
      case 7:
        return [this.#payment(known, of, id, at, detail)];
      case 8:
        return this.#reversal(known, of, at, detail);
      case 9:
        return [
          this.#of(of, 'InstalmentFellDue', at, {
            dueId: id,
            dueDate: day(this.#now + ((detail % 40) - 20) * 24 * HOUR_MS),
            amount: moneyOf(of)(500 + (detail % 20_000)),
          }),
        ];
      case 10:
        return [
          this.#of(of, 'CaseReassigned', at, {
            assignmentId: id,
            ...(detail % 2 === 0 ? { agentId: agentOf(of, detail) } : { team: `team-${detail % 4}` }),
            by: 'supervisor',
            reason: 'load',
          }),
        ];
      default:
        return [this.#other(known, of, id, at, detail)];
    }
  }

  #rarer(known: Under, of: number, id: string, at: number, what: number, detail: number): readonly Recorded[] {
    const [caseId, personId, now] = [`C-${of}`, `P-${of}`, this.#now];
    const scene = { known, caseId, personId, id, at, now, detail, money: moneyOf(of) };
    return (RARER[what]?.(scene) ?? []).map((event) => ({
      stream: isPersonEvent(event) ? personStream(personId) : `case-${caseId}`,
      event,
      recordedAt: now,
    }));
  }

  #of<T extends CaseEvent['type']>(of: number, type: T, at: number, data: EventData<T>): Recorded {
    const event = { type, data, occurredAt: instant(at) } as CaseEvent;
    return { stream: `case-C-${of}`, event, recordedAt: this.#now };
  }

  #opening(of: number, detail: number): EventData<'CaseOpened'> {
    return {
      caseId: `C-${of}`,
      creditorId: `creditor-${of % 3}`,
      policies: [...BOUND],
      product: 'consumer-loan',
      debtor: {
        personId: `P-${of}`,
        name: 'Canary Debtor',
        timeZone: ZONES[of % ZONES.length] ?? 'Europe/Madrid',
        firstTime: detail % 2 === 0,
      },
      contacts: [
        {
          contactId: 'self',
          personId: `P-${of}`,
          relation: 'self',
          numberKind: 'mobile',
          number: numberOf(of),
          informed: true,
        },
        {
          contactId: 'aunt',
          personId: `Q-${of}`,
          relation: 'relative',
          numberKind: 'home',
          number: numberOf(of + 1),
          informed: false,
        },
      ],
      outstanding: moneyOf(of)(100_000 + (detail % 900_000)),
      overdue: moneyOf(of)(1_000 + (detail % 30_000)),
      dueDate: day(this.#now - ((detail % 40) - 5) * 24 * HOUR_MS),
    };
  }

  #call(known: Under, of: number, callId: string, at: number, detail: number): readonly Recorded[] {
    const result = RESULTS[detail % RESULTS.length] ?? 'answered';
    const agentId = agentOf(of, detail);
    known.calls.push({ callId, at, agentId });
    const call = this.#of(of, 'CallAttempted', at, {
      callId,
      direction: detail % 7 === 0 ? 'inbound' : 'outbound',
      agentId,
      lineId: `line-${detail % 5}`,
      contactId: detail % 6 === 0 ? 'aunt' : 'self',
      number: numberOf(of),
      startedAt: instant(at),
      ...(result === 'answered' && { answeredAt: instant(at + 8_000) }),
      endedAt: instant(at + 8_000 + (detail % 300) * 1_000),
      result,
    });
    if (detail % 3 === 0) return [call, ...this.#again(known, of, call, detail)];
    const recording = this.#recording(known, of, `r-${callId}`, detail);
    return [call, recording, ...this.#fate(recording.stream, `r-${callId}`, detail)];
  }

  /** Some calls are told of by another system as well: a little earlier or later, the same or more, or something else. */
  #again(known: Under, of: number, { event }: Recorded, detail: number): readonly Recorded[] {
    if (event.type !== 'CallAttempted' || detail % 12 > 6) return [];
    const { callId, agentId, startedAt, result } = event.data;
    const at = Date.parse(startedAt) + ((detail % 5) - 2) * 700;
    const more = detail % 2 === 0 && result === 'answered' ? { response: 'refused' as const } : {};
    const other = detail % 7 === 1 ? { result: result === 'busy' ? ('no-answer' as const) : ('busy' as const) } : {};
    const again = { callId: `${callId}-again`, startedAt: instant(at), ...more, ...other };
    known.calls.push({ callId: again.callId, at, agentId });
    return [this.#of(of, 'CallAttempted', at, { ...event.data, ...again })];
  }

  #recording(known: Under, of: number, recordingId: string, detail: number): Recorded {
    const { at = this.#now, callId = '', agentId = 'agent-0' } = known.calls.at(-1 - (detail % 2)) ?? {};
    // One in five is far from its call, as by another clock.
    const startedAt = at + (detail % 5 === 0 ? ((detail % 9) - 4) * 15_000 : (detail % 4) * 1_000);
    const data: EventData<'RecordingRegistered'> = {
      recordingId,
      direction: 'outbound',
      ...(detail % 4 === 0 && callId !== '' && { callIds: { dialer: callId } }),
      ...(detail % 4 !== 1 && { agentId }),
      ...(detail % 4 !== 2 && { number: numberOf(of) }),
      startedAt: instant(startedAt),
      endedAt: instant(startedAt + (detail % 300) * 1_000),
      // Some are the same audio as the one before.
      sha256: sha256(detail % 11 === 0 ? (known.recordings.at(-1) ?? recordingId) : recordingId),
      uri: `recordings/${recordingId}`,
      ...(detail % 8 === 3 && { pauses: [{ from: instant(startedAt), until: instant(startedAt) }] }),
      source: 'recorder',
    };
    known.recordings.push(recordingId);
    const event: LedgerEvent = { type: 'RecordingRegistered', data, occurredAt: instant(startedAt) };
    return { stream: `recording-${recordingId}`, event, recordedAt: this.#now };
  }

  /** What becomes of some of the audio. */
  #fate(stream: string, recordingId: string, detail: number): readonly Recorded[] {
    const occurredAt = instant(this.#now);
    const gone = { removalId: `x-${recordingId}`, recordingId, by: 'keeper-1', reason: 'retention' };
    const checked = {
      checkId: `k-${recordingId}`,
      recordingId,
      sha256: sha256(`other ${detail % 2}`),
      durationMs: detail * 10,
    };
    const event: LedgerEvent | undefined =
      detail % 13 === 1
        ? { type: 'RecordingChecked', data: checked, occurredAt }
        : detail % 13 === 2
          ? { type: detail % 2 === 0 ? 'RecordingLost' : 'RecordingPurged', data: gone, occurredAt }
          : undefined;
    return event ? [{ stream, event, recordedAt: this.#now }] : [];
  }

  #note(known: Under, of: number, noteId: string, at: number, detail: number): EventData<'NoteTaken'> {
    const call = known.calls.at(-1);
    known.notes.push(noteId);
    return {
      noteId,
      agentId: call?.agentId ?? agentOf(of, detail),
      writtenAt: instant(at),
      text: 'What was said: canary.',
      outcome: OUTCOMES[detail % OUTCOMES.length] ?? 'other',
      ...(call && detail % 2 === 0 && { callId: call.callId }),
    };
  }

  #payment(known: Under, of: number, paymentId: string, told: number, detail: number): Recorded {
    known.payments.push(paymentId);
    // Some come half an hour after they were promised: whether that is in time is for the rule book to say.
    const late = (known.promises.at(-1)?.dueAt ?? Number.POSITIVE_INFINITY) + HOUR_MS / 2;
    const at = detail % 3 === 1 && late <= this.#now ? late : told;
    return this.#of(of, detail % 2 === 0 ? 'PaidInFull' : 'PartialPayment', at, {
      paymentId,
      amount: moneyOf(of)(200 + (detail % 12_000)),
      receivedAt: instant(at),
      means: detail % 4 === 1 ? 'card' : 'bank-transfer',
      ...(detail % 3 === 0 && known.promises.length > 0 && { promiseId: known.promises.at(-1)?.promiseId ?? '' }),
      dueAfter: moneyOf(of)(0),
      outstandingAfter: moneyOf(of)(0),
    });
  }

  #reversal(known: Under, of: number, at: number, detail: number): readonly Recorded[] {
    const paymentId = known.payments[detail % Math.max(1, known.payments.length)];
    if (paymentId === undefined || known.reversed.has(paymentId)) return [];
    known.reversed.add(paymentId);
    const data = {
      paymentId,
      reversedAt: instant(at),
      reason: 'returned',
      dueAfter: moneyOf(of)(0),
      outstandingAfter: moneyOf(of)(0),
    };
    return [this.#of(of, 'PaymentReversed', at, data)];
  }

  #other(known: Under, of: number, id: string, at: number, detail: number): Recorded {
    const promiseId = known.promises.at(-1)?.promiseId;
    if (detail % 3 === 0 && promiseId !== undefined) {
      const data = {
        promiseId,
        paid: moneyOf(of)(0),
        shortfall: moneyOf(of)(0),
        cause: 'reported' as const,
        by: 'agent-0',
      };
      return this.#of(of, 'PromiseBroken', at, data);
    }
    if (detail % 3 === 1) {
      const data = { contactId: 'self', number: numberOf(of + 2), source: 'debtor', verified: true };
      return this.#of(of, 'ContactUpdated', at, data);
    }
    const noteId = known.notes.at(-1);
    if (detail % 4 === 1 && noteId !== undefined) {
      const data = { correctionId: id, noteId, outcome: 'refused' as const, by: 'agent-0', reason: 'slip' };
      return this.#of(of, 'NoteCorrected', at, data);
    }
    const [callId, recordingId] = [known.calls.at(-1 - (detail % 2))?.callId, known.recordings.at(-1)];
    if (detail % 4 > 1 && callId !== undefined && recordingId !== undefined) {
      const data = { decisionId: id, callId, recordingId, by: 'auditor-0', reason: 'listened' };
      return this.#of(of, detail % 4 === 2 ? 'MatchConfirmed' : 'MatchRejected', at, data);
    }
    const data = {
      visitId: id,
      visitedAt: instant(at),
      visitors: [agentOf(of, detail)],
      result: 'nobody-met' as const,
    };
    return this.#of(of, 'FieldVisitReported', at, data);
  }
}

/** Numbers that follow from a seed alone. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * So many events of so many cases, spread over about so many days. `active` of the cases are worked on at a time, the next
 * one taking the place of the first: all of them where it is left out.
 */
export function* load(
  events: number,
  cases: number,
  days: number,
  seed: number,
  from = FROM,
  active = cases,
): Generator<Recorded> {
  const portfolio = new Portfolio(from);
  const next = chance(seed);
  const whole = (below: number) => Math.floor(next() * below);
  const longest = (2 * days * 86_400) / events;
  for (let made = 0; made < events; ) {
    for (const one of portfolio.happen({
      of: Math.floor((made / events) * (cases - active)) + whole(active),
      what: whole(DAILY + 1) < DAILY ? whole(DAILY) : DAILY + whole(RARER.length),
      detail: whole(1_000_000),
      gap: next() * longest,
    })) {
      yield one;
      made += 1;
      if (made === events) return;
    }
  }
}
