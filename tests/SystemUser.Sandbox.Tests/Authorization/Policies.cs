namespace SystemUser.Sandbox.Tests.Authorization;

/// <summary>Small policies to order.</summary>
internal static class Policies
{
    public static string For(
        string resource,
        string subject,
        string subjectType = "urn:altinn:accesspackage",
        string algorithm = "deny-overrides",
        string? secondEffect = null,
        string? actionPattern = null
    ) =>
        $"""
            <?xml version="1.0" encoding="utf-8"?>
            <xacml:Policy xmlns:xacml="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="urn:altinn:test:{resource}" Version="1.0"
                RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:{algorithm}">
              <xacml:Target/>
              {Rule(1, "Permit")}
              {(secondEffect is null ? "" : Rule(2, secondEffect))}
              <xacml:ObligationExpressions>
                <xacml:ObligationExpression ObligationId="urn:altinn:obligation:1" FulfillOn="Permit">
                  <xacml:AttributeAssignmentExpression AttributeId="urn:altinn:obligation-assignment:1" Category="urn:altinn:minimum-authenticationlevel">
                    <xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#integer">2</xacml:AttributeValue>
                  </xacml:AttributeAssignmentExpression>
                </xacml:ObligationExpression>
              </xacml:ObligationExpressions>
            </xacml:Policy>
            """.Replace(
            "@subject",
            Match("3.0:function:string-equal-ignore-case", subject, subjectType, "1.0:subject-category:access-subject")
        ).Replace(
            "@resource",
            Match("1.0:function:string-equal", resource, "urn:altinn:resource", "3.0:attribute-category:resource")
        ).Replace(
            "@action",
            Match(
                actionPattern is null ? "1.0:function:string-equal" : "1.0:function:string-regexp-match",
                actionPattern ?? "read",
                "urn:oasis:names:tc:xacml:1.0:action:action-id",
                "3.0:attribute-category:action"
            )
        );

    private static string Rule(int number, string effect) =>
        $"""
            <xacml:Rule RuleId="urn:altinn:test:ruleid:{number}" Effect="{effect}">
              <xacml:Target>
                <xacml:AnyOf><xacml:AllOf>@subject</xacml:AllOf></xacml:AnyOf>
                <xacml:AnyOf><xacml:AllOf>@resource</xacml:AllOf></xacml:AnyOf>
                <xacml:AnyOf><xacml:AllOf>@action</xacml:AllOf></xacml:AnyOf>
              </xacml:Target>
            </xacml:Rule>
            """;

    private static string Match(string function, string value, string attribute, string category) =>
        $"""
            <xacml:Match MatchId="urn:oasis:names:tc:xacml:{function}">
              <xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">{value}</xacml:AttributeValue>
              <xacml:AttributeDesignator AttributeId="{attribute}" Category="urn:oasis:names:tc:xacml:{category}"
                  DataType="http://www.w3.org/2001/XMLSchema#string" MustBePresent="false"/>
            </xacml:Match>
            """;
}
