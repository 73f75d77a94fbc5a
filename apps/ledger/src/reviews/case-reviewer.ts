/**
 * Reviews cases: what the facts of each show amiss is kept, so that it can be listed over all of them. It follows the feed of
 * `case-standing`, in which every event of a case is a change, reads the case itself, for no read model holds a number, and
 * counts its calls with those of others. Of several services one does so, and another when that one is gone.
 */

import { setTimeout as wait } from 'node:timers/promises';
import {
  assignmentAt,
  type DatedFinding,
  dateOf,
  findingWork,
  isDecision,
  isFact,
  localDay,
  type OpenCase,
  oncePerCall,
  reviewOf,
} from '@case';
import { BadStoredEvent } from '@event-store';
import type { Pseudonym } from '@personal-data';
import { type Backlog, type Held, type ListedFinding, type ReviewedCase, Reviews } from '@read-models';
import { v7 as uuidv7 } from 'uuid';
import { beginOf, nowFor } from '../cases/answers';
import type { CaseStreams, KnownCase } from '../cases/case-streams';
import { withWork } from '../cases/findings-query';
import type { PolicyBook } from '../cases/policy-book';
import type { Clock } from '../clock';
import { Problem } from '../http/problem';
import { nameOf, Rounds } from '../process-managers/rounds';
import { type ContactLog, whoOf } from '../read-models/contact-log';
import type { ReadModels } from '../read-models/read-models';

/** Between two looks at the feed. */
const EVERY_MS = 250;
/** What time alone shows is looked for no less often. */
const LOOK_MS = 1_000;
/** Pauses are as long as the work before them, and so many times as long while something is recorded. */
const BUSY = 19;
/** What could not be read is not tried again before. */
const AGAIN_MS = 5_000;

export interface CaseReviewerOptions {
  readonly cases: CaseStreams;
  /** Cases that no command has to do with, so that those of commands stay in memory. */
  readonly others: CaseStreams;
  readonly policies: PolicyBook;
  readonly contactLog: ContactLog;
  readonly readModels: ReadModels;
  readonly pseudonym: Pseudonym;
  readonly clock: Clock;
  readonly logger: { warn(entry: object): void };
}

export class CaseReviewer {
  readonly #reviews: Reviews;
  readonly #rounds: Rounds;
  #reason: string | undefined;
  /** How far the feed had come when there was nothing to do, and when that was; milliseconds of this process. */
  #seen: string | undefined;
  #lookedAt = 0;
  #againAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: CaseReviewerOptions) {
    this.#reviews = new Reviews(options.readModels.database, uuidv7());
    this.#rounds = new Rounds((signal) => this.#round(signal), {
      everyMs: EVERY_MS,
      // Where the database is away, it will be so at the next round.
      failed: (error) => void this.#fail(error).catch(() => undefined),
    });
  }

  start(): void {
    this.#rounds.start();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    // Where the database is away, the right to review ends by itself.
    await this.#reviews.release().catch(() => undefined);
  }

  async #round(signal: AbortSignal): Promise<void> {
    const { readModels, clock } = this.options;
    const news = this.#news();
    if (news === undefined || performance.now() < this.#againAt) return;
    const standing = BigInt(await readModels.reach('case-standing', undefined));
    // Those who ask where a case stands come first.
    while (!signal.aborted && readModels.isLevel('case-standing')) {
      const began = performance.now();
      const position = this.#position;
      const held = await this.#reviews.hold();
      if (!held) return;
      const backlog = await this.#reviews.backlog(held, position, clock.now());
      const isIdle = isAsBefore(backlog, held);
      if (!isIdle && !(await this.#review(held, backlog))) return;
      // What comes in the meantime is no reason to keep everybody waiting.
      if (!held.complete && backlog.position >= standing) await this.#reviews.complete();
      this.#reason = undefined;
      if (isIdle) {
        this.#seen = news;
        this.#lookedAt = performance.now();
        return;
      }
      await this.#giveWay(performance.now() - began, position, signal);
    }
  }

  /** Commands share this thread, and whoever asks where a case stands the database. */
  async #giveWay(workedMs: number, position: bigint, signal: AbortSignal): Promise<void> {
    const share = this.#position === position ? 1 : BUSY;
    await wait(workedMs * share, undefined, { signal }).catch(() => undefined);
  }

  /** How far the feed has come; undefined where it was all looked through, and time can hardly have shown more. */
  #news(): string | undefined {
    const progress = this.options.readModels.watch.of('case-standing');
    const news = `${progress?.position} ${progress?.cursor}`;
    return news === this.#seen && performance.now() < this.#lookedAt + LOOK_MS ? undefined : news;
  }

  /** Up to here everything is in the feed. */
  get #position(): bigint {
    return BigInt(this.options.readModels.watch.of('case-standing')?.position ?? 0);
  }

  async #review(held: Held, backlog: Backlog): Promise<boolean> {
    const { cases, others, contactLog, readModels, policies, pseudonym, clock } = this.options;
    const known: KnownCase[] = [];
    let newest = 0n;
    for (const caseId of backlog.cases.keys()) {
      const one = await (cases.cached(caseId) ? cases : others).read(caseId);
      if (one.position > newest) newest = one.position;
      known.push(one);
    }
    // Whatever is seen of a case now has to be counted for others from now on.
    await readModels.reach('contact-log', newest);
    const reviewed: ReviewedCase[] = [];
    const sharing = new Set<string>();
    for (const { state } of known) {
      if (state.status !== 'open') continue;
      const elsewhere = await contactLog.known(state, beginOf(state));
      const { found, next } = reviewOf(state, policies.of, nowFor(state, clock.now()), elsewhere);
      const { caseId } = state.opened.event.data;
      const shared = sharedIn(state);
      const sharers = sharersOf(state, pseudonym);
      if (shared !== (backlog.cases.get(caseId) ?? 0)) for (const one of sharers) sharing.add(one);
      reviewed.push({ caseId, revision: state.revision, shared, sharers, next, findings: rowsOf(state, found) });
    }
    return this.#reviews.keep(held, backlog, reviewed, [...sharing]);
  }

  /** Once, however often it is tried again. That others are not level yet is no news. */
  async #fail(error: unknown): Promise<void> {
    if (error instanceof Problem && error.code === 'read-model-behind') return;
    this.#againAt = performance.now() + AGAIN_MS;
    const told = reasonOf(error);
    // A service that can do it may be beside this one.
    if (told !== undefined) await this.#reviews.stop(told);
    await this.#reviews.release();
    const reason = told ?? (error instanceof Problem ? error.code : nameOf(error));
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.options.logger.warn({ msg: 'reviews of cases wait', reason });
  }
}

