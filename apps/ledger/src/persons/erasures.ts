/**
 * The process manager `erasures`: whoever is blocked is erased when nothing stands against it any more. It sends an ordinary
 * command, which looks at the person's stream and cases and decides again: restarts and replicas erase nobody twice.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@case';
import type { CommandBus } from '@nestjs/cqrs';
import type { KeyStore } from '@personal-data';
import { v7 as uuidv7 } from 'uuid';
import { SendPersonCommand } from './person-command';

const ACTOR = { id: 'erasures', role: 'system' };
const EVERY_MS = 60_000;

export interface ErasuresOptions {
  readonly commands: CommandBus;
  readonly keys: KeyStore;
  readonly logger: { warn(entry: object): void };
  /** Between two looks. */
  readonly everyMs?: number;
}

export class Erasures {
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly options: ErasuresOptions) {}

  start(): void {
    this.#running ??= this.#run(this.#ended.signal);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for (const personId of await this.options.keys.blockedPersons()) {
          if (signal.aborted) return;
          await this.#erase(personId);
        }
      } catch (error) {
        this.#warn('erasures wait', error);
      }
      await wait(this.options.everyMs ?? EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #erase(personId: string): Promise<void> {
    const context = { actor: ACTOR, correlationId: uuidv7(), idempotencyKey: undefined, ifMatch: undefined };
    try {
      await this.options.commands.execute(new SendPersonCommand('erase-person', personId, {}, context));
    } catch (error) {
      // That it is not time yet is no news.
      if (!(error instanceof Refusal)) this.#warn('a person was not erased', error);
    }
  }

  #warn(msg: string, error: unknown): void {
    this.options.logger.warn({ msg, reason: error instanceof Error ? error.name : typeof error });
  }
}
