using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>The types that the rules are about, resolved once for each compilation.</summary>
internal sealed class KnownTypes
{
    private const string Right = "SystemUser.AspNetCore.Authorization.SystemUserRightDemandAttribute";

    private static readonly ConditionalWeakTable<Compilation, KnownTypes> s_resolved = new();

    private readonly INamedTypeSymbol? _right;
    private readonly INamedTypeSymbol? _scope;
    private readonly INamedTypeSymbol? _anonymous;
    private readonly INamedTypeSymbol? _endpointDemands;
    private readonly INamedTypeSymbol? _policyDemands;
    private readonly INamedTypeSymbol? _systemUserRight;
    private readonly INamedTypeSymbol? _resourceId;

    private KnownTypes(Compilation compilation)
    {
        _right = compilation.GetTypeByMetadataName(Right);
        _scope = compilation.GetTypeByMetadataName(
            "SystemUser.AspNetCore.Authorization.RequireMaskinportenScopeAttribute"
        );
        _anonymous = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Authorization.IAllowAnonymous");
        _endpointDemands = compilation.GetTypeByMetadataName(
            "Microsoft.AspNetCore.Builder.SystemUserEndpointConventionBuilderExtensions"
        );
        _policyDemands = compilation.GetTypeByMetadataName(
            "Microsoft.AspNetCore.Authorization.SystemUserAuthorizationPolicyBuilderExtensions"
        );
        _systemUserRight = compilation.GetTypeByMetadataName("SystemUser.AspNetCore.Decisions.SystemUserRight");
        _resourceId = compilation.GetTypeByMetadataName("SystemUser.AspNetCore.Claims.ResourceId");
        Party = compilation.GetTypeByMetadataName("SystemUser.AspNetCore.Authorization.AuthorizedParty");
        Sandbox = compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.SystemUserSandboxExtensions");
        EndpointMapping = compilation.GetTypeByMetadataName(
            "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"
        );
        WebApplication = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.WebApplication");
        EndpointAuthorization = compilation.GetTypeByMetadataName(
            "Microsoft.AspNetCore.Builder.AuthorizationEndpointConventionBuilderExtensions"
        );
        Mvc = new MvcTypes(compilation);
        Frameworks = new FrameworkTypes(compilation);
    }

    public INamedTypeSymbol? Party { get; }

    public INamedTypeSymbol? Sandbox { get; }

    /// <summary>Gets the class of <c>MapGet</c> and its kin.</summary>
    public INamedTypeSymbol? EndpointMapping { get; }

    public INamedTypeSymbol? WebApplication { get; }

    /// <summary>Gets the class of an endpoint's <c>AllowAnonymous</c>.</summary>
    public INamedTypeSymbol? EndpointAuthorization { get; }

    public MvcTypes Mvc { get; }

    public FrameworkTypes Frameworks { get; }

    /// <summary>Resolves the types; <see langword="null"/> if the compilation does not know the package.</summary>
    public static KnownTypes? Of(Compilation compilation)
    {
        var known = s_resolved.GetValue(compilation, static compilation => new KnownTypes(compilation));
        return known._right is null ? null : known;
    }

    /// <summary>Tells whether an attribute demands a right.</summary>
    public bool IsRight(ITypeSymbol? attribute) => Same(attribute?.BaseType, _right);

    /// <summary>Tells whether an attribute demands a right or a scope.</summary>
    public bool IsDemand(ITypeSymbol? attribute) => IsRight(attribute) || Same(attribute, _scope);

    /// <summary>Tells whether a method demands a right or a scope of an endpoint, or of a group.</summary>
    public bool IsEndpointDemand(IMethodSymbol method) => Same(method.ContainingType, _endpointDemands);

    /// <summary>Tells whether a method takes the ids of resources as text.</summary>
    public bool TakesResources(IMethodSymbol method) =>
        IsEndpointDemand(method)
        || Same(method.ContainingType, _policyDemands)
        || (
            method.MethodKind is MethodKind.Constructor
            && (IsRight(method.ContainingType) || Same(method.ContainingType, _systemUserRight))
        )
        || (method.Name == "Parse" && Same(method.ContainingType, _resourceId));

    public bool IsAnonymous(AttributeData attribute) => Implements(attribute.AttributeClass, _anonymous);

    public static bool Same(ISymbol? one, ISymbol? other) =>
        one is not null && SymbolEqualityComparer.Default.Equals(one, other);

    /// <summary>Tells whether a method overrides another, be it over several classes.</summary>
    public static bool Overrides(IMethodSymbol method, IMethodSymbol other)
    {
        for (var below = method.OverriddenMethod; below is not null; below = below.OverriddenMethod)
        {
            if (Same(below, other))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Implements(ITypeSymbol? type, INamedTypeSymbol? contract) =>
        type is not null
        && contract is not null
        && type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default);

    public static bool Derives(ITypeSymbol? type, INamedTypeSymbol? from)
    {
        for (; type is not null && from is not null; type = type.BaseType)
        {
            if (Same(type.OriginalDefinition, from))
            {
                return true;
            }
        }

        return false;
    }
}
