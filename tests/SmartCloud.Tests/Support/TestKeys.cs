using System.Security.Cryptography;

namespace SmartCloud.Tests.Support;

/// <summary>Keys made once for all tests, because making one takes longer than most tests.</summary>
internal static class TestKeys
{
    private static readonly Lazy<string> Standard = new(Make);
    private static readonly Lazy<string> Agent = new(Make);

    public static void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "client-key-standard.pem"), Standard.Value);
        File.WriteAllText(Path.Combine(folder, "client-key-agent.pem"), Agent.Value);
    }

    private static string Make()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
