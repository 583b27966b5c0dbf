using System.Text.Json;
using System.Text.Unicode;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Reads answers strictly: exactly as many as were asked for, each of a known word, each about its own question.</summary>
internal static class XacmlResponseReader
{
    private static readonly byte[][] s_rootMembers = ["response"u8.ToArray()];

    /// <summary>Reads one decision for each question, in their order.</summary>
    /// <exception cref="JsonException">The answer may not be used.</exception>
    public static PolicyDecision[] Read(ReadOnlySpan<byte> utf8, ReadOnlySpan<DecisionQuestion> questions)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("The answer is not UTF-8.");
        }

        try
        {
            return ReadRoot(utf8, questions);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The answer holds half a character.", exception);
        }
    }

    private static PolicyDecision[] ReadRoot(ReadOnlySpan<byte> utf8, ReadOnlySpan<DecisionQuestion> questions)
    {
        var json = new StrictJsonReader(utf8);
        json.Expect(JsonTokenType.StartObject, "The answer");
        PolicyDecision[]? decisions = null;
        var seen = 0u;
        int member;
        while ((member = json.NextMember(s_rootMembers, ref seen)) != StrictJsonReader.End)
        {
            if (member == 0)
            {
                decisions = ReadResults(ref json, questions);
            }
            else
            {
                json.Skip();
            }
        }

        json.ExpectEnd();
        return decisions ?? throw new JsonException("The answer has no results.");
    }

    private static PolicyDecision[] ReadResults(ref StrictJsonReader json, ReadOnlySpan<DecisionQuestion> questions)
    {
        json.Expect(JsonTokenType.StartArray, "The list of results");
        var decisions = new PolicyDecision[questions.Length];
        var count = 0;
        while (json.NextElement())
        {
            if (count == questions.Length)
            {
                throw new JsonException("The answer has more results than were asked for.");
            }

            decisions[count] = XacmlResultReader.Read(ref json, questions[count]);
            count++;
        }

        return count == questions.Length
            ? decisions
            : throw new JsonException("The answer has fewer results than were asked for.");
    }
}

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
