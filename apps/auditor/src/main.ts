/**
 * The command line for operators and auditors. It speaks to the running service, through the contract; to verify it reads the
 * store itself, and to check a pack or a bundle it needs neither.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addMasterKey } from '@personal-data';
import { type Args, print, readArgs, Wrong } from './args';
import { checkAudio } from './audio';
import { devToken } from './dev-token';
import { importFile } from './import';
import { checkPolicyFile } from './policy-check';
import { rebuildProjection, resumeProjection, showProjections } from './projections';
import { diffCase, replayCase } from './replay';
import { showUnheard } from './unheard';
import { exportBundle, verify } from './verify';

const USAGE = `npm run auditor -- COMMAND [--url http://127.0.0.1:3000] [--token T, else LEDGER_TOKEN] [--by NAME] [--json]
  projections        how far the projections are
  rebuild NAME       build a projection anew, beside the one that is read, and wait for it
  resume NAME        let a projection that has stopped try again
  policy check FILE  what is wrong with a policy pack, by line; needs no running service
  verify [--key keys/checkpoint.pub] [--checkpoint FILE …] [--store esdb://… | --data data]
                     whether every event is the one that was signed for, read from the store itself
  replay CASE [--as-of T] [--known-at T] [--up-to-revision N]
                     what each event changed, by when things happened and when the ledger learnt of them
  diff CASE --known-at T [--as-of T]
                     what is known now that was not known then
  export CASE [--out FILE] [--checkpoint FILE …]
                     everything about a case, in an archive that can be checked without the ledger, and compared with
                     those checkpoints
  import FORMAT FILE --source NAME [--dry-run] [--out FILE.quarantine.ndjson]
                     records what a file of calls, recordings or notes tells; nothing twice
  audio FOLDER --source NAME [--dry-run] [--out audio.quarantine.ndjson]
                     compares audio files with what was registered of them, by name
  unheard --from DAY --to DAY [--recorder NAME]
                     recordings whose audio nobody has looked at, and nobody has reported gone
  dev-token --role ROLE … [--as NAME] [--team T …] [--creditor C …] [--acts-for NAME …] [--hours 8]
                     a token for a service on this machine that runs with OIDC_ISSUER=dev
  rotate-master-key [keys/master.key]
                     puts a new master key in front; services wrap the personal keys anew when they start
  verify CASE [--key keys/checkpoint.pub] [--checkpoint FILE …]
                     the same of what the running service gives of one case
  verify BUNDLE.zip [--key keys/checkpoint.pub] [--checkpoint FILE …]
                     whether everything in it is what was signed for; needs nothing but the key`;

const COMMANDS: Readonly<Record<string, (args: Args) => Promise<void> | void>> = {
  projections: showProjections,
  rebuild: rebuildProjection,
  resume: resumeProjection,
  replay: replayCase,
  diff: diffCase,
  import: importFile,
  audio: checkAudio,
  unheard: showUnheard,
  export: exportBundle,
  verify,
  policy,
  'dev-token': devToken,
  'rotate-master-key': rotateMasterKey,
};

function rotateMasterKey({ names: [named] }: Args): void {
  const file = named ?? (process.env.MASTER_KEY_FILE || join('keys', 'master.key'));
  if (!existsSync(file)) throw new Wrong(`there is no file ${file}`);
  print(
    `${addMasterKey(file)} is the first in ${file}: restart the services, and the personal keys are wrapped under it. ` +
      'Keep the older ones for as long as backups of the keys are wrapped under them.',
  );
}

/** Ends with 1 where something is wrong. */
function policy({ names: [what, file], values }: Args): void {
  if (what !== 'check' || file === undefined) throw new Wrong('policy check needs a file');
  if (!existsSync(file)) throw new Wrong(`there is no file ${file}`);
  const complaints = checkPolicyFile(file);
  if (values.json) print(complaints);
  else if (complaints.length === 0) print(`${file}: nothing is wrong with it`);
  else for (const { line, text } of complaints) print(`${file}:${line}: ${text}`);
  if (complaints.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { command, ...args } = readArgs();
  const run = command === undefined ? undefined : COMMANDS[command];
  if (!run) throw new Wrong(command === undefined ? 'which command?' : `${command} is no command`);
  await run(args);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'unknown error';
  process.stderr.write(
    `${message === 'fetch failed' ? 'the ledger does not answer; is it running, and is --url right? (What was asked for goes on.)' : message}\n`,
  );
  if (error instanceof Wrong) process.stderr.write(`${USAGE}\n`);
  process.exit(1);
});
