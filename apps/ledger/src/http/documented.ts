/** What every route says of itself in the OpenAPI document. */
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';

const problem = (description: string): ApiResponseOptions => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const answers = (status: number, schema: string, description: string) =>
  ApiResponse({ status, description, schema: { $ref: `#/components/schemas/${schema}` } });

export const pathId = (name: string) =>
  ApiParam({ name, schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,64}$' } });

const instant = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'string', format: 'date-time' } });

const decimal = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'string', pattern: '^[0-9]+$' } });

/** A route that records something. */
export const Records = (operationId: string, summary: string, answer = 'CommandAnswer') =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    HttpCode(201),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'tells repeats of a request; needed where the fact’s id is left out',
    }),
    ...(answer === 'CommandAnswer'
      ? [ApiHeader({ name: 'If-Match', required: false, description: 'the ETag that the case must still have' })]
      : []),
    answers(201, answer, 'recorded'),
    answers(200, answer, 'on record already: the original answer, with `Idempotency-Replayed: true` for a repeat'),
    ApiResponse({ status: 400, ...problem('not well formed; `errors` names the fields') }),
    ApiResponse({ status: 404, ...problem('unknown') }),
    ApiResponse({ status: 409, ...problem('contradicts the record') }),
    ApiResponse({ status: 412, ...problem('If-Match names another revision') }),
    ApiResponse({ status: 413, ...problem('larger than 256 KiB') }),
    ApiResponse({ status: 415, ...problem('not application/json') }),
    ApiResponse({ status: 422, ...problem('policy, currency, or a reused Idempotency-Key') }),
    ApiResponse({ status: 503, ...problem('the store does not answer; send it again') }),
  );

interface Parameters {
  readonly instants?: Readonly<Record<string, string>>;
  readonly decimals?: Readonly<Record<string, string>>;
}

/** A route that answers a question. */
export const Answers = (
  operationId: string,
  summary: string,
  answer: string,
  { instants = {}, decimals = {} }: Parameters = {},
) =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    ...Object.entries(instants).map(([name, description]) => instant(name, description)),
    ...Object.entries(decimals).map(([name, description]) => decimal(name, description)),
    answers(200, answer, 'the answer'),
    ApiResponse({ status: 400, ...problem('not well formed') }),
    ApiResponse({ status: 404, ...problem('unknown') }),
    ApiResponse({ status: 503, ...problem('the store does not answer, or the read model has not caught up') }),
  );
