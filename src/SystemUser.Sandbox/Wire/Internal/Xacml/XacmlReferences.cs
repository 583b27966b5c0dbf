namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>Splits a multi-request into its plain requests.</summary>
internal static class XacmlReferences
{
    /// <summary>Makes a plain request of each reference; what is referenced by nobody is not looked at.</summary>
    public static (XacmlRequest[] Parts, XacmlFault? Fault) Split(XacmlRequest request, XacmlReference?[] references)
    {
        if (request.Resource is not { } resources || resources.Contains(null))
        {
            return Refuse(XacmlFault.Syntax("the multi-request has no resources, or one is null"));
        }

        if (resources.Any(resource => resource!.Id is null))
        {
            return Refuse(XacmlFault.Processing("a resource of the multi-request has no id"));
        }

        var parts = new List<XacmlRequest>(references.Length);
        foreach (var reference in references)
        {
            if (reference?.ReferenceId is not { } ids)
            {
                return Refuse(XacmlFault.Syntax("a reference of the multi-request has no ReferenceId"));
            }

            if (FindFault(request, ids) is { } fault)
            {
                return Refuse(fault);
            }

            // Of two resources with one id, the last counts; of subjects and actions, all do.
            parts.Add(
                new XacmlRequest(
                    [.. ids.SelectMany(id => Named(request.AccessSubject, id))],
                    [.. ids.SelectMany(id => Named(request.Action, id))],
                    [.. ids.SelectMany(id => Named(resources, id).TakeLast(1))],
                    Category: null,
                    MultiRequests: null
                )
            );
        }

        return ([.. parts], null);
    }

    private static XacmlFault? FindFault(XacmlRequest request, string?[] ids) =>
        ids.Length == 0 ? null
        : ids.Contains(null) ? XacmlFault.Processing("a reference of the multi-request names nothing")
        : request.AccessSubject is null || request.Action is null
            ? XacmlFault.Processing("the multi-request has no subjects or no actions")
        : request.AccessSubject.Concat(request.Action).Any(category => category?.Id is null)
            ? XacmlFault.Syntax("a subject or action of the multi-request has no id")
        : null;

    private static IEnumerable<XacmlCategory?> Named(XacmlCategory?[]? categories, string? id) =>
        (categories ?? []).Where(category => string.Equals(category!.Id, id, StringComparison.Ordinal));

    private static (XacmlRequest[], XacmlFault?) Refuse(XacmlFault fault) => ([], fault);
}
