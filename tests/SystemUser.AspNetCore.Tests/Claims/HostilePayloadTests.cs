using System.Security.Claims;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

/// <summary>Whatever a payload or a claim holds, there is a reading or a reason, and never an exception.</summary>
public sealed class HostilePayloadTests
{
    private static readonly string[] s_pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\ud800",
        "\\u0069",
        "null",
        "true",
        "1",
        "-1",
        "1e999",
        "01",
        " ",
        "\n",
        "//",
        "/*",
        "\u0000",
        "æ",
        "\ufeff",
        "\"type\"",
        "\"urn:altinn:systemuser\"",
        "\"urn:altinn:consent\"",
        "\"systemuser_id\"",
        "\"systemuser_org\"",
        "\"system_id\"",
        "\"authority\"",
        "\"iso6523-actorid-upis\"",
        "\"ID\"",
        "\"id\"",
        "\"0192:313367002\"",
        "\"33a0911a-5459-456f-bc57-3d37ef9a016c\"",
        "\"iss\"",
        "\"exp\"",
        "\"consumer\"",
        "\"scope\"",
        "\"aud\"",
        "\"cnf\"",
        "\"authorization_details\"",
        SampleTokens.SystemUser,
        SampleTokens.Consent,
    ];

    private static readonly Gen<string> s_fragment = Gen.Elements(s_pieces);

    private static readonly Gen<byte[]> s_soup = Gen.ListOf(s_fragment)
        .Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

    /// <summary>A real payload with a stretch of it replaced, removed or repeated.</summary>
    private static readonly Gen<byte[]> s_mutant =
        from real in Gen.Elements(SampleTokens.Skatteetaten, SampleTokens.Altinn, SampleTokens.Delegated)
        from start in Gen.Choose(0, real.Length)
        from length in Gen.Choose(0, Math.Min(40, real.Length - start))
        from inserted in Gen.OneOf(s_fragment, Gen.Constant(""), Gen.Constant(real.Substring(start, length)))
        select Encoding.UTF8.GetBytes(real.Remove(start, length).Insert(start, inserted));

    private static readonly Gen<byte[]> s_bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void Any_payload_is_read_or_refused_with_a_reason() =>
        Prop.ForAll(
                Gen.OneOf(s_soup, s_mutant, s_mutant, s_bytes).ToArbitrary(),
                payload =>
                {
                    var fault = PayloadReader.Read(payload, out _, out var reading);
                    return fault == PayloadFault.None == reading is not null
                        && (reading is null || (reading.SystemUser is null == (reading.Fault != SystemUserFault.None)));
                }
            )
            .Check(s_config);

    [Fact]
    public void A_payload_that_is_read_says_what_a_strict_reader_sees() =>
        Prop.ForAll(
                s_mutant.ToArbitrary(),
                payload =>
                {
                    if (PayloadReader.Read(payload, out _, out var reading) != PayloadFault.None)
                    {
                        return true;
                    }

                    using var document = JsonDocument.Parse(
                        payload,
                        new JsonDocumentOptions { AllowDuplicateProperties = true }
                    );
                    var root = document.RootElement;
                    return root.GetProperty("iss").GetString() == reading!.Issuer
                        && root.GetProperty("exp").GetInt64() == reading.Caller.ExpiresAt.ToUnixTimeSeconds()
                        && Ids(root).SequenceEqual(reading.SystemUser is { } one ? [one.Id.ToString()] : Ids(root))
                        && PayloadClaims.Read(payload, reading.Issuer).Count > 0;
                }
            )
            .Check(s_config);

    [Fact]
    public void Hostile_claims_are_refused_with_a_reason() =>
        Prop.ForAll(
                Gen.ListOf(Gen.OneOf(s_soup, s_mutant)).ToArbitrary(),
                values =>
                {
                    var claims = values.Select(value => new Claim(
                        "authorization_details",
                        Encoding.UTF8.GetString(value)
                    ));
                    var identity = new ClaimsIdentity(claims.Append(new Claim("consumer", "\ud800")), "test");
                    var read = AltinnSystemUser.TryRead(
                        new ClaimsPrincipal(identity),
                        out var systemUser,
                        out var fault
                    );
                    return !read && systemUser is null && fault != SystemUserFault.None;
                }
            )
            .Check(s_config.WithMaxTest(1000));

    private static IEnumerable<string?> Ids(JsonElement root)
    {
        if (!root.TryGetProperty("authorization_details", out var details))
        {
            return [];
        }

        return (details.ValueKind == JsonValueKind.Array ? details.EnumerateArray() : Enumerable.Repeat(details, 1))
            .Where(element =>
                element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String
                && type.GetString() == "urn:altinn:systemuser"
                && element.TryGetProperty("systemuser_id", out var ids)
                && ids.ValueKind == JsonValueKind.Array
            )
            .SelectMany(element => element.GetProperty("systemuser_id").EnumerateArray())
            .Select(id => id.ValueKind == JsonValueKind.String ? id.GetString()!.ToLowerInvariant() : null);
    }
}
