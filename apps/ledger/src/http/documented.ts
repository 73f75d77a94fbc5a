/** What every route says of itself in the OpenAPI document. */
import { FINDING_KEY_PATTERN } from '@case';
import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { REQUEST_ID_PATTERN } from './fields';

/** Metadata key of the query parameters that a route has. */
export const QUERY_PARAMETERS = 'query-parameters';

const text = (description: string, pattern?: string) => ({
  description,
  schema: { type: 'string' as const, ...(pattern && { pattern }) },
});
const ETAG = { ETag: text('strong entity tag of the revision, for If-Match', '^"[0-9]+"$') };
const REPLAYED = { 'Idempotency-Replayed': text('`true` where the request is a repeat', '^true$') };
const LOCATION = { Location: text('path of the case') };
const RETRY_AFTER = { 'Retry-After': text('seconds to wait', '^[0-9]+$') };

export const problem = (status: number, description: string, headers: Headers = {}) =>
  ApiResponse({
    status,
    description,
    headers,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

type Headers = Readonly<Record<string, ReturnType<typeof text>>>;

export const answers = (status: number, schema: string, description: string, headers: Headers = {}) =>
  ApiResponse({ status, description, headers, schema: { $ref: `#/components/schemas/${schema}` } });

export const FAULTS = [
  problem(400, 'not well formed; `errors` names the fields'),
  problem(404, 'unknown'),
  problem(500, 'a stored event does not hold, or a defect; the log has more under the correlation id'),
  problem(503, 'the store does not answer, or a read model has not caught up; send it again', RETRY_AFTER),
];

export const pathId = (name: string) => ApiParam({ name, schema: { type: 'string', pattern: REQUEST_ID_PATTERN } });

/** The key of a finding. */
export const pathKey = (name: string) => ApiParam({ name, schema: { type: 'string', pattern: FINDING_KEY_PATTERN } });

/** Up to 500 sizes of logs, or all. */
export const SIZES_PATTERN = '^(all|[0-9]{1,15}(,[0-9]{1,15}){0,499})$';

/** A route that answers an archive. */
export const DocumentsBundle = () =>
  applyDecorators(
    ApiOperation({
      operationId: 'get-evidence',
      summary: 'Everything about a case that can be checked without the ledger',
      description: 'A ZIP archive; README.txt in it says what is what, and how to check it.',
    }),
    SetMetadata(QUERY_PARAMETERS, ['since']),
    ApiQuery({
      name: 'since',
      required: false,
      description:
        'how many events checkpoints cover that somebody holds, with commas between: what leads from those to the ' +
        'checkpoint of the bundle is put into it, as it is from the hundred before; `all`: from every one that was signed',
      schema: { type: 'string', pattern: SIZES_PATTERN },
    }),
    ApiResponse({
      status: 200,
      description: 'the bundle',
      content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
    }),
    ...FAULTS,
  );

export const decimal = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'string', pattern: '^[0-9]+$' } });

/** A route that records something. */
export const Records = (operationId: string, summary: string, answer = 'CommandAnswer') =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    HttpCode(201),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'tells repeats of a request, within its case or recording; needed where the fact’s id is left out. It is ' +
        'remembered with what it recorded: a request that recorded nothing leaves no trace of its key',
    }),
    ...(answer !== 'RecordingAnswer' && answer !== 'PersonAnswer'
      ? [ApiHeader({ name: 'If-Match', required: false, description: 'the ETag that the case must still have' })]
      : []),
    answers(201, answer, 'recorded', { ...ETAG, ...(operationId === 'open-case' && LOCATION) }),
    answers(200, answer, 'on record already: the original answer of a repeat, or where nothing changed', {
      ...ETAG,
      ...REPLAYED,
      ...(operationId === 'open-case' && LOCATION),
    }),
    ...FAULTS,
    problem(409, 'contradicts the record'),
    problem(412, 'If-Match names another revision'),
    problem(413, 'larger than 256 KiB'),
    problem(415, 'not application/json'),
    problem(422, 'policy, currency, or a reused Idempotency-Key'),
  );

const parameter = (name: string, description: string, schema: object, required: readonly string[]) =>
  ApiQuery({ name, required: required.includes(name), description, schema });

interface Parameters {
  readonly days?: Readonly<Record<string, string>>;
  readonly ids?: Readonly<Record<string, string>>;
  /** Parameters that take one of these words. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** Those that may not be left out. */
  readonly required?: readonly string[];
  readonly instants?: Readonly<Record<string, string>>;
  readonly decimals?: Readonly<Record<string, string>>;
  /** Whether the answer carries the ETag of the case. */
  readonly tagged?: boolean;
  /** Whether an auditor who says why sees what is blocked as well. */
  readonly reason?: boolean;
}

/** A route that answers a question. */
export const Answers = (
  operationId: string,
  summary: string,
  answer: string,
  {
    instants = {},
    decimals = {},
    days = {},
    ids = {},
    words = {},
    texts = {},
    required = [],
    tagged = false,
    reason = false,
  }: Parameters = {},
) =>
  applyDecorators(
    ApiOperation({ operationId, summary }),
    ...Object.entries(days).map(([name, text]) => parameter(name, text, { type: 'string', format: 'date' }, required)),
    ...Object.entries(ids).map(([name, text]) =>
      parameter(name, text, { type: 'string', pattern: REQUEST_ID_PATTERN }, required),
    ),
    ...Object.entries(words).map(([name, list]) =>
      parameter(name, 'one of these', { type: 'string', enum: [...list] }, required),
    ),
    ...Object.entries(texts).map(([name, text]) => parameter(name, text, { type: 'string' }, required)),
    ...Object.entries(instants).map(([name, description]) =>
      parameter(name, description, { type: 'string', format: 'date-time' }, required),
    ),
    ...Object.entries(decimals).map(([name, description]) => decimal(name, description)),
    ...(reason
      ? [
          ApiHeader({
            name: 'Access-Reason',
            required: false,
            description:
              'why an auditor looks at what is blocked, a reference such as complaint-17; it is written down',
            schema: { type: 'string', pattern: REQUEST_ID_PATTERN },
          }),
        ]
      : []),
    SetMetadata(QUERY_PARAMETERS, [instants, decimals, days, ids, words, texts].flatMap(Object.keys)),
    answers(200, answer, 'the answer', tagged ? ETAG : {}),
    ...FAULTS,
  );
