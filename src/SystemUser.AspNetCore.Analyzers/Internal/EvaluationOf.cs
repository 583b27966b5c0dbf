using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>Whether a demand is evaluated where it stands. What cannot be known is taken for evaluated.</summary>
internal static class EvaluationOf
{
    private static readonly Overlooked s_fastEndpoints = new(
        "FastEndpoints reads the scheme of an attribute and overlooks the rest",
        "In Configure(), call Options(endpoint => endpoint.RequireSystemUserRight(\"…\")), or RequireMaskinportenScope(\"…\")"
    );

    private static readonly Overlooked s_functions = new(
        "Azure Functions read no such attribute",
        "In the function, ask with ISystemUserAuthorizer.AuthorizeAsync(httpContext, …)"
    );

    private static readonly Overlooked s_carter = new(
        "an endpoint does not see the class of the module that maps it",
        "Where the module maps, call RequireSystemUserRight(\"…\") on the endpoint or its group"
    );

    private static readonly Overlooked s_plain = new(
        "it stands on a class that is no controller, page, hub or gRPC service",
        "Write it on the handler, or call RequireSystemUserRight or RequireMaskinportenScope on the endpoint or its group"
    );

    private static readonly Overlooked s_hubMethod = new(
        "SignalR does not evaluate it on a method of a hub",
        "Write it on the hub, or demand the right in a policy and name that: [Authorize(\"…\")]"
    );

    private static readonly Overlooked s_pageHandler = new(
        "Razor Pages do not evaluate it on a handler method",
        "Write it on the page model"
    );

    /// <summary>Tells who overlooks the demands on a class; <see langword="null"/> if they are evaluated.</summary>
    public static Overlooked? Class(INamedTypeSymbol type, List<AttributeData> demands, KnownTypes known) =>
        IsReadWhenMapped(type, known) ? null
        : known.Frameworks.IsFastEndpoint(type)
            ? DemandsOtherwise(type) ? null
                : s_fastEndpoints
        : known.Frameworks.IsCarterModule(type)
            ? DemandsOtherwise(type) ? null
                : s_carter
        : type.GetMembers().OfType<IMethodSymbol>().Any(known.Frameworks.IsFunction) ? s_functions
        : IsPlainStatic(type, demands) || IsPlain(type, demands) ? s_plain
        : null;

    /// <summary>Tells who overlooks the demands on a method; <see langword="null"/> if they may be evaluated.</summary>
    public static Overlooked? Method(IMethodSymbol method, KnownTypes known)
    {
        var type = method.ContainingType;
        var isServed =
            method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public };
        return isServed && known.Frameworks.IsHub(type) ? s_hubMethod
            : isServed && KnownTypes.Derives(type, known.Mvc.PageModel) ? s_pageHandler
            : known.Frameworks.IsFunction(method) ? s_functions
            : method.IsOverride && known.Frameworks.IsFastEndpoint(type) && !DemandsOtherwise(type) ? s_fastEndpoints
            : null;
    }

    private static bool IsReadWhenMapped(INamedTypeSymbol type, KnownTypes known) =>
        known.Mvc.LooksLikeController(type)
        || KnownTypes.Derives(type, known.Mvc.PageModel)
        || KnownTypes.Derives(type, known.Mvc.Page)
        || known.Frameworks.IsHub(type)
        || known.Frameworks.IsGrpc(type);

    // Generators of endpoints read static classes too, by marks of their own on the class or its methods.
    private static bool IsPlainStatic(INamedTypeSymbol type, List<AttributeData> demands) =>
        type.IsStatic
        && type.GetAttributes().Length == demands.Count
        && type.GetMembers().OfType<IMethodSymbol>().All(method => method.GetAttributes().IsEmpty);

    /// <summary>Nothing ties the class to a framework: whoever has one of its own marks its classes, or derives them.</summary>
    private static bool IsPlain(INamedTypeSymbol type, List<AttributeData> demands) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsRecord: false, Interfaces.IsEmpty: true }
        && type.BaseType is { SpecialType: SpecialType.System_Object }
        && type.DeclaringSyntaxReferences.Length == 1
        && type.GetAttributes().Length == demands.Count;

    /// <summary>Tells whether the demand is said once more in the class, in a way that is evaluated, or may be in a group.</summary>
    private static bool DemandsOtherwise(INamedTypeSymbol type) =>
        type
            .DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax().DescendantNodes())
            .OfType<InvocationExpressionSyntax>()
            .Select(call =>
                call.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                    SimpleNameSyntax name => name.Identifier.ValueText,
                    _ => "",
                }
            )
            .Any(name =>
                name is "Group" or "Policy" or "Policies"
                || name.StartsWith("RequireSystemUser", StringComparison.Ordinal)
                || name.StartsWith("RequireAnySystemUser", StringComparison.Ordinal)
                || name.StartsWith("RequireMaskinporten", StringComparison.Ordinal)
            );
}

/// <summary>Who overlooks a demand, and what does not.</summary>
/// <param name="why">What is wrong.</param>
/// <param name="mend">What puts it right.</param>
internal sealed class Overlooked(string why, string mend)
{
    public string Why => why;

    public string Mend => mend;
}
