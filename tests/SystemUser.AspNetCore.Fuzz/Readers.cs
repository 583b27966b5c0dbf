using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Fuzz;

/// <summary>The readers of what comes from outside. Each may refuse what it is given in its own way; anything else that it throws is a finding, and so is what another reader of JSON does not see.</summary>
internal static class Readers
{
    private const string Issuer = "https://maskinporten.no/";

    private static readonly TokenIssuer s_issuer = new(
        Issuer,
        new Uri(Issuer + ".well-known/oauth-authorization-server"),
        GrantsTokens: true,
        Remedy: ""
    );

    private static readonly DecisionQuestion s_question = new(
        "https://platform.altinn.no",
        SystemUserId.Parse("47caea5b-a80b-4343-b1d3-31eb523a4e28"),
        OrganizationNumber.Parse("910459880"),
        new SystemUserRight(ResourceId.Parse("ttd-externalpdp-resource1"), ActionId.Parse("read"))
    );

    public static void Read(string reader, byte[] input)
    {
        switch (reader)
        {
            case "token":
                ReadToken(input);
                break;
            case "answer":
                ReadAnswer(input);
                break;
            default:
                ReadKeys(input);
                break;
        }
    }

    /// <summary>Reads a token's header, and after the first line its payload.</summary>
    private static void ReadToken(byte[] input)
    {
        var end = input.AsSpan().IndexOf((byte)'\n');
        if (end >= 0 && TokenHeader.Read(input.AsSpan(0, end), out var header) == TokenFault.None)
        {
            using var seen = JsonDocument.Parse(input.AsMemory(0, end));
            Same(header.KeyId, Only(seen.RootElement, "kid").GetString());
            Same($"RS{header.Hash.Name![3..]}", Only(seen.RootElement, "alg").GetString());
        }

        var payload = input[(end + 1)..];
        var fault = PayloadReader.Read(payload, out _, out var reading);
        Same(fault == PayloadFault.None, reading is not null);
        var isMaskinportens = UnverifiedIssuer.IsIn($"Bearer e30.{Base64Url.EncodeToString(payload)}.x", Issuer, null);
        if (reading is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        Same(reading.Issuer, Only(root, "iss").GetString());
        Same(reading.Caller.ExpiresAt.ToUnixTimeSeconds(), Only(root, "exp").GetInt64());
        Same(isMaskinportens || reading.Issuer != Issuer, true);
        Same(reading.SystemUser is null, reading.Fault != SystemUserFault.None);
        if (reading.SystemUser is { } systemUser)
        {
            var details = Only(root, "authorization_details").ToString();
            Same(
                details.Contains(systemUser.Owner.ToString(), StringComparison.Ordinal) || details.Contains('\\'),
                true
            );
        }
    }

    /// <summary>Reads the answer to one question, and to the same question asked twice.</summary>
    private static void ReadAnswer(byte[] input)
    {
        Decide(input, s_question);
        Decide(input, s_question, s_question);
    }

    private static void Decide(byte[] input, params DecisionQuestion[] questions)
    {
        PolicyDecision[] decisions;
        try
        {
            decisions = XacmlResponseReader.Read(input, questions);
        }
        catch (JsonException)
        {
            return;
        }

        using var document = JsonDocument.Parse(input);
        var results = Only(document.RootElement, "response", StringComparison.OrdinalIgnoreCase);
        Same(decisions.Length, results.GetArrayLength());
        foreach (var (decision, result) in decisions.Zip(results.EnumerateArray()))
        {
            var word = Only(result, "decision", StringComparison.OrdinalIgnoreCase);
            Same(decision.Decision.ToString(), word.GetString());
        }
    }

    /// <summary>Reads metadata and a key set.</summary>
    private static void ReadKeys(byte[] input)
    {
        try
        {
            MetadataDocument.Parse(input, s_issuer);
        }
        catch (ServiceException)
        {
            // It is refused.
        }

        try
        {
            KeySetReader.Read(input, NullLogger.Instance);
        }
        catch (ServiceException)
        {
            // It is refused.
        }
    }

    /// <summary>Gets a member that must stand there once, as another reader sees it.</summary>
    private static JsonElement Only(
        JsonElement element,
        string name,
        StringComparison comparison = StringComparison.Ordinal
    ) => element.EnumerateObject().Single(member => member.Name.Equals(name, comparison)).Value;

    private static void Same<T>(T ours, T others)
    {
        if (!Equals(ours, others))
        {
            throw new InvalidOperationException($"One reading says {ours}, the other {others}.");
        }
    }
}
