import { EventStore } from '@event-store';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuditTrailProjection } from '../audit-trail/audit-trail-projection';

const health = { schema: { $ref: '#/components/schemas/Health' } };

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly auditTrail: AuditTrailProjection,
  ) {}

  /** The process runs. */
  @Get('live')
  @ApiOperation({ operationId: 'health-live', summary: 'Is the process alive?' })
  @ApiResponse({ status: 200, ...health, description: 'it is' })
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The store answers and the audit trail is level with it. */
  @Get('ready')
  @ApiOperation({ operationId: 'health-ready', summary: 'May requests be sent?' })
  @ApiResponse({ status: 200, ...health, description: 'they may' })
  @ApiResponse({ status: 503, ...health, description: 'not yet, or not any more' })
  ready(@Res({ passthrough: true }) reply: FastifyReply): { status: string; store: string; auditTrail: string } {
    const { state } = this.auditTrail;
    const { up } = this.store.health;
    const ready = up && state === 'level';
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'not-ready', store: up ? 'up' : 'away', auditTrail: state };
  }
}
