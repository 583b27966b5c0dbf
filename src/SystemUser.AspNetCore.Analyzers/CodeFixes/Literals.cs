using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.CodeFixes;

internal static class Literals
{
    public static LiteralExpressionSyntax Of(string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));
}
