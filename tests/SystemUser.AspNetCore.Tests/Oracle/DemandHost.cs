using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Oracle;

/// <summary>A host in memory with every demand in every shape, a scheme for persons beside, and a decision point that says what a case wants.</summary>
internal sealed class DemandHost : IAsyncDisposable
{
    private const string Persons = "Persons";
    private const string PersonsIssuer = "https://persons.test";

    private static readonly SigningKey s_nobodys = SigningKey.Create();

    private readonly Door _door;
    private readonly CasePdp _pdp;

    private DemandHost(Door door, CasePdp pdp)
    {
        _door = door;
        _pdp = pdp;
    }

    public static async Task<DemandHost> OpenAsync(HostKind kind)
    {
        var pdp = new CasePdp();
        var door = await Door.OpenAsync(
            Map,
            services =>
            {
                services.AddSingleton<IPolicyDecisionPoint>(pdp);
                AddPersons(services);
            },
            settings:
            [
                ("SystemUser:AcceptExchangedTokens", kind.TakesExchanged ? "true" : "false"),
                ("SystemUser:Decisions:BatchRights", kind.Batches ? "true" : "false"),
                ("SystemUser:Decisions:PermitLifetime", "00:05:00"),
                ("SystemUser:Decisions:RefusalLifetime", "00:05:00"),
                ("SystemUser:Decisions:TotalTimeout", "00:01:00"),
            ]
        );
        return new DemandHost(door, pdp);
    }

