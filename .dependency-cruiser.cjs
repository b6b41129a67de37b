const graphPackages = '^node_modules/(graphql|type-graphql|@apollo/|@graphql-tools/|dataloader)'

/** The boundaries of docs/decisions: one package, so a tool holds the walls that package.json files would. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-touches-nothing',
      comment: 'Pure functions over plain data: its own folder and the pure parts of runtime, nothing else.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/domain/' },
      to: { pathNot: ['^subgraphs/$1/domain/', '^runtime/(facts|errors|days|money)\\.ts$'] },
    },
    {
      name: 'sql-stays-in-the-stores',
      severity: 'error',
      from: { pathNot: ['^subgraphs/[^/]+/store/', '^runtime/', '^cli/', '^bench/', '^tests/'] },
      to: { path: '^node_modules/(typeorm|pg|@electric-sql)/' },
    },
    {
      name: 'graphql-stays-at-the-edge',
      severity: 'error',
      from: {
        pathNot: ['^subgraphs/[^/]+/(graph/|subgraph\\.ts)', '^schema/', '^gateway/', '^cli/', '^bench/', '^tests/'],
      },
      to: { path: graphPackages },
    },
    {
      name: 'subgraphs-never-meet',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'the-gateway-knows-no-subgraph',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(subgraphs|cities|cli)/' },
    },
    {
      name: 'runtime-knows-nobody',
      severity: 'error',
      from: { path: '^runtime/' },
      to: { path: '^(subgraphs|schema|gateway|cli|bench|tests)/' },
    },
    {
      name: 'schema-knows-no-subgraph',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(subgraphs|gateway|cli|bench|tests)/' },
    },
    {
      name: 'the-check-of-a-city-runs-through-known-code',
      comment:
        'cli/checked-cities.ts takes a check at its word while cli, runtime and subgraphs are the same: it hashes no other folder.',
      severity: 'error',
      from: { path: '^cli/check-city\\.ts$' },
      to: { reachable: true, path: '^(schema|gateway|bench|tests)/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    { name: 'nothing-is-imported-that-is-not-there', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  required: [
    {
      name: 'the-programs-subgraph-was-read',
      comment: 'A run that read no module would find no fault: this one fails then.',
      severity: 'error',
      module: { path: '^subgraphs/programs/catalogue\\.ts$' },
      to: { path: '^subgraphs/programs/domain/eligibility/rule-book\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'import', 'default', 'types'] },
  },
}
