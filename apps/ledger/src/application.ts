/** The HTTP application, alike for the service, its tests and its contract. */
import type { IncomingMessage } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { admitCallers, refuseStrangers, tellReaders } from './access/admission';
import { appModule, type Foundations } from './app.module';
import { asyncApiDocument } from './asyncapi';
import { admitLocalNames, RouteTable, refuseUnreadable, refuseUrl } from './http/edge';
import { harden } from './http/hardening';
import { Problem, ProblemFilter } from './http/problem';
import { BodyPipe } from './http/requests';
import { FILE_TYPES } from './imports/documented';
import { logRequests, PinoLogger, readersLog } from './logging';
import { openApiDocument } from './openapi';
import type { KeyKeeper } from './persons/key-keeper';

const MOST_BODY_BYTES = 256 * 1024;

/** Builds the application; `preview` instantiates nothing, which is enough to document it. */
export async function createApplication(foundations: Foundations, preview = false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MOST_BODY_BYTES,
    genReqId: () => uuidv7(),
    frameworkErrors: refuseUrl,
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 500 },
  });
  const logger = new PinoLogger(foundations.config.logLevel);
  const app = await NestFactory.create<NestFastifyApplication>(appModule(foundations), adapter, {
    preview,
    bodyParser: false,
    abortOnError: false,
    logger: preview ? false : logger,
  });
  const server = adapter.getInstance();
  app.useGlobalPipes(new BodyPipe());
  app.useGlobalFilters(new ProblemFilter(new RouteTable(server)));
  // Forms and plain text can be posted by any page in a browser on this machine; JSON cannot.
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser(FILE_TYPES, streamFile);
  server.addHook('onRequest', (_request, reply, done) => {
    // Answers change with time, not only with events.
    void reply.header('Cache-Control', 'no-store');
    done();
  });
  // Whoever is authenticated cannot be a page that a browser was led to.
  if (!foundations.authenticator) admitLocalNames(server, foundations.config.host);
  if (!preview) {
    const { authenticator, config } = foundations;
    if (authenticator) admitCallers(server, authenticator);
    await harden(server, config.limits);
    if (authenticator) refuseStrangers(server);
    refuseUntilLevel(server, foundations.keeper);
    logRequests(server, logger);
    if (authenticator) tellReaders(server, readersLog(config.logLevel));
  }
  return app;
}

/** Whoever is to be forgotten must be so before anybody is answered. */
function refuseUntilLevel(server: FastifyInstance, keeper: Pick<KeyKeeper, 'level'>): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (keeper.level || !request.routeOptions.url?.startsWith('/v1/')) return done();
    done(new Problem('keys-unavailable', 'what is to be hidden is not known yet; send the request again'));
  });
}

/** A file is not held in memory, and only imports take one. None of its types can be posted by a page without asking first. */
function streamFile(
  { routeOptions }: FastifyRequest,
  payload: IncomingMessage,
  done: (error: Error | null, body?: IncomingMessage) => void,
): void {
  if (routeOptions.url?.startsWith('/v1/imports/')) done(null, payload);
  else done(new Problem('unsupported-media-type', 'the body must be application/json'));
}

/** Serves the document and a page to read it at /docs, where whoever opens the service in a browser ends up. */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, openApiDocument(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'case ledger',
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/docs/asyncapi.json', (_request, reply) => reply.send(asyncApiDocument()))
    .get('/', (_request, reply) => reply.redirect('/docs'));
}
