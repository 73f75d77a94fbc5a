/** Structured logs without personal data: no bodies, no headers, no query, and no message of an unknown error. */
import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';

/** Our own loggers write through pino; what the framework says of its start is left out. */
export class PinoLogger implements LoggerService {
  readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino({ level });
  }

  /** The framework speaks in sentences, of its own start. */
  log(message: unknown, context?: string): void {
    this.pino[typeof message === 'string' ? 'debug' : 'info'](entry(message, context));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn(entry(message, context));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(entry(message, rest.at(-1)));
  }

  fatal(message: unknown, context?: string): void {
    this.pino.fatal(entry(message, context));
  }
}

/** Who read personal data is told at any level but `silent`: it is no chatter. */
export const readersLog = (level: string): Logger => pino({ level: level === 'silent' ? 'silent' : 'info' });

const entry = (message: unknown, context: unknown): object => ({
  context,
  ...(message instanceof Error
    ? { msg: message.name }
    : typeof message === 'object' && message !== null
      ? message
      : { msg: String(message) }),
});

/** One line per answered request, by the pattern of its route: ids in a path say whose case it is. */
export function logRequests(server: FastifyInstance, { pino }: PinoLogger): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    pino.info({ correlationId: request.id, method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
    done();
  });
}
