/** `npm run bench` measures both; `npm run bench -- node` and `-- service` one of them. */
import { benchNode } from './node';
import { benchService } from './service';

async function main(): Promise<void> {
  const [only] = process.argv.slice(2);
  if (only === undefined || only === 'node') await benchNode();
  if (only === undefined || only === 'service') await benchService();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
