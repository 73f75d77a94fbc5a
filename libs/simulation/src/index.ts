export { Chance } from './chance';
export * from './simulate';
export * from './truth';
export { casePrefix, RECORDERS, type SimulatedCase } from './world';
