using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        start.RegisterOperationAction(
            operation =>
                AnalyzeCreation((IObjectCreationOperation)operation.Operation, operation.ReportDiagnostic, known),
            OperationKind.ObjectCreation
        );
        start.RegisterOperationAction(operation => AnalyzeCall(operation, known), OperationKind.Invocation);
        start.RegisterSyntaxNodeAction(
            function => AnalyzeAttributes(function, known),
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.LocalFunctionStatement
        );
    }

    /// <summary>Attributes within a method are no operations of its body, so that nobody is told of them as such.</summary>
    private static void AnalyzeAttributes(SyntaxNodeAnalysisContext context, KnownTypes known)
    {
        var lists = context.Node is LocalFunctionStatementSyntax local
            ? local.AttributeLists
            : ((LambdaExpressionSyntax)context.Node).AttributeLists;
        foreach (var attribute in lists.SelectMany(list => list.Attributes))
        {
            if (
                context.SemanticModel.GetOperation(attribute, context.CancellationToken) is IAttributeOperation
                {
                    Operation: IObjectCreationOperation creation
                }
            )
            {
                AnalyzeCreation(creation, context.ReportDiagnostic, known);
            }
        }
    }

    private static void AnalyzeCreation(IObjectCreationOperation creation, Action<Diagnostic> report, KnownTypes known)
    {
        if (creation.Constructor is not { } constructor || !known.TakesResources(constructor))
        {
            return;
        }

        CheckResources(creation.Arguments, report);
        if (creation.Parent is IAttributeOperation)
        {
            CheckParty(Demand.Of(creation), report);
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!known.TakesResources(call.TargetMethod))
        {
            return;
        }

        CheckResources(call.Arguments, context.ReportDiagnostic);
        if (Demand.Of(call) is { } demand)
        {
            CheckParty(demand, context.ReportDiagnostic);
        }
    }

    private static void CheckResources(ImmutableArray<IArgumentOperation> arguments, Action<Diagnostic> report)
    {
        foreach (
            var argument in arguments.Where(argument => argument.Parameter?.Name is "resource" or "resources" or "text")
        )
        {
            foreach (var (text, where) in argument.Value.Texts().Where(pair => !ResourceIdText.IsId(pair.Text)))
            {
                var meant = ImmutableDictionary<string, string?>.Empty.Add(MeantId, ResourceIdText.Mend(text));
                report(Diagnostic.Create(Rules.ResourceMalformed, where.Syntax.GetLocation(), meant, text));
            }
        }
    }

    private static void CheckParty(Demand demand, Action<Diagnostic> report)
    {
        var sources = Demand.PartySources.Where(source => demand.Find(source) is not null).ToList();
        if (sources.Count > 1)
        {
            report(Diagnostic.Create(Rules.SeveralParties, demand.Location, demand.Name, string.Join(", ", sources)));
        }

        if (demand.Find("AllowClients") is { Value.Value: true } clients && !Demand.PartySources.Any(demand.MayHave))
        {
            report(Diagnostic.Create(Rules.ClientsWithoutParty, clients.Location ?? demand.Location, demand.Name));
        }
    }
}
