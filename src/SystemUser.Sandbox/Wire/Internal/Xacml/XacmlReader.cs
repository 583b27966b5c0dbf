namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>
/// Takes a request apart into questions, with the manners of Altinn's policy decision point: what it stumbles over is one Indeterminate for
/// the whole request. Source: Altinn/altinn-authorization-tmp, <c>DecisionController</c>, <c>ContextHandler</c> and
/// <c>XacmlJsonXmlConverter</c>.
/// </summary>
internal static class XacmlReader
{
    public const string SubjectCategory = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    public const string ActionCategory = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
    public const string ResourceCategory = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";

    /// <summary>Reads the questions of a request.</summary>
    /// <param name="request">The request, or <see langword="null"/> if the body has none.</param>
    /// <param name="fault">What Altinn stumbles over, if it does.</param>
    /// <returns>One question, or two and more of a multi-request; <see langword="null"/> if there is a fault.</returns>
    public static IReadOnlyList<PdpQuestion>? Read(XacmlRequest? request, out XacmlFault? fault)
    {
        if (request is null)
        {
            fault = XacmlFault.Syntax("the body has no request");
            return null;
        }

        // With fewer than two references Altinn takes all categories together as one plain request.
        XacmlRequest[] parts = [request];
        fault = null;
        if (request.MultiRequests?.RequestReference is { Length: >= 2 } references)
        {
            (parts, fault) = XacmlReferences.Split(request, references);
        }

        var questions = new List<PdpQuestion>(parts.Length);
        foreach (var part in parts)
        {
            if (fault is not null)
            {
                return null;
            }

            (var question, fault) = ReadQuestion(part);
            fault ??= FindFault(question!);
            questions.Add(question!);
        }

        return fault is null ? questions : null;
    }

    /// <summary>The data type in full; <see langword="null"/> if Altinn does not know it.</summary>
    public static string? DataType(string? name) =>
        name switch
        {
            null or "" or "string" or Types.Text => Types.Text,
            "anyURI" or Types.AnyUri => Types.AnyUri,
            Types.Integer => Types.Integer,
            _ => null,
        };

    private static (PdpQuestion? Question, XacmlFault? Fault) ReadQuestion(XacmlRequest request)
    {
        var read = new Dictionary<string, List<PdpAttributeValue>>(StringComparer.Ordinal)
        {
            [SubjectCategory] = [],
            [ActionCategory] = [],
            [ResourceCategory] = [],
        };
        var fault =
            ReadCategories(request.AccessSubject, SubjectCategory, read)
            ?? ReadCategories(request.Action, ActionCategory, read)
            ?? ReadCategories(request.Resource, ResourceCategory, read)
            ?? ReadCategories(request.Category, null, read);
        return fault is null
            ? (new PdpQuestion(read[SubjectCategory], read[ActionCategory], read[ResourceCategory]), null)
            : (null, fault);
    }

    private static XacmlFault? ReadCategories(
        XacmlCategory?[]? categories,
        string? categoryId,
        Dictionary<string, List<PdpAttributeValue>> read
    )
    {
        foreach (var category in categories ?? [])
        {
            // An id that is given counts for the categories after it as well.
            categoryId = category?.CategoryId is { Length: > 0 } given ? given : categoryId;
            if (category is null)
            {
                return XacmlFault.Syntax("a category is null");
            }

            if (categoryId is null)
            {
                return XacmlFault.Processing("a category of the generic form has no CategoryId");
            }

            if (!Uri.TryCreate(categoryId, UriKind.Absolute, out _))
            {
                return XacmlFault.Syntax($"the CategoryId '{categoryId}' is no URI");
            }

            // Of a category that is none of the three, nothing is asked.
            var attributes = read.GetValueOrDefault(categoryId, []);
            if (ReadAttributes(category.Attribute, attributes) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static XacmlFault? ReadAttributes(XacmlAttributeJson?[]? attributes, List<PdpAttributeValue> read)
    {
        if (attributes is null)
        {
            return XacmlFault.Syntax("a category has no Attribute");
        }

        foreach (var attribute in attributes)
        {
            var fault =
                attribute is null ? XacmlFault.Syntax("an attribute is null")
                : attribute.AttributeId is null ? XacmlFault.Processing("an attribute has no AttributeId")
                : !Uri.TryCreate(attribute.AttributeId, UriKind.Absolute, out _)
                    ? XacmlFault.Syntax($"the AttributeId '{attribute.AttributeId}' is no URI")
                : DataType(attribute.DataType) is null
                    ? XacmlFault.Processing($"Altinn knows no data type '{attribute.DataType}'")
                : attribute.Value is null ? XacmlFault.Processing($"{attribute.AttributeId} has no value")
                : null;
            if (fault is not null)
            {
                return fault;
            }

            read.Add(
                new(
                    attribute!.AttributeId!,
                    attribute.Value,
                    attribute.DataType,
                    attribute.Issuer,
                    attribute.IncludeInResult
                )
            );
        }

        return null;
    }

    /// <summary>No subject, no resource, or a system user that is not a uuid or not alone.</summary>
    public static XacmlFault? FindFault(PdpQuestion question) =>
        question.Resource.Count == 0 ? XacmlFault.Processing("the question has no resource")
        : question.Subject.Count == 0 ? XacmlFault.Processing("the question has no subject")
        : !question.Subject.Any(IsSystemUser)
        || (question.Subject.All(IsSystemUser) && Guid.TryParse(question.Subject[0].Value, out _))
            ? null
        : XacmlFault.Processing($"{PdpAttributeIds.SystemUser} must be the only attribute of the subject, and a uuid");

    private static bool IsSystemUser(PdpAttributeValue attribute) =>
        string.Equals(attribute.Id, PdpAttributeIds.SystemUser, StringComparison.Ordinal);

    private static class Types
    {
        public const string Text = "http://www.w3.org/2001/XMLSchema#string";
        public const string AnyUri = "http://www.w3.org/2001/XMLSchema#anyURI";
        public const string Integer = "http://www.w3.org/2001/XMLSchema#integer";
    }
}

/// <summary>What Altinn stumbles over in a request.</summary>
/// <param name="StatusCode">The status code of the Indeterminate that it answers.</param>
/// <param name="Why">What is wrong, in words.</param>
internal sealed record XacmlFault(string StatusCode, string Why)
{
    /// <summary>Something that it refuses.</summary>
    public static XacmlFault Processing(string why) => new(PdpStatus.ProcessingError, why);

    /// <summary>Something that it does not expect.</summary>
    public static XacmlFault Syntax(string why) => new(PdpStatus.SyntaxError, why);
}
