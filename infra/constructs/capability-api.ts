import { type HttpApi, HttpMethod, HttpNoneAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import { type Capability, capabilities } from '../../shared/contracts/all.ts'
import { type Access, API_BASE } from '../../shared/contracts/endpoint.ts'
import { acknowledge } from './acknowledged.ts'
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts'

export interface CapabilityApiProps extends ServiceFunctionProps {
  readonly name: Capability
  readonly api: HttpApi
  /** Asks for a signed-in person. */
  readonly signedIn: IHttpRouteAuthorizer
  /** What an access token must have been issued for. */
  readonly scope: string
}

/** Links and sessions carry a secret of their own, which the function checks. */
const withoutSignIn: readonly Access[] = ['public', 'link', 'session']

/** One function for one capability, reachable by exactly the routes its contracts declare. */
export class CapabilityApi extends ServiceFunction {
  constructor(scope: Construct, id: string, { api, signedIn, scope: tokenScope, ...props }: CapabilityApiProps) {
    super(scope, id, props)
    const integration = new HttpLambdaIntegration('Integration', this.fn, { scopePermissionToRoute: false })
    for (const { method, path, access } of Object.values(capabilities[props.name])) {
      const open = withoutSignIn.includes(access)
      const routes = api.addRoutes({
        path: `${API_BASE}${path}`,
        methods: [HttpMethod[method]],
        integration,
        ...(open
          ? { authorizer: new HttpNoneAuthorizer() }
          : { authorizer: signedIn, authorizationScopes: [tokenScope] }),
      })
      if (!open) continue
      const because = 'Its contract asks for no sign-in: it is public, or the function checks an approver’s own secret.'
      for (const route of routes) acknowledge(route, { APIG4: because })
    }
  }
}
