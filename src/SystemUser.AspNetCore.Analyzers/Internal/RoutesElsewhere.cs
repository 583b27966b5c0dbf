using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>What may be put before the routes that attributes state: a group, a convention. It is looked for only where a name seems to be missing.</summary>
internal sealed class RoutesElsewhere(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _added = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<Prefixes> _prefixes = new(() => PrefixesOf(compilation));

    /// <summary>Tells whether a parameter of a name may be added to a route.</summary>
    public bool MayAdd(string name) =>
        _prefixes.Value.AreUnknown
        || _added.GetOrAdd(
            name,
            name =>
                _prefixes.Value.Texts.Any(text =>
                    RouteTemplate.ParametersOf(text)?.Contains(name, StringComparer.OrdinalIgnoreCase) != false
                )
        );

    private static Prefixes PrefixesOf(Compilation compilation)
    {
        var texts = new List<string>();
        foreach (var node in compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()))
        {
            switch (node)
            {
                case IdentifierNameSyntax { Identifier.ValueText: "AttributeRouteModel" }:
                case InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MapGroup" },
                    ArgumentList.Arguments: var arguments
                } when arguments.FirstOrDefault()?.Expression is not LiteralExpressionSyntax:
                    return new(texts, areUnknown: true);
                case LiteralExpressionSyntax { Token: { Value: string text } token }
                    when token.IsKind(SyntaxKind.StringLiteralToken)
                        && text.Contains('{')
                        && node.FirstAncestorOrSelf<AttributeSyntax>() is null:
                    texts.Add(text);
                    break;
            }
        }

        return new(texts, areUnknown: false);
    }

    private sealed class Prefixes(List<string> texts, bool areUnknown)
    {
        public List<string> Texts => texts;

        public bool AreUnknown => areUnknown;
    }
}
