using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.ChangeRequests;

/// <summary>The API of change requests for vendors.</summary>
internal sealed class ChangeRequestEndpoints(SystemUserChanges requests, WireAddress address, TimeProvider clock)
{
    private const string Path = "systemuser/changerequest/vendor";
    private const string ById = Path + "/{requestId}";

    public void Map(VendorRoutes routes)
    {
        routes.Post(Path, AuthenticationScopes.RequestWrite, CreateAsync);
        routes.Delete(ById, AuthenticationScopes.RequestWrite, WithdrawAsync);
        routes.Get(ById, AuthenticationScopes.RequestRead, GetAsync);
        routes.Get(
            Path + "/byexternalref/{systemId}/{orgNo}/{externalRef}",
            AuthenticationScopes.RequestRead,
            GetByExternalRefAsync
        );
        routes.Get(Path + "/bysystem/{systemId}", AuthenticationScopes.RequestRead, ListAsync);
    }

    private async Task CreateAsync(HttpContext context, Vendor vendor)
    {
        if (!Guid.TryParse(context.QueryText("correlation-id"), out var id) || id == Guid.Empty)
        {
            await Reply.TextAsync(
                context,
                StatusCodes.Status400BadRequest,
                "Missing or invalid QueryParameter: correlation-id. Generate a unique UUID (RFC 4122) for this Change Request, and add as a Query Parameter."
            );
            return;
        }

        var asked = Guid.TryParse(context.QueryText("system-user-id"), out var userId) ? userId : Guid.Empty;
        if (!requests.FindSystemUser(vendor, asked).Is(out var user, out var problem))
        {
            await Reply.ProblemAsync(context, problem);
            return;
        }

        if (id == user.Id)
        {
            await Reply.TextAsync(
                context,
                StatusCodes.Status400BadRequest,
                "The correlation-id should not be the same as the system-user-id. Generate a unique id."
            );
            return;
        }

        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.ChangeRequestBody,
            context.RequestAborted
        );
        var result = body.Is(out var change, out problem) ? requests.Create(vendor, id, user, change) : problem;
        if (!result.Is(out var made, out problem))
        {
            await Reply.ProblemAsync(context, problem);
            return;
        }

        if (made.IsNew)
        {
            context.Response.Headers.Location = address.At($"{VendorRoutes.Base}{Path}/{made.Request.Id}");
        }

        await AnswerAsync(context, made.Request, made.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private Task GetAsync(HttpContext context, Vendor vendor) =>
        AnswerAsync(
            context,
            context.Id("requestId").Is(out var id, out var problem) ? requests.Find(vendor, id) : problem
        );

    private Task GetByExternalRefAsync(HttpContext context, Vendor vendor) =>
        AnswerAsync(
            context,
            requests.FindByExternalRef(
                vendor,
                context.Text("systemId"),
                context.Text("orgNo"),
                context.Text("externalRef")
            )
        );

    private Task ListAsync(HttpContext context, Vendor vendor)
    {
        var now = clock.GetUtcNow();
        return Reply.ResultAsync(
            context,
            requests.List(vendor, context.Text("systemId")).Is(out var rows, out var problem)
                ? Paging.Take(context, address, rows, row => row.Id, row => ChangeRequestAnswer.Of(row, address, now))
                : problem,
            AuthenticationJson.Default.ChangeRequestPage
        );
    }

    private Task WithdrawAsync(HttpContext context, Vendor vendor)
    {
        var result = context.Id("requestId").Is(out var id, out var problem) ? requests.Withdraw(vendor, id) : problem;
        return result.Problem is { } refusal
            ? Reply.ProblemAsync(context, refusal)
            : Reply.EmptyAsync(context, StatusCodes.Status202Accepted);
    }

    private Task AnswerAsync(
        HttpContext context,
        Result<ChangeRequest> result,
        int statusCode = StatusCodes.Status200OK
    ) =>
        result.Is(out var request, out var problem)
            ? Reply.JsonAsync(
                context,
                ChangeRequestAnswer.Of(request, address, clock.GetUtcNow()),
                AuthenticationJson.Default.ChangeRequestAnswer,
                statusCode
            )
            : Reply.ProblemAsync(context, problem);
}
