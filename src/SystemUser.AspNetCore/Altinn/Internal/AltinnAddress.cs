using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Joins the platform's address and the path of an API.</summary>
internal static class AltinnAddress
{
    public const string Authorize = "authorization/api/v1/authorize";
    public const string Exchange = "authentication/api/v1/exchange/maskinporten";
    public const string AuthorizedParties = "accessmanagement/api/v1/resourceowner/authorizedparties";
    public const string Resources = "resourceregistry/api/v1/resource";

    /// <summary>Gets the platform's address.</summary>
    /// <exception cref="AltinnTokenException">There is none; the start check has said so before.</exception>
    public static string Of(SystemUserOptions options) =>
        options.Altinn.BaseAddress
        ?? throw new AltinnTokenException(
            $"'{options.KeyOf("Altinn:BaseAddress")}' is missing. Set it, or '{options.KeyOf("Environment")}'."
        );

    public static Uri Combine(string baseAddress, string path) =>
        new($"{baseAddress.TrimEnd('/')}/{path}", UriKind.Absolute);
}
