/** How a personal field reads that cannot be shown: that it is so, what it is joined by, and of a number its country. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** Why it cannot be read: its key is gone for ever, or nobody may look. */
export type Hidden = 'erased' | 'blocked';

/** What is known of a field without reading it. */
export interface Join {
  /** ISO 3166 code of the country that a number is of. */
  readonly country?: string | undefined;
  /** Keyed hash of the field. */
  readonly pseudonym?: string | undefined;
}

/** No text that anybody sends begins like this: NUL is refused everywhere. */
const MARK = '\0';
const HIDDEN = /^\0(erased|blocked)(?::([A-Za-z0-9_-]{3,64}))?(?::([A-Z]{2}))?$/;

/** What stands in the place of the field. Facts that are joined by it still are. */
export const markOf = (hidden: Hidden, { country, pseudonym }: Join): string =>
  MARK +
  [hidden, ...(pseudonym === undefined ? [] : [pseudonym]), ...(country === undefined ? [] : [country])].join(':');

export const isHidden = (value: string): boolean => HIDDEN.test(value);

/** The same for whoever is answered: what it is joined by is not theirs to know. */
export const withoutJoin = (value: string): string => HIDDEN.exec(value)?.[1] ?? value;

/** The keyed hash of a field that cannot be read; undefined where it can be, or has none. */
export const pseudonymIn = (value: string): string | undefined => HIDDEN.exec(value)?.[2];

/** The country that a number is of, ISO 3166; undefined where nobody knows. */
export function countryOf(number: string): string | undefined {
  if (number === '') return undefined;
  const hidden = HIDDEN.exec(number);
  return hidden ? hidden[3] : parsePhoneNumberFromString(number)?.country;
}
