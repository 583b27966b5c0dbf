using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SystemUser.AspNetCore.Analyzers.Internal;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>Reads the party that was checked.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PartyReadCodeFix : DemandCodeFix
{
    private protected override DiagnosticDescriptor Rule => Rules.PartyReadTwice;

    private protected override (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    ) =>
        node is IdentifierNameSyntax read && diagnostic.Properties[PartyReads.Instead] is { } instead
            ? ($"Use '{instead}'", root.ReplaceNode(read, SyntaxFactory.ParseExpression(instead).WithTriviaFrom(read)))
            : null;
}
