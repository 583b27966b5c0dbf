using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>Writes the statement that adds the sandbox, with the condition around it, between <c>#if DEBUG</c> and <c>#endif</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SandboxCodeFix : DemandCodeFix
{
    private protected override DiagnosticDescriptor Rule => Rules.SandboxInRelease;

    private protected override (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    )
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } call)
        {
            return null;
        }

        var statement = Outermost(call);
        var line = EndOfLine(root);
        var between = statement
            .WithLeadingTrivia(AfterEmptyLines(statement.GetLeadingTrivia(), $"#if DEBUG{line}"))
            .WithTrailingTrivia(
                SyntaxFactory.TriviaList(
                    statement.GetTrailingTrivia().AddRange(SyntaxFactory.ParseTrailingTrivia($"#endif{line}"))
                )
            );
        return ("Write it between #if DEBUG and #endif", root.ReplaceNode(statement, between));
    }

    /// <summary>A condition that holds nothing but the call goes with it.</summary>
    private static StatementSyntax Outermost(ExpressionStatementSyntax call) =>
        call.Parent switch
        {
            BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax { Else: null } condition } => condition,
            IfStatementSyntax { Else: null } condition => condition,
            _ => call,
        };

    private static SyntaxTriviaList AfterEmptyLines(SyntaxTriviaList above, string directive)
    {
        var index = above
            .TakeWhile(trivia =>
                trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia)
            )
            .ToList()
            .FindLastIndex(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return above.InsertRange(index + 1, SyntaxFactory.ParseLeadingTrivia(directive));
    }

    private static string EndOfLine(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToFullString()
            is { Length: > 0 } own
            ? own
            : "\n";
}
