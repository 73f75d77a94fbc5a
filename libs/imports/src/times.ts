/** Times as files write them, made instants (epoch milliseconds). */
import { DateTime } from 'luxon';
import type { Source } from './source';
import { Unreadable } from './unreadable';

export const LOCAL_TIME = 'yyyy-MM-dd HH:mm:ss';
const SECOND_MS = 1_000;
/** By how much what is told of one moment in two places may differ. */
const SLACK_MS = 60_000;

/**
 * A local time in the zone of the source. One that the clocks show twice is the first that does not come before `near` (epoch
 * milliseconds) where something else tells when it was at the earliest, else what the source declares; one that they skip is no time.
 */
export function localInstant(
  text: string,
  field: string,
  { zone, repeatedHour }: Source,
  near?: number,
  pattern = LOCAL_TIME,
): number {
  const time = DateTime.fromFormat(text, pattern, { zone, locale: 'en' });
  if (!time.isValid || time.toFormat(pattern, { locale: 'en' }) !== text)
    throw new Unreadable('not-a-time', field, `is not a time of ${zone}, written ${pattern}`);
  const possible = time.getPossibleOffsets().map((one) => one.toMillis());
  const [first = time.toMillis(), second] = possible.sort((a, b) => a - b);
  if (second === undefined) return first;
  if (near !== undefined) return first >= near - SLACK_MS ? first : second;
  if (repeatedHour === 'first') return first;
  if (repeatedHour === 'second') return second;
  throw new Unreadable('ambiguous-time', field, `the clocks of ${zone} show this time twice; declare repeatedHour`);
}

export function epochInstant(text: string, field: string, unitMs: number): number {
  const number = Number(text);
  if (text !== '' && Number.isFinite(number) && number > 0) return Math.round(number * unitMs);
  throw new Unreadable('not-a-time', field, 'is not a time in seconds or milliseconds since 1970');
}

/** RFC 3339 with an offset, or ISO 8601 without one, which is local. */
function isoInstant(text: string, field: string, source: Source, near?: number): number {
  const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?$/.exec(text);
  if (local) return localInstant(`${local[1]} ${local[2]}:${local[3] ?? '00'}`, field, source, near);
  const time = DateTime.fromISO(text.replace(' ', 'T'), { setZone: true });
  if (time.isValid && /^\d{4}-\d{2}-\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return time.toMillis();
  throw new Unreadable('not-a-time', field, 'is not a time such as 2026-11-16T10:00:00Z');
}

/** By the pattern that a mapping declares. */
export function instantBy(pattern: string, text: string, field: string, source: Source, near?: number): number {
  if (pattern === 'iso') return isoInstant(text, field, source, near);
  if (pattern === 'epoch-seconds') return epochInstant(text, field, SECOND_MS);
  if (pattern === 'epoch-milliseconds') return epochInstant(text, field, 1);
  return localInstant(text, field, source, near, pattern);
}

/** RFC 2822, which always has an offset. */
export function rfc2822Instant(text: string, field: string): number {
  const time = DateTime.fromRFC2822(text);
  if (!time.isValid) throw new Unreadable('not-a-time', field, 'is not a time such as Mon, 16 Nov 2026 10:00:00 +0000');
  return time.toMillis();
}

export function seconds(text: string, field: string): number {
  const number = Number(text);
  if (text !== '' && Number.isFinite(number) && number >= 0) return Math.round(number * SECOND_MS);
  throw new Unreadable('not-a-length', field, 'is not a number of seconds');
}

/** The last one that RFC 3339 can write. */
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Throws `Unreadable` for what no clock shows: a column in another unit, as a rule. */
export function instant(epochMs: number): string {
  if (epochMs >= 0 && epochMs <= LAST_MS) return new Date(epochMs).toISOString();
  throw new Unreadable(
    'not-a-time',
    undefined,
    'a time, or a length, is beyond every calendar; is it in another unit?',
  );
}
