using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>Removes the <c>[AllowAnonymous]</c> that stands beside a demand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AnonymousCodeFix : DemandCodeFix
{
    private protected override DiagnosticDescriptor Rule => Rules.Anonymous;

    private protected override (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    )
    {
        var lists = node.FirstAncestorOrSelf<AttributeListSyntax>()?.Parent?.ChildNodes().OfType<AttributeListSyntax>();
        var anonymous = lists
            ?.SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => NameOf(attribute.Name) is "AllowAnonymous" or "AllowAnonymousAttribute");
        if (anonymous?.Parent is not AttributeListSyntax list)
        {
            return null;
        }

        var without =
            list.Attributes.Count == 1
                ? Remove(root, list)
                : root.RemoveNode(anonymous, SyntaxRemoveOptions.KeepNoTrivia);
        return without is null ? null : ("Remove AllowAnonymous", without);
    }

    /// <summary>Removes a list with its line; what stands above it stays there.</summary>
    private static SyntaxNode? Remove(SyntaxNode root, AttributeListSyntax list)
    {
        var next = list.GetLastToken().GetNextToken();
        if (!next.LeadingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
        {
            return root.RemoveNode(list, SyntaxRemoveOptions.KeepLeadingTrivia);
        }

        var tracked = root.TrackNodes(list);
        var after = tracked.GetCurrentNode(list)!.GetLastToken().GetNextToken();
        var moved = tracked.ReplaceToken(after, after.WithLeadingTrivia(list.GetLeadingTrivia()));
        return moved.RemoveNode(moved.GetCurrentNode(list)!, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static string NameOf(NameSyntax name) =>
        name is QualifiedNameSyntax { Right.Identifier.ValueText: var right } ? right : name.ToString();
}
