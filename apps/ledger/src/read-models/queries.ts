/** Questions to the read models: over many cases, and how far the projections are. */

import { type Finding, findingWork, type OpenCase, onlyFacts } from '@case';
import { EventStore } from '@event-store';
import { Logger } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type Asked,
  type AuditTrailRow,
  type Behind,
  collectorDays,
  type Figure,
  HIDDEN_NAMES,
  keeperOf,
  type Making,
  openFeed,
  type Phase,
  PROJECTION_NAMES,
  type ProjectionName,
  QUESTIONS,
  type RowsName,
  readClocks,
  readFigures,
  readRows,
  type ToldClock,
  toCursor,
} from '@read-models';
import { mustBeOpen, mustHaveCome, notFound, nowFor } from '../cases/answers';
import { CaseFindings } from '../cases/case-findings';
import { CaseStreams } from '../cases/case-streams';
import { withWork } from '../cases/findings-query';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { reachReviews } from '../reviews/reach-reviews';
import { ReadModels, WAIT_MS } from './read-models';

export interface RowsAnswer {
  /** At least up to here everything is taken in. */
  readonly position: string;
  readonly rows: readonly object[];
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
}

export class GetRows extends Query<RowsAnswer> {
  constructor(
    readonly name: RowsName,
    readonly asked: Asked,
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetRows)
export class GetRowsHandler implements IQueryHandler<GetRows> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ name, asked, minPosition }: GetRows): Promise<RowsAnswer> {
    const began = performance.now();
    const reached = await this.readModels.reachWithin(asked, keeperOf(name), minPosition);
    const left = Math.max(0, WAIT_MS - (performance.now() - began));
    const reviewed = name === 'findings' ? await reachReviews(this.readModels, minPosition, left) : BigInt(reached);
    const position = reviewed < BigInt(reached) ? String(reviewed) : reached;
    const { rows, next } = await readRows(this.readModels.database, QUESTIONS[name], asked);
    return { position, rows, next: next ? fromBehind(next) : null };
  }
}

/** A page's end, as callers are given it; they need not know what is in it. */
export const fromBehind = ({ sort, value, key }: Behind): string =>
  Buffer.from(JSON.stringify([sort, value, key])).toString('base64url');

/** Undefined where the text is none that {@link fromBehind} made. */
export function toBehind(text: string): Behind | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      !Array.isArray(parts) ||
      parts.length !== 3 ||
      !parts.every((part) => typeof part === 'string' && !part.includes('\0'))
    )
      return undefined;
    const [sort, value, key]: string[] = parts;
    return sort === undefined || value === undefined || key === undefined ? undefined : { sort, value, key };
  } catch {
    return undefined;
  }
}

export interface AuditTrailAnswer {
  readonly caseId: string;
  readonly position: string;
  readonly entries: readonly object[];
}

