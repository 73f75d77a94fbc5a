/** How the service fares, for Prometheus. No label names a case, a person or a number. */
import { STREAM_PREFIXES } from '@case';
import { EventStore } from '@event-store';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type ProjectionProgress, type ReviewProgress, reviewProgress } from '@read-models';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Changes } from '../read-models/changes';
import { ReadModels } from '../read-models/read-models';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  readonly #registry = new Registry();
  /** As of the last time that somebody asked; undefined where the database did not answer. */
  #reviews: ReviewProgress | undefined;
  /** The same of the store. */
  #head: bigint | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly readModels: ReadModels,
    changes: Changes,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('store_up', 'whether the event store answers', () => Number(store.health.up));
    this.#gauge('store_silent_seconds', 'since the event store last said anything', () =>
      store.health.silentForMs === undefined ? Number.NaN : store.health.silentForMs / 1_000,
    );
    this.#gauge('store_reconnects', 'how often the connection was made anew', () => store.health.reconnects);
    this.#gauge(
      'store_position',
      'of the newest event that read models are made of; what projections have not come to yet lies between theirs and this, NaN while the store is away',
      () => (this.#head === undefined ? Number.NaN : Number(this.#head)),
    );
    const appending = new Histogram({
      name: 'case_ledger_append_seconds',
      help: 'how long appends took, as the service saw it',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
      registers: [this.#registry],
    });
    store.onAppended = (seconds) => appending.observe(seconds);
    this.#gauge('feed_readers', 'who follows a feed now', () => changes.readers);
    this.#gauge('subscription_age_seconds', 'since the subscription of the read models last began anew', () => {
      const { progress } = readModels.watch;
      return progress ? Math.max(0, (progress.at - progress.subscribedAt) / 1_000) : Number.NaN;
    });
    this.#gauge('read_models_led', 'whether somebody keeps the read models', () =>
      Number(readModels.watch.progress !== undefined),
    );
    this.#gauge('projection_builds_stopped', 'projections that were being built anew, and have stopped', () =>
      readModels.watch.progress ? Object.keys(readModels.watch.progress.stoppedBuilds ?? {}).length : Number.NaN,
    );
    this.#gauge('reviews_position', 'up to here every event was looked at for findings over all cases', () =>
      Number(this.#reviews?.position ?? Number.NaN),
    );
    this.#gauge('reviews_stopped', 'whether they have stopped at a case', () =>
      this.#reviews ? Number(this.#reviews.reason !== null) : Number.NaN,
    );
    const perProjection: readonly [string, string, (progress: ProjectionProgress) => number][] = [
      [
        'projection_lag_events',
        'delivered and not taken in yet, up to some thousands: what waits in the store shows by store_position; NaN where it has stopped',
        ({ state, waiting }) => (state === 'stopped' ? Number.NaN : waiting),
      ],
      [
        'projection_lag_seconds',
        'age of the newest event taken in, while there are more; NaN where it has stopped',
        ({ lagSeconds }) => lagSeconds ?? Number.NaN,
      ],
      ['projection_position', 'of the newest event taken in', ({ position }) => Number(position ?? Number.NaN)],
      ['projection_stopped', 'whether it has stopped', ({ state }) => Number(state === 'stopped')],
    ];
    for (const [name, help, value] of perProjection) this.#perProjection(name, help, readModels, value);
  }

  @Get()
  @ApiOperation({ operationId: 'metrics', summary: 'How does the service fare?' })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'Prometheus text format', schema: { type: 'string' } })
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.#registry.contentType);
    [this.#reviews, this.#head] = await Promise.all([
      reviewProgress(this.readModels.database).catch(() => undefined),
      // Nobody who looks how things are waits for a store that is away.
      this.store.health.up ? this.store.headOf(STREAM_PREFIXES).catch(() => undefined) : undefined,
    ]);
    return this.#registry.metrics();
  }

  #perProjection(
    name: string,
    help: string,
    { watch }: ReadModels,
    value: (progress: ProjectionProgress) => number,
  ): void {
    new Gauge({
      name: `case_ledger_${name}`,
      help,
      labelNames: ['projection'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [projection, progress] of Object.entries(watch.progress?.projections ?? {})) {
          this.set({ projection }, value(progress));
        }
      },
    });
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `case_ledger_${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.set(value());
      },
    });
  }
}
