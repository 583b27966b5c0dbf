using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Gives Maskinporten's metadata and keys, fetched as seldom as the rules allow.</summary>
internal interface IMaskinportenMetadataSource
{
    /// <summary>Gets the metadata in force, fetching it if there is none or it is too old.</summary>
    /// <exception cref="ServiceException">There is none that may be trusted.</exception>
    ValueTask<IssuerMetadata> GetAsync(CancellationToken cancellationToken);
}
