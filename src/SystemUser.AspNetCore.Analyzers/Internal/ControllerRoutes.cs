using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>The routes and methods of an action, as far as its attributes and its controller's say.</summary>
internal sealed class ControllerRoutes(KnownTypes known)
{
    private static readonly string[] s_none = [];

    /// <summary>Gets the templates of an action; none if it has none, or if one cannot be known.</summary>
    public IReadOnlyList<string> TemplatesOf(IMethodSymbol action, INamedTypeSymbol controller)
    {
        var outer = MvcTypes.Bases(controller).Select(TemplatesOn).FirstOrDefault(templates => templates.Count > 0);
        var inner = TemplatesOn(action);
        if ((outer is not null && outer.Contains(null)) || inner.Contains(null))
        {
            return s_none;
        }

        return inner.Count == 0 ? [.. outer?.OfType<string>() ?? s_none]
            : outer is null ? [.. inner.OfType<string>()]
            : [.. inner.OfType<string>().SelectMany(own => Combine(outer, own))];
    }

    private static IEnumerable<string> Combine(IEnumerable<string?> outer, string own) =>
        RouteTemplate.IsAbsolute(own) ? [own] : outer.Select(each => RouteTemplate.Combine(each!, own));

    /// <summary>Gets the methods of an action; none if they cannot be known.</summary>
    public IReadOnlyList<string> MethodsOf(IMethodSymbol action) =>
        [
            .. action
                .GetAttributes()
                .Where(attribute => KnownTypes.Implements(attribute.AttributeClass, known.Mvc.Methods))
                .Where(attribute => IsMvc(attribute.AttributeClass!))
                .SelectMany(MethodsOf),
        ];

    private static IEnumerable<string> MethodsOf(AttributeData attribute) =>
        attribute.AttributeClass!.Name switch
        {
            "HttpGetAttribute" => ["GET"],
            "HttpHeadAttribute" => ["HEAD"],
            "HttpOptionsAttribute" => ["OPTIONS"],
            "HttpPostAttribute" => ["POST"],
            "HttpPutAttribute" => ["PUT"],
            "HttpPatchAttribute" => ["PATCH"],
            "HttpDeleteAttribute" => ["DELETE"],
            "AcceptVerbsAttribute" => attribute.ConstructorArguments.SelectMany(Texts),
            _ => [],
        };

    private static IEnumerable<string> Texts(TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Array
            ? constant.Values.SelectMany(Texts)
            : new[] { constant.Value }.OfType<string>();

    /// <summary>Gets the templates on a class or method, with <see langword="null"/> for one that cannot be known.</summary>
    private List<string?> TemplatesOn(ISymbol symbol)
    {
        var templates = new List<string?>();
        foreach (
            var attribute in symbol
                .GetAttributes()
                .Where(attribute => KnownTypes.Implements(attribute.AttributeClass, known.Mvc.RouteTemplate))
        )
        {
            if (!IsMvc(attribute.AttributeClass!))
            {
                templates.Add(null);
                continue;
            }

            var template = attribute.AttributeClass!.Name is "AcceptVerbsAttribute"
                ? attribute.NamedArguments.FirstOrDefault(pair => pair.Key == "Route").Value.Value as string
                : attribute.ConstructorArguments.FirstOrDefault().Value as string;
            if (template is not null)
            {
                templates.Add(template);
            }
        }

        return templates;
    }

    private static bool IsMvc(INamedTypeSymbol attribute) =>
        attribute.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Mvc";
}
