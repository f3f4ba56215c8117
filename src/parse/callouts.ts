/** The names of callouts, as GitHub knows them: `> [!NOTE]`. */
export const CALLOUTS = ['note', 'tip', 'important', 'warning', 'caution'] as const;
