using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Makes a key for a Maskinporten client.</summary>
internal static class Keygen
{
    private const string Kid = "--kid";
    private const string Format = "--format";

    /// <returns>The key, and the public part as a remark where the key alone is asked for: a key of which nobody has the public part is of no use.</returns>
    public static ToolAnswer Run(string[] args)
    {
        var arguments = new ToolArguments(args, Kid, Format);
        var key = SigningKey.Create(arguments[Kid]);
        var publicPart = $$"""{"keys":[{{key.PublicJwk}}]}""";
        return arguments[Format] switch
        {
            null => new(Everything(key, publicPart)),
            "jwk" => new(key.PrivateJwk, Remark: ToRegister(publicPart)),
            "pem" => new(key.Rsa.ExportPkcs8PrivateKeyPem(), Remark: ToRegister(publicPart)),
            var other => throw ToolFailure.OfCommandLine($"{Format} is '{other}'. Write jwk or pem."),
        };
    }

    private static string ToRegister(string publicPart) =>
        $"""
            The public part, to register on the client at Maskinporten:

            {publicPart}
            """;

    private static string Everything(SigningKey key, string publicPart) =>
        $"""
            {ToRegister(publicPart)}

            The private key, which no committed file may hold, for SystemUser:Client:PrivateJwk:

            {key.PrivateJwk}

            or in a file for SystemUser:Client:PrivateKeyPath, with SystemUser:Client:KeyId {key.KeyId}:

            {key.Rsa.ExportPkcs8PrivateKeyPem()}
            """;
}
