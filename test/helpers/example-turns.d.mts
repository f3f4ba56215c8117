/** Plays the turns of the worked example phase below an absolute folder; hands back the folder of what was written. */
export function playExampleTurns(folder: string): Promise<string>;
