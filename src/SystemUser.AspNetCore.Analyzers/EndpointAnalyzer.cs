using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds demands that do not fit the route and methods of a minimal API's endpoint.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointAnalyzer : PackageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.RouteUnknown, Rules.ActionMissing, Rules.PartyReadTwice];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var elsewhere = new RoutesElsewhere(start.Compilation);
        start.RegisterOperationAction(operation => Analyze(operation, known, elsewhere), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, KnownTypes known, RoutesElsewhere elsewhere)
    {
        if (MappedEndpoint.Of((IInvocationOperation)context.Operation, known) is not { } endpoint)
        {
            return;
        }

        var demands = endpoint
            .Demands.Concat(
                from attribute in endpoint.Handler?.GetAttributes() ?? []
                where known.IsRight(attribute.AttributeClass)
                select Demand.Of(
                    attribute,
                    endpoint.Mapping.Syntax.GetLocation(),
                    context.Compilation,
                    context.CancellationToken
                )
            )
            .ToList();
        if (demands.Count == 0)
        {
            return;
        }

        var name = endpoint.Mapping.TargetMethod.Name;
        var odd = endpoint.Methods.FirstOrDefault(method => !HttpActions.IsKnown(method));
        foreach (var demand in demands)
        {
            if (endpoint.Template is { } template)
            {
                RouteRule.Check(demand, [template], name, elsewhere, context.ReportDiagnostic);
            }

            if (odd is not null && demand.Name != "RequireMaskinportenScope" && !demand.MayHave("Action"))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.ActionMissing, demand.Location, demand.Name, $"the method {odd}", name)
                );
            }
        }

        if (endpoint is { Handler: { } handler, Body: { } body })
        {
            // What stands in another declaration is reported, and not mended from here.
            var isMendable = handler.MethodKind is MethodKind.AnonymousFunction;
            PartyReads.Report(handler, endpoint.Demands, [body], known, context.ReportDiagnostic, isMendable);
        }
    }
}
