/** What a command of the auditor is called with, and how it answers. */
import { parseArgs } from 'node:util';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../../../contracts/openapi';

/** Called wrongly: the usage is shown with it. */
export class Wrong extends Error {}

/** Read when they are asked for: the environment may come from a file. */
const options = () =>
  ({
    url: { type: 'string', default: process.env.LEDGER_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}` },
    by: { type: 'string' },
    json: { type: 'boolean', default: false },
    key: { type: 'string', default: 'keys/checkpoint.pub' },
    checkpoint: { type: 'string', multiple: true, default: [] as string[] },
    store: { type: 'string' },
    data: { type: 'string', default: process.env.DATA_DIR || 'data' },
    out: { type: 'string' },
    token: { type: 'string', default: process.env.LEDGER_TOKEN ?? '' },
    role: { type: 'string', multiple: true, default: [] as string[] },
    as: { type: 'string' },
    team: { type: 'string', multiple: true, default: [] as string[] },
    creditor: { type: 'string', multiple: true, default: [] as string[] },
    'acts-for': { type: 'string', multiple: true, default: [] as string[] },
    hours: { type: 'string', default: '8' },
    'dev-key': { type: 'string', default: process.env.DEV_KEY_FILE || 'keys/dev-token.json' },
    source: { type: 'string' },
    recorder: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    'as-of': { type: 'string' },
    'known-at': { type: 'string' },
    'up-to-revision': { type: 'string' },
  }) as const;

const parsed = () => parseArgs({ allowPositionals: true, options: options() });

export interface Args {
  /** What follows the command. */
  readonly names: readonly string[];
  readonly values: ReturnType<typeof parsed>['values'];
  readonly ledger: Client<paths>;
}

export function readArgs(): Args & { readonly command: string | undefined } {
  const { values, positionals } = parsed();
  const [command, ...names] = positionals;
  const ledger = createClient<paths>({ baseUrl: values.url, headers: authorization(values) });
  return { command, names, values, ledger };
}

/** No header where the service authenticates nobody. */
export const authorization = ({ token }: Pick<Args['values'], 'token'>): Record<string, string> =>
  token === '' ? {} : { Authorization: `Bearer ${token}` };

/** The one name that a command needs. */
export function nameIn({ names: [name] }: Args): string {
  if (name === undefined) throw new Wrong('which one?');
  return name;
}

/** Text as it is, anything else as JSON. */
export function print(what: unknown): void {
  process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what, null, 2)}\n`);
}

/** Is somebody looking? */
export const isSeen = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;
