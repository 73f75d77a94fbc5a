/** How the service fares, for Prometheus. No label names a case, a person or a number. */
import { EventStore } from '@event-store';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { AuditTrailProjection } from '../audit-trail/audit-trail-projection';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  readonly #registry = new Registry();

  constructor(store: EventStore, auditTrail: AuditTrailProjection) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('store_up', 'whether the event store answers', () => Number(store.health.up));
    this.#gauge('store_silent_seconds', 'since the event store last said anything', () =>
      store.health.silentForMs === undefined ? Number.NaN : store.health.silentForMs / 1_000,
    );
    this.#gauge('store_reconnects', 'how often the connection was made anew', () => store.health.reconnects);
    this.#gauge('audit_trail_level', 'whether the audit trail has caught up', () =>
      Number(auditTrail.state === 'level'),
    );
    this.#gauge('audit_trail_position', 'position of the newest event taken in', () => Number(auditTrail.position));
    this.#gauge('audit_trail_drops', 'how often its subscription was resumed', () => auditTrail.drops);
  }

  @Get()
  @ApiOperation({ operationId: 'metrics', summary: 'How does the service fare?' })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'Prometheus text format', schema: { type: 'string' } })
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.#registry.contentType);
    return this.#registry.metrics();
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
