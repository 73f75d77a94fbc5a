/**
 * The process manager `erasures`: whoever is blocked is erased when nothing stands against it any more. It sends an ordinary
 * command, which looks at the person's stream and cases and decides again: restarts and replicas erase nobody twice.
 */
import { Refusal } from '@case';
import type { CommandBus } from '@nestjs/cqrs';
import type { KeyStore } from '@personal-data';
import { v7 as uuidv7 } from 'uuid';
import { nameOf, Rounds } from '../process-managers/rounds';
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
  readonly #rounds: Rounds;

  constructor(private readonly options: ErasuresOptions) {
    const { everyMs = EVERY_MS } = options;
    this.#rounds = new Rounds((signal) => this.#look(signal), {
      everyMs,
      failed: (error) => this.#warn('erasures wait', error),
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
    for (const personId of await this.options.keys.blockedPersons()) {
      if (signal.aborted) return;
      await this.#erase(personId);
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
    this.options.logger.warn({ msg, reason: nameOf(error) });
  }
}
