/** Errors as RFC 9457 problems, each with a stable code; one filter makes all of them. */
import { Refusal, type RefusalCode } from '@case';
import { BadStoredEvent, StoreUnavailable } from '@event-store';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { KeysAway } from '@personal-data';
import { DatabaseAway } from '@read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One field at fault. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

export type ProblemCode = RefusalCode | EdgeCode;

type EdgeCode =
  | 'malformed-json'
  | 'malformed-request'
  | 'headers-too-large'
  | 'misdirected-request'
  | 'method-not-allowed'
  | 'unauthenticated'
  | 'forbidden'
  | 'identity-provider-away'
  | 'too-many-requests'
  | 'request-too-slow'
  | 'idempotency-key-required'
  | 'revision-mismatch'
  | 'not-signed-yet'
  | 'route-not-found'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'read-model-behind'
  | 'source-not-found'
  | 'source-malformed'
  | 'policy-missing'
  | 'read-model-stopped'
  | 'read-models-away'
  | 'projection-not-found'
  | 'cursor-unknown'
  | 'too-many-readers'
  | 'store-unavailable'
  | 'keys-unavailable'
  | 'too-many-waiting'
  | 'stored-event-damaged'
  | 'internal-error';

/** What each code means over HTTP; a code that is missing here does not compile. */
const PROBLEMS: Readonly<Record<ProblemCode, { status: number; title: string }>> = {
  'validation-failed': { status: 400, title: 'The request is not well formed' },
  'time-in-future': { status: 400, title: 'A time lies in the future' },
  'times-out-of-order': { status: 400, title: 'The times contradict each other' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'idempotency-key-required': { status: 400, title: 'An id or an Idempotency-Key is needed' },
  unauthenticated: { status: 401, title: 'Nobody knows who calls' },
  forbidden: { status: 403, title: 'Not for this caller' },
  'case-not-found': { status: 404, title: 'No such case' },
  'promise-not-found': { status: 404, title: 'No such promise' },
  'payment-not-found': { status: 404, title: 'No such payment' },
  'contact-not-found': { status: 404, title: 'No such contact' },
  'hold-not-found': { status: 404, title: 'No such hold' },
  'note-not-found': { status: 404, title: 'No such note' },
  'not-signed-yet': { status: 503, title: 'Not signed for yet' },
  'call-not-found': { status: 404, title: 'No such call' },
  'recording-not-found': { status: 404, title: 'No such recording' },
  'finding-not-found': { status: 404, title: 'No such finding' },
  'finding-already-settled': { status: 409, title: 'The finding is settled' },
  'due-not-found': { status: 404, title: 'No such due' },
  'source-not-found': { status: 404, title: 'No such source is declared' },
  'projection-not-found': { status: 404, title: 'No such projection' },
  'route-not-found': { status: 404, title: 'No such route' },
  'method-not-allowed': { status: 405, title: 'The route has other methods' },
  'id-already-used': { status: 409, title: 'This id is on record with another content' },
  'promise-already-kept': { status: 409, title: 'The promise is kept' },
  'promise-already-broken': { status: 409, title: 'The promise is on record as broken' },
  'promise-ended': { status: 409, title: 'The promise has ended' },
  'hold-already-lifted': { status: 409, title: 'The hold is lifted' },
  'request-too-slow': { status: 408, title: 'The request took too long to come' },
  'case-closed': { status: 409, title: 'The case is closed' },
  'recording-already-removed': { status: 409, title: 'The audio is on record as gone' },
  'case-not-closed': { status: 409, title: 'The case is not closed' },
  'more-than-due': { status: 409, title: 'More than there is' },
  'already-escalated': { status: 409, title: 'A field visit is awaited already' },
  'cursor-unknown': { status: 410, title: 'This cursor leads nowhere any more' },
  'revision-mismatch': { status: 412, title: 'The case has changed since' },
  'body-too-large': { status: 413, title: 'The body is larger than 256 KiB' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'misdirected-request': { status: 421, title: 'The request is for another host' },
  'currency-mismatch': { status: 422, title: 'The case has another currency' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key came with another request' },
  'source-malformed': { status: 422, title: 'The declaration of the source is wrong' },
  'policies-do-not-fit': { status: 422, title: 'The policy packs do not fit together' },
  'unknown-policy': { status: 422, title: 'No such policy pack' },
  'field-escalation-not-eligible': { status: 422, title: 'The case may not be escalated to the field' },
  'waiver-not-authorised': { status: 422, title: 'The creditor has not authorised it' },
  'blocked-by-hold': { status: 422, title: 'A hold stands against it' },
  'person-not-found': { status: 404, title: 'No such person' },
  'legal-hold-not-found': { status: 404, title: 'No such legal hold' },
  'not-this-person': { status: 422, title: 'The case is not this person’s' },
  'erasure-under-way': { status: 409, title: 'The erasure is under way' },
  'no-erasure-under-way': { status: 409, title: 'No erasure is under way' },
  'legal-hold-already-lifted': { status: 409, title: 'The legal hold is lifted' },
  'already-purged': { status: 409, title: 'This is purged' },
  'under-legal-hold': { status: 422, title: 'A legal hold stands against it' },
  'retention-not-over': { status: 422, title: 'It has to be kept' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'stored-event-damaged': { status: 500, title: 'A stored event does not hold' },
  'policy-missing': { status: 500, title: 'The rule book of the case is not here' },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  'identity-provider-away': { status: 503, title: 'The identity provider does not answer' },
  'store-unavailable': { status: 503, title: 'The event store does not answer' },
  'keys-unavailable': { status: 503, title: 'The personal keys cannot be reached' },
  'too-many-waiting': { status: 503, title: 'Too many requests for this case' },
  'read-model-stopped': { status: 503, title: 'The read model has stopped, and needs somebody to look' },
  'read-models-away': { status: 503, title: 'The database of the read models does not answer' },
  'too-many-readers': { status: 503, title: 'Too many readers follow the feeds' },
  'read-model-behind': { status: 503, title: 'The read model has not caught up' },
};

const RETRY_AFTER_SECONDS = '1';

/** An error that is already a problem. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly errors?: readonly FieldError[],
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'Problem';
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The body of the answer. */
  toJSON(): Record<string, unknown> {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `urn:case-ledger:problem:${this.code}`,
      title,
      status,
      code: this.code,
      detail: this.message,
      ...(this.errors && { errors: this.errors }),
      ...this.details,
    };
  }
}

/** A problem of one field. */
export const fieldProblem = (field: string, code: string, detail: string): Problem =>
  new Problem('validation-failed', field ? `${field}: ${detail}` : detail, [{ field, code, detail }]);

/** Answers with a problem; the correlation id finds it in the log. */
export function sendProblem(reply: FastifyReply, problem: Problem, correlationId: string): void {
  if (problem.status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem.toJSON(), correlationId }));
}

