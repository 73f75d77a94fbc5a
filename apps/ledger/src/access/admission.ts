/** Who calls, found out before a word of the body is read; and who read personal data, told when it was. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { hasBody } from '../http/edge';
import { Problem } from '../http/problem';
import type { Authenticator } from './authenticator';
import type { Admitted, Caller } from './caller';

/** What is known of a request. */
interface Known {
  caller?: Caller;
  /** Why nobody is let in with it. */
  refusal?: Problem;
  admitted?: Admitted;
  /** Of whom personal data is read, and by which operation. */
  reading?: { readonly operation: string; caseIds: readonly string[]; reason?: string };
}

const requests = new WeakMap<FastifyRequest, Known>();

export function knownOf(request: FastifyRequest): Known {
  const known = requests.get(request) ?? {};
  requests.set(request, known);
  return known;
}

/** Who was let in with a request. */
export function admittedOf(request: FastifyRequest): Admitted {
  const { admitted } = knownOf(request);
  if (!admitted) throw new Error('a request came past the guard');
  return admitted;
}

/** Whose requests are counted together: a caller's, whatever the token; else those of an address. */
export const countedAs = (request: FastifyRequest): string => {
  const { caller } = knownOf(request);
  return caller ? `caller ${caller.id}` : `address ${request.ip}`;
};

const isGuarded = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith('/v1/') === true || routeOptions.url === '/metrics';

/** First of all hooks: the limits count by what it finds. */
export function admitCallers(server: FastifyInstance, authenticator: Authenticator): void {
  server.addHook('onRequest', async (request) => {
    if (!isGuarded(request)) return;
    try {
      knownOf(request).caller = await authenticator.verify(tokenIn(request));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      knownOf(request).refusal = error;
    }
  });
}

/** Behind the limits, which count those as well who are refused; before any body is read. */
export function refuseStrangers(server: FastifyInstance): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    const { refusal } = knownOf(request);
    if (!refusal) return done(null, payload);
    if (refusal.code === 'unauthenticated') {
      const none = request.headers.authorization === undefined;
      void reply.header('WWW-Authenticate', none ? 'Bearer' : 'Bearer error="invalid_token"');
    }
    // Nobody reads what a stranger still has to send.
    if (hasBody(request)) void reply.header('Connection', 'close');
    done(refusal);
  });
}

function tokenIn({ headers }: FastifyRequest): string {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Problem('unauthenticated', 'a bearer token is needed');
  return token;
}

/** Says who has read names, numbers or texts of which cases; what was refused was not read. */
export function tellReaders(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, { statusCode }, done) => {
    const { reading, admitted } = knownOf(request);
    if (reading && admitted && statusCode < 300) {
      const { id: actor, role } = admitted.actor;
      logger.info({ context: 'Access', actor, role, ...reading, correlationId: request.id }, 'personal data was read');
    }
    done();
  });
}
