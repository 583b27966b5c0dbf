using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds attributes that nothing evaluates, and those that <c>[AllowAnonymous]</c> switches off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InertDemandAnalyzer : PackageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.NotEvaluated, Rules.Anonymous];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterSymbolAction(symbol => AnalyzeType(symbol, known), SymbolKind.NamedType);
        start.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, known), SymbolKind.Method);
        start.RegisterOperationAction(
            operation => AnalyzeLambda(operation, ((IAnonymousFunctionOperation)operation.Operation).Symbol, known),
            OperationKind.AnonymousFunction
        );
        start.RegisterOperationAction(
            operation => AnalyzeLambda(operation, ((ILocalFunctionOperation)operation.Operation).Symbol, known),
            OperationKind.LocalFunction
        );
        start.RegisterOperationAction(operation => AnalyzeCall(operation, known), OperationKind.Invocation);
    }

    private static void AnalyzeType(SymbolAnalysisContext context, KnownTypes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var demands = DemandsOf(type, known);
        if (demands.Count > 0 && EvaluationOf.Class(type, demands, known) is { } overlooked)
        {
            Report(context.ReportDiagnostic, demands, type, overlooked, context.Compilation, context.CancellationToken);
        }
        else
        {
            ReportAnonymous(
                context.ReportDiagnostic,
                demands,
                type,
                known,
                context.Compilation,
                context.CancellationToken
            );
        }

        if (known.Mvc.IsController(type))
        {
            AnalyzeContracts(context, type, known);
        }
    }

    /// <summary>A controller inherits from its base classes, and from no interface.</summary>
    private static void AnalyzeContracts(SymbolAnalysisContext context, INamedTypeSymbol controller, KnownTypes known)
    {
        foreach (var member in controller.AllInterfaces.SelectMany(contract => contract.GetMembers()))
        {
            var demands = DemandsOf(member, known);
            if (
                demands.Count > 0
                && controller.FindImplementationForInterfaceMember(member) is IMethodSymbol action
                && KnownTypes.Same(action.ContainingType, controller)
            )
            {
                var name = Demand.NameOf(demands[0].AttributeClass!);
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        Rules.NotEvaluated,
                        action.Locations[0],
                        name,
                        $"{member.ContainingType.Name}.{member.Name}",
                        "a controller inherits no attribute from an interface",
                        "Write it on the action or the controller"
                    )
                );
            }
        }
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        var demands = DemandsOf(method, known);
        if (demands.Count == 0)
        {
            return;
        }

        if (EvaluationOf.Method(method, known) is { } overlooked)
        {
            Report(
                context.ReportDiagnostic,
                demands,
                method,
                overlooked,
                context.Compilation,
                context.CancellationToken
            );
            return;
        }

        ReportAnonymous(
            context.ReportDiagnostic,
            demands,
            method,
            known,
            context.Compilation,
            context.CancellationToken
        );
        if (
            !method.GetAttributes().Any(known.IsAnonymous)
            && known.Mvc.LooksLikeController(method.ContainingType)
            && MvcTypes.Bases(method.ContainingType).Any(type => type.GetAttributes().Any(known.IsAnonymous))
        )
        {
            ReportAnonymous(context.ReportDiagnostic, demands, method, context.Compilation, context.CancellationToken);
        }
    }

    private static void AnalyzeLambda(OperationAnalysisContext context, IMethodSymbol symbol, KnownTypes known)
    {
        var demands = DemandsOf(symbol, known);
        ReportAnonymous(
            context.ReportDiagnostic,
            demands,
            symbol,
            known,
            context.Compilation,
            context.CancellationToken
        );
    }

    /// <summary>Finds <c>AllowAnonymous()</c> and a demand in one chain of calls, whichever is called first.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        var isAnonymous = IsAnonymous(call, known);
        if (!isAnonymous && !known.IsEndpointDemand(call.TargetMethod))
        {
            return;
        }

        for (
            var earlier = call.Receiver() as IInvocationOperation;
            earlier is not null && !KnownTypes.Same(earlier.TargetMethod.ContainingType, known.EndpointMapping);
            earlier = earlier.Receiver() as IInvocationOperation
        )
        {
            if (isAnonymous ? known.IsEndpointDemand(earlier.TargetMethod) : IsAnonymous(earlier, known))
            {
                var demand = isAnonymous ? earlier : call;
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        Rules.Anonymous,
                        Demand.NameLocationOf(call),
                        demand.TargetMethod.Name,
                        "the same endpoint"
                    )
                );
                return;
            }
        }
    }

    private static bool IsAnonymous(IInvocationOperation call, KnownTypes known) =>
        call.TargetMethod.Name == "AllowAnonymous"
        && KnownTypes.Same(call.TargetMethod.ContainingType, known.EndpointAuthorization);

    private static List<AttributeData> DemandsOf(ISymbol symbol, KnownTypes known) =>
        [.. symbol.GetAttributes().Where(attribute => known.IsDemand(attribute.AttributeClass))];

    private static void Report(
        Action<Diagnostic> report,
        List<AttributeData> demands,
        ISymbol symbol,
        Overlooked overlooked,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var demand in demands.Select(attribute =>
                Demand.Of(attribute, symbol.Locations[0], compilation, cancellationToken)
            )
        )
        {
            report(
                Diagnostic.Create(
                    Rules.NotEvaluated,
                    demand.Location,
                    demand.Name,
                    symbol.Name,
                    overlooked.Why,
                    overlooked.Mend
                )
            );
        }
    }

    private static void ReportAnonymous(
        Action<Diagnostic> report,
        List<AttributeData> demands,
        ISymbol symbol,
        KnownTypes known,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        if (demands.Count > 0 && symbol.GetAttributes().Any(known.IsAnonymous))
        {
            ReportAnonymous(report, demands, symbol, compilation, cancellationToken);
        }
    }

    private static void ReportAnonymous(
        Action<Diagnostic> report,
        List<AttributeData> demands,
        ISymbol symbol,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        foreach (
            var demand in demands.Select(attribute =>
                Demand.Of(attribute, symbol.Locations[0], compilation, cancellationToken)
            )
        )
        {
            var name = symbol.Name.Length > 0 ? $"'{symbol.Name}'" : "the lambda";
            report(Diagnostic.Create(Rules.Anonymous, demand.Location, demand.Name, name));
        }
    }
}
