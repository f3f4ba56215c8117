// The second public door: lanes.
export { codes, exits } from './codes.ts';
export type { LaneContext } from './context.ts';
export { linkedPlace } from './log/place.ts';
export type { Opened } from './opened.ts';
export { adopt } from './operations/adopt.ts';
export { attach } from './operations/attach.ts';
export { auditWorkspace } from './operations/audit-workspace.ts';
export { doctor } from './operations/doctor.ts';
export { keepEvidence, type WantedEvidence, wantedEvidence } from './operations/evidence.ts';
export { log, result, status } from './operations/looking.ts';
export { packageSessions } from './operations/package.ts';
export { type TurnReport, turnReports } from './operations/report.ts';
export { interrupt, launch, resume, standing, stop } from './operations/session.ts';
export { prompt, review, turn, turnOutcome } from './operations/turn.ts';
export type { Outcome } from './outcome.ts';
export { measuredOf } from './telling.ts';
export { LaneTrouble } from './trouble.ts';
export type * from './types.ts';
