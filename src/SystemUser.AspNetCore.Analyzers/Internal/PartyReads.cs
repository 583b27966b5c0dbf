using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>Finds where a handler that is given the party reads what the request says of it.</summary>
internal static class PartyReads
{
    /// <summary>The property of a diagnostic that holds the expression that says the same of the party.</summary>
    public const string Instead = nameof(Instead);

    public static void Report(
        IMethodSymbol handler,
        IEnumerable<Demand> demands,
        IEnumerable<IOperation> bodies,
        KnownTypes known,
        Action<Diagnostic> report,
        bool isMendable = true
    )
    {
        if (PartyOf(handler, known) is not { } party)
        {
            return;
        }

        var names = demands.Select(demand => demand.Find("PartyFromRoute")?.Text).OfType<string>().ToList();
        var read = handler
            .Parameters.Where(parameter => names.Exists(name => known.Mvc.MayBindRoute(parameter, name)))
            .ToList();
        if (read.Count == 0)
        {
            return;
        }

        foreach (
            var reference in bodies.SelectMany(body => body.DescendantsAndSelf()).OfType<IParameterReferenceOperation>()
        )
        {
            if (
                reference.Parent is not INameOfOperation
                && read.Contains(reference.Parameter, SymbolEqualityComparer.Default)
            )
            {
                report(
                    Diagnostic.Create(
                        Rules.PartyReadTwice,
                        reference.Syntax.GetLocation(),
                        ImmutableDictionary<string, string?>.Empty.Add(
                            Instead,
                            isMendable ? InsteadOf(reference.Parameter, party) : null
                        ),
                        reference.Parameter.Name,
                        party.Name
                    )
                );
            }
        }
    }

    /// <summary>Gets the parameter that is given the party.</summary>
    public static IParameterSymbol? PartyOf(IMethodSymbol method, KnownTypes known) =>
        method.Parameters.FirstOrDefault(parameter => KnownTypes.Same(parameter.Type, known.Party));

    private static string? InsteadOf(IParameterSymbol parameter, IParameterSymbol party) =>
        parameter.Type.SpecialType is SpecialType.System_String ? $"{party.Name}.ToString()"
        : parameter.Type.Name == "OrganizationNumber" ? $"{party.Name}.Number"
        : null;
}
