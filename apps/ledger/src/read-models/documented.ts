/** What the routes over many cases say of themselves in the OpenAPI document. */

import { type ArgumentMetadata, applyDecorators, Injectable, type PipeTransform, SetMetadata } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import {
  CURSOR_PATTERN,
  type Filter,
  HIDDEN_NAMES,
  PROJECTION_NAMES,
  type ProjectionName,
  QUESTIONS,
  type RowsName,
} from '@read-models';
import { answers, decimal, FAULTS, problem, QUERY_PARAMETERS } from '../http/documented';
import { pageSchemaName } from './answers';
import { isProjectionName, noSuchProjection } from './queries';
import { COMMON, MOST_ROWS } from './questions';

/** The name of a projection in the path. */
@Injectable()
export class ProjectionPipe implements PipeTransform {
  transform(value: unknown, _metadata: ArgumentMetadata): ProjectionName {
    if (typeof value === 'string' && isProjectionName(value)) return value;
    throw noSuchProjection();
  }
}

const SCHEMAS = {
  text: { type: 'string', maxLength: 64 },
  integer: { type: 'string', pattern: '^-?[0-9]{1,15}$' },
  flag: { type: 'string', enum: ['true', 'false'] },
  day: { type: 'string', format: 'date' },
} satisfies Record<Filter['kind'], object>;

/** A route that answers rows of a projection. */
export const AnswersRows = (name: RowsName, summary: string) => {
  const { filters, sorts } = QUESTIONS[name];
  const sortNames = Object.keys(sorts).flatMap((sort) => [sort, `-${sort}`]);
  return applyDecorators(
    ApiOperation({ operationId: `list-${name}`, summary }),
    ...Object.entries(filters).map(([filter, { kind, description }]) =>
      ApiQuery({ name: filter, required: false, description, schema: SCHEMAS[kind] }),
    ),
    ApiQuery({
      name: 'sort',
      required: false,
      description: `${sortNames[0]} where it is left out; - is from the greatest down`,
      schema: { type: 'string', enum: sortNames },
    }),
    ApiQuery({ name: 'after', required: false, description: '`next` of the page before', schema: { type: 'string' } }),
    decimal('limit', `rows of a page, at most ${MOST_ROWS}`),
    decimal('minPosition', 'position that must have been taken in first, as a command answered it'),
    SetMetadata(QUERY_PARAMETERS, [...Object.keys(filters), ...COMMON]),
    answers(200, pageSchemaName(name), 'the rows'),
    ...FAULTS,
  );
};

const projectionName = (names: readonly string[]) =>
  ApiParam({ name: 'name', schema: { type: 'string', enum: [...names] } });

/** A route by which an operator asks for something. */
export const DocumentsWish = (operationId: string, summary: string) =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    projectionName([...HIDDEN_NAMES, ...PROJECTION_NAMES]),
    answers(202, 'ProjectionsAnswer', 'it will be done within a second or so, by whichever service leads'),
    ...FAULTS,
  );

/** The feed, whose stream is described in `asyncapi.json`. */
export const DocumentsChanges = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'get-changes',
      summary: 'What the rows of a projection became, in order',
      description:
        'With `Accept: text/event-stream` a stream that goes on, resumed with `Last-Event-ID`; else a page. At least once, in ' +
        'order, and resumable from any cursor. Of changes older than FEED_DAYS only the last of each key is kept.',
    }),
    projectionName(PROJECTION_NAMES),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'the cursor of the last change that was dealt with; 0, or left out, begins with the first',
      schema: { type: 'string', pattern: CURSOR_PATTERN },
    }),
    decimal('limit', 'changes of a page'),
    decimal('wait', 'seconds to wait for the first change where there is none yet, at most 30'),
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'of a stream: the last id received' }),
    SetMetadata(QUERY_PARAMETERS, ['after', 'limit', 'wait']),
    ApiResponse({
      status: 200,
      description: 'the changes',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/ChangesAnswer' } },
        'text/event-stream': { schema: { type: 'string', description: 'asyncapi.json says what its messages are' } },
      },
    }),
    problem(410, 'the cursor is of another feed, or of read models that are gone; begin again at 0'),
    ...FAULTS,
  );
