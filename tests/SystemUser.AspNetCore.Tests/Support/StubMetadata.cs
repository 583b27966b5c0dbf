using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>Maskinporten's metadata, or its absence.</summary>
internal sealed class StubMetadata : IMaskinportenMetadataSource
{
    public const string Issuer = "https://maskinporten.test/";

    public bool IsDown { get; set; }

    public ValueTask<IssuerMetadata> GetAsync(CancellationToken cancellationToken) =>
        IsDown
            ? throw new ServiceException("down") { IsTransient = true }
            : new(new IssuerMetadata(Issuer, new Uri("https://maskinporten.test/token"), new()));
}
