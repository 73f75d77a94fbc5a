/**
 * The time for which one service leads. Projections that stand at the same position are fed together, by one run; those
 * that lag behind or are built anew have runs of their own, and never get ahead of the others. Whenever who is fed with
 * whom changes, all runs end and are arranged anew from what is stored.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { PolicyOf } from '@case';
import type { EventStore } from '@event-store';
import { CHANNEL, codeOf, DatabaseAway, type LeadingSession, type Queryable, type ReadableDatabase } from './database';
import { type Fed, NO_LIMIT } from './fed';
import { compact } from './feed';
import { arrange, isWished, markStopped, type StoredGeneration } from './generations';
import type { Progress, ProjectionProgress } from './progress';
import type { Projection } from './projection';
import { caseFacts } from './projections/case-facts';
import { putInPlace } from './rebuild';
import { Run } from './run';
import type { Told } from './tail';

export interface ReignOptions {
  readonly database: ReadableDatabase;
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly policyOf: PolicyOf;
  /** Changes older than this are kept only where they are the last of their key. */
  readonly feedDays: number;
  readonly log: EngineLog;
  /** Called with the changes of each commit, in order. */
  readonly told?: (told: readonly Told[]) => void;
}

/** Safe to be told: it holds no word of any event. */
export class OtherStore extends Error {
  constructor() {
    super(
      'the read models know of events that the event store does not hold: it is another store, or an older copy; ' +
        'stop the service and delete the read models, they are made again from the store',
    );
    this.name = 'OtherStore';
  }
}

export interface EngineLog {
  info(entry: object): void;
  warn(entry: object): void;
  error(entry: object): void;
}

const HEARTBEAT_MS = 1_000;
const COMPACT_MS = 60_000;
const DAY_MS = 86_400_000;
const GIVE_WAY_MS = 20;
const MOST_TURNS = 50;
const GIVE_WAY_EVERY_MS = 5_000;
const AGAIN_MS = 10_000;
/** Times what the last attempt took. */
const AGAIN_SHARE = 5;
const SHORTEST_LOCK_MS = 2_000;
const LONGEST_LOCK_MS = 30_000;

export class Reign {
  readonly #over = new AbortController();
  #runs: readonly Run[] = [];
  /** The one that the others may not get ahead of. */
  #main: Run | undefined;
  #stopped: StoredGeneration[] = [];
  #failure: unknown;
  #wasLevel = false;
  #gaveWayAt = Number.NEGATIVE_INFINITY;
  /** Runs whose tables somebody read for long when they were to take over: when it is tried again, and how long is waited then. */
  readonly #heldUp = new WeakMap<Run, { readonly again: number; readonly patienceMs: number }>();

  constructor(
    private readonly session: LeadingSession,
    private readonly options: ReignOptions,
  ) {}

