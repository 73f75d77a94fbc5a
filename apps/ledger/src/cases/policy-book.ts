/** The packs of this deployment, read at start, each laid over the default and checked against the schema. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type BoundPolicy,
  type CheckedPack,
  type DefaultPack,
  faultsIn,
  isPack,
  type LawPack,
  type LawRetention,
  type ManualPack,
  misfits,
  type Policy,
  type PolicyOf,
  parsePack,
  policyOf,
  Refusal,
  toSentence,
  wholeTargets,
} from '@case';
import { canonicalForm } from '@proof';
import Ajv from 'ajv';
import { writeWhole } from '../files';
import { Problem } from '../http/problem';

/** The folders of the packs that are shipped, and of the user's own. */
export const policyFolders = (policyDir: string | undefined): readonly string[] => [
  join(process.cwd(), 'contracts', 'policies'),
  ...(policyDir ? [policyDir] : []),
];

const DEFAULT_REF = 'default@1';

/** A pack that makes sense, and the hash of its canonical form. */
export type Pack = CheckedPack & { readonly sha256: string };

/** The packs that a case is bound to, by name. */
export interface PackNames {
  readonly pack: string;
  readonly creditorPolicy?: string | undefined;
  readonly laws?: readonly string[] | undefined;
}

const checkBound = new Ajv({ validateSchema: false }).compile<Record<string, string>>({
  type: 'object',
  additionalProperties: { type: 'string' },
});

/** What each pack said when it was first bound to a case; kept in a file, so that no start can go back on it. */
interface BoundPacks {
  readonly file: string | undefined;
  readonly sha256: Map<string, string>;
}

export class PolicyBook {
  readonly #policies = new Map<string, Policy>();

  private constructor(
    private readonly known: ReadonlyMap<string, Pack>,
    private readonly base: DefaultPack,
    private readonly bound: BoundPacks,
  ) {}

