using System.Text;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Pages;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>The world: its tables and rows, to look at and to change; put back, taken out and put in whole.</summary>
internal sealed class WorldPages(
    WorldStore store,
    WorldOptions options,
    FaultSwitches switches,
    DecisionRing decisions,
    CallRing calls
)
{
    private const long LongestSeed = 64 * 1024 * 1024;
    private const int LastPage = 10_000;
    private const string Done = "?done=";

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.World, (string? done) => WorkbenchAnswers.Show<Pages.World>(what: done));
        pages.MapGet(WorkbenchRoutes.WorldExport, Export);
        pages.MapPost(WorkbenchRoutes.WorldImport, ImportAsync).WithMetadata(new LargeForm(LongestSeed));
        pages.MapPost(WorkbenchRoutes.WorldReset, Reset);
        pages.MapGet(WorkbenchRoutes.World + "/{shelf}", ShowShelf);
        pages.MapGet(WorkbenchRoutes.World + "/{shelf}/row", ShowRow);
        pages.MapGet(WorkbenchRoutes.World + "/{shelf}/new", ShowNew);
        pages.MapPost(WorkbenchRoutes.World + "/{shelf}/row", Change);
    }

    private static IResult ShowShelf(string shelf, string? q, int? page, string? done) =>
        WorldShelves.Find(shelf) is { } found
            ? WorkbenchAnswers.Show<Shelf>(
                new ShelfView(found, q?.Trim() ?? "", Math.Clamp(page ?? 1, 1, LastPage)),
                done
            )
            : WorkbenchAnswers.Refuse(WorkbenchProblems.PageNotFound);

    private IResult ShowRow(string shelf, string? key, string? done) =>
        WorldShelves.Find(shelf) is { } found && key is not null && found.Json(store.Current, key) is { } json
            ? WorkbenchAnswers.Show<Row>(new RowView(found, key, json), done)
            : WorkbenchAnswers.Refuse(WorkbenchProblems.RowNotFound);

    private IResult ShowNew(string shelf) =>
        WorldShelves.Find(shelf) is { } found
            ? WorkbenchAnswers.Show<Row>(new RowView(found, Key: null, found.Template(store.Current)))
            : WorkbenchAnswers.Refuse(WorkbenchProblems.PageNotFound);

    private IResult Change(string shelf, HttpRequest request)
    {
        if (WorldShelves.Find(shelf) is not { } found)
        {
            return WorkbenchAnswers.Refuse(WorkbenchProblems.PageNotFound);
        }

        var (key, json) = (request.Form["key"].ToString(), request.Form["json"].ToString());
        if (request.Form["change"] == "remove")
        {
            return store.Change(draft => WorldShelves.Remove(draft, found, key)).Problem is { } inUse
                ? WorkbenchAnswers.ShowProblem<Row>(new RowView(found, key, json), inUse)
                : WorkbenchAnswers.See(WorkbenchRoutes.Shelf(shelf) + Done + "removed");
        }

        var result = store.Change(draft => found.Put(draft, json));
        return result.Is(out var put, out var problem)
            ? WorkbenchAnswers.See($"{WorkbenchRoutes.Row(shelf, put)}&done=saved")
            : WorkbenchAnswers.ShowProblem<Row>(new RowView(found, key.Length > 0 ? key : null, json), problem);
    }

    private IResult Export(HttpContext context)
    {
        context.Response.Headers.ContentDisposition = "attachment; filename=\"world.json\"";
        return Results.Text(SeedWriter.Write(store.Current), "application/json; charset=utf-8");
    }

    private async Task<IResult> ImportAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        Stream text = form.Files["file"] is { Length: > 0 } file
            ? file.OpenReadStream()
            : new MemoryStream(Encoding.UTF8.GetBytes(form["json"].ToString()));
        await using (text)
        {
            try
            {
                var draft = new WorldDraft(WorldSeed.FromStream("that was given", text).Story);
                options.Prepare?.Invoke(draft);
                return Answer(store.Replace(draft.State), "imported");
            }
            catch (WorldStorageException fault)
            {
                return WorkbenchAnswers.ShowProblem<Pages.World>(
                    null,
                    WorkbenchProblems.SeedInvalid.With(fault.Message)
                );
            }
        }
    }

    private IResult Reset(HttpRequest request)
    {
        var result = store.Reset(onlyCast: request.Form["to"] == "cast");
        if (result.Problem is null)
        {
            switches.ClearAll();
            decisions.Clear();
            calls.Clear();
        }

        return Answer(result, "reset");
    }

    private static IResult Answer(Result<Done> result, string done) =>
        result.Is(out _, out var problem)
            ? WorkbenchAnswers.See(WorkbenchRoutes.World + Done + done)
            : WorkbenchAnswers.Refuse(problem);
}

/// <summary>One page of a table.</summary>
internal sealed record ShelfView(WorldShelf Table, string Search, int Page);

/// <summary>A row, to be changed; without a key, one to be made.</summary>
internal sealed record RowView(WorldShelf Table, string? Key, string Json);

/// <summary>That a form may be larger than the server takes as a rule.</summary>
internal sealed record LargeForm(long MaxLength) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
{
    long? Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata.MaxRequestBodySize => MaxLength;
}
