/** What keeps a service that others can reach from being overrun or misused by a browser. */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countedAs } from '../access/admission';
import { FILE_TYPES } from '../imports/documented';
import { hasBody } from './edge';
import { Problem, sendProblem } from './problem';

export interface Limits {
  /** Requests that one caller, or one address that is nobody's, may send in a minute; 0 is any number. */
  readonly requestsPerMinute: number;
}

/** A body that fits the limit comes faster than this, over any line. */
const SLOWEST_BODY_MS = 30_000;
const SLOWEST_HEADERS_MS = 10_000;
const MOST_CALLERS = 10_000;

export async function harden(server: FastifyInstance, { requestsPerMinute }: Limits): Promise<void> {
  server.server.headersTimeout = SLOWEST_HEADERS_MS;
  await server.register(helmet, {
    contentSecurityPolicy: {
      // The page that documents the service styles itself; nothing comes from elsewhere.
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        // Loopback is served in the clear; what stands before the service elsewhere says so itself.
        upgradeInsecureRequests: null,
      },
    },
  });
  refuseSlowBodies(server);
  if (requestsPerMinute === 0) return;
  await server.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    cache: MOST_CALLERS,
    keyGenerator: countedAs,
    errorResponseBuilder: (_request, { after }) =>
      new Problem('too-many-requests', `this caller has sent ${requestsPerMinute} requests in a minute; wait ${after}`),
    allowList: ({ routeOptions }) => routeOptions.url?.startsWith('/health/') === true,
  });
}

/** A caller who sends a byte now and then would hold a connection for ever; files take as long as they take. */
function refuseSlowBodies(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!mayComeSlowly(request)) return done();
    const { raw } = request;
    const timer = setTimeout(() => {
      if (reply.sent || raw.complete) return;
      void reply.header('Connection', 'close');
      sendProblem(reply, new Problem('request-too-slow', 'the body did not come within 30 seconds'), request.id);
      raw.destroy();
    }, SLOWEST_BODY_MS);
    const clear = () => clearTimeout(timer);
    raw.once('end', clear).once('close', clear);
    reply.raw.once('finish', clear);
    done();
  });
}

/** Has it a body that is read at once, and is not a file? */
function mayComeSlowly(request: FastifyRequest): boolean {
  const { method, headers, routeOptions } = request;
  const type = headers['content-type'] ?? '';
  const isFile =
    routeOptions.url?.startsWith('/v1/imports/') === true && FILE_TYPES.some((one) => type.startsWith(one));
  return !['GET', 'HEAD'].includes(method) && !isFile && hasBody(request);
}
