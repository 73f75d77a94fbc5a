/** What authentication costs a command: the same facts over HTTP, with a token that is verified and without, in turns. */
import { rmSync } from 'node:fs';
import { AUDIENCE, IdentityProvider } from '../harness/identity-provider';
import { temporaryFolder } from '../harness/node';
import { endService, startService } from '../harness/service';
import { line, type Measured, ratio } from './measure';
import { openCases, overHttp } from './service';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const IN_FLIGHT = [1, 16];

export async function benchAccess(): Promise<void> {
  const provider = await IdentityProvider.start();
  const folders = [temporaryFolder(), temporaryFolder()] as const;
  const open = await startService({ DATA_DIR: folders[0] });
  const guarded = await startService({
    DATA_DIR: folders[1],
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    REQUESTS_PER_MINUTE: '10000000',
  });
  const token = await provider.token({ roles: ['system'], actsFor: ['*'], expiresIn: 3_600 });
  const headers = { authorization: `Bearer ${token}` };
  await openCases(open);
  await openCases(guarded, headers);
  console.log(`medians of ${ROUNDS} rounds, in turns, each service on a node of its own`);
  for (const inFlight of IN_FLIGHT) {
    const without: Measured[] = [];
    const withToken: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      without.push(await overHttp(open, inFlight));
      withToken.push(await overHttp(guarded, inFlight, headers));
    }
    console.log(`${inFlight} in flight`);
    console.log(line('nobody authenticated', without));
    console.log(line('a token verified', withToken));
    console.log(
      `  without ÷ with            ${ratio(without, withToken).toFixed(2).padStart(8)}   (aim 1.15 and less)`,
    );
  }
  for (const service of [open, guarded]) await endService(service, 'SIGTERM');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  provider.stop();
}
