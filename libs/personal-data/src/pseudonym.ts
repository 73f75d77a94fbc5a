/** What numbers and texts are joined by without being known: a hash under the ledger's secret. */
import { createHmac } from 'node:crypto';
import { isHidden, pseudonymIn } from '@case';

export type Pseudonym = (value: string) => string;

/** HMAC-SHA-256, base64url; of what cannot be read, that which is kept with it. Nothing has no pseudonym. */
export const pseudonymsUnder =
  (secret: string): Pseudonym =>
  (value) => {
    if (value === '') return '';
    if (isHidden(value)) return pseudonymIn(value) ?? '';
    return createHmac('sha256', secret).update(value).digest('base64url');
  };
