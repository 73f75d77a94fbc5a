/** Days and midnights in a person's own time zone. Instants are epoch milliseconds; nothing here reads a clock. */
import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);

/** The local calendar day an instant falls on, counted in days since 1970-01-01. */
export const localDay = (instant: number, zone: string): number =>
  Math.floor((instant + IANAZone.create(zone).offset(instant) * MINUTE_MS) / DAY_MS);

/** A `YYYY-MM-DD` date as days since 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** The instant at which the local day after the one of `instant` begins; daylight saving included. */
export const nextMidnight = (instant: number, zone: string): number =>
  DateTime.fromMillis(instant, { zone }).startOf('day').plus({ days: 1 }).toMillis();

/** The instant at which the local day of `instant` begins. */
export const startOfDay = (instant: number, zone: string): number =>
  DateTime.fromMillis(instant, { zone }).startOf('day').toMillis();

/** RFC 3339 in UTC with milliseconds, as everywhere in the ledger. */
export const toInstant = (epochMs: number): string => new Date(epochMs).toISOString();
