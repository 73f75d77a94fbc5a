/** Whoever calls, as the verified token says; and what of the ledger is theirs to see. */
import type { Actor } from '@event-store';
import { Problem } from '../http/problem';
import { OF_TEAMS, type Role } from './roles';

export interface Caller {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Undefined sees those of all; an empty list of none. */
  readonly creditors: readonly string[] | undefined;
  readonly teams: readonly string[] | undefined;
  /** Whom else they may speak for, beside themselves; undefined is everybody. */
  readonly actsFor: readonly string[] | undefined;
  /** When the token ends; epoch milliseconds. */
  readonly expiresAt: number;
}

/** What a caller is held to in one request. */
export interface Scope {
  /** Undefined is all of them. */
  readonly creditors: readonly string[] | undefined;
  readonly teams: readonly string[] | undefined;
}

export const EVERYTHING: Scope = { creditors: undefined, teams: undefined };

export const isRestricted = ({ creditors, teams }: Partial<Scope>): boolean =>
  creditors !== undefined || teams !== undefined;

/** The widest first. */
const WIDEST: readonly Role[] = ['admin', 'system', 'auditor', 'reporting', 'supervisor', 'collector'];

/** The role in which they may do it, the widest of them; undefined where they may not. */
export const roleFor = ({ roles }: Caller, allowed: readonly Role[]): Role | undefined =>
  WIDEST.find((role) => roles.includes(role) && allowed.includes(role));

export const scopeOf = ({ creditors, teams }: Caller, role: Role): Scope => ({
  creditors,
  teams: OF_TEAMS.has(role) ? teams : undefined,
});

/** Whether they may say that this person did or decided it. */
export const speaksFor = ({ id, actsFor }: Caller, person: string): boolean =>
  person === id || actsFor === undefined || actsFor.includes(person);

/** As a request carries it once it is let in. */
export interface Admitted {
  readonly actor: Actor;
  readonly scope: Scope;
  /** When it is over; epoch milliseconds. */
  readonly expiresAt: number;
}

/** Where nobody is authenticated only this machine can call. */
export const LOCAL: Admitted = {
  actor: { id: 'local', role: 'local' },
  scope: EVERYTHING,
  expiresAt: Number.POSITIVE_INFINITY,
};

/** Throws `forbidden` for who may see some cases only. */
export function assertUnrestricted(scope: Scope): void {
  if (isRestricted(scope))
    throw new Problem('forbidden', 'the token is for some creditors or teams, and this is about all');
}
