export { Chance } from './chance';
export * from './simulate';
export * from './truth';
export { RECORDERS, type SimulatedCase } from './world';
