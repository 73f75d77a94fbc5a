/** P1: hours of the day, by the clock of whoever is contacted. */
import { isWorkingDay } from '../calendar';
import { atClock, clockMinutes, localDay } from '../local-time';
import type { ContactRules } from '../policy/contact-rules';
import { minutesOf } from '../policy/parts';
import type { Policy } from '../policy/policy';

type Window = NonNullable<ContactRules['window']>;

/** No window is shut for longer, but for holidays in a row; then it is given up. */
const MOST_DAYS = 40;

/**
 * The instant, `at` or later, from which on it is within hours in every one of the zones; undefined where there is none,
 * as where no zone is plausible.
 */
export function windowOpensAt(
  window: Window,
  at: number,
  zones: readonly string[],
  calendar: Policy['calendar'],
): number | undefined {
  if (zones.length === 0) return undefined;
  let instant = at;
  for (let steps = 0; steps < MOST_DAYS * zones.length; steps++) {
    const shut = zones.find((zone) => !isOpen(window, instant, zone, calendar));
    if (shut === undefined) return instant;
    instant = nextOpening(window, instant, shut, calendar);
  }
  return undefined;
}

export function isOpen(window: Window, at: number, zone: string, calendar: Policy['calendar']): boolean {
  const minutes = clockMinutes(at, zone);
  if (minutes < minutesOf(window.from) || minutes >= minutesOf(window.to)) return false;
  return !window.workingDaysOnly || isWorkingDay(localDay(at, zone), calendar);
}

function nextOpening(window: Window, after: number, zone: string, calendar: Policy['calendar']): number {
  let day = localDay(after, zone);
  for (let i = 0; i < MOST_DAYS; i++, day++) {
    const opens = atClock(day, minutesOf(window.from), zone);
    if (opens > after && isOpen(window, opens, zone, calendar)) return opens;
  }
  return Number.POSITIVE_INFINITY;
}
