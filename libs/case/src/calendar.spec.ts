import { isKnownCountry, isWorkingDay, workingDaysBefore } from './calendar';
import { dateOf, dayOf } from './local-time';

const calendar = (country: string | null) => ({ country, daysOff: [6, 7] });
const before = (date: string, days: number, country: string | null) =>
  dateOf(workingDaysBefore(dayOf(date), days, calendar(country)));

it.each([
  ['2026-11-09', 1, null, '2026-11-06'],
  ['2026-11-11', 1, null, '2026-11-10'],
  ['2026-11-09', 3, null, '2026-11-04'],
  // Thanksgiving, and Christmas Day on a Friday.
  ['2026-11-27', 1, 'US', '2026-11-25'],
  ['2026-12-28', 1, 'US', '2026-12-24'],
  // The National Day of China on a Thursday.
  ['2026-10-02', 1, 'CN', '2026-09-30'],
  ['2026-10-02', 1, null, '2026-10-01'],
])('before %s, %i working days in %s: %s', (date, days, country, expected) => {
  expect(before(date, days, country)).toBe(expected);
});

it('goes by the country, and by the days of the week', () => {
  expect(isWorkingDay(dayOf('2026-11-26'), calendar('US'))).toBe(false);
  expect(isWorkingDay(dayOf('2026-11-26'), calendar('ES'))).toBe(true);
  expect(isWorkingDay(dayOf('2026-11-28'), calendar(null))).toBe(false);
  expect(isKnownCountry('ES')).toBe(true);
  expect(isKnownCountry('QQ')).toBe(false);
});
