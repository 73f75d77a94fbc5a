/**
 * One subscription that feeds a group of projections standing at the same position. Their rows, their changes and the
 * position commit in one transaction, so that each event counts once, wherever the process ends.
 */
import { setImmediate as immediate } from 'node:timers/promises';
import { caseStream, type EventType, isEventType, type PolicyOf, STREAM_PREFIXES } from '@case';
import { BadStoredEvent, type Delivery, type EventStore, type SubscribedEvent } from '@event-store';
import { CaseBook } from './case-book';
import type { LeadingSession, Queryable } from './database';
import { type Fed, type Making, NO_LIMIT, type Phase, tableName } from './fed';
import { Ended, Feeder, isEnding, placeOf, sentenceOf } from './feeder';
import { Inbox } from './inbox';
import type { Step, WholeCase, Work } from './projection';
import { caseFact } from './schema';
import type { Told } from './tail';

/** Events of one transaction, and cases that one transaction wakes. */
const MOST_EVENTS = 1_000;
const MOST_WOKEN = 200;

/** Cases whose rows are made in one transaction: others wait for it. */
const MOST_MADE = 100;

/** A batch that is live is gathered within fewer. */
const TURNS = 5;

/** A clock may be set, and a machine may sleep: alarms are looked at no less often than this. */
const LOOK_MS = 1_000;

/** What is told as it happens. */
export interface Witness {
  /** At the end of each transaction. */
  committing(tx: Queryable): Promise<void>;
  /** After it, with the changes that it told. */
  committed(told: readonly Told[]): void;
  /** One of them cannot go on; it is no longer among those that are fed. */
  stopped(tx: Queryable, fed: Fed, reason: string, error?: unknown): Promise<void>;
  dropped(error: unknown): void;
}

export interface RunOptions {
  readonly store: EventStore;
  readonly session: LeadingSession;
  readonly now: () => number;
  readonly policyOf: PolicyOf;
  readonly witness: Witness;
  /** Whether what it feeds was level a moment ago, under another run. */
  readonly caughtUp: boolean;
  /** Whether this is the one that the others may not get ahead of. */
  readonly leads: boolean;
  /** Where this run must not go further, as a position; -1 is before the first. */
  readonly bound: () => bigint;
  readonly beforeTaking: () => Promise<void>;
}

interface Stopping {
  readonly fed: Fed;
  readonly reason: string;
  readonly error?: unknown;
}

export class Run {
  readonly fed: Set<Fed>;
  readonly #inbox = new Inbox();
  readonly #stop = new AbortController();
  readonly #book: CaseBook;
  readonly #keeper: Fed | undefined;
  readonly #feeder: Feeder;
  #position: bigint | undefined;
  #caughtUp: boolean;
  /** Where gathering ends; undefined where nobody stands anywhere, and it ends with the store. */
  #goal: bigint | undefined;
  /** Where the store ended when the subscription began: under a load without pauses, whoever has come there has caught up. */
  #target: bigint | undefined;
  #asking = false;
  /** Whether events were the last that was worked on. */
  #tookLast = false;
  /** Recorded when, of the newest event taken in; epoch milliseconds. */
  #recordedAt: number | undefined;
  #subscribedAt: number;

  constructor(
    fed: Iterable<Fed>,
    private readonly options: RunOptions,
  ) {
    this.fed = new Set(fed);
    this.#keeper = [...this.fed].find(({ projection }) => projection.tables[0] === caseFact);
    this.#book = new CaseBook(
      options.policyOf,
      tableName(caseFact, this.#keeper?.generation ?? 'live'),
      this.#keeper !== undefined,
    );
    this.#feeder = new Feeder(this.#book, options.policyOf);
    this.#position = [...this.fed][0]?.position;
    this.#subscribedAt = options.now();
    this.#caughtUp = options.caughtUp;
  }

  get position(): bigint | undefined {
    return this.#position;
  }

  /** Has it been level since the subscription last broke? */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Are there rows of all cases? */
  get isMade(): boolean {
    return this.#phase === 'following';
  }

