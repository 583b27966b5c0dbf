using System.Security.Cryptography;
using System.Text;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>A file of the workbench's, which lies in the assembly: the sandbox has no folder of files of its own.</summary>
internal sealed class WorkbenchFile
{
    private const string Folder = "SystemUser.Sandbox.Workbench.";

    public static readonly WorkbenchFile Stylesheet = new("workbench.css", "text/css; charset=utf-8");
    public static readonly WorkbenchFile Script = new("workbench.js", "text/javascript; charset=utf-8");
    public static readonly WorkbenchFile Requests = new("sandbox.http", "text/plain; charset=utf-8");

    private readonly byte[] _bytes;
    private readonly string _contentType;
    private readonly string _tag;

    private WorkbenchFile(string name, string contentType)
    {
        using var stream = typeof(WorkbenchFile).Assembly.GetManifestResourceStream(Folder + name)!;
        _bytes = new byte[stream.Length];
        stream.ReadExactly(_bytes);
        _contentType = contentType;
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes).AsSpan(0, 8))}\"";
    }

    public string Text => Encoding.UTF8.GetString(_bytes);

    public IResult Serve(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(_bytes, _contentType, entityTag: new(_tag));
    }
}
