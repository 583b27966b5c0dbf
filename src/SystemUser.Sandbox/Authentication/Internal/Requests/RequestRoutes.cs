using System.Text.Json.Serialization.Metadata;
using SystemUser.Sandbox.Authentication.Internal.Vendors;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Requests;

/// <summary>The API of requests that exist already: the same for requests and change requests.</summary>
internal sealed class RequestRoutes<TRequest, TAnswer>(
    VendorRequests<TRequest> requests,
    WireAddress address,
    string portalPath,
    Func<TRequest, TAnswer> write,
    JsonTypeInfo<TAnswer> answerType,
    JsonTypeInfo<ResultPage<TAnswer>> pageType
)
    where TRequest : VendorRequest
{
    private const string ById = "/{requestId}";
    private const string ByExternalRef = "/byexternalref/{systemId}/{orgNo}/{externalRef}";
    private const string BySystem = "/bysystem/{systemId}";

    /// <summary>Maps the reading of requests of one kind.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="path">The path of the kind.</param>
    /// <param name="kind">The kind.</param>
    public void MapReading(VendorRoutes routes, string path, SystemUserKind kind)
    {
        routes.Get(
            path + ById,
            AuthenticationScopes.RequestRead,
            (request, vendor) => Show(request.RouteId("requestId").Then(id => requests.Find(vendor, id)).Then(IsOfKind))
        );
        routes.Get(
            path + ByExternalRef,
            AuthenticationScopes.RequestRead,
            (request, vendor) =>
                Show(
                    requests.FindByExternalRef(
                        vendor,
                        request.Route("systemId"),
                        request.Route("orgNo"),
                        request.Route("externalRef"),
                        kind
                    )
                )
        );
        routes.Get(
            path + BySystem,
            AuthenticationScopes.RequestRead,
            (request, vendor) =>
                requests
                    .List(vendor, request.Route("systemId"))
                    .Then(rows =>
                        Paging.Take(request, address, rows.Where(row => row.Kind == kind), row => row.Id, write)
                    )
                    .Match(page => Answers.Ok(page, pageType))
        );

        Result<TRequest> IsOfKind(TRequest request) => request.Kind == kind ? request : Problems.RequestNotFound;
    }

    public void MapWithdrawal(VendorRoutes routes, string path) =>
        routes.Delete(
            path + ById,
            AuthenticationScopes.RequestWrite,
            (request, vendor) =>
                request
                    .RouteId("requestId")
                    .Then(id => requests.Withdraw(vendor, id))
                    .Match(_ => Results.StatusCode(StatusCodes.Status202Accepted))
        );

    /// <summary>
    /// Shows a request that was asked for: 201 if that made it, with the address at which the customer's portal reads it; else 200.
    /// </summary>
    public IResult ShowMade(HttpRequest request, Result<(TRequest Request, bool IsNew)> result) =>
        result.Match(made =>
        {
            if (!made.IsNew)
            {
                return Show(made.Request);
            }

            request.HttpContext.Response.Headers.Location = address.At(
                $"{VendorRoutes.Base}{portalPath}/{made.Request.Id}"
            );
            return Show(made.Request, StatusCodes.Status201Created);
        });

    private IResult Show(Result<TRequest> result, int statusCode = StatusCodes.Status200OK) =>
        result.Match(request => Answers.Ok(write(request), answerType, statusCode));
}
