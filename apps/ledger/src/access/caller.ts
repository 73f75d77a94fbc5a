/** Whoever calls, as the verified token says; and what of the ledger is theirs to see. */
import type { Actor } from '@event-store';
import { OF_TEAMS, type Role } from './roles';

export interface Caller {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Undefined sees those of all; an empty list of none. */
  readonly creditors: readonly string[] | undefined;
  readonly teams: readonly string[] | undefined;
  /** Whom else they may speak for, beside themselves; undefined is everybody. */
  readonly actsFor: readonly string[] | undefined;
}

/** What a caller is held to in one request. */
export interface Scope {
  /** Undefined is all of them. */
  readonly creditors: readonly string[] | undefined;
  readonly teams: readonly string[] | undefined;
}

export const EVERYTHING: Scope = { creditors: undefined, teams: undefined };

export const isRestricted = ({ creditors, teams }: Scope): boolean => creditors !== undefined || teams !== undefined;

/** The role in which they may do it, the widest first; undefined where they may not. */
export function roleFor({ roles }: Caller, allowed: readonly Role[]): Role | undefined {
  const fitting = roles.filter((role) => allowed.includes(role));
  return fitting.find((role) => !OF_TEAMS.has(role)) ?? fitting[0];
}

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
}

/** Where nobody is authenticated only this machine can call. */
export const LOCAL: Admitted = { actor: { id: 'local', role: 'local' }, scope: EVERYTHING };
