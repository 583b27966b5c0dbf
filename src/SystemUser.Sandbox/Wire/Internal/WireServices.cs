using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.Wire.Internal.Endpoints;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>
/// Puts the wire together. Whoever hosts it brings the seams: <see cref="IDecisionSource"/>,
/// <see cref="IMaskinportenGrants"/>, <see cref="IServiceOwners"/> and <see cref="ITestTokenUsers"/>.
/// </summary>
internal static class WireServices
{
    /// <summary>Adds everything of the wire but the seams.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services, WireAddress address)
    {
        services.AddSingleton(address);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WireKeys>();
        services.TryAddSingleton<MaskinportenTokenIssuer>();
        services.TryAddSingleton<AltinnTokenIssuer>();
        services.TryAddSingleton<AssertionVerifier>();
        services.TryAddSingleton<ApiCallers>();
        services.TryAddSingleton<MetadataEndpoints>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<ExchangeEndpoint>();
        services.TryAddSingleton<AuthorizeEndpoint>();
        services.TryAddSingleton<TestTokenEndpoint>();
        return services;
    }

    /// <summary>Maps the wire's paths, which are those of Maskinporten and of Altinn.</summary>
    public static void MapWire(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var metadata = services.GetRequiredService<MetadataEndpoints>();
        var token = services.GetRequiredService<TokenEndpoint>();
        var exchange = services.GetRequiredService<ExchangeEndpoint>();
        var authorize = services.GetRequiredService<AuthorizeEndpoint>();
        var testToken = services.GetRequiredService<TestTokenEndpoint>();
        endpoints.MapGet(WireAddress.MetadataPath, metadata.GetMaskinporten);
        endpoints.MapGet(WireAddress.JwksPath, metadata.GetMaskinportenKeys);
        endpoints.MapGet(WireAddress.AltinnMetadataPath, metadata.GetAltinn);
        endpoints.MapGet(WireAddress.AltinnJwksPath, metadata.GetAltinnKeys);
        endpoints.MapPost(WireAddress.TokenPath, token.PostAsync);
        endpoints.MapGet(WireAddress.ExchangePath, exchange.Get);
        endpoints.MapPost(WireAddress.AuthorizePath, authorize.PostAsync);
        endpoints.MapPost(WireAddress.DecisionPath, authorize.PostInternalAsync);
        endpoints.MapGet(WireAddress.TestTokenPath, testToken.Get);
    }
}
