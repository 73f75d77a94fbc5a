/** Working days: the days of the week that are worked, without the public holidays of a country. */
import Holidays from 'date-holidays';
import { dateOf, weekday } from './local-time';
import type { Policy } from './policy/policy';

type Calendar = Policy['calendar'];

const DAY_MS = 86_400_000;

export const isWorkingDay = (day: number, { country, daysOff }: Calendar): boolean =>
  !daysOff.includes(weekday(day)) && (country === null || !holidaysOf(country, yearOf(day)).has(dateOf(day)));

/** The local day that lies so many working days before another. */
export function workingDaysBefore(day: number, days: number, calendar: Calendar): number {
  let left = days;
  let before = day;
  // Nowhere is a whole month off.
  for (let steps = 0; left > 0 && steps < 31 * days; steps++) {
    before -= 1;
    if (isWorkingDay(before, calendar)) left -= 1;
  }
  return before;
}

const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();

const known = new Map<string, ReadonlySet<string>>();

/** Whole public holidays of a year, `YYYY-MM-DD`. */
function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = known.get(key);
  if (found) return found;
  const days = new Set<string>();
  for (const { date, start, end, type } of new Holidays(country).getHolidays(year)) {
    if (type !== 'public' || !date.includes(' 00:00:00')) continue;
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
    const length = Math.round((end.getTime() - start.getTime()) / DAY_MS);
    for (let i = 0; i < length; i++) days.add(dateOf(first + i));
  }
  known.set(key, days);
  return days;
}

/** Has the library holidays of this country? */
export const isKnownCountry = (country: string): boolean => country in new Holidays().getCountries();