  /** One for all: those of another phase have runs of their own. */
  get #phase(): Phase {
    return [...this.fed][0]?.phase ?? 'following';
  }

  /** Is everything stored taken in, and no alarm due? */
  get level(): boolean {
    return this.#inbox.level && this.isMade && ![...this.fed].some((fed) => this.isDue(fed));
  }

  /** When the subscription last began; epoch milliseconds. */
  get subscribedAt(): number {
    return this.#subscribedAt;
  }

  /** Events delivered and not yet taken in. */
  get waiting(): number {
    return this.#inbox.waiting;
  }

  /** About to reach where the others are. */
  get isClose(): boolean {
    const goesOn = this.options.bound() !== (this.#position ?? -1n) || [...this.fed].some((fed) => this.isDue(fed));
    return (
      this.fed.size > 0 && this.isMade && this.#recordedAt !== undefined && this.#inbox.waiting <= MOST_EVENTS && goesOn
    );
  }

  /** How old the newest event taken in is, while there are more; 0 when it is level, null before the first. Seconds. */
  get lagSeconds(): number | null {
    if (this.#inbox.level) return 0;
    if (this.#recordedAt === undefined) return null;
    return Math.max(0, (this.options.now() - this.#recordedAt) / 1_000);
  }

  /** Follows the store until it is ended. Throws {@link DatabaseAway}. */
  async follow(): Promise<void> {
    const { store, witness } = this.options;
    this.#begin();
    this.#inbox.fill(
      store.subscribe({
        prefixes: STREAM_PREFIXES,
        after: this.#position,
        signal: this.#stop.signal,
        onCaughtUp: () => this.#inbox.reachEnd(),
        onDrop: (error) => {
          this.#inbox.lose();
          this.#caughtUp = false;
          this.#target = undefined;
          this.#subscribedAt = this.options.now();
          witness.dropped(error);
        },
      }),
    );
    try {
      while (!this.#stop.signal.aborted) {
        if (this.#phase === 'making') await turns();
        else await this.#inbox.gather(MOST_EVENTS);
        await this.options.beforeTaking();
        this.#askForTarget();
        if (await this.#work()) continue;
        await this.#pauseToTell();
        await this.#inbox.change(this.#restMs());
      }
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    } finally {
      this.end();
    }
  }

  /** What is made of facts that are kept already has nothing to gather. */
  #begin(): void {
    if (this.#phase !== 'gathering') return;
    const bound = this.options.bound();
    this.#goal = bound < NO_LIMIT ? bound : undefined;
    const isFresh = this.#position === undefined && bound >= 0n && bound < NO_LIMIT;
    const isOfFacts = [...this.fed].every(({ projection }) => projection.make && !projection.gather);
    if (isFresh && isOfFacts && this.#keeper === undefined) this.#position = bound;
  }

  /** Beside the work, for a store that is away says nothing. */
  #askForTarget(): void {
    if (this.#caughtUp || this.#asking || this.#target !== undefined || !this.options.leads) return;
    this.#asking = true;
    const asked = this.options.store.head().then(
      (head) => {
        this.#target = head ?? -1n;
      },
      () => undefined,
    );
    void asked.then(() => {
      this.#asking = false;
    });
  }

  end(): void {
    this.#stop.abort();
    this.#inbox.end();
  }

  /** Looks again at once: the clock was set. */
  poke(): void {
    this.#inbox.poke();
  }

  /** Does what there is to do; false where there is nothing. */
  async #work(): Promise<boolean> {
    if (this.fed.size === 0) return false;
    if (this.#phase === 'making' || (this.#phase === 'gathering' && this.#hasGathered)) {
      // Cases are made as they stood here: whoever keeps their facts has to have come as far.
      if (this.options.bound() < (this.#position ?? -1n)) return false;
      await this.#make();
      return true;
    }
    // Under a load without pauses there is always another event, and at midnight always another alarm.
    if (this.#tookLast && this.#caughtUp && this.options.leads && (await this.#wakeBetween())) {
      this.#tookLast = false;
      return true;
    }
    const deliveries = await this.#next();
    if (deliveries.length > 0) {
      await this.#take(deliveries);
      this.#tookLast = true;
      return true;
    }
    const { bound, now } = this.options;
    if (!this.#inbox.level && bound() !== (this.#position ?? -1n)) return false;
    return this.#wakeDue(now());
  }

  /** Alarms come before what was recorded after them: as far as is known what comes next, or was taken in. */
  async #wakeBetween(): Promise<boolean> {
    const now = this.options.now();
    if (![...this.fed].some((fed) => this.isDue(fed, now))) return false;
    const { earliest, level } = this.#inbox;
    return this.#wakeDue(Math.min(now, earliest ?? (level ? now : (this.#recordedAt ?? 0))));
  }

  /** One after the other until there is work: between two looks there is a pause. */
  async #wakeDue(at: number): Promise<boolean> {
    for (const fed of this.fed) if (this.isDue(fed, at) && (await this.#wake(fed, at))) return true;
    return false;
  }

  /** Is everything gathered that the rows are to be made of? */
  get #hasGathered(): boolean {
    return this.#goal === undefined ? this.#inbox.level : (this.#position ?? -1n) >= this.#goal;
  }

  /** The next cases, when everything that is known of them is there. */
  async #make(): Promise<void> {
    try {
      await this.#transaction(async (tx) => {
        const cases = await this.#nextCases(tx, MOST_MADE);
        await together(this.#makers.map((fed) => this.#feeder.feed(tx, fed, (work) => this.#makeBy(fed, cases, work))));
        await this.#advanceMaking(tx, cases);
      });
    } catch (error) {
      if (isEnding(error)) throw error;
      // One by one it shows which case it is, and who cannot make anything of it.
      for (let i = 0; i < MOST_MADE && this.#makers.length > 0 && !this.isMade; i++) {
        await turns();
        await this.#makeOne();
      }
    }
  }

  async #makeOne(): Promise<void> {
    await this.#transaction(async (tx) => {
      const stopping: Stopping[] = [];
      const cases = await this.#nextCase(tx);
      if (!cases) return;
      for (const newest of cases.flatMap(({ events }) => events.slice(-1))) {
        for (const fed of this.#makers) {
          const reason = await this.#feeder.attempt(tx, fed, placeOf(newest), (work) => this.#makeBy(fed, cases, work));
          if (reason !== undefined) stopping.push({ fed, reason });
        }
      }
      await this.#stopThem(tx, stopping);
      await this.#advanceMaking(tx, cases);
    });
  }

  async #makeBy({ projection }: Fed, cases: readonly WholeCase[], work: Work): Promise<void> {
    await projection.make?.(cases, this.options.now(), work);
  }

  /** Undefined where the facts that are kept of it do not fit: nobody can make anything of it. */
  async #nextCase(tx: Queryable): Promise<readonly WholeCase[] | undefined> {
    try {
      return await this.#nextCases(tx, 1);
    } catch (error) {
      if (!(error instanceof BadStoredEvent)) throw error;
      await this.#stopThem(
        tx,
        this.#makers.map((fed): Stopping => ({ fed, reason: error.message })),
      );
      return undefined;
    }
  }

  get #makers(): readonly Fed[] {
    return [...this.fed].filter(({ projection }) => projection.make);
  }

  get #making(): Making | undefined {
    return [...this.fed][0]?.making;
  }

  async #nextCases(tx: Queryable, most: number): Promise<readonly WholeCase[]> {
    if (this.#makers.length === 0) return [];
    return this.#book.whole(tx, this.#making?.upTo ?? '', most, this.#position ?? -1n);
  }

  async #advanceMaking(tx: Queryable, cases: readonly WholeCase[]): Promise<void> {
    const last = cases.at(-1);
    const known = this.#making;
    const of = known?.of ?? (last ? await casesIn(tx) : 0);
    for (const fed of this.fed) {
      fed.phase = last ? 'making' : 'following';
      fed.making = last && { upTo: last.caseId, made: (known?.made ?? 0) + cases.length, of };
    }
    await this.#advance(tx, undefined);
  }

  /** With nothing to do, it is said that this is level, or looked whether the others have been reached. */
  async #pauseToTell(): Promise<void> {
    const news = this.level && (!this.#caughtUp || [...this.fed].some(({ complete }) => !complete));
    this.#caughtUp ||= this.level;
    if (news || !this.options.leads) await this.#transaction((tx) => this.#advance(tx, undefined));
  }

  async #next(): Promise<readonly Delivery[]> {
    try {
      return this.#inbox.take(MOST_EVENTS, this.options.bound());
    } catch (error) {
      if (!(error instanceof BadStoredEvent)) throw error;
      // The store cannot give the event: nobody gets past it.
      const reasons = [...this.fed].map((fed): Stopping => ({ fed, reason: error.message }));
      await this.#transaction((tx) => this.#stopThem(tx, reasons));
      return [];
    }
  }

  async #take(deliveries: readonly Delivery[]): Promise<void> {
    try {
      if (deliveries.some((delivery) => 'problem' in delivery)) throw new Error('an event is unreadable');
      await this.#transaction((tx) => this.#takeAll(tx, deliveries as readonly SubscribedEvent[]));
    } catch (error) {
      if (isEnding(error)) throw error;
      // One by one it shows which event it is, and who cannot take it in.
      for (const delivery of deliveries) await this.#takeOne(delivery);
    }
  }

  async #takeAll(tx: Queryable, events: readonly SubscribedEvent[]): Promise<void> {
    if (this.#folds) await this.#book.prepare(tx, events);
    const steps = events.map((event) => this.#step(event));
    await together([...this.fed].map((fed) => this.#feeder.feed(tx, fed, (work) => takeBy(fed, steps, work))));
    await this.#advance(tx, events.at(-1));
  }

  /** Whoever cannot take the event in stops before it; the others go on. */
  async #takeOne(delivery: Delivery): Promise<void> {
    if (this.fed.size === 0) return;
    await this.#transaction(async (tx) => {
      const stopping: Stopping[] = [];
      const step = await this.#read(tx, delivery);
      for (const fed of this.fed) {
        const reason =
          'problem' in step
            ? this.#needless(fed, step.type, delivery, step.problem)
            : await this.#feeder.attempt(tx, fed, placeOf(step), (work) => takeBy(fed, [step], work));
        if (reason !== undefined) stopping.push({ fed, reason });
      }
      await this.#stopThem(tx, stopping);
      await this.#advance(tx, delivery);
    });
  }

  async #stopThem(tx: Queryable, stopping: readonly Stopping[]): Promise<void> {
    for (const { fed, reason, error } of stopping) {
      if (!this.fed.delete(fed)) continue;
      await this.options.witness.stopped(tx, fed, reason, error);
      // Without the facts that are kept with them there is nothing to make rows of.
      if (fed !== this.#keeper || this.isMade) continue;
      await this.#stopThem(
        tx,
        this.#makers.map((maker): Stopping => ({ fed: maker, reason })),
      );
    }
  }

  /** The step, or why there is none. */
  async #read(tx: Queryable, delivery: Delivery): Promise<Step | { type: EventType | undefined; problem: string }> {
    const type = isEventType(delivery.type) ? delivery.type : undefined;
    if ('problem' in delivery) return { type, problem: delivery.problem.message };
    try {
      if (this.#folds) await this.#book.prepare(tx, [delivery]);
      return this.#step(delivery);
    } catch (error) {
      if (isEnding(error)) throw error;
      return { type, problem: sentenceOf(placeOf(delivery), error) };
    }
  }

  #needless(fed: Fed, type: EventType | undefined, { stream }: Delivery, problem: string): string | undefined {
    return fed.projection.needs(type, stream) ? problem : undefined;
  }

  #step(event: SubscribedEvent): Step {
    const { stream, revision, position, metadata } = event;
    return {
      stream,
      revision,
      position,
      recordedAt: Date.parse(metadata.recordedAt),
      event: event.event,
      of: this.#folds ? this.#book.take(event) : undefined,
    };
  }

  /** Writes down how far everybody has come. */
  async #advance(tx: Queryable, last: Delivery | undefined): Promise<void> {
    if (last) {
      this.#position = last.position;
      if ('metadata' in last) this.#recordedAt = Date.parse(last.metadata.recordedAt);
    }
    this.#caughtUp ||= this.#target !== undefined && (this.#position ?? -1n) >= this.#target;
    for (const fed of this.fed) {
      fed.position = this.#position;
      fed.complete ||= fed.generation === 'live' && this.#caughtUp && this.options.leads;
    }
    const rows = [...this.fed].map(({ projection, generation, position, phase, making, cursor, complete }) => ({
      name: projection.name,
      generation,
      position: position === undefined ? null : String(position),
      phase,
      making: making ?? null,
      cursor: String(cursor),
      complete,
    }));
    await this.#feeder.flush(tx, {
      text: (param) =>
        `UPDATE projection p SET position = r.position, phase = r.phase, making = r.making, cursor = r.cursor,
           complete = r.complete, updated_at = now()
         FROM json_to_recordset(${param}::json)
           AS r (name text, generation text, position bigint, phase text, making jsonb, cursor bigint, complete boolean)
         WHERE p.name = r.name AND p.generation = r.generation`,
      value: JSON.stringify(rows),
    });
    await this.options.witness.committing(tx);
  }

  /** Where the facts have stopped nobody is left who looks at cases. */
  get #folds(): boolean {
    return [...this.fed].some(({ projection: { folds, make }, phase }) => folds && !(make && phase === 'gathering'));
  }

  /** Does a row of it change by itself by then? Where nobody has looked yet, it may. */
  isDue({ projection, alarmAt }: Fed, at = this.options.now()): boolean {
    return projection.wake !== undefined && (alarmAt === undefined || alarmAt <= at);
  }

  /** Takes in that time has passed, of so many cases at most; true where anything was due. */
  async #wake(fed: Fed, at: number, most = MOST_WOKEN): Promise<boolean> {
    try {
      return await this.#transaction(async (tx) => {
        // Others may have gone on since: their facts would be ahead of this.
        if (!this.options.leads && this.options.bound() !== (this.#position ?? -1n)) return false;
        const woken = await this.#feeder.feed(tx, fed, (work) => fed.projection.wake?.(at, most, work) ?? never());
        if (woken) await this.#advance(tx, undefined);
        else fed.alarmAt = await nextAlarm(tx, fed);
        return woken;
      });
    } catch (error) {
      if (isEnding(error)) throw error;
      // One by one it shows which case it is; those before it are woken on the way.
      if (most > 1) return this.#wake(fed, at, 1);
      await this.#transaction(async (tx) => {
        const reason = sentenceOf(`${await firstDue(tx, fed)}, an alarm`, error);
        await this.#stopThem(tx, [{ fed, reason, error }]);
      });
      return true;
    }
  }

  /** What was counted up in memory is taken back where the transaction is. */
  async #transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const before = [...this.fed].map((fed) => [fed, { ...fed }] as const);
    const position = this.#position;
    try {
      const result = await this.options.session.transaction(async (tx) => {
        if (this.#stop.signal.aborted) throw new Ended();
        const done = await work(tx);
        if (this.#feeder.isPending) throw new Error('rows were changed that nobody wrote');
        return done;
      });
      this.options.witness.committed(this.#feeder.takeTold());
      return result;
    } catch (error) {
      this.#feeder.forget();
      this.#position = position;
      for (const [fed, was] of before) Object.assign(fed, was);
      throw error;
    }
  }

  #restMs(): number {
    if (!this.#inbox.level) return LOOK_MS;
    const alarms = [...this.fed].map(({ alarmAt }) => alarmAt ?? Number.POSITIVE_INFINITY);
    return Math.max(0, Math.min(LOOK_MS, ...alarms.map((at) => at - this.options.now())));
  }
}

/** Turns of the loop for whoever else is in this process: an embedded database never waits, and would keep them from all of them. */
async function turns(): Promise<void> {
  for (let i = 0; i < TURNS; i++) await immediate();
}

/** About how many cases there are, for whoever wonders how long it takes. */
async function casesIn(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ readonly cases: number }>('SELECT count(*)::int AS cases FROM case_standing');
  return row?.cases ?? 0;
}

