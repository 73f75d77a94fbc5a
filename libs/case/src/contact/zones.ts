/** Where somebody may be: the time zones that a contact's clock could be in. */
import { getCountry } from 'countries-and-timezones';
import type { Contact } from '../events';
import { countryOf } from '../hidden';

/**
 * The contact's own zone where it is known, for the debtor that of the case, else every zone of the country that the
 * number belongs to. Empty where nothing is known: then no time is plausible, and what depends on it fails closed.
 */
export function plausibleZones(contact: Contact, debtorZone: string): readonly string[] {
  if (contact.timeZone !== undefined) return [contact.timeZone];
  if (contact.relation === 'self') return [debtorZone];
  const country = countryOf(contact.number);
  return country === undefined ? [] : (getCountry(country)?.timezones ?? []);
}
