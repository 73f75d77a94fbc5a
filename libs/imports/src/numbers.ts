/** Telephone numbers as switches write them, made E.164. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Source } from './source';
import { Unreadable } from './unreadable';

/** As it stands in the country of the source, else without an outside-line code, else as an international number without its plus. */
export function toE164(text: string, field: string, { region, accessCodes = [] }: Source): string {
  const digits = text
    .replace(/^(sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
    .replace(/[\s().\-/]/g, '');
  const inside = accessCodes.filter((code) => digits.startsWith(code)).map((code) => digits.slice(code.length));
  const spellings = [digits, ...inside, ...(/^[1-9]\d+$/.test(digits) ? [`+${digits}`] : [])];
  for (const spelling of spellings) {
    const number = parsePhoneNumberFromString(spelling, region as CountryCode);
    if (number?.isValid()) return number.number;
  }
  throw new Unreadable('not-a-number', field, `is no telephone number, dialled from ${region}`);
}
