using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds demands that do not fit the routes and methods of a controller's actions, or a hub or gRPC service.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ControllerAnalyzer : PackageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.RouteUnknown, Rules.ActionMissing];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var elsewhere = new RoutesElsewhere(start.Compilation);
        start.RegisterSymbolAction(symbol => AnalyzeType(symbol, known, elsewhere), SymbolKind.NamedType);
    }

    private static void AnalyzeType(SymbolAnalysisContext context, KnownTypes known, RoutesElsewhere elsewhere)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (known.Mvc.IsController(type))
        {
            var routes = new ControllerRoutes(known);
            foreach (var action in known.Mvc.ActionsOf(type))
            {
                AnalyzeAction(context, action, known, routes, elsewhere);
            }
        }
        else if (known.Frameworks.IsHub(type))
        {
            ReportActions(context, RightsOn(type, known, context), "a connection", type.Name);
        }
        else if (known.Frameworks.IsGrpc(type))
        {
            var methods = type.GetMembers().OfType<IMethodSymbol>();
            ReportActions(
                context,
                [.. RightsOn(type, known, context), .. methods.SelectMany(method => RightsOn(method, known, context))],
                "a gRPC method",
                type.Name
            );
        }
    }

    private static void AnalyzeAction(
        SymbolAnalysisContext context,
        IMethodSymbol action,
        KnownTypes known,
        ControllerRoutes routes,
        RoutesElsewhere elsewhere
    )
    {
        var controller = (INamedTypeSymbol)context.Symbol;
        var demands = MvcTypes
            .Bases(controller)
            .Prepend<ISymbol>(action)
            .SelectMany(symbol => RightsOn(symbol, known, context))
            .ToList();
        if (demands.Count == 0)
        {
            return;
        }

        var templates = routes.TemplatesOf(action, controller);
        var name = $"{controller.Name}.{action.Name}";
        foreach (var demand in demands)
        {
            RouteRule.Check(demand, templates, name, elsewhere, context.ReportDiagnostic);
        }

        if (routes.MethodsOf(action).FirstOrDefault(method => !HttpActions.IsKnown(method)) is { } odd)
        {
            ReportActions(context, demands, $"the method {odd}", name);
        }
    }

    private static void ReportActions(
        SymbolAnalysisContext context,
        IEnumerable<Demand> demands,
        string what,
        string where
    )
    {
        foreach (var demand in demands.Where(demand => !demand.MayHave("Action")))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ActionMissing, demand.Location, demand.Name, what, where));
        }
    }

    private static IEnumerable<Demand> RightsOn(ISymbol symbol, KnownTypes known, SymbolAnalysisContext context) =>
        symbol
            .GetAttributes()
            .Where(attribute => known.IsRight(attribute.AttributeClass))
            .Select(attribute =>
                Demand.Of(attribute, context.Symbol.Locations[0], context.Compilation, context.CancellationToken)
            );
}