const isAsBefore = ({ cases, cursor, position }: Backlog, held: Held): boolean =>
  cases.size === 0 && cursor === held.cursor && position === held.position;

/** Why no review can go on, where it is known to be free of what events hold. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof BadStoredEvent) return error.message;
  return error instanceof Problem && error.code === 'policy-missing' ? error.message : undefined;
}

/** Facts that count for the permissions and the findings of others, or say whose they count for. */
function sharedIn({ facts }: OpenCase): number {
  const shared = facts.filter(
    (fact) => isFact(fact, 'CallAttempted') || isFact(fact, 'ContactAdded', 'ContactUpdated'),
  );
  // Where calls were told of twice, a decision may make two of one.
  const others = facts.filter((fact) => !isDecision(fact));
  const decisions = facts.length - others.length;
  return shared.length + (decisions > 0 && oncePerCall(others).length < others.length ? decisions : 0);
}

/** Whose calls count for a case, and whose its calls count for: who is in it, and every number that was called. */
function sharersOf(state: OpenCase, keyOf: Pseudonym): readonly string[] {
  const { debtorId, personIds, numbers } = whoOf(state, keyOf);
  const called = state.facts.flatMap((fact) => (isFact(fact, 'CallAttempted') ? [keyOf(fact.event.data.number)] : []));
  const persons = [debtorId, ...personIds].map((personId) => `person ${personId}`);
  return [...new Set([...persons, ...[...numbers, ...called].map((number) => `number ${number}`)])];
}

function rowsOf(state: OpenCase, found: readonly DatedFinding[]): readonly ListedFinding[] {
  const work = findingWork(state);
  const { caseId, debtor } = state.opened.event.data;
  return found.map(({ finding, at, about }) => {
    const assigned = assignmentAt(state, at);
    const { agentId = assigned.agentId, entryId } = whereOf(about);
    return {
      ...withWork(finding, work),
      caseId,
      ...(entryId !== undefined && { entryId }),
      agentId: agentId ?? null,
      team: assigned.team ?? null,
      day: dateOf(localDay(at, debtor.timeZone)),
    };
  });
}

/** Who made a contact, and the entry of the audit trail that shows it. */
function whereOf(about: DatedFinding['about']): { readonly agentId?: string; readonly entryId?: string } {
  if (about && isFact(about, 'CallAttempted')) {
    const { agentId, callId } = about.event.data;
    return { agentId, entryId: `call:${callId}` };
  }
  if (about && isFact(about, 'NoteTaken')) return { agentId: about.event.data.agentId };
  return {};
}
