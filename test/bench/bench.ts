/** `npm run bench` measures all; `npm run bench -- case`, `-- node`, `-- service`, `-- access`, `-- proof`, `-- read-models` and `-- reconciliation` one of them. */
import { benchAccess } from './access';
import { benchCase } from './case';
import { benchNode } from './node';
import { benchProof } from './proof';
import { benchReadModels } from './read-models';
import { benchReconciliation } from './reconciliation';
import { benchService } from './service';

async function main(): Promise<void> {
  const [only] = process.argv.slice(2);
  if (only === undefined || only === 'case') benchCase();
  if (only === undefined || only === 'reconciliation') benchReconciliation();
  if (only === undefined || only === 'node') await benchNode();
  if (only === undefined || only === 'service') await benchService();
  if (only === undefined || only === 'access') await benchAccess();
  if (only === undefined || only === 'proof') await benchProof();
  if (only === undefined || only === 'read-models') await benchReadModels();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
