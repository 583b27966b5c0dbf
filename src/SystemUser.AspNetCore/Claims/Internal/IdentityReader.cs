using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Reads what somebody else made of a verified token: claims of every shape that libraries give them.</summary>
/// <remarks>
/// JwtBearer makes a claim of each element of <c>authorization_details</c>; tokens that were serialized again, and other libraries,
/// hold the whole array in one.
/// </remarks>
internal static class IdentityReader
{
    private const string Details = "authorization_details";
    private static readonly UTF8Encoding s_strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Finds the one identity that may speak, or none if there are several.</summary>
    public static ClaimsIdentity? Only(IEnumerable<ClaimsIdentity> identities, string claimType, out bool several)
    {
        var all = identities.ToList();
        var speaking = all.Exists(identity => identity is MaskinportenIdentity)
            ? all.FindAll(identity => identity is MaskinportenIdentity)
            : all.FindAll(identity =>
                identity.IsAuthenticated && identity.Claims.Any(claim => claim.Type == claimType)
            );
        several = speaking.Count > 1;
        return speaking.Count == 1 ? speaking[0] : null;
    }

    public static SystemUserFault ReadSystemUser(ClaimsPrincipal principal, out AltinnSystemUser? systemUser)
    {
        systemUser = null;
        var identity = Only(principal.Identities, Details, out var several);
        if (identity is null)
        {
            return several ? SystemUserFault.SeveralSystemUsers : SystemUserFault.Missing;
        }

        if (identity is MaskinportenIdentity own)
        {
            systemUser = own.Reading.SystemUser;
            return own.Reading.Fault;
        }

        var finding = new SystemUserFinding();
        foreach (var claim in identity.Claims)
        {
            if (claim.Type == Details && !TryReadDetails(claim.Value, ref finding))
            {
                return SystemUserFault.Malformed;
            }
        }

        if (finding.Fault != SystemUserFault.None)
        {
            return finding.Fault;
        }

        if (ReadCaller(identity) is not { } caller)
        {
            return SystemUserFault.InvalidCaller;
        }

        systemUser = finding.ToSystemUser(caller);
        return SystemUserFault.None;
    }

    public static MaskinportenCaller? ReadCaller(ClaimsIdentity identity)
    {
        if (identity is MaskinportenIdentity own)
        {
            return own.Reading.Caller;
        }

        var claims = identity.Claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        string[] single = ["consumer", "supplier", "delegation_source", "client_id", "jti", "exp"];
        if (Array.Exists(single, name => claims[name].Skip(1).Any()))
        {
            return null;
        }

        var consumer = ReadOrganization(claims["consumer"].FirstOrDefault());
        var supplier = ReadOrganization(claims["supplier"].FirstOrDefault());
        var exp = claims["exp"].FirstOrDefault();
        if (
            consumer is null
            || (supplier is null && claims.Contains("supplier"))
            || !long.TryParse(exp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > PayloadMembers.LastSecond
        )
        {
            return null;
        }

        return new MaskinportenCaller
        {
            Consumer = consumer,
            Supplier = supplier,
            DelegationSource = claims["delegation_source"].FirstOrDefault(),
            ClientId = claims["client_id"].FirstOrDefault(),
            TokenId = claims["jti"].FirstOrDefault(),
            Scopes = new ScopeSet(string.Join(' ', claims["scope"])),
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(seconds),
        };
    }

    private static bool TryReadDetails(string text, ref SystemUserFinding finding)
    {
        try
        {
            var json = s_strict.GetBytes(text);
            var reader = new Utf8JsonReader(json);
            reader.Read();
            DetailsReader.Read(ref reader, json, ref finding);
            return !reader.Read();
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return false;
        }
    }

    private static OrganizationIdentifier? ReadOrganization(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var json = s_strict.GetBytes(text);
            var reader = new Utf8JsonReader(json);
            reader.Read();
            var organization = OrganizationReader.Read(ref reader, json, out _);
            return reader.Read() ? null : organization;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    // Not JSON; an escape that is half a character; text that is.
    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or EncoderFallbackException;
}
