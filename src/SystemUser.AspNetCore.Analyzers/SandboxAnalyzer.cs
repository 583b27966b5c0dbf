using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds a sandbox that Release builds contain too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SandboxAnalyzer : PackageAnalyzer
{
    // What refers to one of these is a test, and published to nobody.
    private static readonly ImmutableHashSet<string> s_testing = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core",
        "xunit.v3.core",
        "nunit.framework",
        "Microsoft.VisualStudio.TestPlatform.TestFramework",
        "MSTest.TestFramework",
        "TUnit.Core",
        "Microsoft.AspNetCore.Mvc.Testing",
        "SystemUser.AspNetCore.Testing"
    );

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SandboxInRelease];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (
            known.Sandbox is { } sandbox
            && !start.Compilation.ReferencedAssemblyNames.Any(assembly => s_testing.Contains(assembly.Name))
        )
        {
            start.RegisterOperationAction(operation => Analyze(operation, sandbox), OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol sandbox)
    {
        var call = (IInvocationOperation)context.Operation;
        if (
            call.TargetMethod.Name == "AddSystemUserSandbox"
            && KnownTypes.Same(call.TargetMethod.ContainingType, sandbox)
            && !IsLeftOut(context.ContainingSymbol)
            && DebugDirectives.IsInRelease(call.Syntax)
        )
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.SandboxInRelease, Demand.NameLocationOf(call)));
        }
    }

    /// <summary>Calls of a method that is <c>[Conditional]</c> are left out with its symbol.</summary>
    private static bool IsLeftOut(ISymbol? symbol)
    {
        for (; symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute"))
            {
                return true;
            }
        }

        return false;
    }
}