/** What is made of whole cases later, is not made of events. */
async function takeBy({ phase, projection }: Fed, steps: readonly Step[], work: Work): Promise<void> {
  if (phase === 'gathering' && projection.make) return projection.gather?.(steps, work);
  return projection.take(steps, work);
}

/**
 * Several parts of one transaction, so that the database works on what one of them wrote while another is worked out. All of
 * them have come to their end when this does, for nothing may be asked of a transaction that was given up.
 */
async function together(parts: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(parts)).flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
  if (failed.length > 0) throw failed.find(isEnding) ?? failed[0];
}

/** When a row of the projection changes by itself next; epoch milliseconds. */
async function nextAlarm(tx: Queryable, { projection, generation }: Fed): Promise<number> {
  const [row] = await tx.query(
    `SELECT (extract(epoch FROM min(next_change_at)) * 1000)::float8 AS next FROM ${tableName(projection.tables[0], generation)}`,
  );
  return typeof row?.next === 'number' ? row.next : Number.POSITIVE_INFINITY;
}

/** The stream of the case whose row is to change next. */
async function firstDue(tx: Queryable, { projection, generation }: Fed): Promise<string> {
  const [row] = await tx.query(
    `SELECT case_id AS "caseId" FROM ${tableName(projection.tables[0], generation)}
     WHERE next_change_at IS NOT NULL ORDER BY next_change_at, case_id LIMIT 1`,
  );
  return row ? caseStream(String(row.caseId)) : 'no case';
}

const never = async (): Promise<false> => false;