  /** For when the clock was set, or somebody wishes something. */
  poke(): void {
    this.#quietly((tx) => this.#heed(tx));
    for (const run of this.#runs) run.poke();
  }

  /** Lasts until the signal aborts; throws what ended it otherwise. `worked` is called when something was committed. */
  async last(signal: AbortSignal, worked: () => void): Promise<void> {
    const end = () => this.#end();
    for (const ending of [signal, this.session.ended]) {
      if (ending.aborted) end();
      else ending.addEventListener('abort', end, { once: true });
    }
    const timers = [
      setInterval(() => this.#quietly((tx) => this.#beat(tx)), HEARTBEAT_MS),
      setInterval(() => this.#quietly((tx) => this.#compact(tx)), COMPACT_MS),
    ];
    try {
      await this.#recogniseStore();
      while (!this.#over.signal.aborted) {
        await this.session.transaction((tx) => this.#arrange(tx, worked));
        await Promise.all(this.#runs.map((run) => this.#follow(run)));
      }
    } finally {
      for (const timer of timers) clearInterval(timer);
      for (const ending of [signal, this.session.ended]) ending.removeEventListener('abort', end);
    }
    if (this.#failure !== undefined) throw this.#failure;
    if (!signal.aborted) throw new DatabaseAway(undefined);
  }

  /**
   * While somebody is about to reach it, the run that leads waits a little: under a load without pauses it would be missed
   * for ever. Not for long, and not often: collectors wait as well.
   */
  async #giveWay(): Promise<void> {
    const isClose = () => this.#runs.some((run) => run !== this.#main && run.isClose);
    if (performance.now() - this.#gaveWayAt < GIVE_WAY_EVERY_MS || !isClose()) return;
    for (let turn = 0; turn < MOST_TURNS && isClose(); turn++) {
      await wait(GIVE_WAY_MS, undefined, { signal: this.#over.signal }).catch(() => undefined);
    }
    this.#gaveWayAt = performance.now();
  }

  get #limit(): bigint {
    return this.#main ? (this.#main.position ?? -1n) : NO_LIMIT;
  }

  #end(): void {
    this.#over.abort();
    this.#endRuns();
  }

  #endRuns(): void {
    for (const run of this.#runs) run.end();
  }

  async #follow(run: Run): Promise<void> {
    try {
      await run.follow();
    } catch (error) {
      this.#failure ??= error;
      this.#end();
    }
  }

  /** Tables that know of more than the store holds were made of another one, or of what a backup has not. */
  async #recogniseStore(): Promise<void> {
    const head = await this.options.store.head();
    const rows = await this.session.transaction((tx) =>
      tx.query('SELECT coalesce(max(position), 0)::text AS position FROM projection'),
    );
    if (BigInt(String(rows[0]?.position ?? 0)) > (head ?? 0n)) throw new OtherStore();
  }

  async #arrange(tx: Queryable, worked: () => void): Promise<void> {
    const stored = await arrange(tx, this.options.projections);
    this.#stopped = stored.filter(({ running }) => !running);
    const running = stored.filter((one) => one.running).map(({ fed }) => fed);
    const facts = stored.find(({ fed }) => fed.projection === caseFacts && fed.generation === 'live')?.fed;
    const live = grouped(running.filter(({ generation }) => generation === 'live'));
    const building = grouped(running.filter(({ generation }) => generation === 'building'));
    const ahead = live.reduce<readonly Fed[] | undefined>(
      (a, b) => (a && positionOf(a) >= positionOf(b) ? a : b),
      undefined,
    );
    const runs = [...live, ...building].map((fed) => this.#newRun(fed, fed === ahead, facts, worked));
    this.#runs = runs;
    this.#main = ahead && runs[live.indexOf(ahead)];
    if (this.#over.signal.aborted) this.#endRuns();
    await this.#tell(tx);
  }

  /** `leads`: whether the others may not get ahead of it. */
  #newRun(fed: readonly Fed[], leads: boolean, facts: Fed | undefined, worked: () => void): Run {
    const { store, now, policyOf, log } = this.options;
    const needsFacts = () =>
      fed.some(({ projection: { folds, make }, phase }) => folds || (make !== undefined && phase !== 'following'));
    const ownFacts = fed.some(({ projection }) => projection === caseFacts);
    const run: Run = new Run(fed, {
      store,
      now,
      policyOf,
      session: this.session,
      leads,
      caughtUp: leads && this.#main?.caughtUp === true && this.#main.position === positionIn(fed),
      beforeTaking: leads ? () => this.#giveWay() : nothing,
      // Whoever looks at cases needs their facts, and those may come with others.
      bound: () =>
        smaller(leads ? NO_LIMIT : this.#limit, !ownFacts && needsFacts() ? (facts?.position ?? -1n) : NO_LIMIT),
      witness: {
        committing: async (tx) => {
          if (!leads) await this.#settle(tx, run);
          await this.#tell(tx);
          if (leads && run.caughtUp && !this.#wasLevel) {
            this.#wasLevel = true;
            log.info({ msg: 'the read models are level with the event store', position: String(run.position ?? 0n) });
          }
        },
        committed: (told) => {
          worked();
          this.options.told?.(told);
        },
        stopped: (tx, one, reason, error) => this.#stopOne(tx, one, reason, error),
        dropped: (error) => log.warn({ msg: 'a subscription dropped and resumes by itself', ...describe(error) }),
      },
    });
    return run;
  }

  /** A run that has come to where the others are ends: what it built takes over, and what it fed is fed with them. */
  async #settle(tx: Queryable, run: Run): Promise<void> {
    if (!run.isMade || (this.#main ? run.position !== this.#main.position : !run.level)) return;
    const built = [...run.fed].filter(({ generation }) => generation === 'building');
    if (built.some((fed) => run.isDue(fed))) return;
    if (built.length > 0 && !(await this.#putInPlace(tx, run, built))) return;
    // Nothing is committed by a run that has ended, so what comes next is arranged from here.
    if (built.length > 0 || this.#main) this.#endRuns();
  }

  /** False where somebody reads for long what is to go: it is tried again later, and waited for somewhat longer then. */
  async #putInPlace(tx: Queryable, run: Run, built: readonly Fed[]): Promise<boolean> {
    const { again, patienceMs } = this.#heldUp.get(run) ?? { again: 0, patienceMs: SHORTEST_LOCK_MS };
    const began = performance.now();
    if (began < again) return false;
    const projections = built.map(({ projection, version }) => `${projection.name} v${version}`);
    // Large tables take long: so that nobody takes this for the silence of the dead, it is told meanwhile beside the transaction.
    const beats = setInterval(() => void this.#tell(this.options.database).catch(nothing), HEARTBEAT_MS);
    try {
      const level = this.#main?.caughtUp ?? true;
      if (!(await putInPlace(tx, built, { patienceMs, now: this.options.now(), level }))) {
        const now = performance.now();
        const pause = Math.max(AGAIN_MS, (now - began) * AGAIN_SHARE);
        this.#heldUp.set(run, { again: now + pause, patienceMs: Math.min(patienceMs * 2, LONGEST_LOCK_MS) });
        this.options.log.warn({
          msg: 'a projection that was built anew waits for who reads its tables for long',
          projections,
        });
        return false;
      }
    } finally {
      clearInterval(beats);
    }
    this.options.log.info({ msg: 'a projection was built anew', projections });
    return true;
  }

  async #stopOne(tx: Queryable, fed: Fed, reason: string, error: unknown): Promise<void> {
    this.#stopped.push({ fed, running: false, reason });
    this.options.log.error({
      msg: 'a projection stops here',
      projection: fed.projection.name,
      reason,
      ...(error !== undefined && describe(error)),
    });
    await markStopped(tx, fed, reason);
  }

  async #beat(tx: Queryable): Promise<void> {
    await this.#heed(tx);
    await this.#tell(tx);
  }

  /** What operators wish is done when everything is arranged anew. */
  async #heed(tx: Queryable): Promise<void> {
    if (await isWished(tx)) this.#endRuns();
  }

  /** Side work: where it fails because the database is away, the runs find that out as well. */
  #quietly(work: (tx: Queryable) => Promise<void>): void {
    if (this.#over.signal.aborted) return;
    this.session.transaction(work).catch((error: unknown) => {
      this.#failure ??= error;
      this.#end();
    });
  }

  async #compact(tx: Queryable): Promise<void> {
    const now = this.options.now();
    const before = now - this.options.feedDays * DAY_MS;
    let more = false;
    for (const { name } of this.options.projections) more = (await compact(tx, name, before, now)) || more;
    if (more) setImmediate(() => this.#quietly((next) => this.#compact(next)));
  }

  /** Tells everybody who shares the database how far the projections are. */
  async #tell(tx: Queryable): Promise<void> {
    const projections: Record<string, ProjectionProgress> = {};
    const building: Record<string, string> = {};
    const stoppedBuilds: Record<string, string> = {};
    for (const { fed, reason } of this.#stopped) {
      if (fed.generation === 'building') stoppedBuilds[fed.projection.name] = shortened(reason);
      else
        projections[fed.projection.name] = {
          ...progressOf(fed, undefined),
          state: 'stopped',
          reason: reason && shortened(reason),
        };
    }
    for (const run of this.#runs) {
      for (const fed of run.fed) {
        if (fed.generation === 'building') building[fed.projection.name] = String(fed.position ?? 0n);
        else projections[fed.projection.name] = progressOf(fed, run, run === this.#main && run.caughtUp);
      }
    }
    const now = this.options.now();
    const subscribedAt = this.#main?.subscribedAt ?? now;
    const progress: Progress = { at: now, subscribedAt, projections, building, stoppedBuilds };
    await tx.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(progress)]);
  }
}

/** A message between those who share a database has 8,000 bytes, and names that others gave may be long. The log has it whole. */
const shortened = (reason = ''): string => reason.replace(/[^ -~]/g, '?').replace(/^(.{90}).+(.{100})$/, '$1 ... $2');

function progressOf(
  { position, cursor, version, complete }: Fed,
  run: Run | undefined,
  level = false,
): ProjectionProgress {
  return {
    state: !complete ? 'filling' : level ? 'level' : 'catching-up',
    version,
    position: position === undefined ? null : String(position),
    cursor: String(cursor),
    waiting: run?.waiting ?? 0,
    lagSeconds: run?.lagSeconds ?? null,
  };
}

/** By the position that they stand at, and how far they are made. */
function grouped(all: readonly Fed[]): readonly (readonly Fed[])[] {
  const groups = new Map<string, Fed[]>();
  for (const fed of all) {
    const { position, phase, making } = fed;
    const standing = `${position} ${phase} ${making?.upTo ?? ''}`;
    const group = groups.get(standing);
    if (group) group.push(fed);
    else groups.set(standing, [fed]);
  }
  return [...groups.values()];
}

const positionIn = (group: readonly Fed[]): bigint | undefined => group[0]?.position;

const nothing = async (): Promise<void> => undefined;

const positionOf = (group: readonly Fed[]): bigint => group[0]?.position ?? -1n;

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Names, codes and places: the message of a foreign error may quote what it was given. */
export function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return {
    error: error.name,
    ...(error instanceof OtherStore && { reason: error.message }),
    code: codeOf(error),
    frames: (cause ?? error).stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8),
  };
}
