using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>Names the parameter of the route, where it has one only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RouteParameterCodeFix : DemandCodeFix
{
    private protected override DiagnosticDescriptor Rule => Rules.RouteUnknown;

    private protected override (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    ) =>
        node is LiteralExpressionSyntax literal && diagnostic.Properties[RouteRule.OnlyParameter] is { } name
            ? ($"Name '{name}'", root.ReplaceNode(literal, Literals.Of(name).WithTriviaFrom(literal)))
            : null;
}
