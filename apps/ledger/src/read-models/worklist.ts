/** The day's work: cases on which something is due, in the order of the rule book, and for each whom to call and how. */
import {
  assignmentAt,
  type CallAdvice,
  callAdvice,
  type FollowUp,
  type Money,
  type Round,
  rankOf,
  roundAt,
  situationOf,
  standing,
} from '@case';
import { BadStoredEvent } from '@event-store';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type FollowUpsRow, withinScope } from '@read-models';
import type { Scope } from '../access/caller';
import { mustBeOpen } from '../cases/answers';
import { CaseStreams } from '../cases/case-streams';
import { PolicyBook } from '../cases/policy-book';
import { Clock } from '../clock';
import { fieldProblem, Problem } from '../http/problem';
import { ContactLog } from './contact-log';
import { ReadModels } from './read-models';

export interface WorklistItem extends CallAdvice {
  /** Code of what keeps the case itself from being read; the rest is then as the read model knew it. */
  readonly problem?: string;
  readonly caseId: string;
  readonly agentId: string | null;
  readonly team: string | null;
  readonly rank: number;
  readonly rankedAs: string | null;
  readonly stage: string;
  readonly daysPastDue: number;
  readonly overdue: Money;
  readonly due: readonly FollowUp[];
  readonly round: Round | null;
}

export interface WorklistAnswer {
  readonly at: string;
  readonly position: string;
  readonly items: readonly WorklistItem[];
  readonly next: string | null;
}

export interface WorklistQuestion {
  readonly team: string | undefined;
  readonly agentId: string | undefined;
  /** Epoch milliseconds; undefined is now. */
  readonly at: number | undefined;
  readonly after: WorklistPlace | undefined;
  readonly limit: number;
  readonly minPosition: bigint | undefined;
  readonly scope: Scope;
}

/** Where a page ended: rank, overdue in minor units, and case. */
export type WorklistPlace = readonly [rank: number, overdue: number, caseId: string];

export class GetWorklist extends Query<WorklistAnswer> {
  constructor(readonly question: WorklistQuestion) {
    super();
  }
}

/** Clocks differ. */
const PAST_MS = 5 * 60_000;

interface Listed {
  readonly key: string;
  readonly value: FollowUpsRow;
  readonly rank: number;
  readonly overdue: number;
}

@QueryHandler(GetWorklist)
export class GetWorklistHandler implements IQueryHandler<GetWorklist> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly cases: CaseStreams,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly clock: Clock,
  ) {}

  /** The order is that of the read model; what is said of each case is said of its stream as it is now. */
  async execute({ question }: GetWorklist): Promise<WorklistAnswer> {
    const now = this.clock.now();
    const at = question.at ?? now;
    if (at < now - PAST_MS) throw fieldProblem('at', 'in-the-past', 'must not lie in the past: it is work to be done');
    const position = await this.readModels.reachWithin(question.scope, 'follow-ups', question.minPosition);
    await this.readModels.untilQuiet('SELECT 1 FROM follow_up WHERE next_change_at <= $1 LIMIT 1', [
      new Date(now).toISOString(),
    ]);
    const rows = await this.#rows(question, at);
    const page = rows.slice(0, question.limit);
    await this.contactLog.level();
    const items = await Promise.all(page.map((row) => this.#item(row, at)));
    const last = page.at(-1);
    return {
      at: new Date(at).toISOString(),
      position,
      items,
      next: rows.length > question.limit && last ? toPlace([last.rank, last.overdue, last.key]) : null,
    };
  }

  #rows({ team, agentId, after, limit, scope }: WorklistQuestion, at: number): Promise<readonly Listed[]> {
    const params: unknown[] = [new Date(at).toISOString()];
    const param = (value: unknown): string => `$${params.push(value)}`;
    const conditions = ['due_from <= $1'];
    conditions.push(...withinScope(scope, param));
    if (team !== undefined) conditions.push(`team = ${param(team)}`);
    if (agentId !== undefined) conditions.push(`agent_id = ${param(agentId)}`);
    if (after) {
      const [rank, overdue, key] = after;
      conditions.push(
        `(rank, -overdue, key) > (${param(rank)}::smallint, ${param(-overdue)}::bigint, ${param(key)}::text)`,
      );
    }
    return this.readModels.database.query<Listed>(
      `SELECT key, value, rank::int AS rank, overdue::float8 AS overdue FROM follow_up WHERE ${conditions.join(' AND ')}
       ORDER BY follow_up.rank, -follow_up.overdue, key LIMIT ${limit + 1}`,
      params,
    );
  }

  /** One case that cannot be read must not hide all others. */
  async #item({ key, value }: Listed, at: number): Promise<WorklistItem> {
    try {
      return await this.#worked(key, at);
    } catch (error) {
      const damaged = error instanceof BadStoredEvent ? 'stored-event-damaged' : undefined;
      const problem = damaged ?? (error instanceof Problem && error.code === 'policy-missing' ? error.code : undefined);
      if (problem === undefined) throw error;
      const { caseId, agentId, team, rank, rankedAs, daysPastDue, overdue } = value;
      const known = { caseId, agentId, team, rank, rankedAs, stage: 'unknown', daysPastDue, overdue };
      return { ...known, due: [], round: null, call: null, forbiddenBy: [], nextPermittedAt: null, problem };
    }
  }

  async #worked(caseId: string, at: number): Promise<WorklistItem> {
    const state = mustBeOpen((await this.cases.read(caseId)).state);
    const then = Math.max(at, state.opened.at);
    const elsewhere = await this.contactLog.known(state, then);
    // Nothing is waited for from here on: another walk over the case would change what the situation looks at.
    const now = standing(state, this.policies.of, then);
    const situation = situationOf(state, this.policies.of, then);
    if (!now || !situation) throw new Error('the case is not open at this instant');
    const { agentId = null, team = null } = assignmentAt(state, then);
    const { rank, rankedAs = null } = rankOf(situation);
    const instant = new Date(then).toISOString();
    return {
      caseId,
      agentId,
      team,
      rank,
      rankedAs,
      stage: now.stage.name,
      daysPastDue: now.daysPastDue,
      overdue: now.overdue,
      due: now.followUps.filter(({ from }) => from <= instant),
      round: roundAt(situation),
      ...callAdvice(situation, elsewhere),
    };
  }
}

/** A page's end as callers are given it. */
const toPlace = (place: WorklistPlace): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Undefined where the text is none that a page ended with. */
export function fromPlace(text: string): WorklistPlace | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return undefined;
    const [rank, overdue, key]: unknown[] = parts;
    const valid =
      Number.isSafeInteger(rank) && Number.isSafeInteger(overdue) && typeof key === 'string' && !key.includes('\0');
    return valid && Math.abs(Number(rank)) < 32_000 ? [Number(rank), Number(overdue), key] : undefined;
  } catch {
    return undefined;
  }
}
