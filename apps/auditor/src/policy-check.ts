/** `policy check FILE`: what is wrong with a policy pack, in words, by line. Needs no running service. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Fault, faultsIn, isPack, parsePack } from '../../../libs/case/src/policy/check';

/** One thing that is wrong, and the line that it is on, from 1. */
export interface Complaint {
  readonly line: number;
  readonly text: string;
}

/** What is wrong with the pack in a file; nothing where it is fit to be used. `shipped` is the folder of the default pack. */
export function checkPolicyFile(file: string, shipped = join('contracts', 'policies')): readonly Complaint[] {
  const text = readFileSync(file, 'utf8');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  if (!tree || errors.length > 0) {
    return errors.map(({ error, offset }) => ({
      line: lineAt(text, offset),
      text: `this is not JSON: ${printParseErrorCode(error)}`,
    }));
  }
  const parsed = parsePack(JSON.parse(text));
  const faults = isPack(parsed) ? faultsIn(parsed, defaultPack(shipped)) : parsed;
  const complaints = faults.map((fault) => ({ line: lineOf(text, tree, fault), text: sentence(fault) }));
  if (isPack(parsed) && basename(file) !== `${parsed.pack.ref}.json`) {
    const line = lineOf(text, tree, { path: ['ref'], message: '' });
    complaints.push({ line, text: `ref: a pack of this name has to be in a file named ${parsed.pack.ref}.json` });
  }
  return complaints.sort((a, b) => a.line - b.line);
}

function defaultPack(folder: string) {
  const parsed = parsePack(JSON.parse(readFileSync(join(folder, 'default@1.json'), 'utf8')));
  if (!isPack(parsed) || parsed.kind !== 'default') throw new Error(`${folder} has no default pack`);
  return parsed.pack;
}

const sentence = ({ path, message }: Fault): string => `${path.join('.') || 'the pack'}: ${message}`;

/** Of the place itself, else of the nearest that encloses it: what the default says is in no line here. */
function lineOf(text: string, tree: Node, { path }: Fault): number {
  for (let length = path.length; length > 0; length--) {
    const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const node = findNodeAtLocation(tree, steps);
    if (node) return lineAt(text, (node.parent?.type === 'property' ? node.parent : node).offset);
  }
  return 1;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
