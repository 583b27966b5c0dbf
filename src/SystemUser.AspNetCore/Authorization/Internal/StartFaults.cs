using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Makes every fault that stops the start, each with its sentences. Each code has its section in docs/errors.md.</summary>
internal static class StartFaults
{
    public static StartFault NoScope { get; } =
        new(
            "scope-or-audience-missing",
            "A token for another API would be let in: neither 'SystemUser:RequiredScopes' nor a scope on the endpoint nor 'SystemUser:Maskinporten:Audience' is set. Set one of them, or add Scope = \"…\" or RequireMaskinportenScope(\"…\"). With 'SystemUser:AcceptExchangedTokens' it must be a scope: those tokens are bound to no audience."
        );

    public static StartFault AnyToken { get; } =
        new(
            NoScope.Code,
            "A token for another API would be let in: the endpoint asks for an authenticated caller, Maskinporten is its scheme, and neither 'SystemUser:RequiredScopes' nor 'SystemUser:Maskinporten:Audience' is set. Set one of them (a scope, with 'SystemUser:AcceptExchangedTokens'), name another scheme with RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"…\").RequireAuthenticatedUser()), or call AllowAnonymous()."
        );

    public static StartFault NoDecision { get; } =
        new(
            "endpoint-without-decision",
            "RequireDecisionOnEveryEndpoint() is on, and nothing says who may use the endpoint. Demand a right or a scope, or call AllowAnonymous()."
        );

    public static StartFault SeveralParties { get; } =
        new(
            "party-from-several-places",
            "RequireSystemUserRight takes the party from several places. Set one of PartyFromRoute, PartyFromQuery, PartyFromHeader and PartyFrom."
        );

    public static StartFault PartyWithoutName { get; } =
        new(
            "party-without-name",
            "RequireSystemUserRight has a PartyFrom… without a name. Name the route value, query parameter or header."
        );

    public static StartFault ClientsWithoutParty { get; } =
        new(
            "clients-without-party",
            "RequireSystemUserRight has AllowClients, but takes the party from the token, where it is always the owner. Set PartyFromRoute, PartyFromQuery or PartyFromHeader to where the client stands, or PartyFrom to what finds it."
        );

    public static StartFault HiddenWithoutResolver { get; } =
        new(
            "hiding-without-resolver",
            "HidePartyExistence hides what a resolver finds, and there is none: a caller that names the party itself is told nothing new of it. Set PartyFrom, or remove HidePartyExistence."
        );

    public static StartFault SeveralInstances { get; } =
        new(
            "instance-from-several-places",
            "RequireSystemUserRight takes the instance from several places. Set one of InstanceFromRoute, InstanceFromQuery and InstanceFromHeader."
        );

    public static StartFault InstanceWithoutName { get; } =
        new(
            "instance-without-name",
            "RequireSystemUserRight has an InstanceFrom… without a name. Name the route value, query parameter or header."
        );

    public static StartFault InstanceWithoutType { get; } =
        new(
            "instance-incomplete",
            "RequireSystemUserRight has an InstanceFrom… without InstanceType. Set it to the attribute that the policy knows instances by, such as urn:altinn:instance-id."
        );

    public static StartFault InstanceWithoutPlace { get; } =
        new(
            InstanceWithoutType.Code,
            "RequireSystemUserRight has InstanceType, but takes the instance from nowhere. Set InstanceFromRoute, InstanceFromQuery or InstanceFromHeader, or remove InstanceType."
        );

    public static StartFault InstanceTypeMalformed { get; } =
        new(
            "instance-type-malformed",
            "RequireSystemUserRight has an InstanceType that cannot stand for an instance: it is no word of 1 to 128 visible ASCII characters, or it says whose data the question is about. Write the attribute's id as in the resource's policy, such as urn:altinn:instance-id."
        );

    public static StartFault ActionMalformed { get; } =
        new(
            "action-malformed",
            "RequireSystemUserRight has a malformed Action. Write it as in the resource's policy: 1 to 64 visible ASCII characters."
        );

    public static StartFault ActionMissing { get; } =
        new(
            "action-missing",
            "RequireSystemUserRight has no Action, and the method stands for none: only GET and HEAD (read) and POST, PUT, PATCH and DELETE (write) do, and not in hubs or gRPC. Set Action, or map the endpoint for those methods."
        );

    public static StartFault OtherScheme { get; } =
        new(
            "demand-with-other-scheme",
            "The attribute's AuthenticationSchemes leaves Maskinporten out, so that no system user can get in. Remove it; for callers of another scheme name their policy in Or."
        );

