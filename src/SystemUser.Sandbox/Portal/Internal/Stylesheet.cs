using System.Security.Cryptography;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>The portal's stylesheet, which lies in the assembly: the sandbox has no folder of files of its own.</summary>
internal static class Stylesheet
{
    private const string ResourceName = "SystemUser.Sandbox.Portal.portal.css";

    private static readonly byte[] Bytes = Read();
    private static readonly string Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 8))}\"";

    public static IResult Serve(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Bytes, "text/css; charset=utf-8", entityTag: new(Tag));
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(ResourceName)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
