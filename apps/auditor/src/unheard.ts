/** `unheard --from DAY --to DAY`: recordings whose audio nobody has looked at, and nobody has reported gone. */
import { setTimeout as wait } from 'node:timers/promises';
import type { components } from '../../../contracts/openapi';
import { type Args, print, Wrong } from './args';

type Recordings = components['schemas']['RecordingsAnswer'];

/** What was just imported is taken in soon, or the ledger says that it is behind. */
const TRIES = 20;
const AGAIN_MS = 500;

export async function showUnheard(args: Args): Promise<void> {
  const { from, to } = args.values;
  if (from === undefined || to === undefined)
    throw new Wrong('--from and --to are needed: UTC days, the latter excluded');
  let count = 0;
  for (let after: string | null | undefined; after !== null; ) {
    const { recordings, next } = await page(args, { from, to, ...(after !== undefined && { after }) });
    for (const one of recordings) {
      count += 1;
      print(args.values.json ? JSON.stringify(one) : `${one.startedAt}  ${one.source}  ${one.recordingId}`);
    }
    after = next;
  }
  const recordings = count === 1 ? 'recording' : 'recordings';
  if (!args.values.json) print(`${count} ${recordings} whose audio nobody has looked at`);
  if (count > 0) process.exitCode = 1;
}

async function page(
  { ledger, values: { recorder } }: Args,
  days: { readonly from: string; readonly to: string; readonly after?: string },
): Promise<Recordings> {
  const query = { ...days, ...(recorder !== undefined && { source: recorder }) };
  for (let tries = 1; ; tries++) {
    const { data, error, response } = await ledger.GET('/v1/recordings/unheard', { params: { query } });
    if (data) return data;
    if (response.status !== 503 || tries === TRIES)
      throw new Wrong(error?.detail ?? `the ledger answered ${response.status}`);
    await wait(AGAIN_MS);
  }
}
