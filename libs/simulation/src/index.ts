export { Chance } from './chance';
export { DEFECTS, type Defect } from './defects';
export * from './report';
export * from './simulate';
export * from './truth';
export { casePrefix, RECORDERS, recordingPrefix, type SimulatedCase } from './world';
