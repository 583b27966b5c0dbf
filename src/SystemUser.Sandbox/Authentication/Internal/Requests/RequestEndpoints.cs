using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>The API of requests for system users, standard and agent, for vendors.</summary>
internal sealed class RequestEndpoints(SystemUserRequests requests, WireAddress address, TimeProvider clock)
{
    private const string Standard = "systemuser/request/vendor";
    private const string Agent = Standard + "/agent";
    private const string ById = "/{requestId}";
    private const string ByExternalRef = "/byexternalref/{systemId}/{orgNo}/{externalRef}";
    private const string BySystem = "/bysystem/{systemId}";

    public void Map(VendorRoutes routes)
    {
        Map(routes, Standard, SystemUserKind.Standard);
        Map(routes, Agent, SystemUserKind.Agent);
        routes.Delete(Standard + ById, AuthenticationScopes.RequestWrite, WithdrawAsync);
    }

    private void Map(VendorRoutes routes, string path, SystemUserKind kind)
    {
        routes.Post(path, AuthenticationScopes.RequestWrite, (context, vendor) => CreateAsync(context, vendor, kind));
        routes.Get(
            path + ById,
            AuthenticationScopes.RequestRead,
            (context, vendor) =>
                AnswerAsync(
                    context,
                    context.Id("requestId").Is(out var id, out var problem) ? requests.Find(vendor, kind, id) : problem
                )
        );
        routes.Get(
            path + ByExternalRef,
            AuthenticationScopes.RequestRead,
            (context, vendor) =>
                AnswerAsync(
                    context,
                    requests.FindByExternalRef(
                        vendor,
                        kind,
                        context.Text("systemId"),
                        context.Text("orgNo"),
                        context.Text("externalRef")
                    )
                )
        );
        routes.Get(
            path + BySystem,
            AuthenticationScopes.RequestRead,
            (context, vendor) => ListAsync(context, vendor, kind)
        );
    }

    private async Task CreateAsync(HttpContext context, Vendor vendor, SystemUserKind kind)
    {
        var body = await JsonBody.ReadAsync(
            context.Request,
            AuthenticationJson.Default.RequestBody,
            context.RequestAborted
        );
        var result = body.Is(out var asked, out var problem) ? requests.Create(vendor, kind, asked) : problem;
        if (!result.Is(out var made, out problem))
        {
            await Reply.ProblemAsync(context, problem);
            return;
        }

        if (made.IsNew)
        {
            var path = kind == SystemUserKind.Agent ? Agent : Standard;
            context.Response.Headers.Location = address.At($"{VendorRoutes.Base}{path}/{made.Request.Id}");
        }

        await AnswerAsync(context, made.Request, made.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private Task ListAsync(HttpContext context, Vendor vendor, SystemUserKind kind)
    {
        var now = clock.GetUtcNow();
        return Reply.ResultAsync(
            context,
            requests.List(vendor, kind, context.Text("systemId")).Is(out var rows, out var problem)
                ? Paging.Take(context, address, rows, row => row.Id, row => RequestAnswer.Of(row, address, now))
                : problem,
            AuthenticationJson.Default.RequestPage
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
        Result<SystemUserRequest> result,
        int statusCode = StatusCodes.Status200OK
    ) =>
        result.Is(out var request, out var problem)
            ? Reply.JsonAsync(
                context,
                RequestAnswer.Of(request, address, clock.GetUtcNow()),
                AuthenticationJson.Default.RequestAnswer,
                statusCode
            )
            : Reply.ProblemAsync(context, problem);
}
