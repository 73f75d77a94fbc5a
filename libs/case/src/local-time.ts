/** Days and midnights in a person's own time zone. Instants are epoch milliseconds; nothing here reads a clock. */
import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Bound of what is remembered for one zone. */
const MOST_REMEMBERED = 10_000;

/** Of the few hundred there are; to ask costs more than all else in opening a case. */
const knownZones = new Set<string>();

export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  const valid = IANAZone.isValidZone(name);
  // Names differ in case as well, as often as somebody likes.
  if (valid && knownZones.size < MOST_REMEMBERED) knownZones.add(name);
  return valid;
}

/** Zones change their offset on quarter hours only, so one answer serves the whole quarter. */
const QUARTER_MS = 15 * MINUTE_MS;

/** The local calendar day an instant falls on, counted in days since 1970-01-01. */
export const localDay = (instant: number, zone: string): number =>
  Math.floor((instant + offsetMs(Math.floor(instant / QUARTER_MS) * QUARTER_MS, zone)) / DAY_MS);

const offsetMs = remembered((instant, zone) => IANAZone.create(zone).offset(instant) * MINUTE_MS);

/** Keeps what a pure function of a number and a zone came to: working out a zone's offset costs more than all else. */
function remembered(work: (value: number, zone: string) => number): (value: number, zone: string) => number {
  const zones = new Map<string, (value: number) => number>();
  return (value, zone) => {
    const known = zones.get(zone) ?? rememberedOne((one) => work(one, zone));
    zones.set(zone, known);
    return known(value);
  };
}

/** As {@link remembered}, of a number alone. */
function rememberedOne<T extends string | number>(work: (value: number) => T): (value: number) => T {
  const known = new Map<number, T>();
  return (value) => {
    const found = known.get(value);
    if (found !== undefined) return found;
    const result = work(value);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(value, result);
    return result;
  };
}

/** A `YYYY-MM-DD` date as days since 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** A day, counted since 1970-01-01, as `YYYY-MM-DD`. */
export const dateOf = rememberedOne((day) => toInstant(day * DAY_MS).slice(0, 10));

/** The instant at which a local day, counted since 1970-01-01, begins; daylight saving included. */
export const beginOfDay = remembered((day, zone) => {
  const date = DateTime.fromMillis(day * DAY_MS, { zone: 'utc' });
  // Beyond the last day that a Date can hold there is no midnight.
  return date.isValid ? date.setZone(zone, { keepLocalTime: true }).startOf('day').toMillis() : Number.NaN;
});

/** The instant at which the local day after the one of `instant` begins. */
export const nextMidnight = (instant: number, zone: string): number => beginOfDay(localDay(instant, zone) + 1, zone);

/** The instant at which the local day of `instant` begins. */
export const startOfDay = (instant: number, zone: string): number => beginOfDay(localDay(instant, zone), zone);

/** RFC 3339 in UTC with milliseconds, as everywhere in the ledger. */
export function toInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** As {@link toInstant}, for instants that are asked for again and again, such as midnights. */
export const knownInstant = rememberedOne(toInstant);

/** The instant at which the clock of a zone shows so many minutes after midnight on a local day; daylight saving included. */
export const atClock = (day: number, minutes: number, zone: string): number =>
  minutes >= MINUTES_OF_DAY
    ? beginOfDay(day + 1, zone)
    : beginOfDay(day, zone) + clockOffset(day * MINUTES_OF_DAY + minutes, zone);

const MINUTES_OF_DAY = 1_440;

/** Milliseconds from the beginning of a local day to a clock time on it, given as minutes of the clock since 1970. */
const clockOffset = remembered((clock, zone) => {
  const day = Math.floor(clock / MINUTES_OF_DAY);
  const local = DateTime.fromMillis(clock * MINUTE_MS, { zone: 'utc' });
  return local.isValid ? local.setZone(zone, { keepLocalTime: true }).toMillis() - beginOfDay(day, zone) : Number.NaN;
});

/** Minutes of the clock of a zone at an instant, 0 at midnight to 1,439. */
export const clockMinutes = (instant: number, zone: string): number =>
  Math.floor((instant + offsetMs(Math.floor(instant / QUARTER_MS) * QUARTER_MS, zone)) / MINUTE_MS) -
  localDay(instant, zone) * MINUTES_OF_DAY;

/** Day of the week of a local day, 1 is Monday. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
