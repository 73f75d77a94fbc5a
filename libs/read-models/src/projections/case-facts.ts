/** What all that fold cases build upon: the facts of each, written down by the run that has this among its projections. */
import type { Projection } from '../projection';
import { caseFact } from '../schema';

export const caseFacts: Projection = {
  name: 'case-facts',
  version: 3,
  told: false,
  folds: true,
  tables: [caseFact],
  needs: (_type, stream) => stream.startsWith('case-'),
  take: async () => undefined,
};
