using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.AccessManagement.Internal.Packages;

/// <summary>A group of areas, as Altinn writes it.</summary>
internal sealed record AreaGroupView(
    Guid Id,
    string Name,
    string? Urn,
    string Description,
    string Type,
    IReadOnlyList<AreaView> Areas
);

/// <summary>An area, as Altinn writes it.</summary>
internal sealed record AreaView(
    Guid Id,
    string Name,
    string Urn,
    string Description,
    string IconUrl,
    IReadOnlyList<PackageView> Packages
)
{
    /// <summary>Nothing: it stands outside, and Altinn writes <c>null</c>.</summary>
    public AreaGroupView? Group { get; init; }
}

/// <summary>An access package, as Altinn writes it.</summary>
internal sealed record PackageView(
    Guid Id,
    string Name,
    string Urn,
    string Description,
    bool IsDelegable,
    bool IsAssignable,
    bool IsResourcePolicyAvailable,
    AreaView Area,
    TypeView Type,
    IReadOnlyList<ResourceView>? Resources
);

/// <summary>Whom a package is for.</summary>
internal sealed record TypeView(Guid Id, Guid ProviderId, string Name)
{
    public ProviderView? Provider { get; init; }
}

/// <summary>A resource that a package opens.</summary>
internal sealed record ResourceView(
    Guid Id,
    Guid ProviderId,
    Guid TypeId,
    string Name,
    string? Description,
    string RefId,
    ProviderView? Provider,
    ResourceTypeView Type
);

/// <summary>Who offers a resource.</summary>
internal sealed record ProviderView(Guid Id, string Name, string RefId, string? Code)
{
    public string? LogoUrl { get; init; }

    public Guid TypeId { get; init; }

    public TypeView? Type { get; init; }
}

/// <summary>The type of a resource.</summary>
internal sealed record ResourceTypeView(Guid Id, string Name);

/// <summary>A package that was found, and why.</summary>
internal sealed record FoundPackage(PackageView Object, double Score, IReadOnlyList<FoundField> Fields);

/// <summary>A text in which something was found.</summary>
internal sealed record FoundField(string Field, string Value, double Score)
{
    /// <summary>Nothing: Altinn fills it in its other search alone.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>How packages are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<AreaGroupView>))]
[JsonSerializable(typeof(IReadOnlyList<FoundPackage>))]
internal sealed partial class PackageJson : JsonSerializerContext;
