const ours = '^(shared|functions|infra|web|test)/'
/** A part of the system may import itself and what is named, and no other part. */
const only = (name, part, allowed) => ({
  name,
  severity: 'error',
  from: { path: part },
  to: { path: ours, pathNot: [part, ...allowed] },
})

module.exports = {
  forbidden: [
    only('domain-is-pure', '^shared/domain/', []),
    only('contracts-know-only-the-domain', '^shared/contracts/', ['^shared/domain/']),
    only('store-knows-only-the-domain', '^shared/store/', ['^shared/domain/']),
    only('formats-know-only-the-domain', '^shared/formats/', ['^shared/domain/']),
    only('messages-know-nobody', '^shared/messages/', []),
    only('web-speaks-contracts', '^web/', [
      '^shared/(domain|contracts|messages|formats)/',
      '^infra/build/messages\\.ts$',
    ]),
    only('functions-do-not-reach-into-web-or-infra', '^functions/', ['^shared/']),
    only('infra-knows-contracts', '^infra/(?!local/)', [
      '^shared/(contracts|domain|messages)/',
      // For the store's README.
      '^shared/store/keys\\.ts$',
      '^web/vite\\.config\\.ts$',
    ]),
    {
      name: 'the-sdk-stays-in-the-store',
      comment: 'DynamoDB is spoken in shared/store, every other service in functions/aws; the outbox reads the stream.',
      severity: 'error',
      from: { pathNot: ['^shared/store/', '^functions/(aws|outbox)/', '^(infra/local|test)/'] },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'the-store-speaks-only-dynamodb',
      severity: 'error',
      from: { path: '^shared/store/' },
      to: {
        path: 'node_modules/@aws-sdk/',
        pathNot: 'node_modules/@aws-sdk/(client-dynamodb|lib-dynamodb|util-dynamodb)/',
      },
    },
    {
      name: 'browsers-run-no-node',
      severity: 'error',
      from: { path: '^(web/(src|approve)|shared/(domain|contracts))/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-deployed-knows-tests',
      severity: 'error',
      from: { path: '^(shared|functions|infra|web)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      // A type is gone at run time: a route may take the type of its function's dependencies from beside it.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'shared/messages/compiled/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default', 'types'],
    },
  },
}
