/**
 * The process manager `promise-deadlines`: a promise whose deadline has passed unpaid is recorded as broken (F3). It asks
 * the promise book which are, and sends each an ordinary command; the command looks at the stream and decides again, so
 * restarts, replicas and clocks that jump cannot make two of it.
 */
import type { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { v7 as uuidv7 } from 'uuid';
import { SendCaseCommand } from '../cases/send-case-command';
import type { Clock } from '../clock';
import type { ReadModels } from '../read-models/read-models';
import { nameOf, Rounds } from './rounds';

const ACTOR = { id: 'promise-deadlines', role: 'system' };
/** One look takes no more. */
const AT_ONCE = 100;
const EVERY_MS = 1_000;
/** A command that failed is not sent again before. */
const AGAIN_MS = 60_000;

export interface PromiseDeadlinesOptions {
  readonly commands: CommandBus;
  readonly readModels: ReadModels;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two looks. */
  readonly everyMs?: number;
}

interface Missed {
  readonly caseId: string;
  readonly promiseId: string;
}

export class PromiseDeadlines {
  readonly #rounds: Rounds;
  /** When a promise may be tried again, by its key; milliseconds of this process. */
  readonly #failed = new Map<string, number>();

  constructor(private readonly options: PromiseDeadlinesOptions) {
    const { everyMs = EVERY_MS, logger } = options;
    this.#rounds = new Rounds((signal) => this.#look(signal), {
      everyMs,
      failed: (error) => logger.warn({ msg: 'promise deadlines wait', reason: nameOf(error) }),
    });
  }

  start(): void {
    this.#rounds.start();
  }

  /** Resolves when nothing is under way any more. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const missed = await this.options.readModels.database.query<Missed>(
      `SELECT case_id AS "caseId", promise_id AS "promiseId" FROM promise_book
       WHERE to_record <= $1 ORDER BY to_record LIMIT ${AT_ONCE + this.#failed.size}`,
      [new Date(this.options.clock.now()).toISOString()],
    );
    for (const one of missed) {
      if (signal.aborted) return;
      if ((this.#failed.get(keyOf(one)) ?? 0) <= performance.now()) await this.#record(one);
    }
  }

  async #record(missed: Missed): Promise<void> {
    const { caseId, promiseId } = missed;
    const correlationId = uuidv7();
    const context = { actor: ACTOR, correlationId, idempotencyKey: undefined, ifMatch: undefined };
    try {
      await this.options.commands.execute(new SendCaseCommand('record-broken-promise', caseId, { promiseId }, context));
      this.#failed.delete(keyOf(missed));
    } catch (error) {
      this.#failed.set(keyOf(missed), performance.now() + AGAIN_MS);
      this.options.logger.warn({ msg: 'a broken promise was not recorded', caseId, promiseId, reason: nameOf(error) });
    }
  }
}

const keyOf = ({ caseId, promiseId }: Missed): string => `${caseId}/${promiseId}`;
