using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds actions and handlers that read the party from the route beside the one that was checked, where attributes say which value that is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartyReadAnalyzer : PackageAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.PartyReadTwice];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationBlockAction(block => Analyze(block, known));
    }

    private static void Analyze(OperationBlockAnalysisContext context, KnownTypes known)
    {
        if (context.OwningSymbol is not IMethodSymbol method || PartyReads.PartyOf(method, known) is null)
        {
            return;
        }

        var classes = known.Mvc.LooksLikeController(method.ContainingType) ? MvcTypes.Bases(method.ContainingType) : [];
        var demands =
            from symbol in classes.Prepend<ISymbol>(method)
            from attribute in symbol.GetAttributes()
            where known.IsRight(attribute.AttributeClass)
            select Demand.Of(attribute, method.Locations[0], context.Compilation, context.CancellationToken);
        PartyReads.Report(method, demands, context.OperationBlocks, known, context.ReportDiagnostic);
    }
}
