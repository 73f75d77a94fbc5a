/** JSON in the one form that is hashed: RFC 8785. */
import canonicalize from 'canonicalize';

/**
 * The canonical form of a value as JSON knows it. What has its names in order already is written as it stands, by the engine
 * itself, which is several times faster; all else is left to the library.
 */
export const canonicalForm = (value: unknown): string =>
  (isInOrder(value) ? JSON.stringify(value) : canonicalize(value)) ?? '';

/**
 * Whether the engine would write it as RFC 8785 asks: names sorted by UTF-16 code units, and nothing that is not JSON. For each
 * event that is verified this is asked of every name in it: it is written to be fast.
 */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isInOrder(value[i])) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  let before = '';
  for (const name in value) {
    if (name <= before || !isInOrder(value[name])) return false;
    before = name;
  }
  return true;
}

/** What comes of JSON has no other prototype, and so nothing that would write it in another way. */
const isPlain = (value: object): value is Readonly<Record<string, unknown>> =>
  Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, 'toJSON');
