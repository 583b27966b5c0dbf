using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>What a demand takes from the route must be there, in each of the endpoint's routes.</summary>
internal static class RouteRule
{
    /// <summary>The property of a diagnostic that holds the one parameter that the route has.</summary>
    public const string OnlyParameter = nameof(OnlyParameter);

    private static readonly string[] s_properties = ["PartyFromRoute", "InstanceFromRoute"];

    public static void Check(
        Demand demand,
        IReadOnlyList<string> templates,
        string endpoint,
        RoutesElsewhere elsewhere,
        Action<Diagnostic> report
    )
    {
        foreach (var property in s_properties)
        {
            if (demand.Find(property) is not { Text: { } name } setting || string.IsNullOrWhiteSpace(name))
            {
                continue;
            }

            foreach (var template in templates)
            {
                var parameters = RouteTemplate.ParametersOf(template);
                if (parameters is null || Has(parameters, name) || elsewhere.MayAdd(name))
                {
                    continue;
                }

                report(
                    Diagnostic.Create(
                        Rules.RouteUnknown,
                        setting.Location ?? demand.Location,
                        ImmutableDictionary<string, string?>.Empty.Add(
                            OnlyParameter,
                            parameters.Count == 1 ? parameters[0] : null
                        ),
                        property,
                        name,
                        template,
                        endpoint
                    )
                );
                break;
            }
        }
    }

    private static bool Has(IReadOnlyList<string> parameters, string name) =>
        parameters.Contains(name, StringComparer.OrdinalIgnoreCase);
}
