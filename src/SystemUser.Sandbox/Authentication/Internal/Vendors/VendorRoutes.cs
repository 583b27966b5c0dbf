using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>Maps endpoints that only a vendor with the right scope reaches.</summary>
internal sealed class VendorRoutes(IEndpointRouteBuilder endpoints)
{
    public const string Base = "/authentication/api/v1/";

    private readonly ApiCallers _callers = endpoints.ServiceProvider.GetRequiredService<ApiCallers>();

    public void Get(string path, string scope, Func<HttpRequest, CallingVendor, IResult> handler) =>
        Map(HttpMethods.Get, path, scope, (request, vendor) => Task.FromResult(handler(request, vendor)));

    public void Delete(string path, string scope, Func<HttpRequest, CallingVendor, IResult> handler) =>
        Map(HttpMethods.Delete, path, scope, (request, vendor) => Task.FromResult(handler(request, vendor)));

    public void Post(string path, string scope, Func<HttpRequest, CallingVendor, Task<IResult>> handler) =>
        Map(HttpMethods.Post, path, scope, handler);

    public void Put(string path, string scope, Func<HttpRequest, CallingVendor, Task<IResult>> handler) =>
        Map(HttpMethods.Put, path, scope, handler);

    private void Map(
        string method,
        string path,
        string scope,
        Func<HttpRequest, CallingVendor, Task<IResult>> handler
    ) =>
        endpoints.MapMethods(
            Base + path,
            [method],
            async (HttpRequest request) =>
            {
                request.HttpContext.Response.Headers.CacheControl = "no-store";
                return !_callers.Find(request, scope).Is(out var caller, out var problem) ? problem.ToResult()
                    : caller.Organization is not { } organization ? VendorUnknown(method, path).ToResult()
                    : await handler(request, new CallingVendor(organization, caller.ClientId));
            }
        );

    // Three ways to say that the token names no organization, as Altinn's controllers have them.
    private static Problem VendorUnknown(string method, string path) =>
        path.StartsWith(SystemEndpoints.Vendors, StringComparison.Ordinal)
            ? SandboxProblems.NotAnOrganization with
            {
                Status = StatusCodes.Status403Forbidden,
                Form = ProblemForm.Empty,
            }
        : path.StartsWith(RequestEndpoints.Standard, StringComparison.Ordinal) && HttpMethods.IsPost(method)
            ? Problems.VendorUnknown
        : SandboxProblems.NotAnOrganization;
}

/// <summary>The scopes of Altinn's authentication API.</summary>
internal static class AuthenticationScopes
{
    public const string RegisterWrite = "altinn:authentication/systemregister.write";
    public const string RequestRead = "altinn:authentication/systemuser.request.read";
    public const string RequestWrite = "altinn:authentication/systemuser.request.write";
    public const string SystemUserRead = "altinn:maskinporten/systemuser.read";
}
