namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>The attributes of one category that an answer repeats.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Attributes">The attributes; their issuers are not repeated, and their data types are spelt out.</param>
internal sealed record XacmlEcho(string CategoryId, IReadOnlyList<PdpAttributeValue> Attributes)
{
    /// <summary>The categories that an answer repeats; none if the question wants none.</summary>
    public static IReadOnlyList<XacmlEcho> Of(PdpResult result, PdpQuestion? question) =>
        question is null || !result.RepeatsAttributes
            ? []
            :
            [
                .. new XacmlEcho[]
                {
                    new(XacmlReader.SubjectCategory, Wanted(question.Subject)),
                    new(XacmlReader.ActionCategory, Wanted(question.Action)),
                    new(XacmlReader.ResourceCategory, Wanted(question.Resource)),
                }.Where(category => category.Attributes.Count > 0),
            ];

    // The values under one id are one attribute, and the first of them says whether it is wanted.
    private static List<PdpAttributeValue> Wanted(IReadOnlyList<PdpAttributeValue> attributes) =>
        [
            .. attributes
                .GroupBy(attribute => attribute.Id, StringComparer.Ordinal)
                .Where(values => values.First().IncludeInResult)
                .SelectMany(values => values),
        ];
}
