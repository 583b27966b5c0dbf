using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A resource as its owner puts it: read once for what the sandbox goes by, and kept as it stands.</summary>
internal static class ResourceDocument
{
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "identifier",
        "version",
        "title",
        "description",
        "rightDescription",
        "homepage",
        "status",
        "spatial",
        "contactPoints",
        "produces",
        "isPartOf",
        "thematicAreas",
        "resourceReferences",
        "delegable",
        "visible",
        "hasCompetentAuthority",
        "keywords",
        "accessListMode",
        "selfIdentifiedUserEnabled",
        "enterpriseUserEnabled",
        "resourceType",
        "availableForType",
        "authorizationReference",
        "consentTemplate",
        "consentText",
        "consentMetadata",
        "isOneTimeConsent"
    );

    /// <summary>Reads a resource; names are matched whatever their casing.</summary>
    public static Result<RegistryResource> Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return SandboxProblems.BodyInvalid.With("A resource is a JSON object.");
        }

        if (!JsonStrings.AreReadable(document))
        {
            return SandboxProblems.BodyInvalid.With("A name or string of the resource is no text.");
        }

        var id = Text(document, "identifier");
        if (!IsIdentifier(id))
        {
            return SandboxProblems.BodyInvalid.With(
                "identifier must be at least four lower-case letters, digits, underscores and hyphens."
            );
        }

        var authority = Member(document, "hasCompetentAuthority");
        var owner = Text(authority, "organization");
        if (!Numbers.IsOrganization(owner))
        {
            return SandboxProblems.BodyInvalid.With(
                $"hasCompetentAuthority.organization of {id} must be an organization number of nine digits."
            );
        }

        var title = Member(document, "title");
        if (title.ValueKind != JsonValueKind.Object || Text(title, "nb") is not { Length: > 0 })
        {
            return SandboxProblems.BodyInvalid.With($"title.nb of {id} is missing.");
        }

        if (!Flag(document, "delegable", true, out var delegable) || !Flag(document, "visible", true, out var visible))
        {
            return SandboxProblems.BodyInvalid.With($"delegable and visible of {id} must be true or false.");
        }

        return new RegistryResource
        {
            Id = id,
            Owner = owner,
            Title = new LanguageTexts(Text(title, "nb"), Text(title, "en"), Text(title, "nn")),
            ResourceType = Text(document, "resourceType") ?? "GenericAccessResource",
            Delegable = delegable,
            Visible = visible,
            UsesAccessLists = string.Equals(
                Text(document, "accessListMode"),
                "Enabled",
                StringComparison.OrdinalIgnoreCase
            ),
            Document = Canonical(document),
        };
    }

    // Whoever reads the resource looks for Altinn's names.
    private static string Canonical(JsonElement document)
    {
        var result = new JsonObject();
        foreach (var member in document.EnumerateObject())
        {
            var name = s_names.TryGetValue(member.Name, out var known) ? known : member.Name;
            result[name] = JsonSerializer.SerializeToNode(member.Value, WorldJson.Of<JsonElement>());
        }

        return result.ToJsonString();
    }

    private static bool IsIdentifier([NotNullWhen(true)] string? id) =>
        id is { Length: >= 4 and <= 128 }
        && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-');

    private static bool Flag(JsonElement element, string name, bool absent, out bool value)
    {
        var member = Member(element, name);
        value = member.ValueKind == JsonValueKind.Undefined ? absent : member.ValueKind == JsonValueKind.True;
        return member.ValueKind is JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False;
    }

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            ? element
                .EnumerateObject()
                .LastOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Value
            : default;
}
