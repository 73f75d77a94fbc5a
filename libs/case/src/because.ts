import { caseStream } from './events';
import type { Fact, FactOf } from './state';
import { fullestOf } from './tellings';

/** One reason of a derived value: the rule, and the event it looked at. */
export interface Because {
  readonly rule: string;
  readonly event?: { readonly stream: string; readonly revision: string; readonly type: string };
}

export const because = (rule: string, opened: FactOf<'CaseOpened'>, fact?: Fact): Because =>
  fact
    ? {
        rule,
        event: {
          stream: caseStream(opened.event.data.caseId),
          revision: String(fullestOf(fact).revision),
          type: fact.event.type,
        },
      }
    : { rule };
