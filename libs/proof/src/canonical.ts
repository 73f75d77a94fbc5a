/** JSON in the one form that is hashed: RFC 8785. */
import canonicalize from 'canonicalize';

/**
 * The canonical form of a value as JSON knows it. What has its names in order already is written as it stands, by the engine
 * itself, which is several times faster; all else is left to the library.
 */
export const canonicalForm = (value: unknown): string =>
  (isInOrder(value) ? JSON.stringify(value) : canonicalize(value)) ?? '';

/** Whether the engine would write it as RFC 8785 asks: names sorted by UTF-16 code units, and nothing that is not JSON. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isInOrder(value[i])) return false;
    return true;
  }
  let before: string | undefined;
  for (const name of Object.keys(value)) {
    if (name === 'toJSON' || (before !== undefined && name <= before) || !isInOrder(Reflect.get(value, name)))
      return false;
    before = name;
  }
  return !('toJSON' in value);
}
