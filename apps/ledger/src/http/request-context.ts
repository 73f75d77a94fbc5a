/** Headers of a command, read and checked. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Reader } from '@personal-data';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admittedOf, knownOf } from '../access/admission';
import type { Scope } from '../access/caller';
import type { Exchange } from '../cases/case-sender';
import type { IfMatch, RequestContext } from '../cases/send-case-command';
import { isRequestId } from './fields';
import { fieldProblem, Problem } from './problem';

/** Whoever asks, with Idempotency-Key and If-Match. */
export const Context = createParamDecorator(
  (_data: unknown, host: ExecutionContext): RequestContext => contextOf(host.switchToHttp().getRequest()),
);

/** The request's context, with the reply for what is no part of the body. */
export const Exchanged = createParamDecorator((_data: unknown, host: ExecutionContext): Exchange => {
  const http = host.switchToHttp();
  return { context: contextOf(http.getRequest<FastifyRequest>()), reply: http.getResponse<FastifyReply>() };
});

/** What the caller may see. */
export const Scoped = createParamDecorator(
  (_data: unknown, host: ExecutionContext): Scope => admittedOf(host.switchToHttp().getRequest()).scope,
);

/** Who looks: an auditor who says why sees what is blocked as well. Throws `forbidden` for anybody else who asks for it. */
export const LookedAtBy = createParamDecorator((_data: unknown, host: ExecutionContext): Reader => {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const reason = single(request, 'access-reason');
  if (reason === undefined) return 'anyone';
  if (!isRequestId(reason))
    throw fieldProblem('Access-Reason', 'not-an-id', 'must be a reference of 1 to 64 characters');
  const known = knownOf(request);
  if (known.caller && !known.caller.roles.includes('auditor'))
    throw new Problem('forbidden', 'only an auditor looks at what is blocked');
  if (known.reading) known.reading.reason = reason;
  return 'entitled';
});

function contextOf(request: FastifyRequest): RequestContext {
  return {
    actor: admittedOf(request).actor,
    scope: admittedOf(request).scope,
    correlationId: request.id,
    idempotencyKey: idempotencyKey(single(request, 'idempotency-key')),
    ifMatch: ifMatch(single(request, 'if-match')),
  };
}

function single({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function idempotencyKey(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]{1,255}$/.test(value)) return value;
  throw fieldProblem('Idempotency-Key', 'not-a-key', 'must be 1 to 255 visible ASCII characters');
}

/** Strong comparison, as RFC 9110 asks: a weak tag matches nothing. */
function ifMatch(value: string | undefined): IfMatch | undefined {
  if (value === undefined) return undefined;
  if (value.trim() === '*') return { allows: (revision) => revision >= 0 };
  const tags = value.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    throw fieldProblem('If-Match', 'not-an-etag', 'must be * or a list of quoted entity tags');
  }
  return { allows: (revision) => tags.includes(etag(String(revision))) };
}

/** The strong entity tag of a revision. */
export const etag = (revision: string): string => `"${revision}"`;
