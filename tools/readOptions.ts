/** What a command was called with, or why that cannot be read; the command says so with its usage. */
export const readOptions = <T>(parse: () => T): T | string => {
  try {
    return parse()
  } catch (error) {
    return (error as Error).message
  }
}
