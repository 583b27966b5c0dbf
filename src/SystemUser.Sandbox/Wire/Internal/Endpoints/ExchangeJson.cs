using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Writes a token as a JSON string.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
