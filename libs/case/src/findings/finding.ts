/** A finding: what the facts show that a rule book, or decency, does not allow. Never stored; always derived. */
import { caseStream } from '../events';
import type { Fact, OpenCase } from '../state';
import { fullestOf } from '../tellings';
import type { Layer } from '../vocabulary';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

export interface Finding {
  /** The same facts give the same key: code, rule and the revision it is about. */
  readonly key: string;
  readonly code: string;
  readonly severity: Severity;
  readonly rule: string;
  /** Of the rule book that says so; undefined for what holds whatever a rule book says. */
  readonly layer?: Layer;
  readonly evidence: readonly { readonly stream: string; readonly revision: string; readonly type: string }[];
  readonly detail: string;
  /** Rules that forbade what was missed: then it is no neglect. */
  readonly excusedBy?: readonly string[];
}

interface Found {
  readonly code: string;
  readonly severity: Severity;
  readonly rule: string;
  readonly layer?: Layer | undefined;
  readonly detail: string;
  readonly excusedBy?: readonly string[];
}

/** A finding about the first of these facts, with all that was told of it; the others are evidence as well. */
export function finding(opened: OpenCase['opened'], found: Found, about: Fact, ...others: readonly Fact[]): Finding {
  const { code, rule, severity, detail, layer, excusedBy } = found;
  return {
    key: `${code}:${rule}:${about.revision}`,
    code,
    severity,
    rule,
    ...(layer !== undefined && { layer }),
    evidence: [...(about.toldBy ?? [about]), ...others.map(fullestOf)].map((fact) => ({
      stream: caseStream(opened.event.data.caseId),
      revision: String(fact.revision),
      type: fact.event.type,
    })),
    detail,
    ...(excusedBy !== undefined && { excusedBy }),
  };
}
