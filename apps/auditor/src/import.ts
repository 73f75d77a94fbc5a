/** `import FORMAT FILE`: sends a file to the ledger, shows how far it is, and keeps what was quarantined in a file beside it. */
import { closeSync, createReadStream, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { components } from '../../../contracts/openapi';
import { type Args, authorization, print, Wrong } from './args';

type Answer =
  | components['schemas']['ImportLine']
  | components['schemas']['ImportSummary']
  | components['schemas']['ImportStop'];

/** Reasons that are shown; all of them are in the file. */
const SHOWN = 10;

export async function importFile(args: Args): Promise<void> {
  const [format, file] = args.names;
  if (format === undefined || file === undefined) throw new Wrong('import needs a format and a file');
  if (!existsSync(file)) throw new Wrong(`there is no file ${file}`);
  await sendFile(format, file, args, `${file}.quarantine.ndjson`);
}

/**
 * Sends a file, and tells what became of it; `quarantine` is where what was not recorded is written, if --out names no other, and
 * `nameOf` what a line is about, where that says more than its number.
 */
export async function sendFile(
  format: string,
  file: string,
  { values }: Args,
  quarantine: string,
  nameOf: (line: number) => string | undefined = () => undefined,
): Promise<void> {
  if (values.source === undefined) throw new Wrong('--source is missing, the name under which it is declared');
  const bar = new SingleBar({ format: 'sending  {bar} {percentage} %  {eta_formatted} left', etaBuffer: 100 });
  if (!values.json && process.stderr.isTTY) bar.start(statSync(file).size, 0);
  const content = createReadStream(file).on('data', (chunk) => bar.increment(chunk.length));
  try {
    const path = `/v1/imports/${encodeURIComponent(format)}?source=${encodeURIComponent(values.source)}`;
    const answer = await post(
      new URL(`${path}&dryRun=${values['dry-run']}`, values.url),
      content,
      authorization(values),
    );
    if (answer.statusCode !== 200) throw new Wrong(await detailOf(answer));
    await tell(answer, new Quarantine(values.out ?? quarantine, nameOf), values.json);
  } finally {
    bar.stop();
  }
}

/** Results come while the file is still being sent, so both go on at once. */
function post(url: URL, content: Readable, authorized: Record<string, string>): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { 'Content-Type': 'application/octet-stream', ...authorized } },
      resolve,
    );
    sent.on('error', reject);
    content.on('error', (error) => sent.destroy(error));
    content.pipe(sent);
  });
}

async function tell(answer: IncomingMessage, quarantine: Quarantine, json: boolean): Promise<void> {
  const last = await follow(answer, quarantine, json);
  if (!last || !('summary' in last)) throw new Error(why(last));
  const { recorded, repeated, joined, quarantined, dryRun } = last.summary;
  if (json) return;
  const done = dryRun ? 'would be recorded' : 'recorded';
  print(`${done} ${recorded}, on record already ${repeated}, further legs ${joined}, quarantined ${quarantined}`);
  if (quarantined > 0) print(quarantine.shown());
}

/** The last line that came; what was told before a connection broke counts. */
async function follow(answer: IncomingMessage, quarantine: Quarantine, json: boolean): Promise<Answer | undefined> {
  let last: Answer | undefined;
  try {
    for await (const text of createInterface({ input: answer })) {
      last = JSON.parse(text) as Answer;
      if (json) print(text);
      if ('code' in last) quarantine.keep(last);
    }
  } catch (error) {
    if (!answer.destroyed) throw error;
  } finally {
    quarantine.close();
  }
  return answer.complete ? last : undefined;
}

/** Lines that were not recorded, in a file that is there only if there are any. */
class Quarantine {
  readonly #first: string[] = [];
  #out: number | undefined;

  constructor(
    private readonly file: string,
    /** What a line is about, where that says more than its number. */
    private readonly nameOf: (line: number) => string | undefined,
  ) {
    rmSync(file, { force: true });
  }

  keep({ line, field, detail, ...more }: { line: number; field?: string; detail: string }): void {
    const name = this.nameOf(line);
    this.#out ??= openSync(this.file, 'w');
    writeSync(
      this.#out,
      `${JSON.stringify({ line, ...(name && { file: name }), ...more, ...(field && { field }), detail })}\n`,
    );
    if (this.#first.length < SHOWN)
      this.#first.push(`  ${name ?? `line ${line}`}: ${[field, detail].filter(Boolean).join(' ')}`);
  }

  close(): void {
    if (this.#out !== undefined) closeSync(this.#out);
  }

  shown(): string {
    return [...this.#first, `all of them in ${this.file}`].join('\n');
  }
}

const why = (last: Answer | undefined): string =>
  last && 'stopped' in last
    ? `it stopped after ${last.stopped.after} lines: ${last.stopped.detail}; import the file again, nothing is recorded twice`
    : 'the ledger went away before the end; import the file again, nothing is recorded twice';

async function detailOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  try {
    return String((JSON.parse(text) as { detail?: unknown }).detail);
  } catch {
    return `the ledger answered ${answer.statusCode}`;
  }
}
