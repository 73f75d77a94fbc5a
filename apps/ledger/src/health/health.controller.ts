import { EventStore } from '@event-store';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { reviewProgress } from '@read-models';
import type { FastifyReply } from 'fastify';
import { KeyKeeper } from '../persons/key-keeper';
import { ReadModels } from '../read-models/read-models';

const health = { schema: { $ref: '#/components/schemas/Health' } };

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModels,
    private readonly keeper: KeyKeeper,
  ) {}

  /** The process runs. */
  @Get('live')
  @ApiOperation({ operationId: 'health-live', summary: 'Is the process alive?' })
  @ApiResponse({ status: 200, ...health, description: 'it is' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The store answers, the read models are level with it, and whoever is to be hidden is. One that has stopped is told, and holds up no fact. */
  @Get('ready')
  @ApiOperation({ operationId: 'health-ready', summary: 'May requests be sent?' })
  @ApiResponse({ status: 200, ...health, description: 'they may; degraded where a projection has stopped' })
  @ApiResponse({ status: 503, ...health, description: 'not yet, or not any more' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const { up } = this.store.health;
    const { projections = {}, stoppedBuilds = {} } = this.readModels.watch.progress ?? {};
    const going = Object.values(projections).filter(({ state }) => state !== 'stopped');
    const stopped = Object.entries(projections).flatMap(([projection, { state, reason }]) =>
      state === 'stopped' ? [{ projection, reason: reason ?? '' }] : [],
    );
    for (const [projection, reason] of Object.entries(stoppedBuilds))
      stopped.push({ projection, reason: `while it was built anew: ${reason}` });
    const level = Object.keys(projections).length > 0 && going.every(({ state }) => state === 'level');
    const ready = up && level && this.keeper.level;
    if (ready) stopped.push(...(await this.#stoppedReviews()));
    void reply.status(ready ? 200 : 503);
    return {
      status: ready ? (stopped.length > 0 ? 'degraded' : 'ok') : 'not-ready',
      store: up ? 'up' : 'away',
      readModels: level ? 'level' : this.readModels.watch.progress ? 'catching-up' : 'nobody-leads',
      stopped,
    };
  }

  /** A database that has just gone says nothing of them. */
  async #stoppedReviews(): Promise<Readiness['stopped']> {
    const progress = await reviewProgress(this.readModels.database).catch(() => undefined);
    const reason = progress?.reason ?? null;
    return reason === null ? [] : [{ projection: 'findings', reason }];
  }
}

interface Readiness {
  readonly status: string;
  readonly store: string;
  readonly readModels: string;
  /** Projections that have stopped, and where: stream and revision. */
  readonly stopped: readonly { readonly projection: string; readonly reason: string }[];
}