    public static StartFault ShortCircuited { get; } =
        new(
            "demand-short-circuited",
            "ShortCircuit() runs the endpoint before authentication and authorization, so what is required of its callers is never checked. Remove it, or call AllowAnonymous() if everybody may."
        );

    public static StartFault ScopeMalformed { get; } =
        new(
            "scope-malformed",
            "RequireSystemUserRight has a malformed Scope. Write whole scopes with one space between them."
        );

    public static StartFault PartyAmbiguous { get; } =
        new(
            "party-ambiguous",
            "The endpoint takes an AuthorizedParty, but its rights take the party from different places. Take it from one place in all of them."
        );

    public static StartFault OrOnSomeDemands { get; } =
        new(
            "or-on-some-demands",
            "One of the endpoint's demands has an Or, and another has none or another policy, so that no caller of that policy could meet them all. Name the same policy in all rights, put the scope into Scope = \"…\", and take no AltinnSystemUser, AuthorizedParty or MaskinportenCaller as a parameter: HttpContext has them, where there are any."
        );

    public static StartFault OrEvaluatorReplaced { get; } =
        new(
            "or-evaluator-replaced",
            "The app has an IPolicyEvaluator of its own, which authenticates without regard to an Or: nobody could come in by the other policy. Remove it, or map an endpoint of its own for these callers."
        );

    public static StartFault OnHubMethod { get; } =
        new(
            "demand-on-hub-method",
            "SignalR does not evaluate the attribute on a method of a hub. Put it on the hub, or demand the right in a policy and name that: [Authorize(\"…\")]."
        );

    public static StartFault OnDeclaringType { get; } =
        new(
            "demand-on-declaring-type",
            "An endpoint does not see the attribute on the class that its handler stands in. Put it on the handler, or call RequireSystemUserRight or RequireMaskinportenScope on the endpoint or its group."
        );

    public static StartFault OnPageHandler { get; } =
        new(
            "demand-on-page-handler",
            "Razor Pages do not evaluate the attribute on a handler method. Put it on the page model."
        );

    public static StartFault ValueInPage { get; } =
        new(
            "value-in-page",
            "A Razor Page is not given AltinnSystemUser, AuthorizedParty or MaskinportenCaller as a parameter or a bound property. Take it from the request: HttpContext.GetSystemUser(), GetAuthorizedParty() or GetMaskinportenCaller()."
        );

    public static StartFault OnInterfaceMethod { get; } =
        new(
            "demand-on-interface-method",
            "A controller does not inherit the attribute from an interface. Put it on the action or the controller."
        );

    public static StartFault OnDynamicRoute { get; } =
        new(
            "demand-on-dynamic-route",
            "What is demanded on this route is not demanded of its requests: they run a controller or page that was made elsewhere, and has the demands of that place alone. Put the attribute on the controller, the action or the page's model, or the call on the route that it is mapped with."
        );

    public static StartFault InAuthorizeFilter { get; } =
        new(
            "demand-in-authorize-filter",
            "AuthorizeFilter reads the scheme of an attribute and overlooks its requirements. Put the attribute on the controller, or call MapControllers().RequireSystemUserRight(\"…\")."
        );

    public static StartFault MissingMiddlewareHidden { get; } =
        new(
            "missing-middleware-hidden",
            "RouteOptions.SuppressCheckForUnhandledSecurityMetadata is on: a forgotten UseAuthorization, or one in the wrong place, would let everybody in. Remove it."
        );

    public static StartFault RequestHidden { get; } =
        new(
            "request-hidden",
            "The switch Microsoft.AspNetCore.Authorization.SuppressUseHttpContextAsAuthorizationResource is on: authorization does not see the request, neither its method nor its party. Turn it off; a handler of yours finds the endpoint by HttpContext.GetEndpoint()."
        );

    public static StartFault WithoutEndpointRouting { get; } =
        new(
            "mvc-without-endpoint-routing",
            "Without endpoint routing MVC does not evaluate the demands of an action. Remove EnableEndpointRouting = false and UseMvc(), and call MapControllers()."
        );

    /// <param name="framework">The assembly of the framework that serves the class.</param>
    public static StartFault NotEvaluated(string framework) =>
        new(
            "demand-not-evaluated",
            $"No endpoint carries the demand on the class, which {framework} serves: nobody is asked for it. {WayIn(framework)} If it is evaluated elsewhere, call AddSystemUserAuthorization().IgnoreUnmapped(typeof(…))."
        );

