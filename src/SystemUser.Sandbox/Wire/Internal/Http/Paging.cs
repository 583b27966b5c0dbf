using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Cuts lists into pages of fifty, in the order of ids; the token of a page is opaque to the caller.</summary>
internal static class Paging
{
    public const int Size = 50;

    /// <summary>A list that Altinn writes as a page and the sandbox never cuts.</summary>
    public static ResultPage<T> Whole<T>(IEnumerable<T> rows) => new(new NextPage(null), [.. rows]);

    /// <summary>Takes the page that the request asks for.</summary>
    /// <param name="request">The request, with <c>token</c> from the second page on.</param>
    /// <param name="address">The sandbox's address, for the link to the next page.</param>
    /// <param name="rows">All rows, in the order of their ids.</param>
    /// <param name="idOf">The id of a row.</param>
    /// <param name="write">What is shown of it.</param>
    public static Result<ResultPage<TAnswer>> Take<TRow, TAnswer>(
        HttpRequest request,
        WireAddress address,
        IEnumerable<TRow> rows,
        Func<TRow, Guid> idOf,
        Func<TRow, TAnswer> write
    )
    {
        string? after = null;
        if (request.Query.ContainsKey("token") && (after = Read(request.QueryText("token"))) is null)
        {
            return SandboxProblems.ParameterInvalid.With("token is not one that came with a page.");
        }

        var found = rows.Where(row => after is null || string.CompareOrdinal(idOf(row).ToString(), after) > 0)
            .Take(Size + 1)
            .ToList();
        var next =
            found.Count > Size
                ? address.At($"{request.Path.ToUriComponent()}?token={Write(idOf(found[Size - 1]))}")
                : null;
        return new ResultPage<TAnswer>(new NextPage(next), [.. found.Take(Size).Select(write)]);
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
        // Half a surrogate pair, which JSON lets through and text does not, is an InvalidOperationException.
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A page of a list, as Altinn writes it.</summary>
/// <param name="Links">Where the next page is.</param>
/// <param name="Data">The rows.</param>
internal sealed record ResultPage<T>(NextPage Links, IReadOnlyList<T> Data);

/// <summary>Where the next page is.</summary>
/// <param name="Next">Its address; <see langword="null"/> on the last page.</param>
internal sealed record NextPage(string? Next);
