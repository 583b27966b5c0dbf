using System.Globalization;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>A resource and its policy, in brief.</summary>
internal sealed record PdpResource
{
    private const string Text = "http://www.w3.org/2001/XMLSchema#string";
    private const string Function = "urn:oasis:names:tc:xacml:";
    private const string Category = "urn:oasis:names:tc:xacml:3.0:attribute-category:";
    private const string SubjectCategory = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";

    public required string Id { get; init; }

    /// <summary>The authentication level that is demanded.</summary>
    public int Level { get; init; } = 2;

    /// <summary>The authentication level that is demanded of service owners.</summary>
    public int? OrgLevel { get; init; }

    public bool AccessLists { get; init; }

    /// <summary>Who may do what, such as <c>rolecode=DAGL,org=ttd: read,write</c>.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Writes the policy, and returns the resource as a seed has it.</summary>
    public JsonNode WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, $"{Id}.xml"), Policy());
        return new JsonObject
        {
            ["resource"] = new JsonObject
            {
                ["identifier"] = Id,
                ["title"] = new JsonObject { ["nb"] = Id },
                ["hasCompetentAuthority"] = new JsonObject { ["organization"] = "974761076", ["orgcode"] = "skd" },
                ["accessListMode"] = AccessLists ? "Enabled" : "Disabled",
            },
            ["policyFile"] = $"{Id}.xml",
        };
    }

    private string Policy() =>
        $"""
            <xacml:Policy xmlns:xacml="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="urn:altinn:policyid:1" Version="1.0"
                RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides">
              <xacml:Target />
              {string.Concat(Rules.Select(Rule))}
              <xacml:ObligationExpressions>
                {Obligation(1, "urn:altinn:minimum-authenticationlevel", Level)}
                {(OrgLevel is { } level ? Obligation(2, "urn:altinn:minimum-authenticationlevel-org", level) : "")}
              </xacml:ObligationExpressions>
            </xacml:Policy>
            """;

    private string Rule(string rule, int number)
    {
        var (who, may) = (rule.Split(": ")[0], rule.Split(": ")[1]);
        var subjects = who.Split(',').Select(subject => Subject(subject.Split('=')[0], subject.Split('=')[1]));
        var actions = may.Split(',')
            .Select(action =>
                Match(
                    "1.0:function:string-equal",
                    action,
                    "urn:oasis:names:tc:xacml:1.0:action:action-id",
                    Category + "action"
                )
            );
        var resource = Match("1.0:function:string-equal", Id, "urn:altinn:resource", Category + "resource");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<xacml:Rule RuleId="urn:altinn:rule:{number + 1}" Effect="Permit"><xacml:Target>{AnyOf(subjects)}{AnyOf([resource])}{AnyOf(actions)}</xacml:Target></xacml:Rule>"""
        );
    }

    private static string Subject(string id, string value) =>
        Match("3.0:function:string-equal-ignore-case", value, $"urn:altinn:{id}", SubjectCategory);

    private static string AnyOf(IEnumerable<string> matches) =>
        $"<xacml:AnyOf>{string.Concat(matches.Select(match => $"<xacml:AllOf>{match}</xacml:AllOf>"))}</xacml:AnyOf>";

    private static string Match(string function, string value, string id, string category) =>
        $"""
            <xacml:Match MatchId="{Function}{function}">
              <xacml:AttributeValue DataType="{Text}">{value}</xacml:AttributeValue>
              <xacml:AttributeDesignator AttributeId="{id}" Category="{category}" DataType="{Text}" MustBePresent="false" />
            </xacml:Match>
            """;

    private static string Obligation(int number, string category, int level) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <xacml:ObligationExpression FulfillOn="Permit" ObligationId="urn:altinn:obligation:authenticationLevel{number}">
              <xacml:AttributeAssignmentExpression AttributeId="urn:altinn:obligation{number}-assignment{number}" Category="{category}">
                <xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#integer">{level}</xacml:AttributeValue>
              </xacml:AttributeAssignmentExpression>
            </xacml:ObligationExpression>
            """
        );
}
