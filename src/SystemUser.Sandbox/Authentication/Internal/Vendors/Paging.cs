using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>Cuts lists into pages of fifty, in the order of ids; the token of a page is opaque to the caller.</summary>
internal static class Paging
{
    public const int Size = 50;

    /// <summary>Takes the page that the request asks for.</summary>
    /// <param name="context">The request, with <c>token</c> from the second page on.</param>
    /// <param name="address">The sandbox's address, for the link to the next page.</param>
    /// <param name="rows">All rows, in the order of their ids.</param>
    /// <param name="idOf">The id of a row.</param>
    /// <param name="write">What is shown of it.</param>
    public static Result<Page<TAnswer>> Take<TRow, TAnswer>(
        HttpContext context,
        WireAddress address,
        IEnumerable<TRow> rows,
        Func<TRow, Guid> idOf,
        Func<TRow, TAnswer> write
    )
    {
        string? after = null;
        if (context.Request.Query.ContainsKey("token") && (after = Read(context.QueryText("token"))) is null)
        {
            return Problems.ParameterInvalid.With("token is not one that came with a page.");
        }

        var found = rows.Where(row => after is null || string.CompareOrdinal(idOf(row).ToString(), after) > 0)
            .Take(Size + 1)
            .ToList();
        var next =
            found.Count > Size
                ? address.At($"{context.Request.Path.ToUriComponent()}?token={Write(idOf(found[Size - 1]))}")
                : null;
        return new Page<TAnswer>(new PageLinks(next), [.. found.Take(Size).Select(write)]);
    }

    private static string Write(Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"\"{id}\""));

    private static string? Read(string? token)
    {
        try
        {
            return
                token is not null
                && JsonElement.Parse(Base64Url.DecodeFromChars(token)) is { ValueKind: JsonValueKind.String } text
                && text.TryGetGuid(out var id)
                ? id.ToString()
                : null;
        }
        // The last is thrown at half a surrogate pair, which JSON lets through and text does not.
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
