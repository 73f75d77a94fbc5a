/** Values by what they have in common, in the order in which they were added. A group of one is no list. */
export class Grouped<K, V extends object> {
  readonly #groups = new Map<K, V | V[]>();

  add(key: K, value: V): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, value);
    else if (Array.isArray(group)) group.push(value);
    else this.#groups.set(key, [group, value]);
  }

  get(key: K): readonly V[] {
    const group = this.#groups.get(key);
    if (group === undefined) return NONE;
    return Array.isArray(group) ? group : [group];
  }
}

const NONE: readonly never[] = [];
