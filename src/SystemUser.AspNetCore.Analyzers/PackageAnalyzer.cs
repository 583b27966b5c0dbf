using Microsoft.CodeAnalysis.Diagnostics;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>What all analyzers have in common: they leave generated code alone, and run where the package is there.</summary>
public abstract class PackageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.Of(start.Compilation) is { } known)
            {
                Register(start, known);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext start, KnownTypes known);
}
