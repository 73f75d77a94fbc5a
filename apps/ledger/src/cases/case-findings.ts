/** Everything that is amiss with a case: what its facts show, and what its audit trail shows. */
import { type Finding, findingsOf, type OpenCase } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { type AuditTrailRow, trailAt } from '@read-models';
import { LRUCache } from 'lru-cache';
import { Clock } from '../clock';
import { ContactLog } from '../read-models/contact-log';
import { ReadModels } from '../read-models/read-models';
import { beginOf } from './answers';
import { PolicyBook } from './policy-book';

const SECOND_MS = 1_000;
const MOST_TRAILS = 16;
const TRAIL_MS = 30_000;

/** What an audit trail is asked by: what was known, what had happened, by what time it is judged; epoch milliseconds. */
interface TrailTimes {
  readonly knownAt?: number | undefined;
  readonly asOf?: number | undefined;
  readonly at?: number | undefined;
  /** Events of the case behind this revision are left out. */
  readonly upToRevision?: number | undefined;
}

@Injectable()
export class CaseFindings {
  /** Of the past, which stays as it is but for rule books that are bound as of before: not for long. */
  readonly #trails = new LRUCache<string, { readonly rows: readonly AuditTrailRow[] | undefined }>({
    max: MOST_TRAILS,
    ttl: TRAIL_MS,
  });

  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  /** What the facts show at an instant, with the calls in other cases counted that were known by another (epoch milliseconds). */
  async ofFacts(state: OpenCase, at: number, knownAt?: number): Promise<readonly Finding[]> {
    const elsewhere = await this.contactLog.elsewhere(state, beginOf(state), knownAt);
    return findingsOf(state, this.policies.of, at, elsewhere);
  }

  /** The audit trail at these times; as it is told now where nothing is asked of the past. */
  async trail(caseId: string, { knownAt, ...then }: TrailTimes): Promise<readonly AuditTrailRow[]> {
    if ([knownAt, then.asOf, then.upToRevision].every((one) => one === undefined)) return this.trailNow(caseId);
    const now = this.clock.now();
    return (await this.trailThen(caseId, Math.min(knownAt ?? now, now), then)) ?? [];
  }

  /** The audit trail as it is told now, as far as it is taken in; what is due by now is judged first. */
  async trailNow(caseId: string): Promise<readonly AuditTrailRow[]> {
    await this.readModels.untilQuiet('SELECT 1 FROM audit_trail WHERE case_id = $1 AND next_change_at <= $2 LIMIT 1', [
      caseId,
      new Date(this.clock.now()).toISOString(),
    ]);
    const rows = await this.readModels.database.query<{ readonly value: AuditTrailRow }>(
      'SELECT value FROM audit_trail WHERE case_id = $1 ORDER BY at, key',
      [caseId],
    );
    return rows.map(({ value }) => value);
  }

  /**
   * The audit trail by what was known at `knownAt`, judged then or `at`, of what had happened by `asOf` (epoch milliseconds),
   * as far as it is taken in; undefined where the case was not known then. It reads whole days of each recorder's work, so
   * what was read for one page of a replay is there for the next.
   */
  async trailThen(
    caseId: string,
    knownAt: number,
    { asOf, at, upToRevision }: Omit<TrailTimes, 'knownAt'> = {},
  ): Promise<readonly AuditTrailRow[] | undefined> {
    const key = [caseId, knownAt, asOf, at, upToRevision].join(' ');
    const kept = this.#trails.get(key);
    if (kept) return kept.rows;
    const widestClockMs = this.policies.widestToleranceSeconds * SECOND_MS;
    const by = { widestClockMs, policyOf: this.policies.of, asOf, at, upToRevision };
    const rows = await trailAt(this.readModels.database, caseId, knownAt, by);
    this.#trails.set(key, { rows });
    return rows;
  }

  /** Until all evidence that is stored by now is taken in. Throws `read-model-behind`. */
  async trailLevel(): Promise<void> {
    await this.readModels.reachHead('audit-trail', this.store);
  }

  /** Keys of all findings, those of evidence that is stored by now included. Throws `read-model-behind`. */
  async keys(state: OpenCase, at: number): Promise<ReadonlySet<string>> {
    const facts = await this.ofFacts(state, at);
    await this.trailLevel();
    const rows = await this.readModels.database.query<{ readonly key: string }>(
      `SELECT value->>'key' AS key FROM finding WHERE case_id = $1`,
      [state.opened.event.data.caseId],
    );
    return new Set([...facts, ...rows].map(({ key }) => key));
  }
}
