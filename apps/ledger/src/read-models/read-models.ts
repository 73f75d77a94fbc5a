/** What the routes ask of the read models: how far they are, and waiting for them. */
import { type EventStore, STREAM_PREFIXES } from '@event-store';
import { type Projection, type ReadableDatabase, Tail, Watch } from '@read-models';
import { isRestricted, type Scope } from '../access/caller';
import { Problem } from '../http/problem';

/** How long a caller who names a position waits for it: no request hangs for over five seconds. */
export const WAIT_MS = 4_000;
/** A command that needs to know of everything waits no longer. */
const HEAD_WAIT_MS = 1_000;
/** An alarm that is due is told within this time, or the leader is gone. */
const ALARM_MS = 1_500;

export class ReadModels {
  readonly watch: Watch;

  constructor(
    readonly database: ReadableDatabase,
    /** Lets the leader look at the clock, where it is this service. */
    readonly poke: () => void,
    /** What the engine of this service has just told. */
    readonly tail: Tail = new Tail(),
  ) {
    this.watch = new Watch(database);
    tail.onNews = () => this.watch.wake();
  }

  /**
   * Waits until the projection has taken in a position. Answers the one that it has taken in, at least. Throws
   * `read-model-stopped`, and `read-model-behind` where it does not get there in time or was never level.
   */
  async reach(name: Projection['name'], minPosition: bigint | undefined, waitMs = WAIT_MS): Promise<string> {
    const [row] = await this.database.query(
      `SELECT coalesce(position, 0)::text AS position, complete, state, reason
       FROM projection WHERE name = $1 AND generation = 'live'`,
      [name],
    );
    if (row?.state === 'stopped') throw stopped(name, String(row.reason));
    const complete = row?.complete === true;
    if (minPosition === undefined && !complete) throw behind(`${name} has not caught up with the store yet`);
    if (complete && BigInt(String(row.position)) >= (minPosition ?? 0n)) return String(row.position);
    const reached = (): boolean => {
      const progress = this.watch.of(name);
      if (progress?.state === 'stopped') throw stopped(name, progress.reason ?? '');
      return progress?.state !== 'filling' && BigInt(progress?.position ?? -1) >= (minPosition ?? 0n);
    };
    if (!(await this.watch.until(reached, waitMs))) throw behind(`${name} has not reached position ${minPosition}`);
    return this.watch.of(name)?.position ?? String(minPosition);
  }

  /** Throws `read-model-behind` while what is read was counted by an older version: this one divides what that did not count. */
  async mustBeCountedBy({ name, version }: Pick<Projection, 'name' | 'version'>): Promise<void> {
    const [row] = await this.database.query(`SELECT version FROM projection WHERE name = $1 AND generation = 'live'`, [
      name,
    ]);
    if (Number(row?.version) < version)
      throw behind(`${name} is built anew by version ${version}, or that has stopped`);
  }

  /** As {@link reach}; where no position is named, everything is waited for that is stored by now. */
  async reachStored(name: Projection['name'], store: EventStore, minPosition: bigint | undefined): Promise<string> {
    return this.reach(name, minPosition ?? (await store.headOf(STREAM_PREFIXES)));
  }

  /** As {@link reach}; where rows are cut to some cases, also until it is known whose cases they are as of then. */
  async reachWithin(scope: Partial<Scope>, name: Projection['name'], minPosition: bigint | undefined): Promise<string> {
    const position = await this.reach(name, minPosition);
    if (isRestricted(scope)) await this.reach('case-standing', BigInt(position));
    return position;
  }

  /**
   * Waits until the projection has taken in every event that is stored by now. Throws as {@link reach} does where that takes
   * over a second, or as long as the caller has patience.
   */
  async reachHead(name: Projection['name'], store: EventStore, waitMs = HEAD_WAIT_MS): Promise<void> {
    const head = await store.headOf(STREAM_PREFIXES);
    // Of an empty store everything is known.
    if (head !== undefined) await this.reach(name, head, waitMs);
  }

  /** Waits, briefly, until no alarm is due any more; the query tells of one by a row. */
  async untilQuiet(due: string, params: readonly unknown[]): Promise<void> {
    const end = performance.now() + ALARM_MS;
    while ((await this.database.query(due, params)).length > 0) {
      const left = end - performance.now();
      if (left <= 0) return;
      this.poke();
      let heard = false;
      await this.watch.until(() => {
        const before = heard;
        heard = true;
        return before;
      }, left);
    }
  }

  /** Whether everything that is stored was taken in a moment ago. */
  isLevel(name: Projection['name']): boolean {
    return this.watch.of(name)?.state === 'level';
  }
}

export const behind = (detail: string): Problem => new Problem('read-model-behind', detail);

export const stopped = (name: string, reason: string): Problem =>
  new Problem('read-model-stopped', `${name} stopped at ${reason}`);
