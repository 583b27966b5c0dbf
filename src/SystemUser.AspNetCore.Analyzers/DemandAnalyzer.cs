using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers;

/// <summary>Finds what is wrong about a demand by itself, wherever it stands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DemandAnalyzer : PackageAnalyzer
{
    /// <summary>The property of a diagnostic that holds the id that was meant.</summary>
    public const string MeantId = nameof(MeantId);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [Rules.ResourceMalformed, Rules.ClientsWithoutParty, Rules.SeveralParties];

    private protected override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationAction(operation => AnalyzeCreation(operation, known), OperationKind.ObjectCreation);
        start.RegisterOperationAction(operation => AnalyzeCall(operation, known), OperationKind.Invocation);
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, KnownTypes known)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Constructor is not { } constructor || !known.TakesResources(constructor))
        {
            return;
        }

        CheckResources(context, creation.Arguments);
        if (creation.Parent is IAttributeOperation)
        {
            CheckParty(context, Demand.Of(creation));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!known.TakesResources(call.TargetMethod))
        {
            return;
        }

        CheckResources(context, call.Arguments);
        if (Demand.Of(call) is { } demand)
        {
            CheckParty(context, demand);
        }
    }

    private static void CheckResources(OperationAnalysisContext context, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (
            var argument in arguments.Where(argument => argument.Parameter?.Name is "resource" or "resources" or "text")
        )
        {
            foreach (var (text, where) in argument.Value.Texts().Where(pair => !ResourceIdText.IsId(pair.Text)))
            {
                var meant = ImmutableDictionary<string, string?>.Empty.Add(MeantId, ResourceIdText.Mend(text));
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.ResourceMalformed, where.Syntax.GetLocation(), meant, text)
                );
            }
        }
    }

    private static void CheckParty(OperationAnalysisContext context, Demand demand)
    {
        var sources = Demand.PartySources.Where(source => demand.Find(source) is not null).ToList();
        if (sources.Count > 1)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rules.SeveralParties, demand.Location, demand.Name, string.Join(", ", sources))
            );
        }

        if (demand.Find("AllowClients") is { Value.Value: true } clients && !Demand.PartySources.Any(demand.MayHave))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(Rules.ClientsWithoutParty, clients.Location ?? demand.Location, demand.Name)
            );
        }
    }
}
