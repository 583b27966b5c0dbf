using System.Security.Cryptography;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The portal's stylesheet, which lies in the assembly: the sandbox has no folder of files of its own.</summary>
internal static class Stylesheet
{
    private const string ResourceName = "SystemUser.Sandbox.Portal.portal.css";

    private static readonly byte[] s_bytes = Read();
    private static readonly string s_tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(s_bytes).AsSpan(0, 8))}\"";

    public static IResult Serve(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(s_bytes, "text/css; charset=utf-8", entityTag: new(s_tag));
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(ResourceName)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
