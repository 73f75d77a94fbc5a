/** One value, or several, or none: most are one, and one is no list. */
export type Few<V extends object> = V | readonly V[] | undefined;

export const fewOf = <V extends object>(values: readonly V[]): Few<V> => (values.length === 1 ? values[0] : values);

export function allOf<V extends object>(few: Few<V>): readonly V[] {
  if (few === undefined) return NONE;
  return isList(few) ? few : [few];
}

const isList = <V extends object>(few: V | readonly V[]): few is readonly V[] => Array.isArray(few);

const NONE: readonly never[] = [];

/** Values by what they have in common, in the order in which they were added. */
export class Grouped<K, V extends object> {
  readonly #groups = new Map<K, V | V[]>();

  add(key: K, value: V): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, value);
    else if (Array.isArray(group)) group.push(value);
    else this.#groups.set(key, [group, value]);
  }

  get(key: K): readonly V[] {
    return allOf(this.#groups.get(key));
  }
}