/** Tells which methods a path has. */
interface Routes {
  methodsOf(path: string): readonly string[];
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Problem');

  constructor(private readonly routes: Routes) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    let problem = toProblem(error);
    if (problem.code === 'route-not-found') {
      const methods = this.routes.methodsOf(request.url);
      if (methods.length > 0) {
        problem = new Problem('method-not-allowed', `this route has ${methods.join(', ')}`);
        void reply.header('Allow', methods.join(', '));
      }
    }
    const entry = { correlationId: request.id, code: problem.code, ...describe(error) };
    if (problem.status === 500) this.#logger.error(entry);
    if (problem.status === 503) this.#logger.warn(entry);
    sendProblem(reply, problem, request.id);
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return fromRefusal(error);
  if (error instanceof BadStoredEvent) return new Problem('stored-event-damaged', error.message);
  if (error instanceof StoreUnavailable)
    return new Problem('store-unavailable', `${error.message}; it is safe to send the request again`);
  if (error instanceof KeysAway)
    return new Problem('keys-unavailable', `${error.message}; it is safe to send the request again`);
  if (error instanceof DatabaseAway) return new Problem('read-models-away', error.message);
  const status = statusOf(error);
  if (status !== undefined && status < 500) return fromFramework(status);
  return new Problem('internal-error', 'the request was not carried out; the log has more under this correlation id');
}

function fromRefusal({ code, message, field, details }: Refusal): Problem {
  return new Problem(code, message, field === undefined ? undefined : [{ field, code, detail: message }], details);
}

/** Nest's and Fastify's own errors say which status they stand for. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** What the framework itself refuses, before any of our code is asked. */
function fromFramework(status: number): Problem {
  switch (status) {
    case 404:
      return new Problem('route-not-found', 'there is no such route');
    case 413:
      return new Problem('body-too-large', 'the body is larger than 256 KiB');
    case 415:
      return new Problem('unsupported-media-type', 'the body must be application/json');
    case 400:
      return new Problem('malformed-json', 'the body is not a JSON document');
    default:
      return new Problem('internal-error', 'the request was not carried out');
  }
}

/** For the log: where it was thrown, but no message of an unknown error, for it may quote what somebody sent. */
export function describe(error: unknown): Record<string, unknown> {
  if (error instanceof BadStoredEvent) return { reason: error.message };
  if (error instanceof Problem) return { reason: error.message };
  if (error instanceof StoreUnavailable || error instanceof KeysAway)
    return { reason: error.message, cause: nameOf(error.cause) };
  const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined;
  return { reason: nameOf(error), frames };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
