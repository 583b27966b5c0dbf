namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>
/// Takes a request apart into questions, with the manners of Altinn's policy decision point
/// (Altinn/altinn-authorization-tmp, <c>DecisionController</c> and <c>ContextHandler</c>).
/// </summary>
internal static class XacmlReader
{
    private static readonly string?[] KnownDataTypes =
    [
        null,
        "string",
        "http://www.w3.org/2001/XMLSchema#string",
        "anyURI",
        "http://www.w3.org/2001/XMLSchema#anyURI",
        "http://www.w3.org/2001/XMLSchema#integer",
    ];

    /// <summary>Reads the questions of a request.</summary>
    /// <returns>
    /// One question, or two and more of a multi-request; <see langword="null"/> if one of them throws at Altinn, which
    /// then answers a single Indeterminate for them all.
    /// </returns>
    public static IReadOnlyList<PdpQuestion>? Read(XacmlRequest request)
    {
        XacmlReference?[] references = [.. (request.MultiRequests?.RequestReference ?? []).Select(Named)];
        if (references.Length < 2)
        {
            // Altinn then takes all categories together as one plain request.
            references = [null];
        }
        else if (!HasIds(request))
        {
            return null;
        }

        var questions = new List<PdpQuestion>(references.Length);
        foreach (var reference in references)
        {
            if (ReadQuestion(request, reference) is not { } question || !IsAnswerable(question))
            {
                return null;
            }

            questions.Add(question);
        }

        return questions;
    }

    private static PdpQuestion? ReadQuestion(XacmlRequest request, XacmlReference? reference) =>
        ReadAttributes(request.AccessSubject, reference) is { } subject
        && ReadAttributes(request.Action, reference) is { } action
        && ReadAttributes(request.Resource, reference) is { } resource
            ? new PdpQuestion(subject, action, resource)
            : null;

    private static List<PdpAttributeValue>? ReadAttributes(XacmlCategory?[]? categories, XacmlReference? reference)
    {
        var attributes = new List<PdpAttributeValue>(4);
        foreach (var category in categories ?? [])
        {
            if (category is null || (reference is not null && !IsReferenced(category, reference)))
            {
                continue;
            }

            foreach (var attribute in category.Attribute ?? [])
            {
                if (attribute?.AttributeId is not { } id || Array.IndexOf(KnownDataTypes, attribute.DataType) < 0)
                {
                    return null;
                }

                attributes.Add(
                    new(id, attribute.Value, attribute.DataType, attribute.Issuer, attribute.IncludeInResult)
                );
            }
        }

        return attributes;
    }

    private static XacmlReference Named(XacmlReference? reference) => reference ?? new XacmlReference([]);

    private static bool HasIds(XacmlRequest request) =>
        new[] { request.AccessSubject, request.Action, request.Resource }
            .SelectMany(categories => categories ?? [])
            .All(category => category?.Id is not null);

    private static bool IsReferenced(XacmlCategory category, XacmlReference reference) =>
        Array.IndexOf(reference.ReferenceId ?? [], category.Id) >= 0;

    // No subject, no resource, or a system user that is no uuid or has company: an exception at Altinn.
    private static bool IsAnswerable(PdpQuestion question) =>
        question.Subject.Count > 0
        && question.Resource.Count > 0
        && (
            !question.Subject.Any(IsSystemUser)
            || (question.Subject.Count == 1 && Guid.TryParse(question.Subject[0].Value, out _))
        );

    private static bool IsSystemUser(PdpAttributeValue attribute) =>
        string.Equals(attribute.Id, PdpAttributeIds.SystemUser, StringComparison.Ordinal);
}
