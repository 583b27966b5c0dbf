using System.Security.Cryptography;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>A file of the portal, which lies in the assembly: the sandbox has no folder of files of its own.</summary>
internal sealed class PortalFile
{
    public static readonly PortalFile Stylesheet = new("portal.css", "text/css; charset=utf-8");
    public static readonly PortalFile Icon = new("portal.svg", "image/svg+xml");

    private readonly byte[] _bytes;
    private readonly string _type;
    private readonly string _tag;

    private PortalFile(string name, string type)
    {
        using var stream = typeof(PortalFile).Assembly.GetManifestResourceStream($"SystemUser.Sandbox.Portal.{name}")!;
        _bytes = new byte[stream.Length];
        stream.ReadExactly(_bytes);
        _type = type;
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes).AsSpan(0, 8))}\"";
    }

    public IResult Serve(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(_bytes, _type, entityTag: new(_tag));
    }
}
