using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>What a reading must say to be let in, apart from its signature.</summary>
internal static class TokenRules
{
    public static TokenFault Check(
        MaskinportenReading reading,
        MaskinportenOptions options,
        IReadOnlyList<string> appAudiences,
        DateTimeOffset now
    )
    {
        var earliest = now - options.ClockSkew;
        if (earliest >= reading.Caller.ExpiresAt)
        {
            return TokenFault.Expired;
        }

        if (reading.NotBefore > now + options.ClockSkew)
        {
            return TokenFault.NotYetValid;
        }

        var isAudience =
            options.Audience is null || reading.Audiences.Contains(options.Audience, StringComparer.Ordinal);
        var isAppAudience =
            appAudiences.Count == 0 || appAudiences.Intersect(reading.Audiences, StringComparer.Ordinal).Any();
        return isAudience && isAppAudience ? TokenFault.None : TokenFault.WrongAudience;
    }
}
