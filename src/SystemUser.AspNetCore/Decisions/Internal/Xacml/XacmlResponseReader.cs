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