export class GetAuditTrail extends Query<AuditTrailAnswer> {
  constructor(
    readonly caseId: string,
    /** Position that must have been taken in first; undefined does not wait. */
    readonly minPosition: bigint | undefined,
    /** As it was told then, epoch milliseconds; undefined is now. */
    readonly knownAt: number | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetAuditTrail)
export class GetAuditTrailHandler implements IQueryHandler<GetAuditTrail> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    private readonly cases: CaseStreams,
    private readonly findings: CaseFindings,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, minPosition, knownAt }: GetAuditTrail): Promise<AuditTrailAnswer> {
    // Evidence that is stored may not be taken in yet, and its lack would be told as a fact.
    const position = await this.readModels.reachStored('audit-trail', this.store, minPosition);
    if (!(await this.#isKnown(caseId))) {
      // So may the case itself, where an older position was named.
      await this.readModels.reachStored('audit-trail', this.store, undefined);
      if (!(await this.#isKnown(caseId))) throw notFound();
    }
    if (knownAt !== undefined) return { caseId, position, entries: await this.#entriesThen(caseId, knownAt) };
    const rows = await this.findings.trailNow(caseId);
    const state = mustBeOpen((await this.cases.read(caseId)).state);
    return { caseId, position, entries: await this.#withFindings(rows, state, nowFor(state, this.clock.now())) };
  }

  async #isKnown(caseId: string): Promise<boolean> {
    const rows = await this.readModels.database.query('SELECT 1 FROM evidence_case WHERE key = $1', [caseId]);
    return rows.length > 0;
  }

  /** What was told at an instant: by the evidence and the facts that were known then. */
  async #entriesThen(caseId: string, knownAt: number): Promise<readonly object[]> {
    const now = this.clock.now();
    mustHaveCome('knownAt', knownAt, now);
    const then = onlyFacts((await this.cases.read(caseId)).state, (fact) => fact.recordedAt <= knownAt);
    const rows = await this.findings.trailThen(caseId, knownAt);
    if (then.status !== 'open' || !rows) throw notFound();
    return this.#withFindings(rows, then, Math.max(knownAt, then.opened.at), knownAt);
  }

  /** Entries with what their calls and notes show beside: the read model knows evidence, not the rules of contact. */
  async #withFindings(
    rows: readonly AuditTrailRow[],
    state: OpenCase,
    at: number,
    knownAt?: number,
  ): Promise<readonly object[]> {
    const work = findingWork(state);
    const byRevision = new Map<string, Finding[]>();
    for (const one of await this.findings.ofFacts(state, at, knownAt)) {
      const revision = one.evidence[0]?.revision ?? '';
      byRevision.set(revision, [...(byRevision.get(revision) ?? []), one]);
    }
    return rows.map(({ caseId: _said, ...entry }) => {
      const events = [entry.call, ...entry.notes].map((part) => Reflect.get(part?.event ?? {}, 'revision'));
      const more = events.flatMap((revision) => byRevision.get(String(revision)) ?? []);
      return { ...entry, findings: [...entry.findings, ...more].map((one) => withWork(one, work)) };
    });
  }
}

export interface FiguresAnswer {
  /** At least up to here everything is counted. */
  readonly position: string;
  readonly from: string;
  readonly to: string;
  readonly agentId: string | null;
  readonly team: string | null;
  readonly figures: readonly Figure[];
}

export class GetFigures extends Query<FiguresAnswer> {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly agentId: string | undefined,
    readonly team: string | undefined,
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

const DAY_MS = 86_400_000;
/** What figures are drawn from: they wait for no other projection, and go on where another has stopped. */
const IN_FIGURES = [
  'case-standing',
  'tone-history',
  'promise-book',
  'recovery-cohorts',
  'collector-day',
  'audit-trail',
] as const;

/** The last zone in which a day ends is twelve hours behind. */
const LAST_ZONE_MS = DAY_MS / 2;

@QueryHandler(GetFigures)
export class GetFiguresHandler implements IQueryHandler<GetFigures> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  async execute({ from, to, agentId, team, minPosition }: GetFigures): Promise<FiguresAnswer> {
    const reached = await Promise.all(IN_FIGURES.map((name) => this.readModels.reach(name, minPosition)));
    await this.readModels.mustBeCountedBy(collectorDays);
    const [position = 0n] = reached.map(BigInt).sort((a, b) => (a < b ? -1 : 1));
    const lastDay = new Date(this.clock.now() - LAST_ZONE_MS - DAY_MS).toISOString().slice(0, 10);
    const figures = await readFigures(this.readModels.database, { from, to, agentId, team, lastDay });
    return { position: String(position), from, to, agentId: agentId ?? null, team: team ?? null, figures };
  }
}

export interface ClocksAnswer {
  readonly position: string;
  readonly from: string;
  readonly to: string;
  readonly clocks: readonly ToldClock[];
}

export class GetClocks extends Query<ClocksAnswer> {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetClocks)
export class GetClocksHandler implements IQueryHandler<GetClocks> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ from, to, minPosition }: GetClocks): Promise<ClocksAnswer> {
    const position = await this.readModels.reach('audit-trail', minPosition);
    return { position, from, to, clocks: await readClocks(this.readModels.database, from, to) };
  }
}

