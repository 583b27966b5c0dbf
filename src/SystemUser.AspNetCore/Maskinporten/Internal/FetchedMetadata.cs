namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Metadata with when and of what it was made.</summary>
internal sealed record FetchedMetadata(MaskinportenMetadata Metadata, string Fingerprint, DateTimeOffset FetchedAt);
