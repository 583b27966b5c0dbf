namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>
/// Takes a request apart into questions, with the manners of Altinn's policy decision point
/// (Altinn/altinn-authorization-tmp, <c>DecisionController</c> and <c>ContextHandler</c>).
/// </summary>
internal static class XacmlReader
{
    private static readonly string?[] s_knownDataTypes =
    [
        null,
        "string",
        "http://www.w3.org/2001/XMLSchema#string",
        "anyURI",
        "http://www.w3.org/2001/XMLSchema#anyURI",
        "http://www.w3.org/2001/XMLSchema#integer",
    ];

    /// <summary>Reads the questions of a request.</summary>
    /// <param name="request">The request, or <see langword="null"/> if the body has none.</param>
    /// <param name="fault">What is wrong with a request that is not answerable, in words.</param>
    /// <returns>
    /// One question, or two and more of a multi-request; <see langword="null"/> if one of them throws at Altinn, which
    /// then answers a single Indeterminate for them all.
    /// </returns>
    public static IReadOnlyList<PdpQuestion>? Read(XacmlRequest? request, out string? fault)
    {
        if (request is null)
        {
            fault = "the body has no request";
            return null;
        }

        XacmlReference?[] references = [.. (request.MultiRequests?.RequestReference ?? []).Select(Named)];
        if (references.Length < 2)
        {
            // Altinn then takes all categories together as one plain request.
            references = [null];
        }
        else if (!HasIds(request))
        {
            fault = "a category of the multi-request has no id";
            return null;
        }

        var questions = new List<PdpQuestion>(references.Length);
        foreach (var reference in references)
        {
            var question = ReadQuestion(request, reference);
            fault = FindFault(question);
            if (question is null || fault is not null)
            {
                return null;
            }

            questions.Add(question);
        }

        fault = null;
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
                if (attribute?.AttributeId is not { } id || Array.IndexOf(s_knownDataTypes, attribute.DataType) < 0)
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

    // No subject, no resource, or a system user that is not a uuid or not alone: an exception at Altinn.
    private static string? FindFault(PdpQuestion? question) =>
        question is null ? "an attribute has no id, or a data type that Altinn does not know"
        : question.Subject.Count == 0 ? "the question has no subject"
        : question.Resource.Count == 0 ? "the question has no resource"
        : !question.Subject.Any(IsSystemUser)
        || (question.Subject.Count == 1 && Guid.TryParse(question.Subject[0].Value, out _))
            ? null
        : $"{PdpAttributeIds.SystemUser} must be the only attribute of the subject, and a uuid";

    private static bool IsSystemUser(PdpAttributeValue attribute) =>
        string.Equals(attribute.Id, PdpAttributeIds.SystemUser, StringComparison.Ordinal);
}
