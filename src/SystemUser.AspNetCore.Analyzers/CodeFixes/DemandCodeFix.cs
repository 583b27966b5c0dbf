using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

/// <summary>A fix that puts one piece of code in the place of another.</summary>
public abstract class DemandCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [Rule.Id];

    private protected abstract DiagnosticDescriptor Rule { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Mend(root, node, diagnostic) is { } mend)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        mend.Title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(mend.Root)),
                        equivalenceKey: Rule.Id
                    ),
                    diagnostic
                );
            }
        }
    }

    /// <summary>Mends what a diagnostic reports; <see langword="null"/> if it is for people to say how.</summary>
    private protected abstract (string Title, SyntaxNode Root)? Mend(
        SyntaxNode root,
        SyntaxNode node,
        Diagnostic diagnostic
    );
}
