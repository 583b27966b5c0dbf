namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>
/// A vendor's reference for a system user. Altinn takes any text in a request; Maskinporten takes fewer, so that nobody gets a token with
/// some that Altinn has taken. Source: Altinn/altinn-studio, <c>MaskinportenTokenRequest</c>.
/// </summary>
internal static class ExternalReference
{
    private const int Longest = 255;

    /// <summary>Whether Maskinporten takes it in <c>authorization_details</c>.</summary>
    public static bool IsTaken(string? reference) =>
        reference is null
        || reference.Length <= Longest
            && reference.All(letter => char.IsAsciiLetterOrDigit(letter) || "øØæÆåÅ_-".Contains(letter));
}
