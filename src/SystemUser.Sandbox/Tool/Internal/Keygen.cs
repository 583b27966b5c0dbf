using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>Makes a key for a Maskinporten client.</summary>
internal static class Keygen
{
    private const string Kid = "--kid";
    private const string Format = "--format";

    public static string Run(string[] args)
    {
        var arguments = new ToolArguments(args, Kid, Format);
        var key = SigningKey.Create(arguments[Kid]);
        var publicPart = $$"""{"keys":[{{key.PublicJwk}}]}""";
        return arguments[Format] switch
        {
            null => Everything(key, publicPart),
            "jwk" => key.PrivateJwk,
            "pem" => key.Rsa.ExportPkcs8PrivateKeyPem(),
            "public" => publicPart,
            var other => throw ToolFailure.OfCommandLine($"{Format} is '{other}'. Write jwk, pem or public."),
        };
    }

    private static string Everything(SigningKey key, string publicPart) =>
        $"""
            The public part, to register on the client at Maskinporten:

            {publicPart}

            The private key, which no committed file may hold, for SystemUser:Client:PrivateJwk:

            {key.PrivateJwk}

            or in a file for SystemUser:Client:PrivateKeyPath, with SystemUser:Client:KeyId {key.KeyId}:

            {key.Rsa.ExportPkcs8PrivateKeyPem()}
            """;
}
