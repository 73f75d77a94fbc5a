/** What the route of imports says of itself in the OpenAPI document. */
import { IMPORT_FORMATS, SOURCE_PATTERN } from '@imports';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { FAULTS, problem, QUERY_PARAMETERS } from '../http/documented';

export const FILE_TYPES = ['text/csv', 'application/x-ndjson', 'application/octet-stream'];

export const DocumentsImport = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'import-file',
      summary: 'A file of calls, recordings or notes, as another system writes it',
      description:
        'The file streams in, and what became of each line streams out, as one JSON object a line. A line that cannot be ' +
        'recorded is quarantined with its reason; importing a file again records nothing twice.',
    }),
    SetMetadata(QUERY_PARAMETERS, ['source', 'dryRun']),
    ApiParam({ name: 'format', schema: { type: 'string', enum: [...IMPORT_FORMATS] } }),
    ApiQuery({
      name: 'source',
      required: true,
      description: 'as it is declared in SOURCE_DIR: whose clocks, numbers, layout and people the file has',
      schema: { type: 'string', pattern: SOURCE_PATTERN },
    }),
    ApiQuery({
      name: 'dryRun',
      required: false,
      description: 'tells what would become of each line, as if it came alone, and records nothing',
      schema: { type: 'string', enum: ['true', 'false'] },
    }),
    ApiConsumes(...FILE_TYPES),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiResponse({
      status: 200,
      description: 'a line for each line of the file, then a summary, or where it could not go on a stop',
      content: {
        'application/x-ndjson': {
          schema: {
            oneOf: ['ImportLine', 'ImportSummary', 'ImportStop'].map((name) => ({
              $ref: `#/components/schemas/${name}`,
            })),
          },
        },
      },
    }),
    ...FAULTS,
    problem(415, 'none of these types'),
    problem(422, 'the declaration of the source is wrong, or the file does not fit it'),
  );
