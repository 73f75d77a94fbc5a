/** The packs of this deployment, read at start, each laid over the default and checked against the schema. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BoundPolicy, layer, Policy, PolicyPack, Refusal } from '@case';
import Ajv, { type ValidateFunction } from 'ajv';
import canonicalize from 'canonicalize';
import { writeWhole } from '../files';
import { Problem } from '../http/problem';

/** The folders of the packs that are shipped, and of the user's own. */
export const policyFolders = (policyDir: string | undefined): readonly string[] => [
  join(process.cwd(), 'contracts', 'policies'),
  ...(policyDir ? [policyDir] : []),
];

const DEFAULT_REF = 'default@1';

interface Pack {
  readonly ref: string;
  readonly sha256: string;
  readonly policy: Policy;
}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
// The union of both would tell of each what only the other lacks.
const [wholePack, extendingPack] = PolicyPack.anyOf;
const checkWhole = ajv.compile<PolicyPack>(wholePack);
const checkExtending = ajv.compile<PolicyPack>(extendingPack);
const checkPolicy = ajv.compile<Policy>(Policy);
const checkBound = ajv.compile<Record<string, string>>({ type: 'object', additionalProperties: { type: 'string' } });

/** What each pack said when it was first bound to a case; kept in a file, so that no start can go back on it. */
interface BoundPacks {
  readonly file: string | undefined;
  readonly sha256: Map<string, string>;
}

export class PolicyBook {
  private constructor(
    private readonly packs: ReadonlyMap<string, Pack>,
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
    const base = files.find(({ content }) => content.ref === DEFAULT_REF)?.content;
    if (!base) throw new Error(`no pack ${DEFAULT_REF} in ${folders.join(', ')}`);
    const packs = new Map<string, Pack>();
    for (const { file, content } of files) {
      const pack = complete(file, base, content);
      const known = packs.get(pack.ref);
      if (known && known.sha256 !== pack.sha256) throw new Error(`${file}: ${pack.ref} is known with another content`);
      packs.set(pack.ref, pack);
    }
    return new PolicyBook(packs, boundBefore(packs, boundFile));
  }

  /** What a pack's name stands for today, and from now on. Throws `unknown-policy`. */
  bind(ref: string): readonly BoundPolicy[] {
    const refs = ref === DEFAULT_REF ? [ref] : [ref, DEFAULT_REF];
    const policies = refs.map(
      (name): BoundPolicy => ({
        layer: name === DEFAULT_REF ? 'default' : 'agency',
        ref: name,
        sha256: this.#pack(name).sha256,
      }),
    );
    this.#remember(policies);
    return policies;
  }

  /** The rule book a case was bound to; throws where a pack is missing here or has another content by now. */
  of(bound: readonly BoundPolicy[]): Policy {
    for (const { ref, sha256 } of bound) {
      if (this.packs.get(ref)?.sha256 !== sha256)
        throw new Problem('policy-missing', `policy pack ${ref} is not here as the case is bound to it`);
    }
    const first = bound[0];
    if (!first) throw new Error('the case is bound to no policy pack');
    return this.#pack(first.ref).policy;
  }

  /** The widest tolerance between clocks that any of the packs allows. */
  get widestToleranceSeconds(): number {
    return Math.max(...[...this.packs.values()].map(({ policy }) => policy.evidence.toleranceSeconds));
  }

  #remember(policies: readonly BoundPolicy[]): void {
    const { file, sha256 } = this.bound;
    const news = policies.filter(({ ref }) => !sha256.has(ref));
    if (news.length === 0) return;
    for (const policy of news) sha256.set(policy.ref, policy.sha256);
    if (file) writeWhole(file, `${JSON.stringify(Object.fromEntries(sha256), null, 2)}\n`);
  }

  #pack(ref: string): Pack {
    const pack = this.packs.get(ref);
    if (!pack) throw new Refusal('unknown-policy', `there is no policy pack ${ref}`, 'pack');
    return pack;
  }
}

function readPack(file: string): { file: string; content: PolicyPack } {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  const extending = typeof content === 'object' && content !== null && 'extends' in content;
  const check = extending ? checkExtending : checkWhole;
  if (!check(content)) throw new Error(`${file}: ${faultsOf(check)}`);
  if (basename(file) !== `${content.ref}.json`)
    throw new Error(`${file}: its ref is ${content.ref}, and names no other file`);
  return { file, content };
}

/** Each fault once, with the place it is at. */
function faultsOf({ errors }: ValidateFunction): string {
  const faults = (errors ?? []).map(({ instancePath, message, params }) => {
    const extra: unknown = Reflect.get(params, 'additionalProperty');
    const place = instancePath.slice(1).replaceAll('/', '.') || 'the pack';
    return extra === undefined ? `${place} ${message}` : `${place} has no ${String(extra)}`;
  });
  return [...new Set(faults)].join('; ');
}

function boundBefore(packs: ReadonlyMap<string, Pack>, file: string | undefined): BoundPacks {
  const content: unknown = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (!checkBound(content)) throw new Error(`${file}: ${faultsOf(checkBound)}`);
  for (const [ref, sha256] of Object.entries(content)) {
    const pack = packs.get(ref);
    if (!pack) throw new Error(`policy pack ${ref} is missing, and cases are bound to it`);
    if (pack.sha256 !== sha256) {
      throw new Error(`policy pack ${ref} has changed since cases were bound to it; changed rules need a new version`);
    }
  }
  return { file, sha256: new Map(Object.entries(content)) };
}

function complete(file: string, base: PolicyPack, content: PolicyPack): Pack {
  const policy = layer(base, content);
  if (!checkPolicy(policy)) throw new Error(`${file}: ${faultsOf(checkPolicy)}`);
  const sha256 = createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
  return { ref: policy.ref, sha256, policy };
}
