/** The route that takes files of calls, recordings and notes. */
import { Readable } from 'node:stream';
import { IMPORT_FORMATS, type ImportFormat } from '@imports';
import { Controller, HttpCode, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../cases/send-case-command';
import { fieldProblem, Problem } from '../http/problem';
import { Context } from '../http/request-context';
import { SourceNamePipe, WordPipe } from '../http/requests';
import { DocumentsImport } from './documented';
import { Importer } from './importer';
import { SourceBook } from './source-book';

/** Some clients send all of a file before they read a word: so much is kept for them, of about half a million lines. */
const MOST_UNREAD_BYTES = 64 * 1024 * 1024;
/** A connection on which nothing moves for so long, in either direction, is gone. */
const STUCK_MS = 300_000;

function letGoOfTheStuck({ raw }: FastifyRequest, reply: FastifyReply): void {
  const { socket } = raw;
  const letGo = () => socket.destroy();
  socket.setTimeout(STUCK_MS, letGo);
  reply.raw.once('close', () => {
    socket.removeListener('timeout', letGo);
    socket.setTimeout(0);
  });
}

@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  readonly #logger = new Logger('Imports');

  constructor(
    private readonly importer: Importer,
    private readonly sources: SourceBook,
  ) {}

  @Post(':format')
  @HttpCode(200)
  @DocumentsImport()
  async importFile(
    @Param('format', new WordPipe(IMPORT_FORMATS, undefined)) format: ImportFormat,
    @Query('source', SourceNamePipe) name: string,
    @Query('dryRun', new WordPipe(['true', 'false'] as const, 'false')) dryRun: 'true' | 'false',
    @Context() context: RequestContext,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { body } = request;
    if (!(body instanceof Readable))
      throw new Problem(
        'unsupported-media-type',
        'the body must be the file, as text/csv, application/x-ndjson or application/octet-stream',
      );
    const source = this.sources.read(name);
    if (source.format !== format) throw fieldProblem('source', 'other-format', `is declared to be of ${source.format}`);
    const results = this.importer.run(body, source, context, dryRun === 'true');
    letGoOfTheStuck(request, reply);
    // What is wrong as a whole is answered as a problem: nothing was sent yet.
    const first = await results.next();
    const text = async function* (this: ImportsController) {
      for (let next = first; !next.done; next = await results.next()) {
        if ('summary' in next.value)
          this.#logger.log({ msg: 'a file was imported', source: name, ...next.value.summary });
        yield `${JSON.stringify(next.value)}\n`;
      }
    };
    const told = Readable.from(text.call(this), { objectMode: false, highWaterMark: MOST_UNREAD_BYTES });
    await reply.type('application/x-ndjson').send(told);
  }
}