    public static StartFault ClientRefused(string reason) => new("client-refused", reason);

    public static StartFault InstanceRouteUnknown(string name) =>
        new(
            "instance-route-unknown",
            $"InstanceFromRoute names '{name}', which the route does not have. Name one of its parameters."
        );

    public static StartFault RouteUnknown(string name) =>
        new(
            "party-route-unknown",
            $"PartyFromRoute names '{name}', which the route does not have. Name one of its parameters."
        );

    public static StartFault OrPolicyUnknown(string policy) =>
        new(
            "or-policy-unknown",
            $"Or names the policy '{policy}', which the app does not have. Add it: builder.Services.AddAuthorizationBuilder().AddPolicy(\"{policy}\", policy => policy.AddAuthenticationSchemes(\"…\").RequireAuthenticatedUser())."
        );

    public static StartFault OrPolicyWithoutScheme(string policy) =>
        new(
            "or-policy-without-scheme",
            $"Or names the policy '{policy}', which names no scheme, so that nobody says who its callers are. Add it there: policy.AddAuthenticationSchemes(\"…\")."
        );

    public static StartFault OrSchemeUnknown(string policy, string scheme) =>
        new(
            "or-policy-without-scheme",
            $"Or names the policy '{policy}', whose scheme '{scheme}' is not registered. Add it with AddAuthentication(), or name another."
        );

    public static StartFault OrPolicyOfMaskinporten(string policy) =>
        new(
            "or-policy-of-maskinporten",
            $"Or names the policy '{policy}', which takes Maskinporten's tokens itself, so that they would come in without the right. Take the scheme Maskinporten, and whatever forwards to it, out of that policy."
        );

    public static StartFault OrPolicyDemandsAgain(string policy) =>
        new(
            "or-policy-demands-again",
            $"Or names the policy '{policy}', which demands a right or a scope of a system user itself. Name one for other callers; for one right of several use RequireAnySystemUserRight."
        );

    public static StartFault NoResolver(Type type) =>
        new(
            "party-resolver-wrong",
            $"PartyFrom names {type.Name}, which is no ISystemUserPartyResolver. Implement the interface there, or name a type that does."
        );

    public static StartFault ResolverUnregistered(Type type) =>
        new(
            "party-resolver-unregistered",
            $"PartyFrom names {type.Name}, which the app's services do not have. Add: builder.Services.AddScoped<{type.Name}>();"
        );

    public static StartFault ResourceMalformed(string text) =>
        new(
            "resource-malformed",
            $"'{text}' cannot be the id of a resource: an id is 1 to 128 of the characters a-z, 0-9, '-' and '_'. Write it as in Altinn's resource registry."
        );

    public static StartFault ResourceUnknown(ResourceId resource, string? nearest) =>
        new(
            "right-unknown",
            $"Altinn's resource registry knows no resource '{resource}'. {(nearest is null ? "Register it, or write the id of one that is." : $"Did you mean '{nearest}'?")}"
        );

    public static StartFault ActionUnknown(ResourceId resource, ActionId action, string? nearest) =>
        new(
            "right-unknown",
            $"The policy of '{resource}' in Altinn's resource registry knows no action '{action}'. {(nearest is null ? "Set Action to one of the policy's, or add it there." : $"Did you mean '{nearest}'?")}"
        );

    private static string WayIn(string framework) =>
        framework.Split('.') switch
        {
            ["FastEndpoints", ..] =>
                "In Configure(), call Options(endpoint => endpoint.RequireSystemUserRight(\"…\")), or RequireMaskinportenScope(\"…\").",
            ["Microsoft", "Azure", "Functions", ..] =>
                "In the function, ask with ISystemUserAuthorizer.AuthorizeAsync(httpContext, …).",
            ["Microsoft", "AspNetCore", "Components", ..] =>
                "Map the component with MapRazorComponents, or demand the right on the API that it calls.",
            _ =>
                "Where the endpoint is mapped, call RequireSystemUserRight(\"…\") or RequireMaskinportenScope(\"…\"), or ask in code with ISystemUserAuthorizer.",
        };
}

/// <summary>What makes a demand unsafe, found before the first request.</summary>
/// <param name="Code">Its heading in docs/errors.md.</param>
/// <param name="Text">What is wrong, then the exact call or key that puts it right.</param>
internal sealed record StartFault(string Code, string Text);
