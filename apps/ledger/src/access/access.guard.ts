/** Lets in whom the table lets in, to what is theirs; a case that is not theirs looks like one that is not there. */
import { assignmentAt } from '@case';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../cases/answers';
import { CaseStreams } from '../cases/case-streams';
import { Clock } from '../clock';
import { isRequestId } from '../http/fields';
import { fieldProblem, Problem } from '../http/problem';
import { knownOf } from './admission';
import type { Authenticator } from './authenticator';
import {
  assertUnrestricted,
  type Caller,
  isRestricted,
  LOCAL,
  roleFor,
  type Scope,
  scopeOf,
  speaksFor,
} from './caller';
import { ABOUT_ALL, ACCESS, OF_TEAMS, PERSONAL, type Role } from './roles';

/** Injection token of who verifies tokens; undefined where nobody is authenticated. */
export const AUTHENTICATOR = Symbol('authenticator');

/** What Nest's documentation of a route is kept under. */
const OPERATION = 'swagger/apiOperation';

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator | undefined,
    private readonly cases: CaseStreams,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const known = knownOf(request);
    const operation = operationOf(context.getHandler());
    const allowed = ACCESS[operation];
    if (!this.authenticator || allowed === 'anyone') {
      known.admitted = LOCAL;
      return true;
    }
    const { caller } = known;
    if (!caller) throw known.refusal ?? new Problem('unauthenticated', 'a bearer token is needed');
    const role = allowed && roleFor(caller, allowed);
    if (!role) throw new Problem('forbidden', 'the roles of the token do not allow this');
    const scope = scopeOf(caller, role);
    if (ABOUT_ALL.has(operation)) assertUnrestricted(scope);
    assertOwnWord(caller, operation, role, request.body);
    const caseId = caseIn(request);
    await this.#assertTheirs(scope, caseId, request.body);
    known.admitted = { actor: { id: caller.id, role }, scope, expiresAt: caller.expiresAt };
    if (PERSONAL.has(operation)) known.reading = { operation, caseIds: caseId === undefined ? [] : [caseId] };
    return true;
  }

  async #assertTheirs(scope: Scope, caseId: string | undefined, body: unknown): Promise<void> {
    if (!isRestricted(scope)) return;
    if (caseId !== undefined && !(await this.#isTheirs(scope, caseId))) throw notFound();
    const creditorId = fieldOf(body, 'creditorId');
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
function operationOf(handler: object): string {
  const documented: unknown = Reflect.getMetadata(OPERATION, handler);
  const id = fieldOf(documented, 'operationId');
  if (typeof id === 'string') return id;
  throw new Error('a route has no operationId');
}

/** The case that the path names; undefined where it names none, or nothing that could be one. */
function caseIn({ params }: FastifyRequest): string | undefined {
  const caseId = fieldOf(params, 'caseId');
  return typeof caseId === 'string' && isRequestId(caseId) ? caseId : undefined;
}

const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;

/** Nobody says of somebody else that they did or decided it, unless they act for them; and evidence has its ids from machines. */
function assertOwnWord(caller: Caller, operation: string, role: Role, body: unknown): void {
  for (const [field, person] of peopleIn(body, operation)) {
    if (!speaksFor(caller, person)) throw notYours(field, 'is neither the caller nor somebody the caller acts for');
  }
  if (role === 'collector' && fieldOf(body, 'override') !== undefined)
    throw notYours('override', 'is for a supervisor to decide');
  if (!OF_TEAMS.has(role) || operation !== 'record-call-attempt') return;
  for (const field of ['recordingId', 'callIds']) {
    if (fieldOf(body, field) !== undefined) throw notYours(field, 'is told by the systems that made it');
  }
}

const notYours = (field: string, detail: string): Problem =>
  new Problem('forbidden', `${field} ${detail}`, [{ field, code: 'not-yourself', detail }]);

/** Whose work it is that a call or a note tells of; elsewhere `agentId` is somebody to whom something is given. */
const OWN_WORK: ReadonlySet<string> = new Set(['record-call-attempt', 'take-note']);

/** The persons whose word or decision a body is said to be. */
function peopleIn(body: unknown, operation: string): readonly (readonly [field: string, person: string])[] {
  const visitors = fieldOf(body, 'visitors');
  const named: readonly (readonly [string, unknown])[] = [
    ['by', fieldOf(body, 'by')],
    ['requestedBy', fieldOf(body, 'requestedBy')],
    ['reportedBy', fieldOf(body, 'reportedBy')],
    ['approvedBy', fieldOf(body, 'approvedBy')],
    ['override.by', fieldOf(fieldOf(body, 'override'), 'by')],
    ...(OWN_WORK.has(operation) ? [['agentId', fieldOf(body, 'agentId')] as const] : []),
    // Whoever reports a visit was there, or acts for somebody who was.
    ...(Array.isArray(visitors) && visitors.length === 1 ? [['visitors', visitors[0]] as const] : []),
  ];
  return named.flatMap(([field, person]) => (typeof person === 'string' ? [[field, person] as const] : []));
}
