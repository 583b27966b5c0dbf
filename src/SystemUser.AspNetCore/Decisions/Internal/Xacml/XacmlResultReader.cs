using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Reads one result: the word, its status, its obligations, and the echo of the question if there is one.</summary>
internal static class XacmlResultReader
{
    private static readonly byte[][] s_resultMembers =
    [
        "decision"u8.ToArray(),
        "status"u8.ToArray(),
        "obligations"u8.ToArray(),
        "category"u8.ToArray(),
    ];

    private static readonly byte[][] s_statusMembers = ["statuscode"u8.ToArray()];
    private static readonly byte[][] s_statusCodeMembers = ["value"u8.ToArray()];

    public static PolicyDecision Read(ref StrictJsonReader json, in DecisionQuestion question)
    {
        json.Expect(JsonTokenType.StartObject, "A result");
        Decision? decision = null;
        string? status = null;
        Obligation[] obligations = [];
        var seen = 0u;
        int member;
        while ((member = json.NextMember(s_resultMembers, ref seen)) != StrictJsonReader.End)
        {
            switch (member)
            {
                case 0:
                    decision = ReadDecision(ref json);
                    break;
                case 1:
                    status = ReadStatus(ref json);
                    break;
                case 2:
                    obligations = XacmlObligationReader.Read(ref json);
                    break;
                case 3:
                    XacmlEcho.Verify(ref json, question);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return ToDecision(decision, obligations, status);
    }

    private static PolicyDecision ToDecision(Decision? decision, Obligation[] obligations, string? status)
    {
        if (decision is not { } word)
        {
            throw new JsonException("A result has no decision.");
        }

        if (word == Decision.Permit && status is not (null or XacmlNames.StatusPrefix + XacmlNames.StatusOk))
        {
            throw new JsonException("A Permit has a status that contradicts it.");
        }

        var code =
            status?.StartsWith(XacmlNames.StatusPrefix, StringComparison.Ordinal) == true
                ? WithoutPrefix(status)
                : XacmlTexts.Cut(status);
        return new PolicyDecision(word, obligations, code);
    }

    private static string WithoutPrefix(string status)
    {
        var code = status.AsSpan(XacmlNames.StatusPrefix.Length);
        return code.SequenceEqual(XacmlNames.StatusOk) ? XacmlNames.StatusOk : XacmlTexts.Cut(code.ToString());
    }

    private static Decision ReadDecision(ref StrictJsonReader json)
    {
        json.Expect(JsonTokenType.String, "A decision");
        return json.TextEquals("Permit"u8) ? Decision.Permit
            : json.TextEquals("NotApplicable"u8) ? Decision.NotApplicable
            : json.TextEquals("Deny"u8) ? Decision.Deny
            : json.TextEquals("Indeterminate"u8) ? Decision.Indeterminate
            : throw new JsonException("A decision is none of XACML's four words.");
    }

    private static string? ReadStatus(ref StrictJsonReader json) =>
        ReadNested(
            ref json,
            s_statusMembers,
            "A status",
            static (ref json) =>
                ReadNested(
                    ref json,
                    s_statusCodeMembers,
                    "A status code",
                    static (ref json) =>
                    {
                        json.Expect(JsonTokenType.String, "The value of a status code");
                        return json.Text();
                    }
                )
        );

    private static string? ReadNested(ref StrictJsonReader json, byte[][] names, string what, ValueReader read)
    {
        if (json.IsNull)
        {
            return null;
        }

        json.Expect(JsonTokenType.StartObject, what);
        string? value = null;
        var seen = 0u;
        int member;
        while ((member = json.NextMember(names, ref seen)) != StrictJsonReader.End)
        {
            if (member == 0 && !json.IsNull)
            {
                value = read(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return value;
    }

    private delegate string? ValueReader(ref StrictJsonReader json);
}
