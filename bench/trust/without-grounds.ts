/** The supergraph without plans that fetch what a decision rests on. */
export function withoutGrounds(supergraphSdl: string): string {
  return supergraphSdl
    .replace(/, requires: "(resident \{ grounds \}|grounds)"/g, '')
    .replace(/, provides: "[^"]*grounds[^"]*"/g, '')
}
