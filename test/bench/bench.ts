/** `npm run bench` measures all; `npm run bench -- case` and so on one of them. */
import { benchAccess } from './access';
import { benchCase } from './case';
import { benchNode } from './node';
import { benchPersonalData } from './personal-data';
import { benchProof } from './proof';
import { benchReadModels } from './read-models';
import { benchReconciliation } from './reconciliation';
import { benchService } from './service';

const BENCHES: Readonly<Record<string, () => void | Promise<void>>> = {
  case: benchCase,
  reconciliation: benchReconciliation,
  node: benchNode,
  service: benchService,
  access: benchAccess,
  'personal-data': benchPersonalData,
  proof: benchProof,
  'read-models': benchReadModels,
};

async function main(): Promise<void> {
  const [only] = process.argv.slice(2);
  if (only !== undefined && !BENCHES[only]) throw new Error(`there are ${Object.keys(BENCHES).join(', ')}`);
  for (const [name, bench] of Object.entries(BENCHES)) if (only === undefined || only === name) await bench();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
