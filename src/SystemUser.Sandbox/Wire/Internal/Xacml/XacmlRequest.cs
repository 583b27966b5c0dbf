using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>The categories of a request, and which of them belong together.</summary>
internal sealed record XacmlRequest(
    XacmlCategory?[]? AccessSubject,
    XacmlCategory?[]? Action,
    XacmlCategory?[]? Resource,
    XacmlCategory?[]? Category,
    XacmlMultiRequests? MultiRequests
);

/// <summary>The body of a request, in the JSON profile of XACML 3.0 as Altinn reads it.</summary>
internal sealed record XacmlEnvelope(XacmlRequest? Request);

/// <summary>The questions of a multi-request.</summary>
internal sealed record XacmlMultiRequests(XacmlReference?[]? RequestReference);

/// <summary>One question of a multi-request: the ids of its categories.</summary>
internal sealed record XacmlReference(string?[]? ReferenceId);

/// <summary>A subject, an action or a resource; by its id, or in the generic form by that of its category.</summary>
internal sealed record XacmlCategory(string? CategoryId, string? Id, XacmlAttributeJson?[]? Attribute);

/// <summary>One attribute of a category.</summary>
internal sealed record XacmlAttributeJson(
    string? AttributeId,
    string? Value,
    string? Issuer,
    string? DataType,
    bool IncludeInResult
);

/// <summary>Reads requests as Altinn does: names in any casing, unknown members skipped.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(XacmlEnvelope))]
internal sealed partial class XacmlJson : JsonSerializerContext;
