using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>What the directives around a piece of code say of builds in which <c>DEBUG</c> is not defined.</summary>
internal static class DebugDirectives
{
    /// <summary>Tells whether code is certainly compiled where <c>DEBUG</c> is not defined, whatever other symbols are.</summary>
    public static bool IsInRelease(SyntaxNode node)
    {
        var around = new Stack<bool?>();
        var directive = node.SyntaxTree.GetRoot().GetFirstDirective(IsCondition);
        for (
            ;
            directive is not null && directive.SpanStart < node.SpanStart;
            directive = directive.GetNextDirective(IsCondition)
        )
        {
            Follow(directive, around);
        }

        return around.All(isTaken => isTaken == true);
    }

    private static bool IsCondition(DirectiveTriviaSyntax directive) =>
        directive is ConditionalDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax;

    /// <summary>Keeps, for each condition that is open, whether its branch is taken: the code stands in that branch, so those before it were not.</summary>
    private static void Follow(DirectiveTriviaSyntax directive, Stack<bool?> around)
    {
        switch (directive)
        {
            case IfDirectiveTriviaSyntax open:
                around.Push(ValueOf(open.Condition));
                break;
            case ElifDirectiveTriviaSyntax other when around.Count > 0:
                around.Push(And(Not(around.Pop()), ValueOf(other.Condition)));
                break;
            case ElseDirectiveTriviaSyntax when around.Count > 0:
                around.Push(Not(around.Pop()));
                break;
            case EndIfDirectiveTriviaSyntax when around.Count > 0:
                around.Pop();
                break;
        }
    }

    /// <summary>Gets what a condition comes to without <c>DEBUG</c>; <see langword="null"/> if that hangs on another symbol.</summary>
    private static bool? ValueOf(ExpressionSyntax condition) =>
        condition switch
        {
            ParenthesizedExpressionSyntax inner => ValueOf(inner.Expression),
            PrefixUnaryExpressionSyntax not => Not(ValueOf(not.Operand)),
            BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => And(
                ValueOf(both.Left),
                ValueOf(both.Right)
            ),
            BinaryExpressionSyntax any when any.IsKind(SyntaxKind.LogicalOrExpression) => Not(
                And(Not(ValueOf(any.Left)), Not(ValueOf(any.Right)))
            ),
            LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
            IdentifierNameSyntax { Identifier.ValueText: "DEBUG" } => false,
            _ => null,
        };

    private static bool? Not(bool? value) => !value;

    private static bool? And(bool? one, bool? other) => one & other;
}
