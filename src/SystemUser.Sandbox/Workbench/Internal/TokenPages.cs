using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.Workbench.Pages;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Makes tokens, takes them apart, and says what an API would make of them. Nothing of a token is kept.</summary>
internal sealed class TokenPages(
    MaskinportenTokenIssuer tokens,
    WireKeys keys,
    WorldStore store,
    TokenJudge judge,
    ApiSettings settings
)
{
    private const int LongestLifetime = 86_400;
    private const int LongestToken = 64 * 1024;

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.Tokens, Show);
        pages.MapPost(WorkbenchRoutes.Tokens, Mint);
        pages.MapPost(WorkbenchRoutes.Judge, Judge);
    }

    private IResult Show(string? systemUser) =>
        WorkbenchAnswers.Show<Tokens>(new TokenView(TokenForm.Begin(settings) with { SystemUser = systemUser ?? "" }));

    private IResult Mint(HttpRequest request)
    {
        var form = TokenForm.Read(request.Form, settings);
        if (!Claims(form, store.Current).Is(out var claims, out var problem))
        {
            return WorkbenchAnswers.ShowProblem<Tokens>(new TokenView(form), problem);
        }

        var token = JwtWriter.Sign(claims, keys.Maskinporten.Current);
        return WorkbenchAnswers.Show<Tokens>(
            new TokenView(form with { Token = token })
            {
                Minted = token,
                Verdict = judge.Of(store.Current, token, form),
            }
        );
    }

    private IResult Judge(HttpRequest request)
    {
        var form = TokenForm.Read(request.Form, settings);
        return form.Token.Length is 0 or > LongestToken
            ? WorkbenchAnswers.ShowProblem<Tokens>(
                new TokenView(form),
                WorkbenchProblems.ValueInvalid.With("Paste a token, of at most 64 KiB.")
            )
            : WorkbenchAnswers.Show<Tokens>(
                new TokenView(form with { Token = "" }) { Verdict = judge.Of(store.Current, form.Token, form) }
            );
    }

    private Result<JsonObject> Claims(TokenForm form, WorldState world)
    {
        if (
            !int.TryParse(form.Lifetime, NumberStyles.None, CultureInfo.InvariantCulture, out var lifetime)
            || lifetime is 0 or > LongestLifetime
        )
        {
            return WorkbenchProblems.ValueInvalid.With($"The lifetime must be from 1 to {LongestLifetime} seconds.");
        }

        var claims = new JsonObject { ["scope"] = form.Scopes };
        var clientId = form.ClientId;
        if (form.SystemUser.Length > 0)
        {
            if (!Guid.TryParse(form.SystemUser, out var id) || world.SystemUsers.Find(id) is not { } user)
            {
                return WorkbenchProblems.ValueInvalid.With("The world has no system user with this id.");
            }

            Add(claims, world, user, ref clientId);
        }
        else
        {
            claims["consumer"] = MaskinportenTokenIssuer.Organization(form.Organization);
        }

        tokens.Complete(claims, clientId, TimeSpan.FromSeconds(lifetime));
        return Overlay(claims, form.Claims);
    }

    private static void Add(JsonObject claims, WorldState world, RegisteredSystemUser user, ref string clientId)
    {
        claims["authorization_details"] = new JsonArray(
            MaskinportenTokenIssuer.SystemUser(user.Id.ToString(), user.Owner, user.SystemId)
        );
        var system = world.Systems.Find(user.SystemId);
        claims["consumer"] = MaskinportenTokenIssuer.Organization(system?.Vendor ?? user.Owner);
        clientId = system?.ClientIds is [var first, ..] ? first : clientId;
    }

    /// <summary>Puts claims in the place of those that are there; a null takes one away.</summary>
    private static Result<JsonObject> Overlay(JsonObject claims, string json)
    {
        if (json.Length == 0)
        {
            return claims;
        }

        try
        {
            if (JsonNode.Parse(json) is not JsonObject overlay)
            {
                return WorkbenchProblems.ClaimsInvalid;
            }

            if (!JsonStrings.AreReadable(JsonElement.Parse(json)))
            {
                return WorkbenchProblems.ClaimsInvalid.With(
                    "The claims hold half a surrogate pair. Write the whole character."
                );
            }

            foreach (var (name, value) in overlay)
            {
                claims.Remove(name);
                if (value is not null)
                {
                    claims[name] = value.DeepClone();
                }
            }

            return claims;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return WorkbenchProblems.ClaimsInvalid.With($"The claims are no JSON object: {fault.Message}");
        }
    }
}

/// <summary>The page of tokens.</summary>
/// <param name="Form">What it was filled in with.</param>
internal sealed record TokenView(TokenForm Form)
{
    /// <summary>The token that was made, if one was.</summary>
    public string? Minted { get; init; }

    /// <summary>What was found about it, or about one that was given.</summary>
    public TokenVerdict? Verdict { get; init; }
}

/// <summary>What the page of tokens was filled in with.</summary>
internal sealed record TokenForm(
    string SystemUser,
    string Organization,
    string ClientId,
    string Scopes,
    string Lifetime,
    string Claims,
    string Token,
    string RequiredScopes,
    string Audience,
    string Resource,
    string Action,
    string Party,
    string Api
)
{
    private const string Vendor = "991825827";

    public static TokenForm Begin(ApiSettings settings) =>
        new(
            "",
            Vendor,
            Guid.Empty.ToString(),
            settings.Scopes,
            "120",
            "",
            "",
            settings.Scopes,
            settings.Audience,
            "",
            "read",
            "",
            ApiSettings.DefaultAddress
        );

    public static TokenForm Read(IFormCollection form, ApiSettings settings)
    {
        var begin = Begin(settings);
        return new(
            Text("systemUser", ""),
            Text("organization", begin.Organization),
            Text("clientId", begin.ClientId),
            Text("scopes", ""),
            Text("lifetime", begin.Lifetime),
            Text("claims", ""),
            Text("token", ""),
            Text("requiredScopes", begin.RequiredScopes),
            Text("audience", begin.Audience),
            Text("resource", ""),
            Text("action", begin.Action),
            Text("party", ""),
            Text("api", begin.Api)
        );

        string Text(string name, string absent) => form[name] is [{ } value, ..] ? value.Trim() : absent;
    }
}
