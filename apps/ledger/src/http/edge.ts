/** What is refused before any route is asked, each as a problem: who may call, what is no request, what is no route. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { fieldProblem, Problem, sendProblem } from './problem';

/** A path that cannot be decoded, or an id that is much too long, never reaches a route. */
export function refuseUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, fieldProblem('path', 'not-an-id', 'is not a path of this service'), request.id);
}

/** What Node's parser cannot read has no request object; the socket is answered by hand, and closed. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Problem('headers-too-large', 'the headers are larger than 16 KiB')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new Problem('request-too-slow', 'the headers did not come in time')
        : new Problem('malformed-request', 'this is not an HTTP request');
  const body = JSON.stringify({ ...problem.toJSON(), correlationId: uuidv7() });
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * A page in a browser on this machine can be made to call us under a name of its own (DNS rebinding). Nobody is
 * authenticated yet, so only requests that name this machine are let in.
 */
export function admitLocalNames(server: FastifyInstance, host: string): void {
  const ours = (name: string): boolean => name === host || LOCAL_NAME.test(name);
  server.addHook('onRequest', (request, reply, done) => {
    if (ours((request.headers.host ?? '').replace(/:\d+$/, ''))) return done();
    sendProblem(reply, new Problem('misdirected-request', 'Host does not name this service'), request.id);
  });
}

const LOCAL_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Which methods each path has, so that a wrong one is told apart from a wrong path. */
export class RouteTable {
  readonly #methods = new Map<string, Set<string>>();

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ url, method }) => {
      const known = this.#methods.get(url) ?? new Set();
      for (const one of [method].flat()) known.add(one);
      this.#methods.set(url, known);
    });
  }

  /** Methods of a path; empty where there is no such path. */
  methodsOf(path: string): readonly string[] {
    const given = path.split('?', 1)[0]?.split('/') ?? [];
    const fits = (pattern: string): boolean => {
      const parts = pattern.split('/');
      return parts.length === given.length && parts.every((part, i) => part.startsWith(':') || part === given[i]);
    };
    const found = [...this.#methods].filter(([pattern]) => fits(pattern)).flatMap(([, methods]) => [...methods]);
    return [...new Set(found)].sort();
  }
}

/** Whether more than headers is to come. */
export function hasBody({ raw }: FastifyRequest): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers;
  return encoding !== undefined || length !== '0';
}