export interface ProjectionAnswer {
  readonly name: string;
  readonly version: number;
  readonly state: 'filling' | 'catching-up' | 'level' | 'stopped';
  /** Why it has stopped. */
  readonly reason: string | null;
  readonly position: string | null;
  /** How often it was built anew. */
  readonly builds: number;
  /** Of the newest change of its feed; null where it has none. */
  readonly cursor: string | null;
  /** While it is built anew beside what is read: version of that, and how far it is. */
  readonly building: {
    readonly version: number;
    readonly position: string | null;
    readonly phase: Phase;
    /** Cases whose rows are made, while they are. */
    readonly making: Pick<Making, 'made' | 'of'> | null;
    readonly reason: string | null;
  } | null;
}

export interface ProjectionsAnswer {
  /** Of the newest event of the store. */
  readonly head: string | null;
  readonly projections: readonly ProjectionAnswer[];
}

export class GetProjections extends Query<ProjectionsAnswer> {}

interface StoredProjection {
  readonly name: string;
  readonly generation: 'live' | 'building';
  readonly version: number;
  readonly position: string | null;
  readonly phase: Phase;
  readonly making: Making | null;
  readonly complete: boolean;
  readonly builds: number;
  readonly state: 'running' | 'stopped';
  readonly reason: string | null;
}

const buildingOf = ({ version, position, phase, making, reason }: StoredProjection): ProjectionAnswer['building'] => ({
  version,
  position,
  phase,
  making: making && { made: making.made, of: making.of },
  reason,
});

@QueryHandler(GetProjections)
export class GetProjectionsHandler implements IQueryHandler<GetProjections> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
  ) {}

  async execute(): Promise<ProjectionsAnswer> {
    const rows = await this.readModels.database.query<StoredProjection>(
      'SELECT name, generation, version, position::text, phase, making, complete, builds, state, reason FROM projection ORDER BY name',
    );
    const head = await this.store.head();
    const live = rows.filter(({ generation }) => generation === 'live');
    const building = rows.filter(({ generation }) => generation === 'building');
    return {
      head: head === undefined ? null : String(head),
      projections: await Promise.all(
        live.map((row) =>
          this.#answer(
            row,
            building.find(({ name }) => name === row.name),
          ),
        ),
      ),
    };
  }

  async #answer(row: StoredProjection, built: StoredProjection | undefined): Promise<ProjectionAnswer> {
    const { name, version, position, builds, reason } = row;
    const feed = isProjectionName(name) ? await openFeed(this.readModels.database, name) : undefined;
    return {
      name,
      version,
      state: this.#stateOf(row),
      reason,
      position,
      builds,
      cursor: feed ? toCursor(feed, feed.newest) : null,
      building: built ? buildingOf(built) : null,
    };
  }

  #stateOf({ name, state, complete }: StoredProjection): ProjectionAnswer['state'] {
    if (state === 'stopped') return 'stopped';
    if (!complete) return 'filling';
    return this.readModels.watch.of(name)?.state === 'level' ? 'level' : 'catching-up';
  }
}

export const isProjectionName = (name: string): name is ProjectionName =>
  (PROJECTION_NAMES as readonly string[]).includes(name);

/** An operator asks for something that the leader does. */
export class WishForProjection extends Command<void> {
  constructor(
    readonly name: string,
    readonly wish: 'resume' | 'rebuild',
    readonly by: string,
  ) {
    super();
  }
}

@CommandHandler(WishForProjection)
export class WishForProjectionHandler implements ICommandHandler<WishForProjection> {
  readonly #logger = new Logger('Projections');

  constructor(private readonly readModels: ReadModels) {}

  async execute({ name, wish, by }: WishForProjection): Promise<void> {
    const changed = await this.readModels.database.query(
      `UPDATE projection SET wish = $2 WHERE name = $1 AND generation = 'live' RETURNING name`,
      [name, wish],
    );
    if (changed.length === 0) throw noSuchProjection();
    this.#logger.warn({ msg: 'an operator asked for a projection', projection: name, wish, by });
    this.readModels.poke();
  }
}

export const noSuchProjection = (): Problem =>
  new Problem(
    'projection-not-found',
    `there is no such projection; there are ${PROJECTION_NAMES.join(', ')}, and ${HIDDEN_NAMES.join(' and ')}, which have no feed`,
  );
