/** The packs of this deployment, read at start, each laid over the default and checked against the schema. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BoundPolicy, layer, Policy, PolicyPack, Refusal } from '@case';
import Ajv from 'ajv';
import canonicalize from 'canonicalize';

const DEFAULT_REF = 'default@1';

interface Pack {
  readonly ref: string;
  readonly sha256: string;
  readonly policy: Policy;
}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const checkPack = ajv.compile<PolicyPack>(PolicyPack);
const checkPolicy = ajv.compile<Policy>(Policy);

export class PolicyBook {
  private constructor(private readonly packs: ReadonlyMap<string, Pack>) {}

  /** Throws a sentence that names the file where a pack is not one, or says something else than a pack of the same name. */
  static read(...folders: readonly string[]): PolicyBook {
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
    return new PolicyBook(packs);
  }

  /** What a pack's name stands for today. Throws `unknown-policy`. */
  bind(ref: string): readonly BoundPolicy[] {
    const refs = ref === DEFAULT_REF ? [ref] : [ref, DEFAULT_REF];
    return refs.map((name) => ({
      layer: name === DEFAULT_REF ? 'default' : 'agency',
      ref: name,
      sha256: this.#pack(name).sha256,
    }));
  }

  /** The rule book a case was bound to; throws where a pack is missing here or has another content by now. */
  of(bound: readonly BoundPolicy[]): Policy {
    for (const { ref, sha256 } of bound) {
      if (this.packs.get(ref)?.sha256 !== sha256)
        throw new Error(`policy pack ${ref} is not the one the case is bound to`);
    }
    const first = bound[0];
    if (!first) throw new Error('the case is bound to no policy pack');
    return this.#pack(first.ref).policy;
  }

  #pack(ref: string): Pack {
    const pack = this.packs.get(ref);
    if (!pack) throw new Refusal('unknown-policy', `there is no policy pack ${ref}`, 'pack');
    return pack;
  }
}

function readPack(file: string): { file: string; content: PolicyPack } {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (checkPack(content)) return { file, content };
  throw new Error(`${file}: ${ajv.errorsText(checkPack.errors)}`);
}

function complete(file: string, base: PolicyPack, content: PolicyPack): Pack {
  const policy = layer(base, content);
  if (!checkPolicy(policy)) throw new Error(`${file}: ${ajv.errorsText(checkPolicy.errors)}`);
  const sha256 = createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
  return { ref: policy.ref, sha256, policy };
}
