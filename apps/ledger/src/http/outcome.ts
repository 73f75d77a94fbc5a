import type { FastifyReply } from 'fastify';
import type { Outcome } from '../cases/send-case-command';
import { etag } from './request-context';

/** 201 for what is new, 200 for what is on record, and a strong ETag on both. */
export function answerOutcome<A extends { readonly revision: string }>(
  { answer, kind }: Outcome<A>,
  reply: FastifyReply,
): A {
  void reply.status(kind === 'recorded' ? 201 : 200).header('ETag', etag(answer.revision));
  if (kind === 'repeated') void reply.header('Idempotency-Replayed', 'true');
  return answer;
}
