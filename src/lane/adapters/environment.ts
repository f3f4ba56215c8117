type Environment = Readonly<Record<string, string | undefined>>;

/** What every program needs to know of where it runs. Nothing that a session running above may have set. */
const NEEDED =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|COLORTERM|TMPDIR|TZ|LANG|LC_[A-Z]+|XDG_[A-Z_]+|SSH_AUTH_SOCK)$/;

/** The environment of a session: what every program needs, and what slop.yaml passes on by name. */
export function sessionEnvironment(
  env: Environment,
  pass: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (NEEDED.test(name) || pass.includes(name)) ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(kept), ...more };
}
