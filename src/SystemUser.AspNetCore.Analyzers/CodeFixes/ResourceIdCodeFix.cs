using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>Writes a resource's id as the registry does, where it is told from its case, spaces or prefix.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ResourceIdCodeFix : DemandCodeFix
{
    private protected override DiagnosticDescriptor Rule => Rules.ResourceMalformed;

    private protected override (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    ) =>
        node is LiteralExpressionSyntax literal && diagnostic.Properties[DemandAnalyzer.MeantId] is { } id
            ? ($"Write '{id}'", root.ReplaceNode(literal, Literals.Of(id).WithTriviaFrom(literal)))
            : null;
}
