/** Lets in whom the table lets in, to what is theirs; a case that is not theirs looks like one that is not there. */
import { assignmentAt } from '@case';
import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../cases/answers';
import { CaseStreams } from '../cases/case-streams';
import { Clock } from '../clock';
import { isRequestId } from '../http/fields';
import { fieldProblem, Problem } from '../http/problem';
import type { Authenticator } from './authenticator';
import { type Admitted, type Caller, isRestricted, LOCAL, roleFor, type Scope, scopeOf, speaksFor } from './caller';
import { ACCESS, PERSONAL } from './roles';

/** Injection token of who verifies tokens; undefined where nobody is authenticated. */
export const AUTHENTICATOR = Symbol('authenticator');

/** What Nest's documentation of a route is kept under. */
const OPERATION = 'swagger/apiOperation';

const admitted = new WeakMap<FastifyRequest, Admitted>();

/** Who was let in with a request. */
export function admittedOf(request: FastifyRequest): Admitted {
  const found = admitted.get(request);
  if (!found) throw new Error('a request came past the guard');
  return found;
}

@Injectable()
export class AccessGuard implements CanActivate {
  readonly #logger = new Logger('Access');

  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator | undefined,
    private readonly cases: CaseStreams,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const operation = operationOf(context.getHandler());
    const allowed = ACCESS[operation];
    if (!this.authenticator || allowed === 'anyone') {
      admitted.set(request, LOCAL);
      return true;
    }
    const caller = await this.#callerOf(request, context.switchToHttp().getResponse<FastifyReply>());
    const role = allowed && roleFor(caller, allowed);
    if (!role) throw new Problem('forbidden', 'the roles of the token do not allow this');
    const scope = scopeOf(caller, role);
    this.#assertOwnWord(caller, request.body);
    await this.#assertTheirs(scope, request);
    admitted.set(request, { actor: { id: caller.id, role }, scope });
    if (PERSONAL.has(operation)) {
      const { caseId } = parametersOf(request);
      const entry = {
        msg: 'personal data was read',
        actor: caller.id,
        role,
        operation,
        caseId,
        correlationId: request.id,
      };
      this.#logger.log(entry);
    }
    return true;
  }

  async #callerOf({ headers }: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const [, token] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(headers.authorization ?? '') ?? [];
    try {
      if (token === undefined) throw new Problem('unauthenticated', 'a bearer token is needed');
      return await (this.authenticator?.verify(token) ??
        Promise.reject(new Problem('unauthenticated', 'nobody is known')));
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated')
        void reply.header('WWW-Authenticate', token === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
      throw error;
    }
  }

  /** Nobody says of somebody else that they decided, unless they act for them. */
  #assertOwnWord(caller: Caller, body: unknown): void {
    for (const [field, person] of peopleIn(body)) {
      if (!speaksFor(caller, person))
        throw new Problem('forbidden', `${field} must be who calls, or somebody the token says they act for`, [
          { field, code: 'not-yourself', detail: 'is neither the caller nor somebody the caller acts for' },
        ]);
    }
  }

  async #assertTheirs(scope: Scope, request: FastifyRequest): Promise<void> {
    if (!isRestricted(scope)) return;
    const { caseId } = parametersOf(request);
    if (isRequestId(caseId) && !(await this.#isTheirs(scope, String(caseId)))) throw notFound();
    const creditorId = fieldOf(request.body, 'creditorId');
    if (scope.creditors && typeof creditorId === 'string' && !scope.creditors.includes(creditorId))
      throw fieldProblem('creditorId', 'not-yours', 'is a creditor that the token is not for');
  }

  async #isTheirs({ creditors, teams }: Scope, caseId: string): Promise<boolean> {
    const { state } = await this.cases.read(caseId);
    if (state.status !== 'open') return false;
    const { team } = assignmentAt(state, this.clock.now());
    const ofTeam = teams === undefined || (team !== undefined && teams.includes(team));
    return ofTeam && (creditors === undefined || creditors.includes(state.opened.event.data.creditorId));
  }
}

/** The operation of the contract that a handler is. */
export function operationOf(handler: object): string {
  const documented: unknown = Reflect.getMetadata(OPERATION, handler);
  const id = fieldOf(documented, 'operationId');
  if (typeof id === 'string') return id;
  throw new Error('a route has no operationId');
}

function parametersOf({ params }: FastifyRequest): { readonly caseId: unknown } {
  return { caseId: fieldOf(params, 'caseId') };
}

const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;

/** The persons whose word or decision a body is said to be. */
function peopleIn(body: unknown): readonly (readonly [field: string, person: string])[] {
  const named: readonly (readonly [string, unknown])[] = [
    ['by', fieldOf(body, 'by')],
    ['requestedBy', fieldOf(body, 'requestedBy')],
    ['reportedBy', fieldOf(body, 'reportedBy')],
    ['override.by', fieldOf(fieldOf(body, 'override'), 'by')],
  ];
  return named.flatMap(([field, person]) => (typeof person === 'string' ? [[field, person] as const] : []));
}
