using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Reads obligations as pairs of category and value. One that cannot be read so is kept as an unknown one, never left out.</summary>
internal static class XacmlObligationReader
{
    private const int MostObligations = 32;
    private static readonly Obligation s_unreadable = new("(unreadable)", string.Empty);
    private static readonly Obligation s_tooMany = new($"(more than {MostObligations})", string.Empty);

    private static readonly byte[][] s_obligationMembers = ["id"u8.ToArray(), "attributeassignment"u8.ToArray()];
    private static readonly byte[][] s_assignmentMembers = ["category"u8.ToArray(), "value"u8.ToArray()];

    public static Obligation[] Read(ref StrictJsonReader json)
    {
        if (json.IsNull)
        {
            return [];
        }

        if (json.Token != JsonTokenType.StartArray)
        {
            json.Skip();
            return [s_unreadable];
        }

        var obligations = new List<Obligation>();
        while (json.NextElement())
        {
            ReadObligation(ref json, obligations);
        }

        return obligations.Count > MostObligations
            ? [.. obligations.Take(MostObligations), s_tooMany]
            : [.. obligations];
    }

    private static void ReadObligation(ref StrictJsonReader json, List<Obligation> obligations)
    {
        if (json.Token != JsonTokenType.StartObject)
        {
            json.Skip();
            obligations.Add(s_unreadable);
            return;
        }

        string? id = null;
        var before = obligations.Count;
        var seen = 0u;
        int member;
        while ((member = json.NextMember(s_obligationMembers, ref seen)) != StrictJsonReader.End)
        {
            switch (member)
            {
                case 0:
                    id = json.Text();
                    json.Skip();
                    break;
                case 1 when json.Token == JsonTokenType.StartArray:
                    ReadAssignments(ref json, obligations);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (obligations.Count == before)
        {
            obligations.Add(
                string.IsNullOrEmpty(id)
                    ? s_unreadable
                    : new Obligation($"(no assignment) {XacmlTexts.Cut(id)}", string.Empty)
            );
        }
    }

    private static void ReadAssignments(ref StrictJsonReader json, List<Obligation> obligations)
    {
        while (json.NextElement())
        {
            obligations.Add(json.Token == JsonTokenType.StartObject ? ReadAssignment(ref json) : s_unreadable);
            if (json.Token == JsonTokenType.StartArray)
            {
                json.Skip();
            }
        }
    }

    private static Obligation ReadAssignment(ref StrictJsonReader json)
    {
        string? category = null;
        string? value = null;
        var seen = 0u;
        int member;
        while ((member = json.NextMember(s_assignmentMembers, ref seen)) != StrictJsonReader.End)
        {
            switch (member)
            {
                case 0:
                    category = json.Text();
                    break;
                case 1:
                    value = json.Text();
                    break;
            }

            json.Skip();
        }

        return string.IsNullOrEmpty(category)
            ? s_unreadable
            : new Obligation(XacmlTexts.Cut(category), XacmlTexts.Cut(value ?? string.Empty));
    }
}
