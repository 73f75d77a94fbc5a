/** The HTTP application, alike for the service, its tests and its contract. */
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { appModule, type Foundations } from './app.module';
import { fieldProblem, ProblemFilter } from './http/problem';
import { BodyPipe } from './http/requests';
import { logRequests, PinoLogger } from './logging';
import { openApiDocument } from './openapi';

const MOST_BODY_BYTES = 256 * 1024;

/** A path that cannot be decoded, or an id that is much too long, never reaches a route. */
function refuseUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = fieldProblem('path', 'not-an-id', 'is not a path of this service');
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem.toJSON(), correlationId: request.id }));
}

/** Builds the application; `preview` instantiates nothing, which is enough to document it. */
export async function createApplication(foundations: Foundations, preview = false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MOST_BODY_BYTES,
    genReqId: () => uuidv7(),
    frameworkErrors: refuseUrl,
    routerOptions: { maxParamLength: 200 },
  });
  const logger = new PinoLogger(foundations.config.logLevel);
  const app = await NestFactory.create<NestFastifyApplication>(appModule(foundations), adapter, {
    preview,
    bodyParser: false,
    abortOnError: false,
    logger: preview ? false : logger,
  });
  app.useGlobalPipes(new BodyPipe());
  app.useGlobalFilters(new ProblemFilter());
  const server = adapter.getInstance();
  // Forms and plain text can be posted by any page in a browser on this machine; JSON cannot.
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', (_request, reply, done) => {
    // Answers change with time, not only with events.
    void reply.header('Cache-Control', 'no-store');
    done();
  });
  if (!preview) logRequests(server, logger);
  return app;
}

/** Serves the document and a page to read it at /docs. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, openApiDocument(app), { jsonDocumentUrl: 'docs/openapi.json' });
}
