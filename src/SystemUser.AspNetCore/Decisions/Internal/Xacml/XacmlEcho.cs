using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Verifies that a result's echo of the question, if it has one, is of the question that was asked.</summary>
internal static class XacmlEcho
{
    private static readonly byte[][] s_categoryMembers = ["attribute"u8.ToArray()];
    private static readonly byte[][] s_attributeMembers = ["attributeid"u8.ToArray(), "value"u8.ToArray()];

    public static void Verify(ref StrictJsonReader json, in DecisionQuestion question)
    {
        if (json.IsNull)
        {
            return;
        }

        json.Expect(JsonTokenType.StartArray, "The echo");
        while (json.NextElement())
        {
            json.Expect(JsonTokenType.StartObject, "A category of the echo");
            var seen = 0u;
            int member;
            while ((member = json.NextMember(s_categoryMembers, ref seen)) != StrictJsonReader.End)
            {
                if (member == 0 && !json.IsNull)
                {
                    VerifyAttributes(ref json, question);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    private static void VerifyAttributes(ref StrictJsonReader json, in DecisionQuestion question)
    {
        json.Expect(JsonTokenType.StartArray, "The attributes of the echo");
        while (json.NextElement())
        {
            json.Expect(JsonTokenType.StartObject, "An attribute of the echo");
            string? id = null;
            string? value = null;
            var seen = 0u;
            int member;
            while ((member = json.NextMember(s_attributeMembers, ref seen)) != StrictJsonReader.End)
            {
                switch (member)
                {
                    case 0:
                        id = json.Text();
                        break;
                    case 1:
                        value = json.Text();
                        break;
                }

                json.Skip();
            }

            if (!Matches(question, id, value))
            {
                throw new JsonException("A result is about another question.");
            }
        }
    }

    /// <summary>Attributes that the question does not have cannot tell it from another, and are passed over.</summary>
    private static bool Matches(in DecisionQuestion question, string? id, string? value) =>
        id switch
        {
            XacmlNames.SystemUser => Guid.TryParse(value, out var uuid) && uuid == question.Subject.Value,
            XacmlNames.Action => Same(value, question.Right.Action.ToString()),
            XacmlNames.Organization => Same(value, question.Party.ToString()),
            XacmlNames.Resource or XacmlNames.Org or XacmlNames.App => MatchesResource(question, id, value),
            _ => MatchesExtra(question.Right.Attributes, id, value),
        };

    private static bool MatchesResource(in DecisionQuestion question, string id, string? value) =>
        AppResource.TryRead(question.Right.Resource, out var app)
            ? id switch
            {
                XacmlNames.Org => app.Org.SequenceEqual(value),
                XacmlNames.App => app.App.SequenceEqual(value),
                _ => Same(value, question.Right.Resource.ToString()),
            }
            : id != XacmlNames.Resource || Same(value, question.Right.Resource.ToString());

    private static bool MatchesExtra(ResourceAttributes attributes, string? id, string? value)
    {
        var asked = false;
        if (attributes.Count > 0)
        {
            foreach (var attribute in attributes)
            {
                if (Same(attribute.Id, id))
                {
                    asked = true;
                    if (Same(attribute.Value, value))
                    {
                        return true;
                    }
                }
            }
        }

        return !asked;
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
