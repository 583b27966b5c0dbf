using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>Reads requests as Altinn does: names in any casing, unknown members skipped.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(XacmlEnvelope))]
internal sealed partial class XacmlJson : JsonSerializerContext;
