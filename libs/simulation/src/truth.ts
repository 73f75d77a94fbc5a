/** What really happened in simulated days, kept apart from what the ledger is told; and how well it was found out. */

/** Everything is named as the ledger names it: `call:`, `recording:` or `note:` and the id. */
export interface Truth {
  /** Which call a recording or a note is of. */
  readonly links: Map<string, string>;
  /** Classes and findings that are due, each with what it is about. */
  readonly due: Map<string, Set<string>>;
}

export const newTruth = (): Truth => ({ links: new Map(), due: new Map() });

export function link(truth: Truth | undefined, one: string, call: string): void {
  truth?.links.set(one, call);
}

export function note(truth: Truth | undefined, code: string, about: string): void {
  if (truth) add(truth.due, code, about);
}

export function add(to: Map<string, Set<string>>, code: string, about: string): void {
  const known = to.get(code);
  if (known) known.add(about);
  else to.set(code, new Set([about]));
}

/** What was found out, in the same words. */
export interface Found {
  readonly links: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Score {
  readonly name: string;
  /** Of what was found, the share that is true; 1 where nothing was. */
  readonly precision: number;
  /** Of what is true, the share that was found; 1 where there is nothing. */
  readonly recall: number;
  readonly due: number;
  readonly found: number;
}

/** The links first, then each class and finding by its name. */
export function score({ links, due }: Truth, found: Found): readonly Score[] {
  const right = [...found.links].filter(([one, call]) => links.get(one) === call).length;
  const scores = [scoreOf('links', links.size, found.links.size, right)];
  for (const code of [...new Set([...due.keys(), ...found.codes.keys()])].sort()) {
    const wanted = due.get(code) ?? NONE;
    const got = found.codes.get(code) ?? NONE;
    scores.push(scoreOf(code, wanted.size, got.size, [...got].filter((about) => wanted.has(about)).length));
  }
  return scores;
}

const NONE: ReadonlySet<string> = new Set();

const scoreOf = (name: string, due: number, found: number, right: number): Score => ({
  name,
  precision: found === 0 ? 1 : right / found,
  recall: due === 0 ? 1 : right / due,
  due,
  found,
});
