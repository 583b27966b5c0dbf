using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>What makes a class a controller, and a method its action.</summary>
internal sealed class MvcTypes(Compilation compilation)
{
    private readonly INamedTypeSymbol? _controller = compilation.GetTypeByMetadataName(
        "Microsoft.AspNetCore.Mvc.ControllerAttribute"
    );

    private readonly INamedTypeSymbol? _nonController = compilation.GetTypeByMetadataName(
        "Microsoft.AspNetCore.Mvc.NonControllerAttribute"
    );

    private readonly INamedTypeSymbol? _nonAction = compilation.GetTypeByMetadataName(
        "Microsoft.AspNetCore.Mvc.NonActionAttribute"
    );

    private readonly INamedTypeSymbol? _bindingSource = compilation.GetTypeByMetadataName(
        "Microsoft.AspNetCore.Mvc.ModelBinding.IBindingSourceMetadata"
    );

    private readonly INamedTypeSymbol? _fromRoute = compilation.GetTypeByMetadataName(
        "Microsoft.AspNetCore.Mvc.FromRouteAttribute"
    );

    public INamedTypeSymbol? RouteTemplate { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider");

    public INamedTypeSymbol? Methods { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider");

    public INamedTypeSymbol? PageModel { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.RazorPages.PageModel");

    public INamedTypeSymbol? Page { get; } =
        compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.RazorPages.PageBase");

    /// <summary>Tells whether MVC would find a controller in a class.</summary>
    public bool IsController(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false, ContainingType: null }
        && type.DeclaredAccessibility is Accessibility.Public
        && LooksLikeController(type)
        && !Bases(type).Any(own => Has(own, _nonController));

    /// <summary>Tells whether a class is meant as a controller, be it abstract.</summary>
    public bool LooksLikeController(INamedTypeSymbol type) =>
        _controller is not null
        && (
            type.Name.EndsWith("Controller", StringComparison.OrdinalIgnoreCase)
            || Bases(type).Any(own => Has(own, _controller))
        );

    /// <summary>Gets the actions of a controller that are declared in it or in a class that it derives from, but for those that are overridden: their routes may be others.</summary>
    public IEnumerable<IMethodSymbol> ActionsOf(INamedTypeSymbol controller)
    {
        var methods = Bases(controller)
            .Where(type =>
                !type
                    .ContainingNamespace.ToDisplayString()
                    .StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
            )
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .ToList();
        return methods.Where(method =>
            method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: false, IsGenericMethod: false }
            && method is { IsOverride: false, DeclaredAccessibility: Accessibility.Public }
            && !Has(method, _nonAction)
            && !methods.Exists(other => KnownTypes.Overrides(other, method))
        );
    }

    /// <summary>Tells whether a parameter is filled from the route value of a name, as far as its attributes say.</summary>
    public bool MayBindRoute(IParameterSymbol parameter, string name)
    {
        var bound = parameter.Name;
        foreach (var attribute in parameter.GetAttributes())
        {
            if (KnownTypes.Same(attribute.AttributeClass, _fromRoute))
            {
                bound =
                    attribute.NamedArguments.FirstOrDefault(pair => pair.Key == "Name").Value.Value as string ?? bound;
            }
            else if (KnownTypes.Implements(attribute.AttributeClass, _bindingSource))
            {
                return false;
            }
        }

        return string.Equals(bound, name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Gets a class and those that it derives from, but for <see cref="object"/>.</summary>
    public static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var own = type; own is { SpecialType: not SpecialType.System_Object }; own = own.BaseType)
        {
            yield return own;
        }
    }

    private static bool Has(ISymbol symbol, INamedTypeSymbol? mark) =>
        symbol.GetAttributes().Any(attribute => KnownTypes.Derives(attribute.AttributeClass, mark));
}