    /// <summary>Plays a case.</summary>
    /// <returns>The answer, and whether the decision point was asked before it.</returns>
    public async Task<(int Status, string Code, bool WasAsked)> PlayAsync(DemandCase it)
    {
        var id = Guid.NewGuid();
        if (it.SaidBefore is not null)
        {
            _pdp.Say(id, it.SaidBefore);
            await SendAsync(it, id);
        }

        _pdp.Say(id, it.Said);
        var reply = await SendAsync(it, id);
        var code =
            reply.Status == 200 ? reply.Body
            : reply.Body.Length == 0 ? ""
            : reply["code"]!;
        return (reply.Status, code, _pdp.End(id));
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private Task<Reply> SendAsync(DemandCase it, Guid id)
    {
        var party = it.Party switch
        {
            PartyKind.Owner => Door.Owner,
            PartyKind.Client => Door.Client,
            _ => "31090447x",
        };
        var token = Token(it.Caller, id);
        return _door.GetAsync(
            $"/{it.Shape}/{it.Demand.Path}?party={party}",
            null,
            token is null ? [] : [("Authorization", $"Bearer {token}")]
        );
    }

    private string? Token(Caller caller, Guid id)
    {
        var sandbox = _door.Sandbox;
        var good = sandbox.SystemUser(Door.Owner, id.ToString()).WithScopes(Door.Scope);
        return caller switch
        {
            Caller.Nobody => null,
            Caller.SystemUser => good.ToString(),
            Caller.SystemUserOfAnotherScope => good.WithScopes(Door.Scope + "x").ToString(),
            Caller.SystemUserWithoutScope => good.Without("scope").ToString(),
            Caller.ExpiredSystemUser => good.ExpiresIn(TimeSpan.FromMinutes(-1)).ToString(),
            Caller.ForgedSystemUser => good.SignedBy(s_nobodys).ToString(),
            Caller.SystemUserElsewhere => good.With("iss", "https://test.maskinporten.no/").ToString(),
            Caller.TwoSystemUsers => good.WithAnotherDetail(Details(id)).ToString(),
            Caller.Vendor => good.Without("authorization_details").ToString(),
            Caller.Exchanged => good.Exchanged().ToString(),
            Caller.ExchangedWithoutScope => good.WithScopes("altinn:serviceowner").Exchanged().ToString(),
            Caller.ExchangedAtLevel2 => good.Exchanged().With("urn:altinn:authlevel", 2).ToString(),
            Caller.ForgedExchanged => good.Exchanged().SignedBy(sandbox.Keys.Current).ToString(),
            Caller.Person => PersonToken(TestKeys.First, "01017012345"),
            Caller.PersonWithoutPid => PersonToken(TestKeys.First, null),
            _ => PersonToken(TestKeys.Second, "01017012345"),
        };
    }

    private static string Details(Guid id) =>
        $$$"""{"type":"urn:altinn:systemuser","systemuser_id":["{{{id}}}"],"systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:310904473"}}""";

    private static string PersonToken(System.Security.Cryptography.RSA key, string? pid)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = PersonsIssuer,
                Audience = "krav",
                Claims = pid is null ? [] : new Dictionary<string, object> { ["pid"] = pid },
                NotBefore = now.AddHours(-1),
                Expires = now.AddHours(1),
                SigningCredentials = new(new RsaSecurityKey(key) { KeyId = "x" }, SecurityAlgorithms.RsaSha256),
            }
        );
    }

    private static void AddPersons(IServiceCollection services)
    {
        services
            .AddAuthentication(Persons)
            .AddJwtBearer(
                Persons,
                options =>
                {
                    options.MapInboundClaims = false;
                    options.TokenValidationParameters = new()
                    {
                        ValidIssuer = PersonsIssuer,
                        ValidAudience = "krav",
                        IssuerSigningKey = new RsaSecurityKey(TestKeys.First) { KeyId = "x" },
                    };
                }
            );
        var policies = services
            .AddAuthorizationBuilder()
            .AddPolicy(
                "person",
                policy => policy.AddAuthenticationSchemes(Persons).RequireAuthenticatedUser().RequireClaim("pid")
            );
        foreach (var demand in Demand.Every)
        {
            policies.AddPolicy(demand.Path, policy => Require(policy, demand));
        }
    }

    private static void Map(WebApplication app)
    {
        foreach (var demand in Demand.Every)
        {
            app.MapGet($"/{Shape.Policy}/{demand.Path}", () => "granted").RequireAuthorization(demand.Path);
            Require(app.MapGet($"/{Shape.Endpoint}/{demand.Path}", () => "granted"), demand);
            app.MapGet($"/{Shape.Attribute}/{demand.Path}", () => "granted").WithMetadata([.. Attributes(demand)]);
        }
    }

    private static void Require(AuthorizationPolicyBuilder policy, Demand demand)
    {
        if (demand.All.Count == 0)
        {
            policy.RequireMaskinportenScope(Door.Scope);
        }

        foreach (var resources in demand.All)
        {
            if (resources.Count == 1)
            {
                policy.RequireSystemUserRight(resources[0], right => Set(right, demand));
            }
            else
            {
                policy.RequireAnySystemUserRight([.. resources], right => Set(right, demand));
            }
        }
    }

    private static void Require(RouteHandlerBuilder endpoint, Demand demand)
    {
        if (demand.All.Count == 0)
        {
            endpoint.RequireMaskinportenScope(Door.Scope);
        }

        foreach (var resources in demand.All)
        {
            if (resources.Count == 1)
            {
                endpoint.RequireSystemUserRight(resources[0], right => Set(right, demand));
            }
            else
            {
                endpoint.RequireAnySystemUserRight([.. resources], right => Set(right, demand));
            }
        }
    }

    private static IEnumerable<object> Attributes(Demand demand)
    {
        if (demand.All.Count == 0)
        {
            yield return new RequireMaskinportenScopeAttribute(Door.Scope);
        }

        foreach (var resources in demand.All)
        {
            yield return resources.Count == 1
                ? Set(new RequireSystemUserRightAttribute(resources[0]), demand)
                : Set(new RequireAnySystemUserRightAttribute([.. resources]), demand);
        }
    }

    private static SystemUserRightDemandAttribute Set(SystemUserRightDemandAttribute right, Demand demand)
    {
        right.PartyFromQuery = demand.TakesParty ? "party" : null;
        right.AllowClients = demand.TakesClients;
        right.Or = demand.HasOther ? "person" : null;
        right.Action = "read";
        return right;
    }

    /// <summary>Says of each system user what its case wants.</summary>
    private sealed class CasePdp : IPolicyDecisionPoint
    {
        private const string Level = "urn:altinn:minimum-authenticationlevel";

        private readonly ConcurrentDictionary<Guid, IReadOnlyDictionary<string, Said>> _says = new();
        private readonly ConcurrentDictionary<Guid, bool> _asked = new();

        public void Say(Guid systemUser, IReadOnlyDictionary<string, Said> said) => _says[systemUser] = said;

        /// <summary>Ends a case, and tells whether anything was asked.</summary>
        public bool End(Guid systemUser)
        {
            _says.TryRemove(systemUser, out _);
            return _asked.TryRemove(systemUser, out _);
        }

        public ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken) =>
            Said(question) == Oracle.Said.OutOfReach
                ? throw new PolicyDecisionPointException { IsTransient = true }
                : new(Decide(question)!);

        public ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
            IReadOnlyList<DecisionQuestion> questions,
            CancellationToken cancellationToken
        ) => new([.. questions.Select(question => Decide(question)!)]);

        private PolicyDecision? Decide(DecisionQuestion question) =>
            Said(question) switch
            {
                Oracle.Said.Permit => PolicyDecision.Permit,
                Oracle.Said.PermitAtLevel3 => new(Decision.Permit, [new(Level, "3")]),
                Oracle.Said.PermitAtLevel4 => new(Decision.Permit, [new(Level, "4")]),
                Oracle.Said.PermitWithSomethingUnknown => new(Decision.Permit, [new(Level, "2"), new("urn:x", "2")]),
                Oracle.Said.Deny => PolicyDecision.Deny,
                Oracle.Said.NotApplicable => PolicyDecision.NotApplicable,
                Oracle.Said.Indeterminate => PolicyDecision.Indeterminate,
                _ => null,
            };

        private Said Said(DecisionQuestion question)
        {
            var systemUser = Guid.Parse(question.Subject.ToString());
            _asked[systemUser] = true;
            return _says[systemUser][question.Right.Resource.ToString()];
        }
    }
}
