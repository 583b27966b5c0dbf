using System.Text.Json;
using SystemUser.Sandbox.Portal.Internal.Texts;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>What the owner of a resource says of it, out of a document that may hold anything.</summary>
internal static class ResourceTexts
{
    /// <summary>What the right to the resource gives; empty if its owner does not say.</summary>
    public static string RightOf(PortalVisit visit, string resourceId) => Read(visit, resourceId, "rightDescription");

    public static string DescriptionOf(PortalVisit visit, string resourceId) => Read(visit, resourceId, "description");

    private static string Read(PortalVisit visit, string resourceId, string member)
    {
        if (visit.World.Resources.Find(resourceId) is not { } resource)
        {
            return "";
        }

        using var document = JsonDocument.Parse(resource.Document);
        return
            document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(member, out var texts)
            && texts.ValueKind == JsonValueKind.Object
            && texts.TryGetProperty(visit.Language.Code(), out var text)
            && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? ""
            : "";
    }
}
