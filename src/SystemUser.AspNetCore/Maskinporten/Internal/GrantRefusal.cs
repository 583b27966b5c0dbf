using System.Net;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Says why Maskinporten refused a grant: its code, its sentence, and the key to look at.</summary>
/// <remarks>Codes: https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking.</remarks>
internal static class GrantRefusal
{
    private const int MaxSentence = 256;

    /// <summary>Makes the exception of an answer. Nothing of it is quoted unless it has Maskinporten's form, and never a token.</summary>
    public static MaskinportenGrantException Of(
        HttpStatusCode status,
        TokenAnswer? answer,
        SystemUserOptions options,
        IClientAssertionSigner signer,
        string scope
    )
    {
        var error =
            answer?.Error is { Length: > 0 and <= 64 } given && given.All(c => char.IsAsciiLetterLower(c) || c == '_')
                ? given
                : "no error code";
        var reason = CodeIn(answer?.ErrorDescription) is not { } code
            ? string.Empty
            : $", {code} '{Sentence(answer!.ErrorDescription!)}'. {WayOut(code, options, signer, scope)}".TrimEnd(
                ' ',
                '.'
            );
        return new($"Maskinporten refused the grant: HTTP {(int)status}, {error}{reason}.")
        {
            IsClientRefused = error is "invalid_client" or "invalid_grant" || status == HttpStatusCode.Unauthorized,
        };
    }

    /// <summary>Finds a code such as <c>MP-100</c>.</summary>
    private static string? CodeIn(string? description)
    {
        const int length = 6;
        for (
            var at = description?.IndexOf("MP-", StringComparison.Ordinal) ?? -1;
            at >= 0 && at + length <= description!.Length;
            at = description.IndexOf("MP-", at + 1, StringComparison.Ordinal)
        )
        {
            var code = description.AsSpan(at, length);
            var isWord =
                (at == 0 || !char.IsLetterOrDigit(description[at - 1]))
                && (at + length == description.Length || !char.IsLetterOrDigit(description[at + length]));
            if (isWord && !code["MP-".Length..].ContainsAnyExceptInRange('0', '9'))
            {
                return code.ToString();
            }
        }

        return null;
    }

    /// <summary>Leaves out what may be the assertion, or as long as a key or a signature.</summary>
    private static string Sentence(string description)
    {
        const int longestWord = 48;
        var words = description
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > longestWord || word.Contains("eyJ", StringComparison.Ordinal) ? "…" : word);
        var fit = LogText.Of(string.Join(' ', words));
        return fit.Length <= MaxSentence ? fit : $"{fit.AsSpan(0, MaxSentence)}…";
    }

    private static string WayOut(string code, SystemUserOptions options, IClientAssertionSigner signer, string scope) =>
        code switch
        {
            "MP-100" =>
                $"Check '{options.Path}:Client:ClientId': Maskinporten knows no such client in this environment.",
            "MP-110" => $"Check '{options.Path}:Maskinporten:Issuer'.",
            ['M', 'P', '-', '1', '2', _] =>
                $"Check {KeyOf(options, signer)}, and that the key is registered on the client at Maskinporten.",
            "MP-130" => "Check the clock of this machine.",
            ['M', 'P', '-', '2', _, _] =>
                $"Have the scope '{scope}' granted to your organization, and add it to the client at Maskinporten.",
            _ => string.Empty,
        };

    private static string KeyOf(SystemUserOptions options, IClientAssertionSigner signer)
    {
        var client = $"{options.Path}:Client";
        return signer is not ClientKey ? "the key and its id that your IClientAssertionSigner uses"
            : options.Client.PrivateJwk is not null ? $"'{client}:PrivateJwk' and '{client}:KeyId'"
            : options.Client.PrivateKeyPath is not null ? $"'{client}:PrivateKeyPath' and '{client}:KeyId'"
            : $"'{client}:CertificatePath' and '{client}:KeyId'";
    }
}