  /**
   * Reads the packs of these folders. `boundFile` remembers those that were bound to cases. Throws a sentence that names
   * the file where a pack is not one, or says something else than a pack of the same name did.
   */
  static read(folders: readonly string[], boundFile?: string): PolicyBook {
    const files = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /@\d+\.json$/.test(name))
        .map((name) => readPack(join(folder, name))),
    );
    const base = files.find(({ pack }) => pack.kind === 'default')?.pack;
    if (base?.kind !== 'default') throw new Error(`no pack ${DEFAULT_REF} in ${folders.join(', ')}`);
    const packs = new Map<string, Pack>();
    for (const { file, pack } of files) {
      const faults = faultsIn(pack, base.pack);
      if (faults.length > 0) throw new Error(`${file}: ${faults.map(toSentence).join('; ')}`);
      const known = packs.get(pack.pack.ref);
      if (known && known.sha256 !== pack.sha256)
        throw new Error(`${file}: ${pack.pack.ref} is known with another content`);
      packs.set(pack.pack.ref, pack);
    }
    return new PolicyBook(packs, base.pack, boundBefore(packs, boundFile));
  }

  /** Of {@link packs} that another book has read and checked, in another thread. */
  static withPacks(packs: readonly Pack[]): PolicyBook {
    const base = packs.find(({ kind }) => kind === 'default');
    if (base?.kind !== 'default') throw new Error(`there is no pack ${DEFAULT_REF}`);
    return new PolicyBook(new Map(packs.map((pack) => [pack.pack.ref, pack])), base.pack, {
      file: undefined,
      sha256: new Map(),
    });
  }

  /** What the names of packs stand for today, and from now on, the strongest first. Throws `unknown-policy`, and `policies-do-not-fit`. */
  bind({ pack, creditorPolicy, laws = [] }: PackNames): readonly BoundPolicy[] {
    const named: (readonly [BoundPolicy['layer'], CheckedPack['kind'], string, string])[] = [
      ...laws.map((ref, i) => ['law', 'law', ref, `laws.${i}`] as const),
      ...(creditorPolicy === undefined ? [] : [['creditor', 'manual', creditorPolicy, 'creditorPolicy'] as const]),
      ...(pack === DEFAULT_REF ? [] : [['agency', 'manual', pack, 'pack'] as const]),
      ['default', 'default', DEFAULT_REF, 'pack'],
    ];
    const policies = named.map(([layer, kind, ref, field]): BoundPolicy => {
      const found = this.known.get(ref);
      if (found?.kind !== kind) {
        const what = kind === 'law' ? 'law layer' : 'policy pack';
        const other =
          found && (found.kind === 'law' ? `; it is a law, for laws` : `; it is a pack, for pack or creditorPolicy`);
        throw new Refusal('unknown-policy', `there is no ${what} ${ref}${other ?? ''}`, field);
      }
      return { layer, ref, sha256: found.sha256 };
    });
    const odd = misfits(this.of(policies));
    if (odd.length > 0) {
      throw new Refusal(
        'policies-do-not-fit',
        `these packs do not fit together: ${odd.map(toSentence).join('; ')}`,
        'pack',
      );
    }
    this.#remember(policies);
    return policies;
  }

  /** The rule books a case was bound to; throws where a pack is missing here or has another content by now. */
  readonly of: PolicyOf = (bound) => {
    const key = bound.map(({ layer, ref, sha256 }) => `${layer} ${ref} ${sha256}`).join();
    const known = this.#policies.get(key);
    if (known) return known;
    const policy = this.#compose(bound);
    this.#policies.set(key, policy);
    return policy;
  };

  get packs(): readonly Pack[] {
    return [...this.known.values()];
  }

  /** The widest tolerance between clocks that any of the packs allows. */
  get widestToleranceSeconds(): number {
    const manuals = [...this.known.values()].flatMap(({ kind, pack }) => (kind === 'manual' ? [pack] : []));
    const tolerances = [undefined, ...manuals].map((agency) => {
      const { evidence } = policyOf({ laws: [], agency, default: this.base }, wholeTargets);
      return evidence.toleranceSeconds;
    });
    return Math.max(...tolerances);
  }

  /** How long the laws that are here want things kept, those that say. */
  get retention(): readonly LawRetention[] {
    const laws = [...this.known.values()].flatMap(({ kind, pack }) => (kind === 'law' ? [pack] : []));
    return policyOf({ laws, default: this.base }, wholeTargets).retention.filter(({ months }) => months !== null);
  }

  /** The packs themselves, as they were read. Throws where one is not here any more. */
  contentOf(bound: readonly BoundPolicy[]): readonly { readonly ref: string; readonly content: unknown }[] {
    return bound.map(({ ref }) => {
      const found = this.known.get(ref);
      if (!found) throw new Problem('policy-missing', `policy pack ${ref} is not here any more`);
      return { ref, content: found.pack };
    });
  }

  #compose(bound: readonly BoundPolicy[]): Policy {
    const laws: LawPack[] = [];
    const manuals = new Map<BoundPolicy['layer'], ManualPack>();
    for (const { layer, ref, sha256 } of bound) {
      const found = this.known.get(ref);
      if (found?.sha256 !== sha256)
        throw new Problem('policy-missing', `policy pack ${ref} is not here as the case is bound to it`);
      if (found.kind === 'law') laws.push(found.pack);
      if (found.kind === 'manual') manuals.set(layer, found.pack);
    }
    if (bound.length === 0) throw new Error('the case is bound to no policy pack');
    const { creditor, agency } = { creditor: manuals.get('creditor'), agency: manuals.get('agency') };
    return policyOf({ laws, creditor, agency, default: this.base }, wholeTargets);
  }

  #remember(policies: readonly BoundPolicy[]): void {
    const { file, sha256 } = this.bound;
    const news = policies.filter(({ ref }) => !sha256.has(ref));
    if (news.length === 0) return;
    for (const policy of news) sha256.set(policy.ref, policy.sha256);
    if (file) writeWhole(file, `${JSON.stringify(Object.fromEntries(sha256), null, 2)}\n`);
  }
}

function readPack(file: string): { file: string; pack: Pack } {
  const content = readJson(file);
  const parsed = parsePack(content);
  if (!isPack(parsed)) throw new Error(`${file}: ${parsed.map(toSentence).join('; ')}`);
  const { ref } = parsed.pack;
  if (basename(file) !== `${ref}.json`) throw new Error(`${file}: its ref is ${ref}, and names no other file`);
  const sha256 = createHash('sha256').update(canonicalForm(content)).digest('hex');
  return { file, pack: { ...parsed, sha256 } };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

function boundBefore(packs: ReadonlyMap<string, Pack>, file: string | undefined): BoundPacks {
  const content = file && existsSync(file) ? readJson(file) : {};
  if (!checkBound(content)) throw new Error(`${file}: is not a list of packs by name`);
  for (const [ref, sha256] of Object.entries(content)) {
    const pack = packs.get(ref);
    if (!pack) throw new Error(`policy pack ${ref} is missing, and cases are bound to it`);
    if (pack.sha256 !== sha256) {
      throw new Error(`policy pack ${ref} has changed since cases were bound to it; changed rules need a new version`);
    }
  }
  return { file, sha256: new Map(Object.entries(content)) };
}
